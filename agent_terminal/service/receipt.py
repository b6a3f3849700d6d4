"""What a receipt says: made in the unit of work that takes the cash, kept as it was, in both languages."""

from functools import lru_cache
from typing import Any

import msgspec

from agent_terminal.service import kept
from agent_terminal.store.payments import Payment
from common import ids, qr
from common.clock import moment
from common.database import Connection
from common.words import Words

TITLE = Words("Квитанция о приёме платежа", "Receipt for a payment")
TRAINING = Words("УЧЕБНЫЙ РЕЖИМ · НЕ ФИСКАЛЬНЫЙ ЧЕК", "TRAINING MODE · NOT A FISCAL RECEIPT")
KEEP = Words("Сохраняйте до зачисления", "Keep it until the money is credited")


class Receipt(msgspec.Struct, frozen=True):
    """Everything that is printed; sums in minor units."""

    title: Words
    marks: list[Words]
    code: str
    payment_id: str
    agent: str
    inn: str
    address: str
    phone: str
    contract: str
    terminal: str
    provider: Words
    account: str
    inserted: int
    agent_fee: int
    amount: int
    currency: str
    at: str


def body(db: Connection, payment: Payment) -> str:
    """The receipt of a payment that was just made, as JSON."""
    agent, contract = kept.agent(db), kept.contract(db)
    made = Receipt(
        title=TITLE,
        marks=[TRAINING, KEEP],
        code=ids.payment_code(payment.payment_id),
        payment_id=payment.payment_id,
        agent=agent.name,
        inn=agent.inn,
        address=agent.address,
        phone=agent.phone,
        contract="" if contract is None else contract.number,
        terminal="" if contract is None else contract.terminal,
        provider=Words(payment.provider_ru, payment.provider_en),
        account=payment.account,
        inserted=payment.inserted,
        agent_fee=payment.agent_fee,
        amount=payment.amount,
        currency=payment.currency,
        at=moment(payment.accepted).isoformat(timespec="seconds"),
    )
    return msgspec.json.encode(made).decode()


def read(body: str) -> Receipt:
    """A receipt as it was kept."""
    return msgspec.json.decode(body, type=Receipt)


def shown(body: str) -> dict[str, Any]:
    """A receipt for a screen: as it was kept, and `qr`, the squares of its payment code's QR, row after row."""
    made: dict[str, Any] = msgspec.json.decode(body)
    return made | {"qr": list(squares(made["code"]))}


@lru_cache(maxsize=32)
def squares(text: str) -> tuple[str, ...]:
    """A QR code as rows of 1 (dark) and 0, without its quiet edge; a screen that is asked for again costs nothing."""
    return tuple("".join("1" if dark else "0" for dark in row) for row in qr.squares(text))
