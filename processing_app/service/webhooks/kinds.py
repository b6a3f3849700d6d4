"""What each event of an intent is called where shops subscribe to it, and which change of its rendering that is."""

from common.protocol.shop.events import (
    AnyChange,
    ChargebackCreated,
    ChargebackStatusChanged,
    PaymentIntentCreated,
    PaymentIntentStatusChanged,
    PaymentInteractionRequested,
    PaymentReceiptFixed,
    PaymentStatusChanged,
    RefundStatusChanged,
)
from common.protocol.shop.events import PaymentStarted as StartShown
from common.protocol.shop.events import RefundStarted as RefundShown
from common.protocol.shop.webhooks import EventType
from processing_app.core.events import Event, PaymentCancelled, PaymentCaptured
from processing_app.core.intent_events import (
    BankAuthorized,
    CashAuthorized,
    ChargebackAccepted,
    ChargebackOpened,
    ChargebackRejected,
    IntentCancelled,
    IntentCreated,
    IntentOverdue,
    InteractionRequested,
    PaymentFailed,
    PaymentStarted,
    ReceiptFixed,
    RefundFailed,
    RefundStarted,
    RefundSucceeded,
)

OF_EVENTS: dict[type[Event], tuple[EventType, ...]] = {
    IntentCreated: ("paymentIntent.created",),
    IntentCancelled: ("paymentIntent.cancelled",),
    IntentOverdue: ("paymentIntent.overdue",),
    PaymentStarted: ("payment.started",),
    PaymentFailed: ("payment.failed",),
    BankAuthorized: ("payment.authorized",),
    CashAuthorized: ("payment.authorized",),
    PaymentCancelled: ("payment.cancelled",),
    PaymentCaptured: ("payment.captured", "paymentIntent.paid"),
    InteractionRequested: ("payment.interaction.requested",),
    ReceiptFixed: ("payment.receipt.fixed",),
    RefundStarted: ("payment.refund.started",),
    RefundSucceeded: ("payment.refund.succeeded",),
    RefundFailed: ("payment.refund.failed",),
    ChargebackOpened: ("payment.chargeback.created",),
    ChargebackAccepted: ("payment.chargeback.accepted",),
    ChargebackRejected: ("payment.chargeback.rejected",),
}
"""A capture, even a partial one, makes the intent paid: two notifications of one event, in this order."""
_BY_KIND: dict[type[AnyChange], EventType] = {
    PaymentIntentCreated: "paymentIntent.created",
    StartShown: "payment.started",
    PaymentInteractionRequested: "payment.interaction.requested",
    PaymentReceiptFixed: "payment.receipt.fixed",
    RefundShown: "payment.refund.started",
    ChargebackCreated: "payment.chargeback.created",
}
_BY_STATUS: dict[tuple[type[AnyChange], str], EventType] = {
    (PaymentIntentStatusChanged, "paid"): "paymentIntent.paid",
    (PaymentIntentStatusChanged, "cancelled"): "paymentIntent.cancelled",
    (PaymentIntentStatusChanged, "overdue"): "paymentIntent.overdue",
    (PaymentStatusChanged, "failed"): "payment.failed",
    (PaymentStatusChanged, "authorized"): "payment.authorized",
    (PaymentStatusChanged, "cancelled"): "payment.cancelled",
    (PaymentStatusChanged, "captured"): "payment.captured",
    (RefundStatusChanged, "succeeded"): "payment.refund.succeeded",
    (RefundStatusChanged, "failed"): "payment.refund.failed",
    (ChargebackStatusChanged, "accepted"): "payment.chargeback.accepted",
    (ChargebackStatusChanged, "rejected"): "payment.chargeback.rejected",
}


def of_change(change: AnyChange) -> EventType | None:
    """What a change is called; None of one that nobody can subscribe to."""
    return _BY_KIND.get(type(change)) or _BY_STATUS.get((type(change), getattr(change, "status", "")))
