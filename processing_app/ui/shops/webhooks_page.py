"""The page of notifications: receivers of shops above, what was sent to the chosen one below."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from common.protocol.endpoint import Message
from common.qt import dialog, spoken, wording
from common.qt.desk import Desk
from common.qt.messages import Notice, NoticeKind
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.qt.table.column import Shown
from common.qt.tokens import Token
from common.words import Words
from processing_app.service.asks.webhooks import (
    AskDeliveries,
    AskWebhooks,
    Deliveries,
    DeliveryRow,
    DisableWebhook,
    NotificationId,
    WebhookId,
    WebhookRow,
    WebhookRows,
    WebhookSecret,
    WebhookTested,
)
from processing_app.ui.shops import told_once
from processing_app.ui.shops.page import lay_out, why_not

MOST = 500
NOTHING = Words(
    "Получателей нет. Магазин добавляет их сам через API: POST /v2/webhooks.",
    "No receivers. A shop adds them by the API: POST /v2/webhooks.",
)
NO_LETTERS = Words("Уведомлений ещё не было.", "No notifications yet.")
CHOOSE = Words("Выберите получателя в верхнем списке.", "Choose a receiver in the upper list.")
CHOOSE_LETTER = Words("Выберите уведомление в нижнем списке.", "Choose a notification in the lower list.")
PING, SECRET = Words("Проверить", "Test"), Words("Новый секрет…", "A new secret…")
ENABLE, DISABLE = Words("Включить", "Enable"), Words("Отключить…", "Disable…")
RESEND = Words("Послать ещё раз", "Send again")
ACTIVE = Shown("ok", Words("Работает", "Active"), Token.OK)
DISABLED = Shown("stopped", Words("Отключён", "Disabled"), Token.ERROR)
LETTERS: dict[str, Shown] = {
    "behind": Shown("created", Words("Ждёт предыдущего", "Waits for the one before"), Token.NEUTRAL),
    "waiting": Shown("waiting", Words("Будет послано", "To be sent"), Token.WAITING),
    "sent": Shown("ok", Words("Доставлено", "Delivered"), Token.OK),
    "dropped": Shown("cancelled", Words("Не нужно", "Not needed"), Token.NEUTRAL),
}
TAKEN = Words("Получатель ответил за {ms} мс: {heard}.", "The receiver answered in {ms} ms: {heard}.")
NOT_TAKEN = Words("Получатель не принял пробное уведомление: {heard}.", "The receiver did not take the trial: {heard}.")
TESTING = Words("Посылаем пробное уведомление…", "Sending a trial notification…")
ENABLED = Words("Получатель включён, что ждало — отправляется.", "The receiver is enabled, what waited is being sent.")
NOW_DISABLED = Words("Получатель отключён, события ждут.", "The receiver is disabled, events wait.")
RESENT = Words("Уведомление уйдёт ещё раз.", "The notification goes once more.")
DISABLING = Words("Отключить получателя", "Disable the receiver")
NOT_LOST = Words(
    "{url}: ничего не посылать, пока не включат; события дождутся. Деньги не двигаются.",
    "{url}: send nothing until it is enabled; events wait. No money moves.",
)
OFF = Words("Отключить", "Disable")
ROTATING = Words(
    "Выдать получателю {url} новый секрет? Сутки уведомления подписываются обоими.",
    "Make a new secret for {url}? For a day notifications are signed by both.",
)
YES, NO = Words("Выдать", "Make it"), Words("Оставить прежний", "Keep the old one")
TITLE = Words("Новый секрет получателя", "A receiver's new secret")
ABOUT = Words(
    "Секрет, которым проверяют подпись уведомлений. Прежний действует до {until}. Виден только сейчас.",
    "The secret that proves notifications. The former is good until {until}. It is seen only now.",
)


class WebhooksPage(QWidget):
    """Two lists and their buttons."""

    def __init__(self, desk: Desk) -> None:
        """No receivers yet."""
        super().__init__()
        self.desk = desk
        self.table = LedgerTable(
            desk, "webhooks",
            [
                Column("url", Words("Адрес", "Address"), lambda row: row.url, width=280),
                Column("pos", Words("Точка", "POS"), lambda row: row.pos_id, width=110),
                Column("state", Words("Состояние", "State"), _state, Kind.STATUS, 120, tip=_why),
                Column("waiting", Words("Ждут", "Waiting"), lambda row: row.waiting, Kind.NUMBER, 70),
                Column("oldest", Words("Старейшее", "Oldest"), lambda row: row.oldest, Kind.MOMENT, 120),
                Column("sent", Words("Доставлено", "Delivered"), lambda row: row.sent, Kind.NUMBER, 110),
                Column("reason", Words("Почему отключён", "Why disabled"), _why, width=200),
                Column("id", Words("Номер", "Id"), lambda row: row.webhook_id, Kind.CODE, 120, True),
            ],
            noun=Words("получателей", "receivers"), key=lambda row: row.webhook_id,
            empty=Empty(NOTHING, icon="bell"),
        )  # fmt: skip
        self.letters = LedgerTable(
            desk, "deliveries",
            [
                Column("at", Words("Событие", "Event"), lambda row: row.at, Kind.MOMENT, 110),
                Column("type", Words("Что", "What"), lambda row: row.event_type, width=190),
                Column("intent", Words("Намерение", "Intent"), lambda row: row.intent_id, Kind.CODE, 120),
                Column("state", Words("Состояние", "State"), lambda row: LETTERS[row.state], Kind.STATUS, 170),
                Column("attempts", Words("Попыток", "Attempts"), lambda row: row.attempts, Kind.NUMBER, 80),
                Column("outcome", Words("Последний ответ", "The last answer"), lambda row: row.outcome, width=180,
                       tip=lambda row: row.outcome),
                Column("due", Words("Следующая попытка", "Next attempt"), lambda row: row.due, Kind.MOMENT, 130),
                Column("id", Words("Номер", "Id"), lambda row: row.notification_id, Kind.CODE, 150, True),
            ],
            noun=Words("уведомлений", "notifications"), key=lambda row: row.row, empty=Empty(NO_LETTERS, icon="bell"),
        )  # fmt: skip
        self.table.chosen.connect(lambda _: self._ask_letters())
        buttons = (
            ("webhook-ping", spoken.button(desk, PING, self.ping, icon="test")),
            ("webhook-enable", spoken.button(desk, ENABLE, self.enable, icon="start")),
            ("webhook-disable", spoken.button(desk, DISABLE, self.disable, icon="stop")),
            ("webhook-secret", spoken.button(desk, SECRET, self.rotate, icon="key")),
        )
        below = QWidget()
        again = spoken.button(desk, RESEND, self.resend, icon="restart")
        lay_out(below, None, (("webhook-resend", again),), self.letters)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(below)
        lay_out(self, None, buttons, both)

    def refresh(self) -> None:
        """Receivers, and what was sent to the chosen one."""
        self.desk.ask(self, "webhooks", AskWebhooks(), then=self._show, failed=self.table.fail, key="webhooks")
        self._ask_letters()

    def ping(self) -> None:
        """A signed trial that is about no intent."""

        def came(tested: WebhookTested) -> None:
            words, kind = (TAKEN, NoticeKind.OK) if tested.taken else (NOT_TAKEN, NoticeKind.WARN)
            heard = Words(
                words.ru.format(ms=tested.ms, heard=tested.heard.ru),
                words.en.format(ms=tested.ms, heard=tested.heard.en),
            )
            self.desk.messages.tell(Notice(kind, heard, seconds=12, key="ping"))

        def send(row: WebhookRow) -> None:
            self.desk.messages.tell(Notice(NoticeKind.INFO, TESTING, seconds=30, key="ping"))
            self.desk.ask(self, "test-webhook", WebhookId(webhook_id=row.webhook_id), then=came)

        self._with_chosen(send)

    def enable(self) -> None:
        """Send again."""
        self._with_chosen(lambda row: self._do("enable-webhook", WebhookId(webhook_id=row.webhook_id), ENABLED))

    def disable(self) -> None:
        """Send nothing, with a reason."""

        def ask(row: WebhookRow) -> None:
            dialog.ask_reason(
                self.desk, self.window(), DISABLING, NOT_LOST.format(url=row.url), OFF,
                lambda reason: self._do(
                    "disable-webhook", DisableWebhook(webhook_id=row.webhook_id, reason=reason), NOW_DISABLED
                ),
            )  # fmt: skip

        self._with_chosen(ask)

    def rotate(self) -> None:
        """A new secret, told once, after a question."""

        def told(made: WebhookSecret) -> None:
            about = ABOUT.format(until=wording.moment(made.both_until))
            told_once.tell(self.desk, self.window(), TITLE, about, made.secret)

        def ask(row: WebhookRow) -> None:
            question = WebhookId(webhook_id=row.webhook_id)
            dialog.confirm(
                self.desk, self.window(), ROTATING.format(url=row.url), YES, NO,
                lambda: self.desk.ask(self, "rotate-webhook-secret", question, then=told),
            )  # fmt: skip

        self._with_chosen(ask)

    def resend(self) -> None:
        """The chosen notification once more."""
        row: DeliveryRow | None = self.letters.current()
        if row is None:
            why_not(self.desk, CHOOSE_LETTER)
        else:
            self._do("resend-notification", NotificationId(notification_id=row.notification_id), RESENT)

    def _with_chosen(self, run: Callable[[WebhookRow], Any]) -> None:
        row = self.table.current()
        if row is None:
            why_not(self.desk, CHOOSE)
        else:
            run(row)

    def _do(self, operation: str, question: Message, words: Words) -> None:
        def done(_: object) -> None:
            self.desk.messages.ok(words)
            self.refresh()

        self.desk.ask(self, operation, question, then=done)

    def _ask_letters(self) -> None:
        row = self.table.current()
        question = AskDeliveries(webhook_id="" if row is None else row.webhook_id, limit=MOST)
        self.desk.ask(
            self, "webhook-deliveries", question, then=self._show_letters, failed=self.letters.fail, key="letters"
        )

    def _show(self, found: WebhookRows) -> None:
        self.table.show_rows(found.webhooks)

    def _show_letters(self, found: Deliveries) -> None:
        self.letters.show_rows(found.deliveries)


def _state(row: WebhookRow) -> Shown:
    return ACTIVE if row.state == "active" else DISABLED


def _why(row: WebhookRow) -> Words | None:
    return row.reason if row.reason.ru else None
