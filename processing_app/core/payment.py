"""A payment: its automaton as a table, its fold, and the decisions about a kiosk's that return events.

One table for kiosks' payments, shops' attempts to pay and payments of wallets. Decisions about attempts are in
core/attempt.py, capture.py, refund.py and chargeback.py, about payments of wallets in core/wallet_payment.py.
Sums in minor units, times in milliseconds UTC.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

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
from processing_app.core.intent_events import (
    BankAuthorized,
    BankStepped,
    CancelRequested,
    CaptureRequested,
    CashAuthorized,
    ChargebackAccepted,
    ChargebackOpened,
    ChargebackRejected,
    InteractionCompleted,
    InteractionRequested,
    PaymentFailed,
    PaymentStarted,
    PaymentVoided,
    ReceiptFixed,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)
from processing_app.core.payment_parts import (
    CHARGEBACK_TRANSITIONS,
    REFUND_TRANSITIONS,
    Chargeback,
    ChargebackStatus,
    Refund,
    RefundStatus,
    Step,
)
from processing_app.core.wallet_events import PayerConfirmed, WalletAuthorized, WalletPaymentStarted

_CREATED, _FAILED, _AUTHORIZED, _CAPTURED = Status.CREATED, Status.FAILED, Status.AUTHORIZED, Status.CAPTURED
_STAYS: dict[Status, tuple[type[Event], ...]] = {
    _CREATED: (
        PaymentStarted,
        BankStepped,
        InteractionRequested,
        InteractionCompleted,
        WalletPaymentStarted,
        PayerConfirmed,
    ),
    _FAILED: (BankStepped, CancelRequested, PaymentVoided),
    _AUTHORIZED: (BankStepped, CaptureRequested, CancelRequested),
    _CAPTURED: (
        BankStepped,
        RefundStarted,
        RefundFailed,
        RefundSucceeded,
        ReceiptFixed,
        RefundRequested,
        RefundRefused,
    ),
    Status.REFUNDED: (ReceiptFixed,),
    Status.CHARGEBACK: (BankStepped, RefundSucceeded, RefundFailed, ReceiptFixed, ChargebackAccepted),
}
TRANSITIONS: dict[tuple[Status, type[Event]], Status] = {
    (_CREATED, PaymentFailed): Status.FAILED,
    (_CREATED, PaymentAuthorized): Status.AUTHORIZED,
    (_CREATED, BankAuthorized): Status.AUTHORIZED,
    (_CREATED, CashAuthorized): Status.AUTHORIZED,
    (_CREATED, WalletAuthorized): Status.AUTHORIZED,
    (_AUTHORIZED, PaymentCancelled): Status.CANCELLED,
    (_AUTHORIZED, PaymentCaptured): Status.CAPTURED,
    **{(status, event): status for status, events in _STAYS.items() for event in events},
    (_CAPTURED, PaymentRefunded): Status.REFUNDED,
    (_CAPTURED, ChargebackOpened): Status.CHARGEBACK,
    (Status.CHARGEBACK, ChargebackRejected): Status.CAPTURED,
}
"""What may follow what; anything else is Broken `invalid_transition`."""


class Tried(NamedTuple):
    """How many answers a payment's end took, and how many milliseconds the last of them; 0: not known."""

    attempts: int = 0
    answered_ms: int = 0


NOT_TRIED = Tried()


