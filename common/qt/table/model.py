"""The model of a table: texts of cells made once per row, and the least news to the view when the list changes."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from common.clock import moment
from common.qt.bubble import bubble
from common.qt.desk import Desk
from common.qt.table import cells
from common.qt.table.cells import Cell
from common.qt.table.changes import Change, Way, between
from common.qt.table.column import RIGHT, Column
from common.qt.table.edition import Edition, WholeEdition
from common.words import Words

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
Sentence = Callable[[Any], Words | None]
KEPT_LINES = 4000
NOWHERE = QModelIndex()
LOADING = Words("Строка загружается", "The row is loading")
TO_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
TO_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class LedgerModel(QAbstractTableModel):
    """Shows an edition. `lines` of painted cells are kept, so that scrolling asks the rows nothing twice."""

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        key: Callable[[Any], Any],
        sentence: Sentence | None,
        parent: QObject | None = None,
    ) -> None:
        """Without rows."""
        super().__init__(parent)
        self._desk = desk
        self.columns = tuple(columns)
        self.key = key
        self._sentence = sentence
        self.edition: Edition = WholeEdition([], 0)
        self._lines: dict[int, list[Cell]] = {}
        self._not_here = [cells.NOT_HERE] * len(self.columns)
        desk.languages.changed.connect(self._say_again)

    @property
    def total(self) -> int:
        """How many rows there are, here or not."""
        return self.edition.total

    def row(self, number: int) -> Any:
        """The row of this number, or None."""
        return self.edition.row(number) if 0 <= number < self.edition.total else None

    def line(self, number: int) -> list[Cell]:
        """The row's cells as they are painted, in the columns' own order."""
        line = self._lines.get(number)
        if line is None:
            row = self.edition.row(number)
            if row is None:
                return self._not_here
            if len(self._lines) >= KEPT_LINES:
                self._lines.clear()
            now, language = moment(self._desk.clock.now_ms()), self._desk.languages.current
            line = self._lines[number] = [cells.cell(column, row, language, now) for column in self.columns]
        return line

    def show(self, edition: Edition, *, fresh: bool = False) -> Change:
        """Another edition; `fresh`: of another question, so that what rows have in common means nothing."""
        change = Change(Way.OTHERWISE) if fresh else between(self.edition, edition, self.key)
        if change.way is Way.OTHERWISE:
            self.beginResetModel()
            self._put(edition)
            self.endResetModel()
        elif change.way is Way.STAYED:
            self._put(edition)
            self._tell_all_changed()
        else:
            first = 0 if change.way is Way.ON_TOP else self.edition.total
            self.beginInsertRows(NOWHERE, first, first + change.added - 1)
            self._put(edition)
            self.endInsertRows()
            self._tell_all_changed()
        return change

    def came(self, first: int, last: int) -> None:
        """Rows that were on their way are here."""
        for number in range(first, last + 1):
            self._lines.pop(number, None)
        if self.total:
            last = min(last, self.total - 1)
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def number_of(self, key: Any, near: int = -1) -> int:
        """Where the row with this key is among those that are here; -1 when it is not."""
        row = self.row(near)
        if row is not None and self.key(row) == key:
            return near
        return next((number for number, row in self.edition.known() if self.key(row) == key), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Rows, here or not."""
        return 0 if parent.isValid() else self.edition.total

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Columns, hidden ones too."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """For screen readers, tooltips and tests; the view itself paints `line`."""
        number, place = index.row(), index.column()
        if role == Role.DisplayRole:
            return self.line(number)[place].text
        if role == Role.TextAlignmentRole:
            return TO_RIGHT if self.columns[place].kind in RIGHT else TO_LEFT
        if role == Role.AccessibleTextRole:
            return self.sentence(number)
        if role == Role.AccessibleDescriptionRole:
            return f"{self._desk.say(self.columns[place].words)}: {self.line(number)[place].text}"
        if role == Role.ToolTipRole:
            return self.tip(number, place)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole):
                return self._desk.say(self.columns[section].words)
            if role == Role.TextAlignmentRole:
                return TO_RIGHT if self.columns[section].kind in RIGHT else TO_LEFT
        return None

    def sentence(self, number: int) -> str:
        """A row as it is read aloud."""
        row = self.row(number)
        if row is None:
            return self._desk.say(LOADING)
        words = self._sentence(row) if self._sentence is not None else None
        if words is not None:
            return self._desk.say(words)
        parts = zip(self.columns, self.line(number), strict=True)
        return "; ".join(
            f"{self._desk.say(column.words)}: {cell.text}" for column, cell in parts if cell.text and not column.hidden
        )

    def tip(self, number: int, place: int) -> str:
        """What is said of a cell under the mouse."""
        row = self.row(number)
        return bubble(cells.tip(self.columns[place], row, self._desk.languages.current)) if row is not None else ""

    def _put(self, edition: Edition) -> None:
        self.edition = edition
        self._lines.clear()

    def _tell_all_changed(self) -> None:
        if self.total:
            self.dataChanged.emit(self.index(0, 0), self.index(self.total - 1, len(self.columns) - 1))

    def _say_again(self) -> None:
        self._lines.clear()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._tell_all_changed()
