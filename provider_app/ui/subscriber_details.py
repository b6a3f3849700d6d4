"""One subscriber: who it is, the balance, and the story with the balance after each row."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.table import Choice, Column, Empty, FilterBar, Kind, LedgerTable, Page, Query
from common.qt.table.query import Answered, Failed
from common.words import Words, same
from provider_app.core import numbers
from provider_app.service.messages import (
    AskTimeline,
    OneSubscriber,
    PassportShown,
    StoryKind,
    StoryRow,
    SubscriberShown,
    Timeline,
)
from provider_app.ui import looks

CHOOSE = Words("Выберите абонента в списке.", "Choose a subscriber in the list.")
SHOW_PASSPORT = Words("Показать паспорт, пока нажато", "Show the passport while pressed")
WHAT = Words("Что", "What")
HEADING = Words("{name}, договор {contract}", "{name}, contract {contract}")
ROWS: tuple[tuple[str, Words, Callable[[SubscriberShown], Words]], ...] = (
    ("number", Words("Номер", "Number"), lambda one: same(one.shown)),
    ("passport", Words("Паспорт", "Passport"), lambda one: same(one.passport)),
    ("email", Words("E-mail", "E-mail"), lambda one: same(one.email)),
    ("tariff", Words("Тариф", "Tariff"), lambda one: one.tariff_name),
    ("signed", Words("Подписан", "Signed"), lambda one: same(wording.moment(one.signed_at))),
    ("state", Words("Состояние", "State"), lambda one: (looks.BLOCKED if one.blocked else looks.WORKS).words),
    (
        "balance",
        Words("Баланс", "Balance"),
        lambda one: Words(wording.money(one.balance, "ru"), wording.money(one.balance, "en")),
    ),
)


def _what(row: StoryRow) -> Words:
    if row.kind == "use":
        return Words(
            f"{row.label.ru} × {row.quantity} ({row.unit.ru})", f"{row.label.en} × {row.quantity} ({row.unit.en})"
        )
    return same(" · ".join(part for part in (row.contract, row.reason) if part))


COLUMNS = (
    Column("at", Words("Время", "Time"), lambda row: row.at, Kind.MOMENT, 140),
    Column("kind", WHAT, lambda row: looks.story(row.kind), Kind.STATUS, 150),
    Column("about", Words("Подробно", "Details"), _what, width=180),
    Column("amount", Words("Сумма, ₽", "Sum, ₽"), lambda row: row.amount or None, Kind.MONEY, 100),
    Column("balance", Words("Остаток, ₽", "Balance, ₽"), lambda row: row.balance, Kind.MONEY, 110, summed=False),
    Column("code", Words("Код платежа", "Payment code"), lambda row: row.code or None, Kind.CODE, 110),
)


class SubscriberDetails(QWidget):
    """Empty until one is chosen."""

    def __init__(self, desk: Desk) -> None:
        """The facts above, the story below."""
        super().__init__()
        self.desk = desk
        self.setObjectName("subscriber-details")
        self.one: SubscriberShown | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        self.heading = spoken.label(desk, self._heading, "title", wrap=True)
        column.addWidget(self.heading)
        self._facts = QFrame()
        self._facts.setProperty("card", True)
        self._values: dict[str, QLabel] = {}
        self._lay_out(QGridLayout(self._facts))
        column.addWidget(self._facts)
        self._build_story(column)
        self._facts.hide()
        self._story.hide()
        column.addStretch(0)

    def show_one(self, one: SubscriberShown | None) -> None:
        """Another subscriber, the same one again, or none."""
        other = (one and one.number) != (self.one and self.one.number)
        self.one = one
        self.heading.setText(self.desk.say(self._heading()))
        self._facts.setVisible(one is not None)
        if one is None:
            self._story.hide()
            return
        for name, _, words in ROWS:
            label = self._values[name]
            self.desk.languages.bind(label, label.setText, words(one))
        if other:
            self._story.hide()
            self.table.forget(partial(self._fetch, one.number))
        self.table.reload()

    def show_again(self, one: SubscriberShown) -> None:
        """The same one as it is now; nothing if another has been chosen while it was asked for."""
        if self.one is not None and self.one.number == one.number:
            self.show_one(one)

    def _heading(self) -> Words:
        if self.one is None:
            return CHOOSE
        said = {"name": self.one.full_name, "contract": numbers.contract(self.one.contract)}
        return HEADING.format(**said)

    def _lay_out(self, grid: QGridLayout) -> None:
        """Facts in two columns."""
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        for place, (name, words, _) in enumerate(ROWS):
            row, side = place // 2, place % 2 * 2
            grid.addWidget(spoken.label(self.desk, words, "hint"), row, side)
            value = spoken.label(self.desk, same(""), wrap=True)
            value.setObjectName(f"subscriber-{name}")
            self._values[name] = value
            grid.addLayout(self._with_button(value) if name == "passport" else _alone(value), row, side + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def _with_button(self, value: QLabel) -> QHBoxLayout:
        line = _alone(value)
        self.reveal = spoken.tool(self.desk, SHOW_PASSPORT, "eye")
        self.reveal.setObjectName("show-passport")
        self.reveal.pressed.connect(self._reveal)
        self.reveal.released.connect(self._hide)
        line.addWidget(self.reveal)
        line.addStretch(1)
        return line

    def _build_story(self, column: QVBoxLayout) -> None:
        self._story = QWidget()
        inner = QVBoxLayout(self._story)
        inner.setContentsMargins(0, 0, 0, 0)
        self.table = LedgerTable(
            self.desk, "timeline", COLUMNS, noun=Words("записей", "rows"),
            key=lambda row: (row.kind, row.reference), empty=Empty(CHOOSE, icon="history"), sentence=_sentence,
        )  # fmt: skip
        self.table.setProperty("pane", False)
        kinds = [(kind.value, looks.STORY[kind.value].words) for kind in StoryKind if kind]
        choice = Choice("kind", WHAT, options=kinds)
        inner.addWidget(FilterBar(self.desk, [choice], self.table))
        self.table.follow(partial(self._fetch, ""))
        inner.addWidget(self.table, 1)
        column.addWidget(self._story, 1)

    def _fetch(self, number: str, query: Query, answered: Answered, failed: Failed) -> None:
        """Whoever was shown when it was asked: nobody's story stands under another's name, or goes on in their file."""
        if not number:
            answered(Page([], 0))
            return

        def told(answer: Timeline) -> None:
            self._see_story(number)
            answered(Page(list(answer.rows), answer.count))

        def not_told(error: OplataError) -> None:
            self._see_story(number)
            failed(error)

        kind = StoryKind(query.filters.get("kind") or "")
        ask = AskTimeline(number=number, kind=kind, offset=query.offset, limit=query.limit)
        self.desk.ask(self, "timeline", ask, then=told, failed=not_told)

    def _see_story(self, number: str) -> None:
        if self.one is not None and self.one.number == number:
            self._story.show()

    def _reveal(self) -> None:
        if self.one is not None:
            ask = OneSubscriber(number=self.one.number)
            self.desk.ask(self, "show-passport", ask, then=self._revealed, key="passport")

    def _revealed(self, found: PassportShown) -> None:
        """Only if the button is still held when the answer comes."""
        if self.reveal.isDown() and self.one is not None and found.number == self.one.number:
            self._values["passport"].setText(found.passport)

    def _hide(self) -> None:
        if self.one is not None:
            self._values["passport"].setText(self.one.passport)


def _alone(value: QLabel) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(value, 0 if value.objectName() == "subscriber-passport" else 1, Qt.AlignmentFlag.AlignVCenter)
    return line


def _sentence(row: StoryRow) -> Words:
    kind, what, at = looks.story(row.kind).words, _what(row), wording.moment(row.at)
    return Words(
        f"{at}, {kind.ru}, {what.ru}, {wording.money(row.amount, 'ru')}",
        f"{at}, {kind.en}, {what.en}, {wording.money(row.amount, 'en')}",
    )
