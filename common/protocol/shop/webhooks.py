"""Webhooks under /v2: whom a POS wants told of what."""

from datetime import datetime
from typing import Literal

from common.protocol.shop.events import AnyChange
from common.protocol.shop.naming import ShopMessage

EventType = Literal[
    "paymentIntent.created", "paymentIntent.paid", "paymentIntent.cancelled", "paymentIntent.overdue",
    "payment.started", "payment.failed", "payment.authorized", "payment.cancelled", "payment.captured",
    "payment.interaction.requested", "payment.receipt.fixed", "payment.refund.started", "payment.refund.succeeded",
    "payment.refund.failed", "payment.chargeback.created", "payment.chargeback.accepted",
    "payment.chargeback.rejected",
]  # fmt: skip


class CreateWebhook(ShopMessage, frozen=True):
    """Tell this address of these events of a POS's intents."""

    shop_id: str
    url: str
    event_types: list[EventType]


class Webhook(ShopMessage, frozen=True, omit_defaults=True):
    """A receiver; `secret` is told once, when it is made. A disabled one was given up after the last retry."""

    id: str
    shop_id: str
    url: str
    event_types: list[EventType]
    active: bool
    secret: str = ""
    disabled_reason: str = ""


class Webhooks(ShopMessage, frozen=True):
    """All receivers of the shop."""

    webhooks: list[Webhook]


class AskWebhook(ShopMessage, frozen=True):
    """Which receiver."""

    webhook_id: str


class Ping(ShopMessage, frozen=True, tag_field="eventType", tag="ping"):
    """The body of a trial that a person sends: signed like a notification, and about no intent."""

    webhook_id: str
    shop_id: str
    occurred_at: datetime


class Notification(ShopMessage, frozen=True):
    """The body of what is sent. `sequence` grows by one for every notification of a receiver about an intent."""

    notification_id: str
    event_type: EventType
    webhook_id: str
    shop_id: str
    payment_intent_id: str
    sequence: int
    event_id: int
    occurred_at: datetime
    change: AnyChange
