"""The feed of an intent's events: whoever replays it knows the intent's state, whatever was cut off meanwhile."""

from datetime import datetime

from common.protocol.shop.intents import IntentStatus, PaymentIntent
from common.protocol.shop.naming import ShopMessage
from common.protocol.shop.parts import Interaction, Problem
from common.protocol.shop.payments import Chargeback, ChargebackStatus, Payment, PaymentStatus, Refund, Stage


class Change(ShopMessage, frozen=True, tag_field="changeType", tag=True):
    """Something that changed; `changeType` names it."""


class PaymentIntentCreated(Change, frozen=True):
    """The whole intent, as it was made."""

    payment_intent: PaymentIntent


class PaymentIntentStatusChanged(Change, frozen=True, omit_defaults=True):
    """Paid, cancelled or overdue; or unpaid again after a hold that was given back."""

    status: IntentStatus
    reason: str = ""


class PaymentStarted(Change, frozen=True):
    """An attempt began."""

    payment: Payment


class PaymentStatusChanged(Change, frozen=True, omit_defaults=True):
    """What became of an attempt; `amount` is how much was captured."""

    payment_id: str
    status: PaymentStatus
    error: Problem | None = None
    amount: int | None = None


class PaymentInteractionRequested(Change, frozen=True):
    """The payer has something to do."""

    payment_id: str
    user_interaction: Interaction


class PaymentInteractionCompleted(Change, frozen=True):
    """The payer has nothing more to do there."""

    payment_id: str


class PaymentReceiptFixed(Change, frozen=True):
    """The cash register printed the receipt."""

    payment_id: str
    fiscal_number: int
    ofd_external_id: str
    shift: int


class KioskCodeIssued(Change, frozen=True):
    """The intent may be paid at a kiosk by this code."""

    short_payment_id: str
    due_date: datetime


class RefundStarted(Change, frozen=True):
    """A refund began."""

    payment_id: str
    refund: Refund


class RefundStatusChanged(Change, frozen=True, omit_defaults=True):
    """A refund ended."""

    payment_id: str
    refund_id: str
    status: str
    error: Problem | None = None


class ChargebackCreated(Change, frozen=True):
    """A dispute began, or began again at a later stage."""

    payment_id: str
    chargeback: Chargeback


class ChargebackStatusChanged(Change, frozen=True):
    """A dispute was decided."""

    payment_id: str
    chargeback_id: str
    status: ChargebackStatus
    stage: Stage


AnyChange = (
    PaymentIntentCreated | PaymentIntentStatusChanged | PaymentStarted | PaymentStatusChanged
    | PaymentInteractionRequested | PaymentInteractionCompleted | PaymentReceiptFixed | KioskCodeIssued
    | RefundStarted | RefundStatusChanged | ChargebackCreated | ChargebackStatusChanged
)  # fmt: skip


class IntentEvent(ShopMessage, frozen=True):
    """One event: `id` is the version of the intent's stream, so ids may skip, for internal events are not shown."""

    id: int
    created_at: datetime
    changes: list[AnyChange]


class AskEvents(ShopMessage, frozen=True):
    """The events after `eventID`, in order; `wait` (seconds, at most 30) is how long to wait for some."""

    payment_intent_id: str
    event_id: int = 0
    limit: int = 100
    wait: int = 0
