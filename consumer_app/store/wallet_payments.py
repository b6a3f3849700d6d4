"""Payments out of wallets: stored before they are sent, and what became of them; numbers of notices that were seen."""

from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or_update

from common.database import Connection, Row, Statement
from common.words import Words
from consumer_app.core import PaymentState, outweighs
from consumer_app.store.tables import NOTICES_SEEN, WALLET_PAYMENTS

_P = WALLET_PAYMENTS.c


class PaymentRow(NamedTuple):
    """A payment with the words it is sent by; a namesake of its row."""

    payment_id: str
    wallet: str
    way: str
    body: bytes
    told: str
    amount: int
    currency: str
    made_at: int
    state: PaymentState
    attempts: int
    ask_after: int
    code: str
    ru: str
    en: str
    shown: bytes | None


class Outcome(NamedTuple):
    """What an exchange about a payment has brought; `ask_after` 0: nothing more is to be asked."""

    state: PaymentState
    ask_after: int = 0
    code: str = ""
    words: Words = Words("", "")
    shown: bytes | None = None


_ADD = Statement(insert(WALLET_PAYMENTS))
_ONE = Statement(select(WALLET_PAYMENTS).where(_P.payment_id == bindparam("payment_id")))
_NEWEST = Statement(
    select(WALLET_PAYMENTS)
    .where(_P.wallet == bindparam("wallet"))
    .order_by(_P.made_at.desc(), _P.payment_id.desc())
    .limit(bindparam("limit"))
)
_DUE = Statement(
    select(WALLET_PAYMENTS).where(_P.ask_after > 0, _P.ask_after <= bindparam("now")).order_by(_P.ask_after)
)
_UNKNOWN = Statement(
    select(WALLET_PAYMENTS)
    .where(_P.ask_after > 0, _P.state == PaymentState.UNKNOWN.value)
    .order_by(_P.made_at)
)  # fmt: skip
_COUNT_UNKNOWN = Statement(
    select(func.count().label("count"))
    .select_from(WALLET_PAYMENTS)
    .where(_P.ask_after > 0, _P.state == PaymentState.UNKNOWN.value, _P.wallet == bindparam("wallet"))
)
_HEARD = {
    "state": bindparam("state"),
    "attempts": _P.attempts + 1,
    "ask_after": bindparam("ask_after"),
    "code": bindparam("code"),
    "ru": bindparam("ru"),
    "en": bindparam("en"),
    "shown": func.coalesce(bindparam("shown"), _P.shown),
}
_IS = _P.payment_id == bindparam("of")
_REFUSED = _P.state == PaymentState.REFUSED.value
_END = Statement(update(WALLET_PAYMENTS).where(_IS).values(**_HEARD))
_REOPEN = Statement(
    update(WALLET_PAYMENTS)
    .where(_IS, _REFUSED)
    .values(state=PaymentState.SENDING.value, ask_after=bindparam("ask_after"))
)
_SOON = Statement(update(WALLET_PAYMENTS).where(_IS, _P.ask_after > 0).values(ask_after=1))
_INTERRUPTED = Statement(
    update(WALLET_PAYMENTS)
    .where(_P.state == PaymentState.SENDING.value)
    .values(state=PaymentState.UNKNOWN.value, ask_after=1)
)
_SEEN = Statement(select(NOTICES_SEEN).where(NOTICES_SEEN.c.wallet == bindparam("wallet")))
_NEW_SEEN = insert_or_update(NOTICES_SEEN).values(wallet=bindparam("wallet"), sequence=bindparam("sequence"))
_SET_SEEN = Statement(
    _NEW_SEEN.on_conflict_do_update(
        index_elements=[NOTICES_SEEN.c.wallet], set_={"sequence": _NEW_SEEN.excluded.sequence}
    )
)


def begun(db: Connection, payment: PaymentRow) -> PaymentRow | None:
    """Write a payment down before anything is sent; the one that has its id already, if there is one."""
    before = find(db, payment.payment_id)
    if before is None:
        db.run(_ADD, **payment._asdict())
    return before


def find(db: Connection, payment_id: str) -> PaymentRow | None:
    """A payment by its id."""
    row = db.one(_ONE, payment_id=payment_id)
    return _payment(row) if row is not None else None


def newest(db: Connection, wallet: str, limit: int) -> list[PaymentRow]:
    """The newest payments of a wallet."""
    return [_payment(row) for row in db.all(_NEWEST, wallet=wallet, limit=limit)]


def due(db: Connection, now: int) -> list[PaymentRow]:
    """The payments about which it is time to ask the centre."""
    return [_payment(row) for row in db.all(_DUE, now=now)]


def unknown(db: Connection) -> list[PaymentRow]:
    """The payments whose outcome nobody here knows, oldest first."""
    return [_payment(row) for row in db.all(_UNKNOWN)]


def count_unknown(db: Connection, wallet: str) -> int:
    """How many of a wallet's payments have an outcome that nobody here knows."""
    row = db.one(_COUNT_UNKNOWN, wallet=wallet)
    return row["count"] if row is not None else 0


def end(db: Connection, payment_id: str, outcome: Outcome) -> None:
    """Write down what an exchange has brought; what the centre has ended stays.

    Its yes is also kept where another try under this id was refused, or never left; and no such try takes it back, or
    makes a refusal of what nobody knows.
    """
    before = find(db, payment_id)
    if before is None or not outweighs(outcome.state, outcome.code, before.state, before.code):
        return
    db.run(
        _END,
        of=payment_id,
        state=outcome.state.value,
        ask_after=outcome.ask_after,
        code=outcome.code,
        ru=outcome.words.ru,
        en=outcome.words.en,
        shown=outcome.shown,
    )


def reopen(db: Connection, payment_id: str, ask_after: int) -> bool:
    """What was never sent is to be sent after all; False when somebody else is sending it by now."""
    return db.run(_REOPEN, of=payment_id, ask_after=ask_after) == 1


def ask_soon(db: Connection, payment_id: str) -> None:
    """There is news of a payment: the centre is asked about it at the next turn."""
    db.run(_SOON, of=payment_id)


def give_up_interrupted(db: Connection) -> int:
    """What was being sent when the program died has an unknown outcome; how many these are."""
    return db.run(_INTERRUPTED)


def seen(db: Connection, wallet: str) -> int:
    """The number of the last notice that was taken, 0 before the first."""
    row = db.one(_SEEN, wallet=wallet)
    return row["sequence"] if row is not None else 0


def set_seen(db: Connection, wallet: str, sequence: int) -> None:
    """This notice was taken."""
    db.run(_SET_SEEN, wallet=wallet, sequence=sequence)


def _payment(row: Row) -> PaymentRow:
    return PaymentRow._make(tuple(row))._replace(state=PaymentState(row["state"]))
