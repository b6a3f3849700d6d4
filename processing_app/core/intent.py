"""A payment intent: its automaton as a table, and its fold with all its payments.

Any stream `intent/<id>` folds here: a kiosk's, which begins with PaymentAuthorized, and a wallet's, which begins with
WalletPaymentStarted, too; the one payment of either is "1". Times in milliseconds UTC.
Decisions: core/opening.py, attempt.py, capture.py, refund.py, chargeback.py, kiosk_code.py, wallet_payment.py.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, Protocol

import msgspec
from msgspec.structs import replace

from common.errors import Broken
from common.status import Status
from processing_app.core import payment
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
    IntentCancelled,
    IntentCreated,
    IntentOverdue,
    IntentRevived,
    IntentStopped,
    InteractionCompleted,
    InteractionRequested,
    KioskCodeIssued,
    KioskReleased,
    KioskReserved,
    PaymentFailed,
    PaymentStarted,
    PaymentVoided,
    ReceiptFixed,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)
from processing_app.core.payment import Payment
from processing_app.core.payment_parts import RefundStatus
from processing_app.core.wallet_events import PayerConfirmed, WalletAuthorized, WalletPaymentStarted

CASH = "cash"
AUTHORIZE, CAPTURE, CANCEL, REFUND = "authorize", "capture", "cancel", "refund:"
"""A bank's operations, as BankStepped names them; a refund with its id after the colon."""
KIOSK_PAYMENT = "1"
"""The one payment of a kiosk's stream, or of a wallet's."""


class IntentStatus(StrEnum):
    """The states of an intent. Source: seed 003."""

    UNPAID = "unpaid"
    PAID = "paid"
    CANCELLED = "cancelled"
    OVERDUE = "overdue"


_ALWAYS: tuple[type[Event], ...] = (
    BankStepped, CancelRequested, PaymentVoided, KioskReleased, IntentStopped, IntentRevived,
)  # fmt: skip
_STAYS: dict[IntentStatus, tuple[type[Event], ...]] = {
    IntentStatus.UNPAID: (
        PaymentStarted, InteractionRequested, InteractionCompleted, BankAuthorized, CashAuthorized, PaymentFailed,
        CaptureRequested, PaymentCancelled, KioskCodeIssued, KioskReserved, PayerConfirmed, WalletAuthorized, *_ALWAYS,
    ),
    IntentStatus.PAID: (
        ReceiptFixed, RefundStarted, RefundSucceeded, RefundFailed, RefundRequested, RefundRefused, PaymentRefunded,
        ChargebackOpened, ChargebackRejected, ChargebackAccepted, *_ALWAYS,
    ),
    IntentStatus.CANCELLED: _ALWAYS,
    IntentStatus.OVERDUE: _ALWAYS,
}  # fmt: skip
INTENT_TRANSITIONS: dict[tuple[IntentStatus | None, type[Event]], IntentStatus] = {
    (None, IntentCreated): IntentStatus.UNPAID,
    (None, PaymentAuthorized): IntentStatus.UNPAID,
    (None, WalletPaymentStarted): IntentStatus.UNPAID,
    **{(status, event): status for status, events in _STAYS.items() for event in events},
    (IntentStatus.UNPAID, PaymentCaptured): IntentStatus.PAID,
    (IntentStatus.UNPAID, IntentCancelled): IntentStatus.CANCELLED,
    (IntentStatus.UNPAID, IntentOverdue): IntentStatus.OVERDUE,
}
"""What may follow what; anything else is Broken `invalid_transition`. What a payment may do, its own table says."""
ONLY_WHEN_FREE = frozenset({PaymentStarted, IntentCancelled, IntentOverdue, KioskReserved})
"""Never while an attempt is in flight or has the sum authorized: that pins the intent."""


_OPEN = (Status.CREATED, Status.AUTHORIZED)


class Reservation(msgspec.Struct, frozen=True):
    """A kiosk's payer is about to pay; nobody else begins before `until`."""

    kiosk_payment: str
    until: int


class Intent(msgspec.Struct, frozen=True):
    """An intent as its events made it. `open_id` is the attempt that is in flight or authorized, empty when none is.

    `at` is when it began, `stopped` why nothing moves any more (empty: it does).
    """

    id: str = ""
    status: IntentStatus | None = None
    version: int = 0
    created: IntentCreated | None = None
    at: int = 0
    reason: str = ""
    payments: dict[str, Payment] = {}
    open_id: str = ""
    stopped: str = ""
    stopped_detail: str = ""
    kiosk_code: str = ""
    reservation: Reservation | None = None

    @property
    def asked(self) -> IntentCreated:
        """What its shop asked for; only of shops' intents."""
        assert self.created is not None
        return self.created

    @property
    def pinned(self) -> bool:
        """Whether the whole sum is authorized or captured: no cancel, no overdue, no new payment."""
        return self.status is IntentStatus.PAID or bool(
            self.open_id and self.payments[self.open_id].status is Status.AUTHORIZED
        )

    @property
    def in_flight(self) -> Payment | None:
        """The attempt that nobody has decided on yet."""
        current = self.payments.get(self.open_id)
        return current if current is not None and current.status is Status.CREATED else None

    def payment(self, payment_id: str) -> Payment:
        """One of its payments; Broken `invalid_transition` when there is none."""
        found = self.payments.get(payment_id)
        if found is None:
            raise Broken("invalid_transition", f"payment {payment_id}")
        return found


class Kept(Protocol):
    """An event as it stands in the log, and when it was written."""

    @property
    def event(self) -> Event:
        """What happened."""

    @property
    def at(self) -> int:
        """When, milliseconds UTC."""


NEW = Intent()


