"""A payment: its automaton as a table, its fold, and the decisions that return events."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import cashflow
from processing_app.core.events import (
    Event,
    PaymentAuthorized,
    PaymentCancelled,
    PaymentCaptured,
    PaymentRefunded,
    RefundRefused,
    RefundRequested,
)

TRANSITIONS: dict[tuple[Status, type[Event]], Status] = {
    (Status.CREATED, PaymentAuthorized): Status.AUTHORIZED,
    (Status.AUTHORIZED, PaymentCaptured): Status.CAPTURED,
    (Status.AUTHORIZED, PaymentCancelled): Status.CANCELLED,
    (Status.CAPTURED, RefundRequested): Status.CAPTURED,
    (Status.CAPTURED, RefundRefused): Status.CAPTURED,
    (Status.CAPTURED, PaymentRefunded): Status.REFUNDED,
}
"""What may follow what; anything else is Broken `invalid_transition`."""


class Tried(NamedTuple):
    """How many answers a payment's end took, and how many milliseconds the last of them; 0: not known."""

    attempts: int = 0
    answered_ms: int = 0


NOT_TRIED = Tried()


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment as its events made it; `terms` is the event that authorized it."""

    status: Status
    version: int
    terms: PaymentAuthorized | None = None
    reference: str = ""
    reason: str = ""
    reversal_id: str = ""
    tried: Tried = NOT_TRIED

    @property
    def authorized(self) -> PaymentAuthorized:
        """What was authorized; asked only of payments that were."""
        assert self.terms is not None
        return self.terms


NEW = Payment(Status.CREATED, 0)


def fold(events: Iterable[Event]) -> Payment:
    """The payment that its events make."""
    payment = NEW
    for event in events:
        payment = evolve(payment, event)
    return payment


def evolve(payment: Payment, event: Event) -> Payment:
    """The payment after one more event; Broken `invalid_transition` when the table has no such step."""
    status = TRANSITIONS.get((payment.status, type(event)))
    if status is None:
        raise Broken("invalid_transition", f"{payment.status.value} + {type(event).__name__}")
    after = replace(payment, status=status, version=payment.version + 1)
    if isinstance(event, PaymentAuthorized):
        return replace(after, terms=event)
    if isinstance(event, PaymentCaptured):
        return replace(after, reference=event.reference, tried=Tried(event.attempts, event.answered_ms))
    if isinstance(event, PaymentCancelled):
        return replace(after, reason=event.reason, tried=Tried(event.attempts, event.answered_ms))
    if isinstance(event, RefundRefused):
        return replace(after, reason=event.reason, reversal_id="")
    if isinstance(event, RefundRequested):
        return replace(after, reversal_id=event.reversal_id, reason="")
    return after


def same(before: PaymentAuthorized, chosen: Mapping[str, object]) -> bool:
    """Whether a repeated question asks for the payment that was authorized, in every word its terminal chose."""
    return all(getattr(before, name) == value for name, value in chosen.items())


def capture(payment: Payment, reference: str, *, tried: Tried = NOT_TRIED, by_hand: bool = False) -> list[Event]:
    """Give the held money to the provider and the centre."""
    terms = payment.authorized
    if payment.status is Status.CAPTURED:
        return []
    event = PaymentCaptured(
        payment_id=terms.payment_id,
        reference=reference,
        by_hand=by_hand,
        attempts=tried.attempts,
        answered_ms=tried.answered_ms,
        postings=cashflow.captured(
            terms.payment_id, terms.provider_id, terms.amount, terms.processing_fee, terms.currency
        ),
    )
    return _allowed(payment, event)


def cancel(
    payment: Payment, reason: str, detail: str = "", *, tried: Tried = NOT_TRIED, by_hand: bool = False
) -> list[Event]:
    """Give the held money back to the agent."""
    terms = payment.authorized
    if payment.status is Status.CANCELLED:
        return []
    event = PaymentCancelled(
        payment_id=terms.payment_id,
        reason=reason,
        detail=detail,
        by_hand=by_hand,
        attempts=tried.attempts,
        answered_ms=tried.answered_ms,
        postings=cashflow.cancelled(
            terms.payment_id, terms.agent_id, terms.amount, terms.processing_fee, terms.currency
        ),
    )
    return _allowed(payment, event)


def request_refund(payment: Payment, reversal_id: str, reason: str) -> list[Event]:
    """Ask the provider to take the credited sum back."""
    if payment.status is not Status.CAPTURED or payment.reversal_id:
        raise Rejected("too_early", f"{payment.status.value} {payment.reversal_id}".strip())
    terms = payment.authorized
    return _allowed(payment, RefundRequested(payment_id=terms.payment_id, reversal_id=reversal_id, reason=reason))


def refuse_refund(payment: Payment, reason: str) -> list[Event]:
    """The provider said no: the payment stays captured."""
    event = RefundRefused(payment_id=payment.authorized.payment_id, reversal_id=payment.reversal_id, reason=reason)
    return _allowed(payment, event)


def refund(payment: Payment, reference: str) -> list[Event]:
    """The provider took the sum back: the agent has its money again."""
    if payment.status is Status.REFUNDED:
        return []
    terms = payment.authorized
    event = PaymentRefunded(
        payment_id=terms.payment_id,
        reversal_id=payment.reversal_id,
        reference=reference,
        postings=cashflow.refunded(
            terms.provider_id, terms.agent_id, terms.amount, terms.processing_fee, terms.currency
        ),
    )
    return _allowed(payment, event)


def _allowed(payment: Payment, event: Event) -> list[Event]:
    evolve(payment, event)
    return [event]
