"""What people may do with what stands behind the log: statistics of POS, receivers of notifications."""

from common.http_server.doors import Way
from common.operation import Operation
from common.protocol.shop.doors import SECRETS
from common.words import Words
from processing_app.service import asks
from processing_app.service.asks import webhooks


def _webhooks(name: str, way: Way, ask: type, answer: type, ru: str, en: str) -> Operation:
    return Operation(name, way, ask, answer, Words(ru, en), SECRETS, within="platform.webhooks")


STATISTICS = (
    Operation(
        "statistics", "read", asks.AskStatistics, asks.Statistics,
        Words("Статистика точек продаж по дням", "Statistics of POS by day"), within="statistics",
    ),
)  # fmt: skip
WEBHOOKS = (
    _webhooks(
        "webhooks", "read", webhooks.AskWebhooks, webhooks.WebhookRows,
        "Получатели уведомлений и сколько их ждёт", "Receivers of notifications and how many wait",
    ),
    _webhooks(
        "webhook-deliveries", "read", webhooks.AskDeliveries, webhooks.Deliveries,
        "Страница уведомлений: что отправлено и что нет", "A page of notifications: what was sent and what was not",
    ),
    _webhooks(
        "resend-notification", "write", webhooks.NotificationId, webhooks.DeliveryRow,
        "Отправить уведомление ещё раз", "Send a notification again",
    ),
    _webhooks(
        "enable-webhook", "write", webhooks.WebhookId, webhooks.WebhookRow,
        "Включить получателя и отправить, что ждёт", "Enable a receiver and send what waits",
    ),
    _webhooks(
        "disable-webhook", "write", webhooks.DisableWebhook, webhooks.WebhookRow,
        "Отключить получателя, события ждут", "Disable a receiver, events wait",
    ),
    _webhooks(
        "rotate-webhook-secret", "write", webhooks.WebhookId, webhooks.WebhookSecret,
        "Новый секрет получателя, сутки действуют оба", "A receiver's new secret, both are valid for a day",
    ),
    _webhooks(
        "test-webhook", "call", webhooks.WebhookId, webhooks.WebhookTested,
        "Отправить получателю пробное уведомление", "Send a receiver a trial notification",
    ),
)  # fmt: skip
