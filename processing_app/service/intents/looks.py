"""How an intent, its payments, refunds and chargebacks look to shops and payers: JSON of seed 003, field for field."""

from collections.abc import Callable
from typing import Any

import msgspec

from common import ids
from common.clock import moment
from common.protocol.shop.intents import IntentStatus, PaymentIntent
from common.protocol.shop.parts import (
    BankCard,
    BankLink,
    CartLine,
    ClientInfo,
    ContactInfo,
    HoldFlow,
    InstantFlow,
    KioskCash,
    Payer,
    Problem,
    Rate,
    Rational,
    Share,
    ToolDetails,
    Vat,
)
from common.protocol.shop.payments import Chargeback, ChargebackStatus, KioskCode, Payment, PaymentStatus, Refund, Stage
from common.status import Status
from processing_app.core import failure, payment_parts
from processing_app.core import payment as automaton
from processing_app.core.intent import Intent
from processing_app.core.intent_events import ChargebackOpened, IntentCreated, Line, PaymentStarted, RefundStarted

MASK = "******"
CASH = "cash"
Tokens = Callable[[str, str], tuple[str, str]]
"""The tokens by which a shop knows a card and its session, of their digests; empty where they are not known."""


def intent(state: Intent) -> PaymentIntent:
    """An intent as it is."""
    assert state.status is not None
    status: IntentStatus = state.status.value
    return msgspec.structs.replace(created(state.asked, state.at), status=status, reason=state.reason)


def payment(state: Intent, payment_id: str, tokens: Tokens) -> Payment:
    """An attempt as it is."""
    one = state.payments[payment_id]
    return msgspec.structs.replace(
        started(state.id, one.attempt, one.at, tokens), status=status(one), captured_amount=one.captured,
        refunded_amount=one.refunded, error=problem(one.failure) if one.failure else None,
        transaction_info=dict(one.info), cashreg=_receipt(one),
    )  # fmt: skip


def status(one: automaton.Payment) -> PaymentStatus:
    """`created` is `pending` to others, as in seed 003."""
    found: PaymentStatus = msgspec.convert(
        "pending" if one.status is Status.CREATED else one.status.value, PaymentStatus
    )
    return found


def kiosk_code(state: Intent) -> KioskCode:
    """The code of an intent, good until its due date."""
    return KioskCode(short_payment_id=state.kiosk_code, due_date=moment(state.asked.due_at))


def refund(payment_id: str, one: payment_parts.Refund, currency: str) -> Refund:
    """A refund as it is."""
    return Refund(
        id=one.id, payment_id=payment_id, created_at=moment(one.at), amount=one.amount, currency=currency,
        status=one.status.value, reason=one.reason, external_id=one.external_id,
        error=problem(one.failure) if one.failure else None,
    )  # fmt: skip


def chargeback(payment_id: str, one: payment_parts.Chargeback, currency: str) -> Chargeback:
    """A dispute as it is; `levy` is what all its stages cost."""
    decided: ChargebackStatus = one.status.value
    return Chargeback(
        id=one.id, payment_id=payment_id, created_at=moment(one.at), amount=one.amount, levy=one.levy,
        currency=currency, status=decided, stage=stage(one.stage), reason_code=one.reason,
    )  # fmt: skip


def created(event: IntentCreated, at: int) -> PaymentIntent:
    """An intent as it was made; `at` in milliseconds UTC."""
    return PaymentIntent(
        id=event.intent_id, shop_id=event.pos_id, status="unpaid", amount=event.amount, currency=event.currency,
        cart=[_line(one) for one in event.cart], created_at=moment(at), due_date=moment(event.due_at),
        product=event.product, metadata=event.metadata, description=event.description, external_id=event.external_id,
    )  # fmt: skip


def started(intent_id: str, event: PaymentStarted, at: int, tokens: Tokens) -> Payment:
    """An attempt as it began; `at` in milliseconds UTC."""
    return Payment(
        id=event.payment_id, payment_intent_id=intent_id, created_at=moment(at), amount=event.amount,
        currency=event.currency, flow=_flow(event), payer=_payer(event, tokens), status="pending", make_recurrent=False,
        external_id=event.external_id,
    )  # fmt: skip


def refund_started(event: RefundStarted, at: int) -> Refund:
    """A refund as it began; `at` in milliseconds UTC."""
    return Refund(
        id=event.refund_id, payment_id=event.payment_id, created_at=moment(at), amount=event.amount,
        currency=event.currency, status="pending", reason=event.reason, external_id=event.external_id,
    )  # fmt: skip


def chargeback_opened(event: ChargebackOpened, at: int) -> Chargeback:
    """A dispute as it began, or began again; `at` in milliseconds UTC."""
    return Chargeback(
        id=event.chargeback_id, payment_id=event.payment_id, created_at=moment(at), amount=event.amount,
        levy=event.levy, currency=event.currency, status="pending", stage=stage(event.stage), reason_code=event.reason,
    )  # fmt: skip


def stage(name: str) -> Stage:
    """A stored stage as the wire has it."""
    found: Stage = msgspec.convert(name, Stage)
    return found


def problem(path: str) -> Problem:
    """A failure as payers are shown it: one of six codes, and its words."""
    code = failure.shown(path)
    return Problem(code=code.value, message=failure.WORDS[code].ru, messages=failure.WORDS[code])


def _receipt(one: automaton.Payment) -> dict[str, int | str]:
    if one.receipt is None:
        return {}
    told: dict[str, Any] = {"fiscalNumber": one.receipt.fiscal_number, "shift": one.receipt.shift}
    return told | ({"ofdExternalID": one.receipt.ofd_external_id} if one.receipt.ofd_external_id else {})


def _line(line: Line) -> CartLine:
    unset = msgspec.UNSET
    return CartLine(
        product=line.product, price=line.price,
        quantity=line.p if line.q == 1 else Rational(share=Share(p=line.p, q=line.q)), cost=line.cost,
        tax_mode=Vat(rate=msgspec.convert(line.rate, Rate)) if line.rate else unset,
        measurement_unit=line.unit or unset,
    )  # fmt: skip


def _flow(event: PaymentStarted) -> HoldFlow | InstantFlow:
    if not event.hold:
        return InstantFlow()
    return HoldFlow(
        on_hold_expiration="capture" if event.on_expiration == "capture" else "cancel",
        held_until=moment(event.held_until),
    )


def _payer(event: PaymentStarted, tokens: Tokens) -> Payer:
    tool, session = tokens(event.resource, event.session) if event.resource else ("", "")
    return Payer(
        payment_tool_token=tool, payment_session=session, client_info=_client(event), contact_info=_contact(event),
        payment_tool_details=_details(event),
    )  # fmt: skip


def _client(event: PaymentStarted) -> ClientInfo | None:
    return ClientInfo(fingerprint=event.browser, ip=event.ip) if event.browser or event.ip else None


def _contact(event: PaymentStarted) -> ContactInfo | None:
    return ContactInfo(email=event.email, phone_number=event.phone) if event.email or event.phone else None


def _details(event: PaymentStarted) -> ToolDetails:
    card = event.card
    if card is not None:
        return BankCard(
            card_number_mask=f"{card.first6}{MASK}{card.last4}", first6=card.first6, last4=card.last4,
            payment_system=card.system,
        )  # fmt: skip
    if event.means == CASH:
        return KioskCash(payment_code=ids.payment_code(event.kiosk_payment))
    return BankLink(bank=event.bank)