class Payment(msgspec.Struct, frozen=True):
    """A payment as its events made it: `terms` authorized a kiosk's, `started` began a shop's, `wallet` a wallet's.

    `to_capture` is what is to be captured (0: nothing was asked), `to_cancel` that it is to be given back, and why.
    `voiding`: it failed, and the bank has yet to confirm that it holds nothing. `steps` are by operation.
    `confirmed`: the payer of a wallet's charge said yes.
    """

    status: Status
    version: int
    terms: PaymentAuthorized | None = None
    reference: str = ""
    reason: str = ""
    reversal_id: str = ""
    tried: Tried = NOT_TRIED
    started: PaymentStarted | None = None
    at: int = 0
    ended_at: int = 0
    info: dict[str, str] = {}
    interaction: dict[str, Any] | None = None
    steps: dict[str, Step] = {}
    to_capture: int = 0
    to_cancel: str = ""
    failure: str = ""
    detail: str = ""
    voiding: bool = False
    captured: int = 0
    refunded: int = 0
    receipt: ReceiptFixed | None = None
    refunds: dict[str, Refund] = {}
    chargebacks: dict[str, Chargeback] = {}
    wallet: WalletPaymentStarted | None = None
    confirmed: bool = False

    @property
    def authorized(self) -> PaymentAuthorized:
        """What a kiosk's payment was authorized for; asked only of those that were."""
        assert self.terms is not None
        return self.terms

    @property
    def attempt(self) -> PaymentStarted:
        """What began a shop's payment; asked only of those."""
        assert self.started is not None
        return self.started

    @property
    def of_wallet(self) -> WalletPaymentStarted:
        """What began a wallet's payment; asked only of those."""
        assert self.wallet is not None
        return self.wallet

    @property
    def amount(self) -> int:
        """The whole sum; 0 before there is a payment."""
        began = self.started or self.wallet or self.terms
        return began.amount if began else 0

    @property
    def held(self) -> int:
        """What is on the hold of a shop's or a wallet's payment."""
        began = self.started or self.wallet
        return began.amount if began and self.status is Status.AUTHORIZED else 0

    @property
    def refund_held(self) -> int:
        """What is on its way back."""
        return sum(one.amount for one in self.refunds.values() if one.status is RefundStatus.PENDING)

    @property
    def chargeback_held(self) -> int:
        """What is held until a dispute is decided."""
        return sum(one.amount for one in self.chargebacks.values() if one.status is ChargebackStatus.PENDING)

    @property
    def left(self) -> int:
        """What of the captured sum is still the shop's: neither refunded, nor on its way back, nor disputed."""
        disputed = sum(one.disputed for one in self.chargebacks.values())
        return self.captured - self.refunded - self.refund_held - disputed


NEW = Payment(Status.CREATED, 0)


def fold(events: Iterable[Event]) -> Payment:
    """The payment that its events make."""
    payment = NEW
    for event in events:
        payment = evolve(payment, event)
    return payment


def evolve(payment: Payment, event: Event, at: int = 0) -> Payment:
    """The payment after one more event; Broken `invalid_transition` when the table has no such step."""
    status = TRANSITIONS.get((payment.status, type(event)))
    if status is None:
        raise Broken("invalid_transition", f"{payment.status.value} + {type(event).__name__}")
    return replace(payment, status=status, version=payment.version + 1, **_CHANGES[type(event)](payment, event, at))


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


def _captured(payment: Payment, event: PaymentCaptured, at: int) -> dict[str, Any]:
    return {
        "reference": event.reference or payment.reference,
        "tried": Tried(event.attempts, event.answered_ms),
        "captured": event.amount or payment.amount,
        "to_capture": 0,
        "steps": {},
        "ended_at": at,
    }


def _cancelled(payment: Payment, event: PaymentCancelled, at: int) -> dict[str, Any]:
    tried = Tried(event.attempts, event.answered_ms)
    return {"reason": event.reason, "tried": tried, "to_cancel": "", "steps": {}, "ended_at": at}


def _failed(payment: Payment, event: PaymentFailed, at: int) -> dict[str, Any]:
    told = {"failure": event.failure, "detail": event.detail, "voiding": event.void}
    return told | {"interaction": None, "steps": {}, "ended_at": at}


def _cancel_requested(payment: Payment, event: CancelRequested, at: int) -> dict[str, Any]:
    if payment.status is Status.FAILED:
        return {"voiding": True}
    return {"to_cancel": event.reason, "to_capture": 0, "steps": {}}


def _stepped(payment: Payment, event: BankStepped, at: int) -> dict[str, Any]:
    return {"steps": payment.steps | {event.operation: Step(event.state, event.ask_at, event.tag)}}


