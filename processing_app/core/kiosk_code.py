"""Decisions about cash: an intent's short code, a kiosk's reservation of it, and the sum that a kiosk took."""

from common.errors import Rejected
from common.status import Status
from processing_app.core import ledger
from processing_app.core.attempt import allowed, bank_id, demand_free, demand_method, demand_moving
from processing_app.core.capture import captured_postings
from processing_app.core.domain import Pos
from processing_app.core.events import Event, PaymentCaptured
from processing_app.core.intent import CASH, Intent, IntentStatus, fold
from processing_app.core.intent_events import (
    CashAuthorized,
    KioskCodeIssued,
    KioskReleased,
    KioskReserved,
    PaymentStarted,
)

METHOD = "kiosk"
UNTIL_DECIDED = 10**15
"""A reservation for cash that is inside: no clock ends it, only the end of the kiosk's payment."""


def issue(before: Intent, pos: Pos, code: str, now: int) -> list[Event]:
    """A code to pay by at any kiosk; nothing when it has one. `code` is new and unique among open ones.

    Rejected: invalid_intent_status, payment_pending, method_not_allowed.
    """
    demand_moving(before)
    if before.status is IntentStatus.UNPAID and before.kiosk_code and not before.open_id:
        return []
    demand_free(before, now)
    demand_method(pos, METHOD)
    return allowed(before, KioskCodeIssued(code=code))


def reserve(before: Intent, kiosk_payment: str, now: int, until: int) -> list[Event]:
    """A kiosk's payer is about to pay: nobody else begins, and it is not overdue, before `until`.

    The same kiosk's payment asks again: nothing. Rejected: invalid_intent_status, payment_pending.
    """
    demand_moving(before)
    mine = before.reservation is not None and before.reservation.kiosk_payment == kiosk_payment
    if mine and before.status is IntentStatus.UNPAID and not before.open_id:
        return []
    demand_free(before, now)
    return allowed(before, KioskReserved(kiosk_payment=kiosk_payment, until=until))


def keep(before: Intent, kiosk_payment: str, now: int) -> list[Event]:
    """The reserved sum is inside a kiosk and its agent's money is held: it stays payable until that is decided.

    The due date may pass meanwhile. Nothing when it is somebody else's by now, or no more to be paid: whether the cash
    pays it is decided by `pay`.
    """
    mine = before.reservation is not None and before.reservation.kiosk_payment == kiosk_payment
    free = before.status is IntentStatus.UNPAID and not before.open_id and not before.stopped
    taken = before.reservation is not None and now < before.reservation.until
    late = not mine and before.asked.due_at <= now
    if not free or (taken and not mine) or late:
        return []
    return allowed(before, KioskReserved(kiosk_payment=kiosk_payment, until=UNTIL_DECIDED))


def release(before: Intent, kiosk_payment: str) -> list[Event]:
    """That payer will not; nothing when it is reserved for another, or for nobody."""
    demand_moving(before)
    if before.reservation is None or before.reservation.kiosk_payment != kiosk_payment:
        return []
    return allowed(before, KioskReleased(kiosk_payment=kiosk_payment))


def pay(before: Intent, pos: Pos, kiosk_payment: str, amount: int, now: int) -> list[Event]:
    """A kiosk took the whole sum: begun, authorized and captured in one commit; nothing when it was before.

    Whoever reserved it in time may pay after the due date, for his cash is inside. Rejected: wrong_amount,
    invalid_intent_status, payment_pending.
    """
    demand_moving(before)
    if any(one.started and one.started.kiosk_payment == kiosk_payment for one in before.payments.values()):
        return []
    if amount != before.asked.amount:
        raise Rejected("wrong_amount", f"{amount} ≠ {before.asked.amount}")
    mine = before.reservation is not None and before.reservation.kiosk_payment == kiosk_payment
    if not (mine and before.status is IntentStatus.UNPAID and not before.open_id):
        demand_free(before, now)
    name, currency = str(len(before.payments) + 1), before.asked.currency
    begun = PaymentStarted(
        payment_id=name, means=CASH, bank="", amount=amount, currency=currency, domain_revision=pos.revision,
        kiosk_payment=kiosk_payment,
    )  # fmt: skip
    hold = ledger.hold(bank_id(before.id, name))
    held = CashAuthorized(
        payment_id=name, reference=kiosk_payment, postings=ledger.move((ledger.KIOSKS, hold, amount), currency=currency)
    )
    after = fold([begun, held], before)
    captured = PaymentCaptured(
        payment_id=name, reference=kiosk_payment, amount=amount,
        postings=captured_postings(after, pos, name, amount),
    )  # fmt: skip
    return allowed(before, begun, held, captured)


def paid_by(before: Intent, kiosk_payment: str) -> bool:
    """Whether this kiosk's payment paid it."""
    return any(
        one.started is not None and one.started.kiosk_payment == kiosk_payment and one.status is Status.CAPTURED
        for one in before.payments.values()
    )
