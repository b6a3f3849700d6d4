"""«Журнал»: everything that staff should know, in words; a line leads to its payer's session."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_terminal.service.messages import (
    AskSession,
    FindJournal,
    JournalPage,
    JournalRow,
    Level,
    SessionStory,
    Topic,
)
from agent_terminal.ui.payment_pages import CashPage
from common.errors import OplataError
from common.qt import periods, spoken, wording
from common.qt.buttons import Buttons
from common.qt.desk import Desk
from common.qt.facts import Facts
from common.qt.going import go
from common.qt.screen import Command, Screen
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, ListAndDetails, Page, Query, Shown
from common.qt.table.query import Answered, Failed
from common.qt.theme import Token
from common.qt.unchosen import stacked
from common.words import Words, same

NOTHING = Words("В журнале пока ничего нет.", "There is nothing in the journal yet.")
NOUN = Words("записей", "lines")
TOPIC, LEVEL = Words("О чём", "About"), Words("Важность", "Importance")
TOPICS: dict[Topic, Words] = {
    Topic.CASH: Words("Деньги", "Cash"),
    Topic.DEVICE: Words("Устройства", "Devices"),
    Topic.PAYMENT: Words("Платежи", "Payments"),
    Topic.OPERATOR: Words("Оператор", "Operator"),
}
LEVELS: dict[Level, Shown] = {
    Level.TROUBLE: Shown("failed", Words("Неполадки", "Troubles"), Token.ERROR),
    Level.ATTENTION: Shown("attention", Words("Внимание", "Attention"), Token.WAITING),
    Level.NEWS: Shown("info", Words("События", "Events"), Token.NEUTRAL),
}
CHOOSE = Words("Выберите запись в списке.", "Choose a line in the list.")
CHOOSE_FIRST = Words("Сначала выберите запись в списке.", "Choose a line in the list first.")
NO_SESSION = Words("Эта запись не о сессии плательщика.", "This line is not about a payer's session.")
NO_PAYMENT = Words("В этой сессии платежей не было.", "There were no payments in this session.")
TO_PAYMENT = Words("Показать платёж", "Show the payment")
SESSION = Words("Сессия плательщика", "Payer's session")
SESSION_FACTS = (
    ("payments", Words("Платежи", "Payments")),
    ("id", Words("Номер сессии", "Session id")),
)


class Journal(Screen):
    """The list by pages, and the chosen line with its session."""

    name = "journal"
    title = Words("Журнал", "Journal")
    icon = "log"
    help = Words(
        "Что случилось с терминалом: купюры и кассета, устройства, отказы ПЦ, решения оператора. Поиск (Ctrl+F) "
        "смотрит слова и подробности, номер сессии тоже. Запись о плательщике открывает его сессию: купюры, платежи, "
        "квитанции. Записи не удаляют и не правят. Обмены по сети — на вкладке «Сервер и журнал».",
        "What happened to the terminal: notes and cassette, devices, refusals of the centre, the operator's decisions. "
        "Search (Ctrl+F) looks at words and details, at a session's id too. A line about a payer opens their session: "
        "notes, payments, slips. Lines are never removed or changed. Exchanges are on the Server and log tab.",
    )

    def __init__(self, desk: Desk) -> None:
        """Filters above, the list and the details below."""
        super().__init__(desk)
        self._row: JournalRow | None = None
        self._story: SessionStory | None = None
        self.table = LedgerTable(
            desk, "journal", COLUMNS, noun=NOUN, key=lambda row: row.id, empty=Empty(NOTHING, icon="log"),
            sentence=_sentence,
        )  # fmt: skip
        self.table.follow(self._fetch)
        self.filters = FilterBar(desk, self._choices(), self.table)
        self.details = ListAndDetails(desk, "journal", self.table, self._build_card())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addWidget(self.filters)
        column.addWidget(self.details, 1)
        self.table.chosen.connect(self._chosen)
        self.table.context = list(self.commands())

    def commands(self) -> Sequence[Command]:
        """From a line to what it is about."""
        return (Command("show-payment", TO_PAYMENT, "payments", self.show_payment, ("F4",), self._no_payment),)

    def refresh(self) -> None:
        """New lines, and the session as it is now."""
        self.table.reload()
        self._ask_session()

    def show_about(self, about: str) -> None:
        """The lines of a session."""
        self.table.clear()
        self.table.set_text(about)

    def show_payment(self) -> None:
        """The first payment of the line's session."""
        if self._story is not None and self._story.payments:
            go(self, "payments", self._story.payments[0])

    def _choices(self) -> list[Choice]:
        topics = [(topic.value, words) for topic, words in TOPICS.items()]
        levels = [(level.value, shown) for level, shown in LEVELS.items()]
        return [
            Choice("period", periods.PERIOD, list(periods.PERIODS.items()), all=periods.ALL),
            Choice("topic", TOPIC, topics),
            Choice("level", LEVEL, levels, inline=True),
        ]

    def _fetch(self, query: Query, answered: Answered, failed: Failed) -> None:
        def came(found: JournalPage) -> None:
            answered(Page(found.lines, found.found, found.every, found.up_to))

        since, until = periods.bounds(self.desk, query.filters.get("period"))
        topic, level = query.filters.get("topic"), query.filters.get("level")
        ask = FindJournal(
            text=query.text, topic=Topic(topic) if topic else None, level=Level(level) if level else None, since=since,
            until=until, descending=query.descending if query.order else True, offset=query.offset, limit=query.limit,
            up_to=query.mark or 0,
        )  # fmt: skip
        self.desk.ask(self, "list-journal", ask, then=came, failed=failed)

    def _chosen(self, row: JournalRow | None) -> None:
        other = row is None or self._row is None or row.session_id != self._row.session_id
        self._row = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is not None:
            self.desk.languages.bind(self._title, self._title.setText, row.words)
            self.desk.languages.bind(self._detail, self._detail.setText, row.detail)
            self.desk.languages.bind(self._at, self._at.setText, same(wording.exact(row.at)))
        if other:
            self._story = None
            self._show_session()
            self._ask_session()

    def _ask_session(self) -> None:
        row = self._row
        if row is None or not row.session_id:
            return
        wanted = row.session_id

        def came(story: SessionStory) -> None:
            if self._row is not None and self._row.session_id == wanted:
                self._story = story
                self._show_session()

        def failed(_: OplataError) -> None:
            """A session of another version of the books: the line says enough."""

        ask = AskSession(session_id=wanted)
        self.desk.ask(self, "show-session", ask, then=came, failed=failed, key="session")

    def _show_session(self) -> None:
        story = self._story
        for part in (self._session_title, self.session_facts, self.cash):
            part.setVisible(story is not None)
        self.payment_button.setVisible(story is not None and bool(story.payments))
        if story is not None:
            self.session_facts.show_values(
                {
                    "payments": same(", ".join(story.payments) or "—"),
                    "id": same(story.session_id),
                }
            )
            self.cash.show_cash(story.notes, story.slips)

    def _build_card(self) -> QWidget:
        card, page = QWidget(), QWidget()
        card.setObjectName("journal-card")
        column = QVBoxLayout(page)
        column.setContentsMargins(10, 8, 10, 8)
        self._title = spoken.label(self.desk, Words("", ""), "title", wrap=True)
        self._title.setObjectName("journal-title")
        self._detail = spoken.label(self.desk, Words("", ""), wrap=True)
        self._detail.setObjectName("journal-detail")
        self._at = spoken.label(self.desk, Words("", ""), "hint")
        self._session_title = spoken.label(self.desk, SESSION, "title")
        self.session_facts = Facts(self.desk, SESSION_FACTS)
        self.payment_button = spoken.button(self.desk, TO_PAYMENT, self.show_payment, icon="payments")
        self.payment_button.setObjectName("journal-payment")
        self.cash = CashPage(self.desk, "journal-cash")
        for part in (self._title, self._detail, self._at, self._session_title, self.session_facts):
            column.addWidget(part)
        column.addWidget(Buttons(self.payment_button))
        column.addWidget(self.cash, 1)
        column.addStretch(0)
        self._stack = stacked(card, self.desk, CHOOSE, page)
        return card

    def _no_payment(self) -> Words | None:
        if self._row is None:
            return CHOOSE_FIRST
        if not self._row.session_id:
            return NO_SESSION
        return None if self._story is not None and self._story.payments else NO_PAYMENT


def _event(row: JournalRow) -> Shown:
    return LEVELS[row.level]._replace(words=row.words)


def _sentence(row: JournalRow) -> Words:
    return Words(f"{row.words.ru}: {row.detail.ru}", f"{row.words.en}: {row.detail.en}")


COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 140, order="at"),
    Column("event", Words("Событие", "Event"), _event, Kind.STATUS, 270),
    Column("detail", Words("Подробно", "Details"), lambda row: row.detail, width=420),
    Column("topic", TOPIC, lambda row: TOPICS[row.topic], width=110, hidden=True),
    Column("session", Words("Сессия", "Session"), lambda row: row.session_id, width=260, hidden=True),
    Column("kind", Words("Код события", "Event's code"), lambda row: row.kind, width=150, hidden=True),
)