def _refund_started(payment: Payment, event: RefundStarted, at: int) -> dict[str, Any]:
    made = Refund(
        event.refund_id, event.amount, at, status=_refund_status(payment, event), reason=event.reason,
        external_id=event.external_id, fingerprint=event.fingerprint,
    )  # fmt: skip
    return {"refunds": payment.refunds | {made.id: made}}


def _refund_ended(payment: Payment, event: RefundSucceeded | RefundFailed, at: int) -> dict[str, Any]:
    status = _refund_status(payment, event)
    before = payment.refunds[event.refund_id]
    paid = isinstance(event, RefundSucceeded)
    told = {"reference": event.reference} if isinstance(event, RefundSucceeded) else {"failure": event.failure}
    return {
        "refunds": payment.refunds | {before.id: replace(before, status=status, **told)},
        "refunded": payment.refunded + (before.amount if paid else 0),
        "steps": {name: step for name, step in payment.steps.items() if name != f"refund:{before.id}"},
    }


def _refund_status(payment: Payment, event: RefundStarted | RefundSucceeded | RefundFailed) -> RefundStatus:
    before = payment.refunds.get(event.refund_id)
    after = REFUND_TRANSITIONS.get((before.status if before else None, type(event)))
    if after is None:
        raise Broken("invalid_transition", f"refund {event.refund_id} + {type(event).__name__}")
    return after


def _disputed(
    payment: Payment, event: ChargebackOpened | ChargebackRejected | ChargebackAccepted, at: int
) -> dict[str, Any]:
    before = payment.chargebacks.get(event.chargeback_id)
    status = CHARGEBACK_TRANSITIONS.get((before.status if before else None, type(event)))
    if status is None:
        raise Broken("invalid_transition", f"chargeback {event.chargeback_id} + {type(event).__name__}")
    if isinstance(event, ChargebackOpened):
        levy, since = (before.levy, before.at) if before else (0, at)
        made = Chargeback(event.chargeback_id, event.amount, levy + event.levy, since, event.stage, event.reason)
    else:
        assert before is not None
        made = replace(before, status=status)
    return {"chargebacks": payment.chargebacks | {made.id: made}}


_CHANGES: dict[type[Event], Callable[[Payment, Any, int], dict[str, Any]]] = {
    PaymentAuthorized: lambda payment, event, at: {"terms": event, "at": at},
    WalletPaymentStarted: lambda payment, event, at: {"wallet": event, "at": at},
    PayerConfirmed: lambda payment, event, at: {"confirmed": True},
    WalletAuthorized: lambda payment, event, at: {},
    PaymentStarted: lambda payment, event, at: {"started": event, "at": at},
    BankStepped: _stepped,
    InteractionRequested: lambda payment, event, at: {"interaction": event.interaction},
    InteractionCompleted: lambda payment, event, at: {"interaction": None},
    BankAuthorized: lambda payment, event, at: {
        "reference": event.reference, "info": event.info, "steps": {}, "interaction": None,
    },
    CashAuthorized: lambda payment, event, at: {"reference": event.reference},
    PaymentFailed: _failed,
    PaymentVoided: lambda payment, event, at: {"voiding": False, "steps": {}},
    CaptureRequested: lambda payment, event, at: {"to_capture": event.amount},
    CancelRequested: _cancel_requested,
    PaymentCaptured: _captured,
    PaymentCancelled: _cancelled,
    ReceiptFixed: lambda payment, event, at: {"receipt": event},
    RefundRequested: lambda payment, event, at: {"reversal_id": event.reversal_id, "reason": ""},
    RefundRefused: lambda payment, event, at: {"reason": event.reason, "reversal_id": ""},
    RefundStarted: _refund_started,
    RefundSucceeded: _refund_ended,
    RefundFailed: _refund_ended,
    PaymentRefunded: lambda payment, event, at: {"ended_at": at},
    ChargebackOpened: _disputed,
    ChargebackRejected: _disputed,
    ChargebackAccepted: _disputed,
}  # fmt: skip
"""What each event changes of a payment, besides its status."""
