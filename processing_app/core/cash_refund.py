"""Cash given back: the kiosk's whole payment is taken back from the intent that it paid, to the agent who took it."""

from common.errors import Rejected
from common.status import Status
from processing_app.core import ledger
from processing_app.core.attempt import allowed, bank_id, demand_moving
from processing_app.core.events import Event, PaymentRefunded
from processing_app.core.intent import Intent
from processing_app.core.intent_events import RefundStarted, RefundSucceeded
from processing_app.core.payment import Payment
from processing_app.core.refund import refund_bank_id


def paid_with(before: Intent, kiosk_payment: str) -> tuple[str, Payment] | None:
    """The attempt that a kiosk's payment made, and its number."""
    for name, one in before.payments.items():
        if one.started is not None and one.started.kiosk_payment == kiosk_payment:
            return name, one
    return None


def reverse(before: Intent, kiosk_payment: str, reversal_id: str, available: int) -> list[Event]:
    """All that a kiosk took goes back to the kiosks' account; nothing when this reversal did it before.

    `available` is what is on the POS's ledger account, minor units. Rejected: not_credited, spent (a part was disputed,
    or given back before, or the POS has too little).
    """
    demand_moving(before)
    found = paid_with(before, kiosk_payment)
    if found is None:
        raise Rejected("not_credited", kiosk_payment)
    name, one = found
    if any(made.external_id == reversal_id for made in one.refunds.values()):
        return []
    if one.status is not Status.CAPTURED or one.left != one.amount or available < one.amount:
        raise Rejected("spent", str(min(one.left, available)))
    refund_id, currency = str(len(one.refunds) + 1), one.attempt.currency
    hold = ledger.refund_hold(refund_bank_id(before.id, name, refund_id))
    owed = ledger.pos(before.asked.pos_id)
    begun = RefundStarted(
        refund_id=refund_id, payment_id=name, amount=one.amount, currency=currency, reason="kiosk",
        external_id=reversal_id, postings=ledger.move((owed, hold, one.amount), currency=currency),
    )  # fmt: skip
    back = RefundSucceeded(
        refund_id=refund_id, payment_id=name, reference=reversal_id,
        postings=ledger.move((hold, ledger.KIOSKS, one.amount), currency=currency),
    )  # fmt: skip
    whole = PaymentRefunded(payment_id=name, reversal_id=refund_id, reference=reversal_id)
    return allowed(before, begun, back, whole)


def reference(before: Intent, name: str) -> str:
    """By which number the kiosk's side knows what it paid."""
    return bank_id(before.id, name)
