"""What the operator asks about shops' receivers of notifications, and does about those that do not answer."""

from datetime import datetime
from typing import Literal

from common.protocol.endpoint import Message
from common.protocol.shop.webhooks import EventType
from common.words import Words

NotificationState = Literal["behind", "waiting", "sent", "dropped"]


class AskWebhooks(Message, frozen=True):
    """The receivers of one POS, or of all."""

    pos_id: str = ""


class WebhookRow(Message, frozen=True):
    """A receiver: `waiting` notifications have not arrived, the first of them since `oldest`.

    `reason` is what was heard the last time of one that was given up, or why a person disabled it.
    """

    webhook_id: str
    shop_id: str
    pos_id: str
    url: str
    event_types: list[EventType]
    state: Literal["active", "disabled"]
    reason: Words
    since: datetime
    waiting: int
    oldest: datetime | None
    sent: int


class WebhookRows(Message, frozen=True):
    """All of them, in the order they were made."""

    webhooks: list[WebhookRow]


class AskDeliveries(Message, frozen=True):
    """Notifications before a row (0: from the newest), at most `limit`; what is empty does not matter."""

    webhook_id: str = ""
    intent_id: str = ""
    state: Literal["", "behind", "waiting", "sent", "dropped"] = ""
    before: int = 0
    limit: int = 100


class DeliveryRow(Message, frozen=True):
    """A notification: `behind` waits for the one before it of the same intent, `waiting` is tried at `due`.

    `outcome` is how the last of its attempts ended, at `tried`.
    """

    row: int
    notification_id: str
    webhook_id: str
    intent_id: str
    event_type: EventType
    event_id: int
    sequence: int
    at: datetime
    state: NotificationState
    attempts: int
    due: datetime | None
    tried: datetime | None
    outcome: Words


class Deliveries(Message, frozen=True):
    """Notifications, the newest first; ask again with the last one's row while there are `more`."""

    deliveries: list[DeliveryRow]
    more: bool


class WebhookId(Message, frozen=True):
    """Which receiver."""

    webhook_id: str


class DisableWebhook(Message, frozen=True):
    """Send it nothing until it is enabled; what happens meanwhile waits."""

    webhook_id: str
    reason: str


class NotificationId(Message, frozen=True):
    """Which notification, by the id that its receiver knows."""

    notification_id: str


class WebhookSecret(Message, frozen=True):
    """A receiver's new secret, told here and never again; until `both_until` the former is valid, too."""

    webhook_id: str
    secret: str
    both_until: datetime


class WebhookTested(Message, frozen=True):
    """Whether a signed trial was taken, what was heard, and after how many milliseconds."""

    taken: bool
    heard: Words
    ms: int
