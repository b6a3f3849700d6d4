"""The page of the domain's revisions: who, when, why; and what differs between any two of them."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table import Column, Empty, Kind, LedgerTable, ListAndDetails
from common.words import Words, same
from processing_app.service.asks.domain import (
    AskDomainDifference,
    AskDomainRevisions,
    DomainDifference,
    DomainRevision,
    DomainRevisions,
)
from processing_app.wording import who

MOST = 500
SHARES = {Qt.Orientation.Horizontal: (42, 58), Qt.Orientation.Vertical: (40, 60)}
NOTHING = Words("Домен пуст: версий ещё нет.", "The domain is empty: there are no revisions yet.")
SAME = Words("Версии не отличаются.", "The revisions do not differ.")
CHOOSE = Words(
    "Выберите версию, чтобы увидеть, что она изменила; выберите две — сравнить их.",
    "Choose a revision to see what it changed; choose two to compare them.",
)
BETWEEN = Words("Что изменилось после версии {since} до версии {until}", "What changed after {since} up to {until}")
ADDED = Words(" (новый)", " (new)")


class Differs(NamedTuple):
    """A field of an object before and after."""

    key: str
    what: Words
    field: Words
    before: Words
    after: Words


class RevisionsPage(QWidget):
    """The list, and the difference beside it."""

    def __init__(self, desk: Desk) -> None:
        """No revision yet."""
        super().__init__()
        self.desk = desk
        self._wanted = 0
        self.table = LedgerTable(
            desk, "revisions",
            [
                Column("revision", Words("Версия", "Revision"), lambda row: row.revision, Kind.NUMBER, 70),
                Column("at", Words("Когда", "When"), lambda row: row.at, Kind.MOMENT, 130),
                Column("who", Words("Кто", "Who"), _who, width=150),
                Column("reason", Words("Причина", "Reason"), lambda row: row.reason, width=200,
                       tip=lambda row: same(row.reason)),
                Column("changes", Words("Объектов", "Objects"), lambda row: row.changes, Kind.NUMBER, 80),
            ],
            noun=Words("версий", "revisions"), key=lambda row: row.revision, empty=Empty(NOTHING, icon="history"),
        )  # fmt: skip
        self.table.view.selectionModel().selectionChanged.connect(lambda *_: self._compare())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(ListAndDetails(desk, "revisions", self.table, self._build_difference(), shares=SHARES), 1)

    def refresh(self) -> None:
        """All revisions."""
        question = AskDomainRevisions(limit=MOST)
        self.desk.ask(self, "domain-revisions", question, then=self._show, failed=self.table.fail, key="revisions")

    def show_one(self, revision: int) -> None:
        """What this one changed."""
        self._wanted = revision
        self.refresh()

    def _show(self, found: DomainRevisions) -> None:
        self.table.show_rows(found.revisions)
        if self._wanted and self.table.select(self._wanted):
            self._wanted = 0

    def _compare(self) -> None:
        """One: with the one before it; several: the oldest chosen with the newest."""
        chosen = sorted(row.revision for row in self.table.selected())
        if chosen:
            since = chosen[0] if len(chosen) > 1 else chosen[0] - 1
            question = AskDomainDifference(since=since, until=chosen[-1])
            self.desk.ask(self, "domain-difference", question, then=self._show_difference, key="difference")

    def _show_difference(self, found: DomainDifference) -> None:
        words = BETWEEN.format(since=found.since, until=found.until)
        self.desk.languages.bind(self.between, self.between.setText, words)
        self.difference.show_rows(
            [
                Differs(f"{one.kind}.{one.id}.{field.field}", _named(one.words, one.name, added=one.added), field.words,
                        field.before, field.after)
                for one in found.objects
                for field in one.fields
            ]
        )  # fmt: skip

    def _build_difference(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(8, 0, 0, 0)
        self.between = spoken.label(self.desk, CHOOSE, "title", wrap=True)
        self.between.setObjectName("difference-title")
        column.addWidget(self.between)
        self.difference = LedgerTable(
            self.desk, "difference",
            [
                Column("what", Words("Объект", "Object"), lambda row: row.what, width=190, tip=lambda row: row.what),
                Column("field", Words("Поле", "Field"), lambda row: row.field, width=130, tip=lambda row: row.field),
                Column("before", Words("Было", "Before"), lambda row: row.before, width=130,
                       tip=lambda row: row.before),
                Column("after", Words("Стало", "After"), lambda row: row.after, width=150, tip=lambda row: row.after),
            ],
            noun=Words("отличий", "differences"), key=lambda row: row.key, empty=Empty(SAME),
        )  # fmt: skip
        column.addWidget(self.difference, 1)
        return page


def _named(words: Words, name: str, *, added: bool) -> Words:
    mark = ADDED if added else same("")
    return Words(f"{words.ru} «{name}»{mark.ru}", f"{words.en} “{name}”{mark.en}")


def _who(row: DomainRevision) -> Words:
    return who(row.who)
