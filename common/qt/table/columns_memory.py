"""The columns of a table as a person arranged them: kept between starts, and their menu."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView
from shiboken6 import isValid

from common.qt.desk import Desk
from common.qt.table.column import Column, Kind
from common.words import Words

VERSION = 1
SAVE_MS = 400
NARROWEST = 40
MOMENT_WIDTH = 152
COLUMNS = Words("Столбцы", "Columns")
ORIGINAL = Words("Вернуть исходный вид", "Restore the original look")


class ColumnsMemory(QObject):
    """Widths, order, hidden columns and the sorting of one table; of another set of columns nothing is taken over."""

    def __init__(self, desk: Desk, name: str, columns: Sequence[Column], view: QTableView) -> None:
        """Arrange the columns as they were left."""
        super().__init__(view)
        self._desk = desk
        self._columns = tuple(columns)
        self._view = view
        self._header = view.horizontalHeader()
        self._place = f"table/{name}/{VERSION}"
        self._shape = ",".join(column.name for column in columns)
        self._percent = desk.theme.percent
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)
        self._set_up()
        self._restore()
        for changed in (
            self._header.sectionResized, self._header.sectionMoved, self._header.sortIndicatorChanged,
        ):  # fmt: skip
            changed.connect(self._save_soon)
        desk.theme.changed.connect(self._zoom)

    def in_order(self) -> list[int]:
        """The columns that are seen, from left to right."""
        places = [self._header.logicalIndex(visual) for visual in range(len(self._columns))]
        return [place for place in places if not self._view.isColumnHidden(place)]

    def save(self) -> None:
        """Keep the arrangement now."""
        self._timer.stop()
        self._desk.keep.put(f"{self._place}/shape", self._shape)
        self._desk.keep.put(f"{self._place}/percent", self._percent)
        self._desk.keep.put(f"{self._place}/header", self._header.saveState())

    def save_pending(self) -> None:
        """Keep what was changed a moment ago; a table that is being taken apart has nothing more to keep."""
        if isValid(self._header) and isValid(self._timer) and self._timer.isActive():
            self.save()

    def original(self) -> None:
        """As it was before anybody touched it."""
        header = self._header
        for place, column in enumerate(self._columns):
            header.moveSection(header.visualIndex(place), place)
            self._view.setColumnHidden(place, column.hidden)
            header.resizeSection(place, self._width(column))
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        self.save()

    def menu(self, parent: QMenu | None = None) -> QMenu:
        """A line with a mark per column; the last one that is seen cannot be hidden."""
        menu = QMenu(self._desk.say(COLUMNS), parent or self._view)
        seen = self.in_order()
        for place, column in enumerate(self._columns):
            action = menu.addAction(self._desk.say(column.words))
            action.setObjectName(f"column-{column.name}")
            action.setCheckable(True)
            action.setChecked(place in seen)
            action.setEnabled(seen != [place])
            action.toggled.connect(partial(self._show, place))
        menu.addSeparator()
        original = menu.addAction(self._desk.say(ORIGINAL), self.original)
        original.setObjectName("columns-original")
        return menu

    def when_sorted(self, then: Callable[[], object]) -> None:
        """Call when a person chooses another order."""
        self._header.sortIndicatorChanged.connect(lambda *_: then())

    def sorting(self) -> tuple[int, bool]:
        """The column that rows are ordered by, or -1, and whether the largest come first."""
        place = self._header.sortIndicatorSection()
        known = 0 <= place < len(self._columns)
        return (place if known else -1), self._header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder

    def sort_by(self, place: int, descending: bool) -> None:
        """Show this order in the header; -1 is the list's own."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self._header.setSortIndicator(place, order)

    def _set_up(self) -> None:
        header = self._header
        header.setSectionsMovable(True)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.DescendingOrder)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(NARROWEST)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask)
        for place, column in enumerate(self._columns):
            header.resizeSection(place, self._width(column))
            self._view.setColumnHidden(place, column.hidden)

    def _restore(self) -> None:
        keep = self._desk.keep
        state = keep.bytes(f"{self._place}/header")
        if state.isEmpty() or keep.text(f"{self._place}/shape") != self._shape:
            return
        if self._header.restoreState(state):
            kept = keep.number(f"{self._place}/percent", self._percent)
            if kept != self._percent:
                self._scale(kept, self._percent)
        if not self.in_order():
            self.original()

    def _zoom(self) -> None:
        percent = self._desk.theme.percent
        if percent != self._percent:
            self._scale(self._percent, percent)
            self._percent = percent

    def _scale(self, old: int, new: int) -> None:
        for place in range(len(self._columns)):
            if not self._view.isColumnHidden(place):
                self._header.resizeSection(place, self._header.sectionSize(place) * new // max(1, old))

    def _width(self, column: Column) -> int:
        """A moment always has room for its day: without the time after it, it would say nothing."""
        least = MOMENT_WIDTH if column.kind is Kind.MOMENT else 0
        return self._desk.theme.scaled(max(column.width, least))

    def _show(self, place: int, shown: bool) -> None:
        self._view.setColumnHidden(place, not shown)
        if shown and self._header.sectionSize(place) < NARROWEST:
            self._header.resizeSection(place, self._width(self._columns[place]))
        self._save_soon()

    def _save_soon(self) -> None:
        self._timer.start()

    def _ask(self, at: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._header.mapToGlobal(at))
