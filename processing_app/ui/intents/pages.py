"""The pages about one intent: its events with any earlier state, its money and cart, postings, tasks, fields."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.scrolled import scroll
from common.qt.table import Column, Empty, Kind, LedgerTable
from common.words import Words
from processing_app.service.asks.intents import AskIntentAt, IntentState, IntentStory
from processing_app.service.asks.webhooks import AskDeliveries, Deliveries
from processing_app.ui.intents import rows
from processing_app.ui.intents import words as said

NO_EVENTS, NO_MONEY = (
    Words("Событий нет.", "No events."),
    Words("Платить ещё не пробовали.", "Nobody tried to pay yet."),
)
NO_CART, NO_POSTINGS = Words("Корзина пуста.", "The cart is empty."), Words("Проводок нет.", "There are no postings.")
WIDE = 860
"""Pixels from which two parts stand side by side."""
NO_TASKS = Words("Банку ничего не поручено.", "No bank has anything to do.")
NO_LETTERS = Words("Магазину ничего не посылали.", "The shop was sent nothing.")
AS_IT_WAS = Words("Как было после события {n} из {all}", "As it was after event {n} of {all}")
AS_IT_IS = Words("Как сейчас, после события {all}", "As it is now, after event {all}")
THEN: tuple[tuple[str, Words], ...] = (
    ("then-status", Words("Намерение", "Intent")),
    ("then-payments", Words("Платежи", "Payments")),
    ("then-captured", Words("Списано", "Captured")),
    ("then-refunded", Words("Возвращено", "Refunded")),
    ("then-disputes", Words("Споры", "Disputes")),
    ("then-stopped", Words("Остановка", "Stop")),
)
LETTER_STATES = {
    "behind": Words("ждёт предыдущего", "waits for the one before"),
    "waiting": Words("будет послано", "to be sent"),
    "sent": Words("доставлено", "delivered"),
    "dropped": Words("не нужно", "not needed"),
}


class StoryPage(QWidget):
    """All events, the newest last; the intent as it was after the chosen one stands below."""

    def __init__(self, desk: Desk) -> None:
        """No intent yet."""
        super().__init__()
        self.desk = desk
        self._intent = ""
        self._newest = 0
        self.table = LedgerTable(
            desk, "intent-events",
            [
                Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 84),
                Column("what", Words("Что было", "What happened"), lambda row: row.shown, Kind.STATUS, 280,
                       tip=lambda row: row.shown.words),
                Column("who", Words("Кто", "Who"), lambda row: row.who, width=130, tip=lambda row: row.who),
                Column("more", Words("Причина", "Reason"), lambda row: row.more, width=120, tip=lambda row: row.more),
                Column("version", Words("№", "No."), lambda row: row.version or None, Kind.NUMBER, 44),
            ],
            noun=Words("событий", "events"), key=lambda row: (row.version, row.at, row.shown.words.en),
            empty=Empty(NO_EVENTS),
        )  # fmt: skip
        self.table.chosen.connect(self._chosen)
        self.then_title = spoken.label(desk, AS_IT_IS.format(all=0), "title")
        self.then_title.setObjectName("then-title")
        self.then = Facts(desk, THEN)
        _stacked(self, self.table, _under(self.then_title, self.then))

    def show_story(self, story: IntentStory) -> None:
        """The events of this intent, and what it is now."""
        other = story.row.intent != self._intent
        self._intent, self._newest = story.row.intent, story.state.newest
        lines = rows.lines(story)
        self.table.show_rows(lines)
        if other and lines:
            self.table.view.go_to(len(lines) - 1)
        if other or self.table.current() is None:
            self._show_then(story.state)

    def _chosen(self, row: rows.Line | None) -> None:
        if row is not None and row.then:
            question = AskIntentAt(intent=self._intent, version=row.then)
            self.desk.ask(self, "intent-at", question, then=self._show_then, key="then")

    def _show_then(self, state: IntentState) -> None:
        if state.intent.id != self._intent:
            return
        title = AS_IT_IS if state.version == self._newest else AS_IT_WAS
        words = Words(
            title.ru.format(n=state.version, all=self._newest), title.en.format(n=state.version, all=self._newest)
        )
        self.desk.languages.bind(self.then_title, self.then_title.setText, words)
        self.then.show_values(rows.then(state))


class MoneyPage(QWidget):
    """Attempts to pay with their refunds and disputes, above; the cart, below."""

    def __init__(self, desk: Desk) -> None:
        """No intent yet."""
        super().__init__()
        self.table = LedgerTable(
            desk, "intent-money",
            [
                Column("what", Words("Что", "What"), lambda row: row.what, width=110, tip=lambda row: row.what),
                Column("state", Words("Состояние", "State"), lambda row: row.state, Kind.STATUS, 130),
                Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 90),
                Column("captured", Words("Списано", "Captured"), lambda row: row.captured, Kind.MONEY, 90),
                Column("refunded", Words("Возвращено", "Refunded"), lambda row: row.refunded, Kind.MONEY, 105),
                Column("more", Words("Подробнее", "More"), lambda row: row.more, width=180, tip=lambda row: row.more),
                Column("at", Words("Начат", "Begun"), lambda row: row.at, Kind.MOMENT, 90, True),
            ],
            noun=Words("платежей", "payments"), key=lambda row: row.key, empty=Empty(NO_MONEY),
        )  # fmt: skip
        self.cart = LedgerTable(
            desk, "intent-cart",
            [
                Column("product", Words("Товар", "Product"), lambda row: row[1].product, width=170),
                Column("price", Words("Цена", "Price"), lambda row: row[1].price, Kind.MONEY, 90, summed=False),
                Column("quantity", Words("Кол-во", "Quantity"), lambda row: rows.quantity(row[1]), width=84),
                Column("cost", Words("Стоимость", "Cost"), lambda row: row[1].cost, Kind.MONEY, 96),
                Column("vat", Words("НДС", "VAT"), lambda row: rows.vat(row[1]), width=70),
            ],
            noun=Words("строк корзины", "lines of the cart"), key=lambda row: row[0], empty=Empty(NO_CART),
        )  # fmt: skip
        _stacked(self, self.table, self.cart)

    def show_story(self, story: IntentStory) -> None:
        """This intent's."""
        self.table.show_rows(rows.money(story.state))
        self.cart.show_rows(list(enumerate(story.state.intent.cart)))


