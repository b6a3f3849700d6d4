"""A table of a screen: rows in memory or page by page, its search, filters, copying, export, and what it says."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.errors import OplataError
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.screen import Command
from common.qt.table import context_menu, news, selection
from common.qt.table.column import Column, Empty
from common.qt.table.columns_memory import ColumnsMemory
from common.qt.table.copier import Copier
from common.qt.table.edition import Edition, WholeEdition
from common.qt.table.exporter import Exporter
from common.qt.table.listing import Listing, Matches
from common.qt.table.model import LedgerModel, Sentence
from common.qt.table.paging import Paging
from common.qt.table.place import Place
from common.qt.table.query import Answered, Failed, Fetch, Page, Query
from common.qt.table.states import States
from common.qt.table.strip import Strip
from common.qt.table.view import LedgerView
from common.words import Words

SEARCHING_MS, SUMMARY_MS = 200, 40
STOP = Words("Прервать", "Stop")
TITLE = Words("Список {ru}", "List of {en}")


class LedgerTable(QWidget):
    """`chosen(row or None)`: another row is current, or it changed; `opened(row)`: Enter or double click.

    `summary(text)` is for the status bar, `counted` rings when the number of rows is known anew, `searching(bool)`
    while an answer takes long, `cleared` when a person dropped search and filters here, `retried` after «Повторить».
    """

    chosen = Signal(object)
    opened = Signal(object)
    summary = Signal(str)
    counted = Signal()
    searching = Signal(bool)
    cleared = Signal()
    retried = Signal()

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column],
        *,
        noun: Words,
        key: Callable[[Any], Any],
        empty: Empty | None = None,
        sentence: Sentence | None = None,
        matches: Matches | None = None,
        title: Words | None = None,
    ) -> None:
        """`noun` is many of them in the genitive («платежей»); `matches[filter](row, wanted)` is for rows in memory."""
        super().__init__()
        self.setObjectName(f"table-{name}")
        self.setProperty("pane", True)
        self.desk, self.name, self.noun = desk, name, noun
        self.columns = tuple(columns)
        self.title = title or Words(TITLE.ru.format(ru=noun.ru), TITLE.en.format(en=noun.en))
        self.context: list[Command] = []
        self.filter_words: Callable[[], list[Words]] = list
        self._listing = Listing(desk, columns, key, matches)
        self._paging: Paging | None = None
        self._text, self._filters = "", dict[str, Any]()
        self._sorted = (-1, True)
        self._told: Any = None
        self.model = LedgerModel(desk, columns, key, sentence, self)
        self.view = spoken.named(desk, LedgerView(desk, self.model), self.title)
        self.view.setObjectName(name)
        self.memory = ColumnsMemory(desk, name, columns, self.view)
        self._sorted = self.memory.sorting()
        self.states = States(self, empty)
        self.copier = Copier(self)
        self.exporter = Exporter(self)
        self.footer = Strip(desk, "info", STOP, self.exporter.stop)
        self._lay_out()
        self._connect()

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter is on."""
        return bool(self._text or self._filters)

    @property
    def loaded(self) -> bool:
        """Whether rows were shown at least once."""
        return self.states.loaded

    @property
    def summary_text(self) -> str:
        """How many rows are shown, and the sums of the selected ones."""
        parts = [self.desk.say(self.count_words())] if self.loaded else []
        return " · ".join([*parts, *selection.told(self)])

    def show_rows(self, rows: Sequence[Any]) -> None:
        """A whole list: the table searches, filters and sorts it by itself. Also for each refresh."""
        self._listing.put(rows)
        self._show(self._listed(), fresh=not self.loaded)

    def follow(self, fetch: Fetch) -> None:
        """A long list: the table asks for pages as they are looked at. Begins with the first `reload`."""
        self._paging = Paging(fetch, self._sight, self)
        self._paging.query = self._query()
        self._paging.ready.connect(lambda edition, fresh: self._show(edition, fresh=fresh))
        self._paging.came.connect(self._came)
        self._paging.failed.connect(self.fail)

    def reload(self) -> None:
        """Ask again; the current row, the selection and the scroll stay where they are, new rows flash once."""
        if self._paging is not None:
            self.wait()
            self._paging.again()

    def forget(self, fetch: Fetch | None = None) -> None:
        """Something else is asked for: the old rows go at once, and do not stay where the new ones cannot be had.

        `fetch` is who answers from now on; an export under way goes on with the one that it began with.
        """
        self._listing.put(())
        if self._paging is not None:
            self._paging.forget()
            self._paging.fetch = fetch or self._paging.fetch
        self.model.show(WholeEdition([], 0), fresh=True)
        self.states.forget()
        self._tell_chosen()
        self._sum_up.start()

    def say_when_empty(self, empty: Empty) -> None:
        """What the list says from now on where there is nothing to show."""
        self.states.empty = empty
        if self.loaded:
            self.states.show()

    def wait(self) -> None:
        """Rows are on their way: says so when it takes longer than a moment and there is nothing to show."""
        self.states.wait()

    def fail(self, error: OplataError) -> None:
        """Rows could not be had: the old ones stay, grey, with their time."""
        self._found()
        self.states.fail(error)

    def retry(self) -> None:
        """«Повторить»."""
        self.reload()
        self.retried.emit()

    def set_text(self, text: str) -> None:
        """Show only rows that hold all these words, in any column."""
        if text.strip() != self._text:
            self._text = text.strip()
            self._ask()

    def set_filters(self, filters: Mapping[str, Any]) -> None:
        """Show only rows that pass; None is no filter."""
        wanted = {name: value for name, value in filters.items() if value is not None}
        if wanted != self._filters:
            self._filters = wanted
            self._ask()

    def clear(self) -> None:
        """Everything again: no search, no filters."""
        self.cleared.emit()
        if self.narrowed:
            self._text, self._filters = "", {}
            self._ask()

    def selected(self) -> list[Any]:
        """The selected rows that are here, from the top."""
        rows = (self.model.row(number) for number in self.view.chosen_numbers())
        return [row for row in rows if row is not None]

    def current(self) -> Any:
        """The current row, or None."""
        return self.model.row(self.view.currentIndex().row())

    def select(self, key: Any) -> bool:
        """Go to the row with this key; False when it is not among those that are here."""
        number = self.model.number_of(key)
        if number >= 0:
            self.view.go_to(number)
        return number >= 0

    def copy(self) -> None:
        """The selected rows to the clipboard."""
        self.copier.rows(headers=False)

    def copy_with_headers(self) -> None:
        """The same with the names of the columns above."""
        self.copier.rows(headers=True)

    def export(self) -> None:
        """Into a file: what is shown, or everything."""
        self.exporter.ask()

    def count_words(self) -> Words:
        """«Показано 12 из 340»."""
        return selection.counted(self.model.total, self.model.edition.every, narrowed=self.narrowed)

    def about(self) -> list[Words]:
        """What the rows were narrowed by, for the head of a file."""
        search = [Words(f"Поиск: «{self._text}»", f"Search: {self._text}")] if self._text else []
        return [*search, *self.filter_words()]

    def seen_columns(self) -> list[Column]:
        """The columns that are not hidden, from left to right."""
        return [self.columns[place] for place in self.memory.in_order()]

    def seen_widths(self) -> list[int]:
        """Their widths at 100 %."""
        percent = self.desk.theme.percent
        return [self.view.columnWidth(place) * 100 // percent for place in self.memory.in_order()]

    def source(self, *, everything: bool = False) -> tuple[Fetch, Query]:
        """Who answers with the rows that are shown, or with all of them, and what to ask."""
        query = self._query(everything=everything)
        if self._paging is not None:
            return self._paging.fetch, query
        rows = self._listed(query).rows

        def slices(ask: Query, answered: Answered, _failed: Failed) -> None:
            answered(Page(rows[ask.offset : ask.offset + ask.limit], len(rows)))

        return slices, query

    def hideEvent(self, event: QHideEvent) -> None:
        """Widths changed a moment ago are kept."""
        super().hideEvent(event)
        self.memory.save_pending()

    def _ask(self) -> None:
        """The question has changed."""
        self.view.escapable = self.narrowed
        if self._paging is None:
            if self.loaded:
                self._show(self._listed(), fresh=True)
            return
        self._paging.query = self._query()
        if self.loaded or self._paging.waiting:
            self._patience.start()
            self._paging.ask(self._query())

    def _query(self, *, everything: bool = False) -> Query:
        place, descending = self._sorted
        order = self.columns[place].order if place >= 0 else ""
        if everything:
            return Query(order=order, descending=descending)
        return Query(self._text, dict(self._filters), order, descending)

    def _listed(self, query: Query | None = None) -> WholeEdition:
        place = self._sorted[0]
        return self._listing.edition(query or self._query(), self.columns[place] if place >= 0 else None)

    def _show(self, edition: Edition, *, fresh: bool) -> None:
        first_time = not self.loaded
        before = self.model.edition
        place = Place(self.view, self.model)
        change = self.model.show(edition, fresh=fresh)
        place.restore(change, fresh=fresh)
        if self.model.total and not self.view.currentIndex().isValid():
            self.view.go_to(0, show=False)
        if not first_time and not fresh:
            self.view.flash(news.of(change, before, edition, self.model.key))
        self._found()
        self.states.show()
        self._look()
        self._tell_chosen()
        self.counted.emit()
        self._sum_up.start()

    def _found(self) -> None:
        self._patience.stop()
        self.searching.emit(False)

    def _came(self, first: int, last: int) -> None:
        self.model.came(first, last)
        self._tell_chosen()
        self._sum_up.start()

    def _look(self) -> None:
        if self._paging is not None:
            self._paging.look(*self.view.in_sight())

    def _sight(self) -> tuple[int, int, int]:
        return (*self.view.in_sight(), self.view.currentIndex().row())

    def _tell_chosen(self) -> None:
        number = self.view.currentIndex().row()
        row = self.model.row(number)
        if number >= 0 and row is None:
            return
        if row is not self._told and (row is None or self._told is None or row != self._told):
            self._told = row
            self.chosen.emit(row)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if row is not None:
            self.opened.emit(row)

    def _sort(self) -> None:
        place, descending = self.memory.sorting()
        if self._paging is not None and place >= 0 and not self.columns[place].order:
            self.memory.sort_by(*self._sorted)
            return
        if (place, descending) != self._sorted:
            self._sorted = (place, descending)
            self._ask()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.states.old)
        column.addWidget(self.view, 1)
        column.addWidget(self.footer)
        self.setFocusProxy(self.view)

    def _connect(self) -> None:
        view = self.view
        self._patience = _timer(self, SEARCHING_MS, lambda: self.searching.emit(True))
        self._sum_up = _timer(self, SUMMARY_MS, lambda: self.summary.emit(self.summary_text))
        view.looked.connect(self._look)
        view.entered_row.connect(self._open)
        view.escaped.connect(self.clear)
        view.copy_asked.connect(lambda headers: self.copier.rows(headers=headers))
        view.menu_asked.connect(self._menu)
        view.selectionModel().currentRowChanged.connect(lambda *_: self._tell_chosen())
        view.selectionModel().selectionChanged.connect(lambda *_: self._sum_up.start())
        self.memory.when_sorted(self._sort)
        self.desk.languages.changed.connect(self._sum_up.start)

    def _menu(self, at: QPoint) -> None:
        context_menu.show(self, at)


def _timer(parent: QWidget, pause: int, run: Callable[[], object]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    timer.timeout.connect(run)
    return timer
