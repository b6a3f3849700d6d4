"""Decisions about refunds: captured money goes back to its source, whole or in parts. Sums in minor units."""

from collections.abc import Iterable
from typing import NamedTuple

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import cart, external, failure, ledger
from processing_app.core.attempt import allowed, bank_id, demand_moving
from processing_app.core.events import Event, PaymentRefunded
from processing_app.core.intent import CASH, Intent
from processing_app.core.intent_events import Line, RefundFailed, RefundStarted, RefundSucceeded
from processing_app.core.payment import Payment
from processing_app.core.payment_parts import Refund, RefundStatus


class Asked(NamedTuple):
    """What is asked of a refund: `amount` None for all that is left; `remains` is the cart afterwards, if told."""

    amount: int | None = None
    currency: str | None = None
    reason: str = ""
    external_id: str = ""
    remains: Iterable[Line] | None = None

    def meaning(self, payment_id: str) -> str:
        """A digest of what is asked."""
        return external.fingerprint(payment=payment_id, amount=self.amount, currency=self.currency, reason=self.reason)


def refund_bank_id(intent_id: str, payment_id: str, refund_id: str) -> str:
    """A refund's id towards banks and in the ledger: `<intent>.<n>.r<m>`."""
    return f"{bank_id(intent_id, payment_id)}.r{refund_id}"


def repeat_of(before: Intent, payment_id: str, asked: Asked) -> Refund | None:
    """The refund that this question began before; Broken `external_id_conflict` if it meant something else."""
    for one in before.payment(payment_id).refunds.values():
        if asked.external_id and one.external_id == asked.external_id:
            external.demand_same(one, asked.meaning(payment_id))
            return one
    return None


def start(before: Intent, payment_id: str, asked: Asked, available: int) -> list[Event]:
    """Hold a part of the POS's money to give it back; nothing when this very question began one (see `repeat_of`).

    `available` is what is on the POS's ledger account. Rejected: invalid_payment_status, chargeback_in_progress,
    cash_refund (core/cash_refund.py), wrong_currency, amount_out_of_range (captured less refunded less disputed),
    refund_cart_conflict, insufficient_funds.
    """
    demand_moving(before)
    if repeat_of(before, payment_id, asked) is not None:
        return []
    one = before.payment(payment_id)
    amount = _demand(one, asked)
    if amount > available:
        raise Rejected("insufficient_funds", f"{available} < {amount}")
    refund_id = str(len(one.refunds) + 1)
    hold = ledger.refund_hold(refund_bank_id(before.id, payment_id, refund_id))
    currency = one.attempt.currency
    event = RefundStarted(
        refund_id=refund_id, payment_id=payment_id, amount=amount, currency=currency, reason=asked.reason,
        external_id=asked.external_id, fingerprint=asked.meaning(payment_id),
        postings=ledger.move((ledger.pos(before.asked.pos_id), hold, amount), currency=currency),
    )  # fmt: skip
    return allowed(before, event)


def succeed(before: Intent, payment_id: str, refund_id: str, reference: str) -> list[Event]:
    """The source has it; the payment is refunded once all that was captured has gone back."""
    demand_moving(before)
    one = before.payment(payment_id)
    refund = find(one, refund_id)
    if refund.status is RefundStatus.SUCCEEDED:
        return []
    hold = ledger.refund_hold(refund_bank_id(before.id, payment_id, refund_id))
    event = RefundSucceeded(
        refund_id=refund_id, payment_id=payment_id, reference=reference,
        postings=ledger.move((hold, ledger.bank(one.attempt.bank), refund.amount), currency=one.attempt.currency),
    )  # fmt: skip
    whole = PaymentRefunded(payment_id=payment_id, reversal_id=refund_id, reference=reference)
    return allowed(before, event, *([whole] if one.refunded + refund.amount == one.captured else []))


def fail(before: Intent, payment_id: str, refund_id: str, path: str) -> list[Event]:
    """The source did not take it: the POS has its money again. `path` is of the failure tree."""
    demand_moving(before)
    one = before.payment(payment_id)
    refund = find(one, refund_id)
    if refund.status is RefundStatus.FAILED:
        return []
    hold = ledger.refund_hold(refund_bank_id(before.id, payment_id, refund_id))
    event = RefundFailed(
        refund_id=refund_id, payment_id=payment_id, failure=failure.demand(path),
        postings=ledger.move((hold, ledger.pos(before.asked.pos_id), refund.amount), currency=one.attempt.currency),
    )  # fmt: skip
    return allowed(before, event)


def find(one: Payment, refund_id: str) -> Refund:
    """A refund of a payment; Broken `invalid_transition` when there is none."""
    found = one.refunds.get(refund_id)
    if found is None:
        raise Broken("invalid_transition", f"refund {refund_id}")
    return found


def _demand(one: Payment, asked: Asked) -> int:
    """The sum to give back, once everything but the POS's money allows it."""
    if one.status is Status.CHARGEBACK:
        raise Rejected("chargeback_in_progress", max(one.chargebacks))
    if one.status is not Status.CAPTURED:
        raise Rejected("invalid_payment_status", one.status.value)
    if one.attempt.means == CASH:
        raise Rejected("cash_refund", one.attempt.kiosk_payment)
    if asked.currency is not None and asked.currency != one.attempt.currency:
        raise Rejected("wrong_currency", asked.currency)
    amount = one.left if asked.amount is None else asked.amount
    if not 0 < amount <= one.left:
        raise Rejected("amount_out_of_range", f"1–{one.left}")
    if asked.remains is not None:
        cart.demand_remains(asked.remains, one.left - amount)
    return amount
