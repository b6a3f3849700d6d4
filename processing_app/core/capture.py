"""Decisions about an authorized payment: captured (a part gives the rest back), or cancelled whole.

Somebody asks, the bank does, and its word is the event. Sums in minor units.
"""

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import flows, intent, ledger
from processing_app.core.attempt import allowed, bank_id, demand_moving, then_overdue
from processing_app.core.domain import Pos
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.flows import Flow, Role
from processing_app.core.intent import CASH, Intent
from processing_app.core.intent_events import CancelRequested, CaptureRequested, PaymentStarted
from processing_app.core.ledger import Posting
from processing_app.core.payment import NOT_TRIED, Payment, Tried

HOLD_EXPIRED = "hold_expired"
REFUSED = "capture_refused"


def request_capture(
    before: Intent, payment_id: str, reason: str, amount: int | None = None, currency: str | None = None
) -> list[Event]:
    """Take the held sum, or a part: the rest goes back at once. Asked again for the same sum, nothing.

    Rejected: invalid_payment_status, wrong_currency, amount_out_of_range.
    """
    demand_moving(before)
    one = before.payment(payment_id)
    whole = one.attempt.amount if amount is None else amount
    if currency is not None and currency != one.attempt.currency:
        raise Rejected("wrong_currency", currency)
    if whole in (one.to_capture, one.captured) and whole:
        return []
    if one.status is not Status.AUTHORIZED or one.to_capture or one.to_cancel:
        raise Rejected("invalid_payment_status", _state(one))
    if not 0 < whole <= one.attempt.amount:
        raise Rejected("amount_out_of_range", f"1–{one.attempt.amount}")
    return allowed(before, CaptureRequested(payment_id=payment_id, amount=whole, reason=reason))


def capture(before: Intent, pos: Pos, payment_id: str, reference: str = "", *, tried: Tried = NOT_TRIED) -> list[Event]:
    """The bank captured what was to be captured: the POS has it less its fees, the rest goes back to the payer.

    `pos` is the POS at the payment's own revision of the domain. Nothing when it was captured before.
    """
    demand_moving(before)
    one = before.payment(payment_id)
    if one.captured:
        return []
    if not one.to_capture:
        raise Broken("invalid_transition", f"{_state(one)} + capture")
    event = PaymentCaptured(
        payment_id=payment_id, reference=reference, attempts=tried.attempts, answered_ms=tried.answered_ms,
        amount=one.to_capture, postings=captured_postings(before, pos, payment_id, one.to_capture),
    )  # fmt: skip
    return allowed(before, event)


def refuse_capture(before: Intent, payment_id: str, why: str) -> list[Event]:
    """The bank would not capture: the hold is given back, which the bank has to confirm."""
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is Status.CANCELLED or one.to_cancel:
        return []
    if not one.to_capture:
        raise Broken("invalid_transition", f"{_state(one)} + capture refused")
    return allowed(before, CancelRequested(payment_id=payment_id, reason=f"{REFUSED}:{why}"))


def request_cancel(before: Intent, payment_id: str, reason: str) -> list[Event]:
    """Give the held sum back. Rejected invalid_payment_status: there is none, or it is being captured."""
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is Status.CANCELLED or one.to_cancel:
        return []
    if one.status is not Status.AUTHORIZED or one.to_capture:
        raise Rejected("invalid_payment_status", _state(one))
    return allowed(before, CancelRequested(payment_id=payment_id, reason=reason or "cancel"))


def cancel(before: Intent, payment_id: str, now: int, *, detail: str = "", tried: Tried = NOT_TRIED) -> list[Event]:
    """The bank gave the held sum back: the intent is unpaid again, or overdue once its due date has passed."""
    demand_moving(before)
    one = before.payment(payment_id)
    if one.status is Status.CANCELLED:
        return []
    if not one.to_cancel:
        raise Broken("invalid_transition", f"{_state(one)} + cancel")
    begun = one.attempt
    hold = ledger.hold(bank_id(before.id, payment_id))
    event = PaymentCancelled(
        payment_id=payment_id, reason=one.to_cancel, detail=detail, attempts=tried.attempts,
        answered_ms=tried.answered_ms,
        postings=ledger.move((hold, source(one), begun.amount), currency=begun.currency),
    )  # fmt: skip
    return then_overdue(before, allowed(before, event), now)


def out_of_time(before: Intent, now: int) -> list[Event]:
    """A hold has come to its end: it is captured or given back, as was agreed when it began."""
    one = before.payments.get(before.open_id)
    if one is None or not intent.waits_for_hold(one) or one.attempt.held_until > now:
        return []
    name, amount = before.open_id, one.attempt.amount
    if one.attempt.on_expiration == "capture":
        return allowed(before, CaptureRequested(payment_id=name, amount=amount, reason=HOLD_EXPIRED))
    return allowed(before, CancelRequested(payment_id=name, reason=HOLD_EXPIRED))


def captured_postings(before: Intent, pos: Pos, payment_id: str, amount: int) -> tuple[Posting, ...]:
    """The captured sum goes to the POS, its fees to whom the formulas say, the rest of the hold back to its source."""
    begun = before.payment(payment_id).attempt
    hold, owed = ledger.hold(bank_id(before.id, payment_id)), ledger.pos(pos.id)
    back = source(before.payment(payment_id))
    accounts = {
        Role.BANK: back, Role.HOLD: hold, Role.POS: owed, Role.COMMISSION: ledger.COMMISSION,
    }  # fmt: skip
    return (
        *ledger.move((hold, owed, amount), (hold, back, begun.amount - amount), currency=begun.currency),
        *flows.postings(_fees(pos, begun), amount, accounts, begun.currency, pos.rounding),
    )


def _fees(pos: Pos, begun: PaymentStarted) -> tuple[Flow, ...]:
    """The formulas that an attempt is judged by. No bank takes part in cash: none is paid for it, and none pays."""
    if begun.means != CASH:
        return pos.flows
    return tuple(one for one in pos.flows if Role.BANK not in (one.source, one.destination))


def source(one: Payment) -> str:
    """The ledger account that a payment's money comes from: its bank's, or the kiosks' for cash."""
    return ledger.KIOSKS if one.attempt.means == CASH else ledger.bank(one.attempt.bank)


def _state(one: Payment) -> str:
    """A payment's state, and what was asked of it that has yet to be done."""
    asked = " capturing" if one.to_capture else " cancelling" if one.to_cancel else ""
    return one.status.value + asked