class PostingPage(QWidget):
    """From which account to which, how much, when."""

    def __init__(self, desk: Desk) -> None:
        """No intent yet."""
        super().__init__()
        self.table = LedgerTable(
            desk, "intent-postings",
            [
                Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 84),
                Column("event", Words("Событие", "Event"), lambda row: row.words, width=150,
                       tip=lambda row: row.words),
                Column("source", Words("Откуда", "From"), lambda row: row.source, width=150),
                Column("destination", Words("Куда", "To"), lambda row: row.destination, width=150),
                Column("amount", Words("Сумма", "Sum"), lambda row: row.amount, Kind.MONEY, 90),
            ],
            noun=Words("проводок", "postings"), key=lambda row: row.key, empty=Empty(NO_POSTINGS),
        )  # fmt: skip
        _stacked(self, self.table)

    def show_story(self, story: IntentStory) -> None:
        """This intent's."""
        self.table.show_rows(
            [
                rows.Moved(f"{one.version}.{number}", one.at, said.event_shown(one).words, *moved)
                for one in story.events
                for number, moved in enumerate(one.postings)
            ]
        )


class WorkPage(QWidget):
    """What banks are still to do, above; what the shop was told, below."""

    def __init__(self, desk: Desk) -> None:
        """No intent yet."""
        super().__init__()
        self.desk = desk
        self._intent = ""
        self.table = LedgerTable(
            desk, "intent-tasks",
            [
                Column("what", Words("Поручено банку", "A bank is to"), said.task_words, width=170),
                Column("state", Words("Состояние", "State"), said.task_shown, Kind.STATUS, 190),
                Column("attempts", Words("Попыток", "Attempts"), lambda row: row.attempts, Kind.NUMBER, 76),
                Column("due", Words("Когда", "When"), lambda row: row.due, Kind.MOMENT, 90),
                Column("reason", Words("Причина", "Reason"), lambda row: said.reason_words(row.reason), width=170),
                Column("payment", Words("Платёж", "Payment"), lambda row: row.payment, width=120, hidden=True),
            ],
            noun=Words("поручений", "tasks"), key=lambda row: row.task_id, empty=Empty(NO_TASKS),
        )  # fmt: skip
        self.letters = LedgerTable(
            desk, "intent-letters",
            [
                Column("at", Words("Событие", "Event"), lambda row: row.at, Kind.MOMENT, 84),
                Column("type", Words("Уведомление", "Notification"), lambda row: row.event_type, width=170),
                Column("state", Words("Состояние", "State"), lambda row: LETTER_STATES[row.state], width=150),
                Column("attempts", Words("Попыток", "Attempts"), lambda row: row.attempts, Kind.NUMBER, 76),
                Column("outcome", Words("Ответ магазина", "The shop's answer"), lambda row: row.outcome, width=160),
                Column("webhook", Words("Получатель", "Receiver"), lambda row: row.webhook_id, width=120, hidden=True),
            ],
            noun=Words("уведомлений", "notifications"), key=lambda row: row.row, empty=Empty(NO_LETTERS),
        )  # fmt: skip
        _stacked(self, self.table, self.letters)

    def show_story(self, story: IntentStory) -> None:
        """This intent's; what the shop was told is asked apart."""
        if story.row.intent != self._intent:
            self.letters.show_rows([])
        self._intent = story.row.intent
        self.table.show_rows(story.tasks)
        self.desk.ask(
            self, "webhook-deliveries", AskDeliveries(intent_id=self._intent), then=self._letters, key="letters"
        )

    def _letters(self, found: Deliveries) -> None:
        if all(one.intent_id == self._intent for one in found.deliveries):
            self.letters.show_rows(found.deliveries)


