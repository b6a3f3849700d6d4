"""Copying from a table: the selected rows, the cell, the rows as JSON; rows that are not here yet are fetched first."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from common.qt import wording
from common.qt.table import cells, copying
from common.qt.table.column import Column
from common.qt.table.gathering import Gathering
from common.words import Words

if TYPE_CHECKING:
    from common.qt.table.ledger_table import LedgerTable

COPIED = Words("Скопировано строк: {n}", "Copied rows: {n}")
NOTHING = Words("Нечего копировать: строка не выделена.", "Nothing to copy: no row is selected.")
LOUD_FROM = 2


class Copier(QObject):
    """Puts text on the clipboard; says so when more than a row was copied."""

    def __init__(self, table: "LedgerTable") -> None:
        """For one table."""
        super().__init__(table)
        self._table = table

    def rows(self, *, headers: bool) -> None:
        """The selected rows, or the current one, in the columns that are seen."""
        table = self._table
        columns = table.seen_columns()
        language = table.desk.languages.current
        self._with_rows(lambda rows: self._put(copying.lines(columns, rows, language, headers=headers), len(rows)))

    def as_json(self) -> None:
        """The selected rows with all their columns."""
        table = self._table
        language = table.desk.languages.current
        self._with_rows(lambda rows: self._put(copying.as_json(table.columns, rows, language), len(rows)))

    def cell(self) -> None:
        """The current cell."""
        number, place = self._table.view.cursor_place()
        row = self._table.model.row(number)
        if row is None:
            self._nothing()
            return
        column: Column = self._table.columns[place]
        self._put(cells.plain(column, row, self._table.desk.languages.current), 1)

    def _with_rows(self, then: Callable[[list[Any]], object]) -> None:
        table = self._table
        numbers = list(table.view.chosen_numbers()) or [n for n in (table.view.currentIndex().row(),) if n >= 0]
        rows = [table.model.row(number) for number in numbers]
        if not rows:
            self._nothing()
        elif all(row is not None for row in rows):
            then(rows)
        else:
            self._fetch(numbers, then)

    def _fetch(self, numbers: Sequence[int], then: Callable[[list[Any]], object]) -> None:
        found: list[Any] = []
        fetch, query = self._table.source()

        def take(rows: list[Any], _total: int) -> None:
            if rows:
                found.extend(rows)
                gathering.proceed()
            else:
                then(found)
                gathering.deleteLater()

        gathering = Gathering(fetch, query, _ranges(numbers), take, self._table.desk.show_error, self)
        gathering.proceed()

    def _put(self, text: str, count: int) -> None:
        QGuiApplication.clipboard().setText(text)
        if count >= LOUD_FROM:
            ru, en = wording.number(count, "ru"), wording.number(count, "en")
            self._table.desk.messages.ok(Words(COPIED.ru.format(n=ru), COPIED.en.format(n=en)))

    def _nothing(self) -> None:
        self._table.desk.messages.ok(NOTHING)


def _ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for number in numbers:
        if made and made[-1][1] == number:
            made[-1] = (made[-1][0], number + 1)
        else:
            made.append((number, number + 1))
    return made