def fold(events: Iterable[Event], since: Intent = NEW, at: int = 0) -> Intent:
    """The intent that the events make of another (of none), all at one moment."""
    intent = since
    for event in events:
        intent = evolve(intent, event, at)
    return intent


def replay(history: Iterable[Kept], since: Intent = NEW) -> Intent:
    """The intent that its stored events make, each at its own moment; `since` is a snapshot to go on from."""
    intent = since
    for kept in history:
        intent = evolve(intent, kept.event, kept.at)
    return intent


def evolve(intent: Intent, event: Event, at: int = 0) -> Intent:
    """The intent after one more event; Broken `invalid_transition`, or `intent_stopped` until it is revived."""
    kind = type(event)
    if intent.stopped and kind is not IntentRevived:
        raise Broken("intent_stopped", intent.id)
    status = INTENT_TRANSITIONS.get((intent.status, kind))
    if status is None or (intent.open_id and kind in ONLY_WHEN_FREE):
        state = intent.open_id or (intent.status.value if intent.status else "nothing")
        raise Broken("invalid_transition", f"intent {state} + {kind.__name__}")
    change = _CHANGES.get(kind, _of_payment)
    return replace(intent, status=status, version=intent.version + 1, **change(intent, event, at))


def wake_at(intent: Intent, asked: int = 0) -> int:
    """The earliest moment at which the clock decides something or a bank is to be asked again; 0: never.

    `asked`: what was due to be asked up to then is on its way, in the queue, and wakes nobody.
    """
    if intent.created is None or intent.stopped:
        return 0
    return min(_moments(intent, asked), default=0)


def asks(intent: Intent, now: int) -> list[tuple[str, str]]:
    """The banks' operations that slept until now: (payment, operation)."""
    return [
        (name, operation)
        for name, one in intent.payments.items()
        for operation, step in one.steps.items()
        if step.ask_at <= now and operation in wanted(one)
    ]


def wanted(payment: Payment) -> list[str]:
    """What a bank is still to do with a shop's payment: authorize, capture, cancel, refund:<refund_id>."""
    if payment.started is None or payment.started.means == CASH:
        return []
    if payment.status is Status.CREATED:
        return [AUTHORIZE]
    if payment.status is Status.FAILED:
        return [CANCEL] if payment.voiding else []
    if payment.status is Status.AUTHORIZED:
        return [CAPTURE] if payment.to_capture else [CANCEL] if payment.to_cancel else []
    return [REFUND + one.id for one in payment.refunds.values() if one.status is RefundStatus.PENDING]


def by_tag(intent: Intent, tag: str) -> tuple[str, str] | None:
    """The payment and its operation that wait for a callback with this tag."""
    for name, one in intent.payments.items():
        for operation, step in one.steps.items():
            if tag and step.tag == tag and operation in wanted(one):
                return name, operation
    return None


def _moments(intent: Intent, asked: int) -> Iterator[int]:
    if intent.status is IntentStatus.UNPAID and not intent.open_id:
        yield intent.reservation.until if intent.reservation else intent.asked.due_at
    current = intent.payments.get(intent.open_id)
    if current is not None and current.started is not None:
        if current.status is Status.CREATED and current.started.deadline:
            yield current.started.deadline
        if waits_for_hold(current):
            yield current.started.held_until
    for one in intent.payments.values():
        for operation, step in one.steps.items():
            if step.ask_at > asked and operation in wanted(one):
                yield step.ask_at


def waits_for_hold(payment: Payment) -> bool:
    """Whether only the end of its hold will decide on an authorized payment."""
    return bool(
        payment.started
        and payment.started.hold
        and payment.status is Status.AUTHORIZED
        and not payment.to_capture
        and not payment.to_cancel
    )


def _of_payment(intent: Intent, event: Any, at: int) -> dict[str, Any]:
    """What an event changes that is about one of its payments."""
    name = event.payment_id if intent.created is not None else KIOSK_PAYMENT
    before = intent.payments.get(name)
    if (before is None) is not isinstance(event, PaymentStarted):
        raise Broken("invalid_transition", f"payment {name} + {type(event).__name__}")
    after = payment.evolve(before or payment.NEW, event, at)
    open_id = name if after.status in _OPEN else "" if intent.open_id == name else intent.open_id
    return {"payments": intent.payments | {name: after}, "open_id": open_id}


def _begun_alone(intent: Intent, event: PaymentAuthorized | WalletPaymentStarted, at: int) -> dict[str, Any]:
    paid = payment.evolve(payment.NEW, event, at)
    return {"id": event.payment_id, "at": at, "payments": {KIOSK_PAYMENT: paid}, "open_id": KIOSK_PAYMENT}


def _started(intent: Intent, event: PaymentStarted, at: int) -> dict[str, Any]:
    return _of_payment(intent, event, at) | {"reservation": None}


_CHANGES: dict[type[Event], Callable[[Intent, Any, int], dict[str, Any]]] = {
    IntentCreated: lambda intent, event, at: {"id": event.intent_id, "created": event, "at": at},
    PaymentAuthorized: _begun_alone,
    WalletPaymentStarted: _begun_alone,
    PaymentStarted: _started,
    IntentCancelled: lambda intent, event, at: {"reason": event.reason},
    IntentOverdue: lambda intent, event, at: {},
    KioskCodeIssued: lambda intent, event, at: {"kiosk_code": event.code},
    KioskReserved: lambda intent, event, at: {"reservation": Reservation(event.kiosk_payment, event.until)},
    KioskReleased: lambda intent, event, at: {"reservation": None},
    IntentStopped: lambda intent, event, at: {"stopped": event.reason, "stopped_detail": event.detail},
    IntentRevived: lambda intent, event, at: {"stopped": "", "stopped_detail": ""},
}
"""What an event changes that is about the intent itself."""