class DataPage(QWidget):
    """Every field of the intent, to be read and copied."""

    def __init__(self, desk: Desk) -> None:
        """No intent yet."""
        super().__init__()
        self.table = LedgerTable(
            desk, "intent-data",
            [
                Column("name", Words("Поле", "Field"), lambda row: row.name, width=150),
                Column("value", Words("Значение", "Value"), lambda row: row.value, width=320,
                       tip=lambda row: row.value),
            ],
            noun=Words("полей", "fields"), key=lambda row: row.name.en, empty=Empty(NO_EVENTS),
        )  # fmt: skip
        _stacked(self, self.table)

    def show_story(self, story: IntentStory) -> None:
        """This intent's."""
        self.table.show_rows(rows.data(story))


def _under(*widgets: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout()
    column.setContentsMargins(4, 4, 4, 4)
    column.setSpacing(4)
    for one in widgets:
        column.addWidget(one)
    column.addStretch(1)
    scroll(page, column)
    return page


def _stacked(owner: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 4, 0, 0)
    both = Both()
    both.setChildrenCollapsible(False)
    for place, one in enumerate(widgets):
        both.addWidget(one)
        both.setStretchFactor(place, 3 if place == 0 else 2)
    column.addWidget(both)


class Both(QSplitter):
    """One part under the other; beside it, where the panel stands under the list and is wide and low."""

    def __init__(self) -> None:
        """Under it."""
        super().__init__(Qt.Orientation.Vertical)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide or narrow."""
        super().resizeEvent(event)
        way = Qt.Orientation.Horizontal if self.width() >= WIDE else Qt.Orientation.Vertical
        if way != self.orientation():
            self.setOrientation(way)
