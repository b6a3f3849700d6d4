"""The list itself: rows of one height, the keyboard, and which rows are in sight."""

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QKeyCombination,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from common.qt.desk import Desk
from common.qt.table.model import LedgerModel
from common.qt.table.painting import RowPainter

ROW = 28
LOOK_MS = 25
FLASH_MS = 1200
NOWHERE = QModelIndex()
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
MOVE = QItemSelectionModel.SelectionFlag.NoUpdate


class LedgerView(QTableView):
    """`looked` rings when other rows are in sight; `entered_row` at Enter and double click."""

    looked = Signal()
    entered_row = Signal(int)
    escaped = Signal()
    menu_asked = Signal(QPoint)
    copy_asked = Signal(bool)

    def __init__(self, desk: Desk, model: LedgerModel) -> None:
        """Show a model."""
        super().__init__()
        self._desk = desk
        self.ledger = model
        self.stale = False
        self.escapable = False
        self._flashing: set[Any] = set()
        self._painter = RowPainter(desk)
        self.setModel(model)
        self._set_up()
        self._look = _single(self, LOOK_MS)
        self._look.timeout.connect(self.looked)
        self._calm = _single(self, FLASH_MS)
        self._calm.timeout.connect(self._stop_flashing)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)
        desk.theme.changed.connect(self._dress)
        self._dress()

    @property
    def row_height(self) -> int:
        """Of every row."""
        return self.verticalHeader().defaultSectionSize()

    def rows_between(self, top: int, bottom: int) -> tuple[int, int]:
        """The first and the last row between two lines of the viewport; -1 when there are none."""
        scroll, height, total = self.verticalHeader().offset(), self.row_height, self.ledger.total
        first = (max(0, top) + scroll) // height
        return (first, min((bottom + scroll) // height, total - 1)) if first < total else (-1, -1)

    def in_sight(self) -> tuple[int, int]:
        """The first and the last row that can be seen."""
        first, last = self.rows_between(0, max(0, self.viewport().height() - 1))
        return max(0, first), max(0, last)

    def top_of(self, number: int) -> int:
        """Where a row begins in the viewport."""
        return number * self.row_height - self.verticalHeader().offset()

    def chosen_among(self, first: int, last: int) -> list[bool]:
        """Which of these rows are selected."""
        chosen = [False] * (last - first + 1)
        for part in self._parts():
            for number in range(max(first, part.top()), min(last, part.bottom()) + 1):
                chosen[number - first] = True
        return chosen

    def chosen_numbers(self) -> Iterator[int]:
        """The selected rows, from the top."""
        ranges = sorted((part.top(), part.bottom()) for part in self._parts())
        for top, bottom in ranges:
            yield from range(top, bottom + 1)

    def chosen_count(self) -> int:
        """How many rows are selected."""
        return sum(part.height() for part in self._parts())

    def cursor_place(self) -> tuple[int, int]:
        """The current cell; (-1, -1) without one."""
        index = self.currentIndex()
        return index.row(), index.column()

    def go_to(self, number: int, *, choose: bool = True, show: bool = True) -> None:
        """Make a row the current one, in the column where the cursor is."""
        column = max(0, self.currentIndex().column())
        if self.isColumnHidden(column):
            column = next((c for c in range(len(self.ledger.columns)) if not self.isColumnHidden(c)), 0)
        index = self.ledger.index(number, column)
        automatic = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, CHOOSE if choose else MOVE)
        self.setAutoScroll(automatic)
        if show:
            self.scrollTo(index)

    def choose(self, numbers: list[int]) -> None:
        """Select exactly these rows."""
        last = len(self.ledger.columns) - 1
        selection = QItemSelection()
        for top, bottom in _ranges(numbers):
            selection.select(self.ledger.index(top, 0), self.ledger.index(bottom, last))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def set_stale(self, *, stale: bool) -> None:
        """Rows that are no longer sure to be true are grey."""
        if stale != self.stale:
            self.stale = stale
            self.viewport().update()

    def flash(self, keys: set[Any]) -> None:
        """Mark new rows for a moment, unless the system asks for calm."""
        if keys and not self._desk.theme.reduced_motion():
            self._flashing |= keys
            self._calm.start()
            self.viewport().update()

    def flashes(self, number: int) -> bool:
        """Whether a row is marked as new."""
        if not self._flashing:
            return False
        row = self.ledger.row(number)
        return row is not None and self.ledger.key(row) in self._flashing

    def paintEvent(self, event: QPaintEvent) -> None:
        """All rows in one go."""
        painter = QPainter(self.viewport())
        area = event.rect()
        self._painter.paint(painter, self, area.top(), area.bottom())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More rows may be in sight."""
        super().resizeEvent(event)
        self._look_soon()

    def keyboardSearch(self, text: str) -> None:
        """Nothing: Qt would read every row from the first to the last; the search box finds."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc takes the filter away, Home and End go to the first and the last row."""
        key, total = event.key(), self.ledger.total
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
        elif key == Qt.Key.Key_Escape and self.escapable:
            self.escaped.emit()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers() and total:
            self.go_to(0 if key == Qt.Key.Key_Home else total - 1)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit(False)
        elif event.keyCombination().toCombined() == COPY_WITH_HEADERS:
            self.copy_asked.emit(True)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """While a filter is on, Esc is the list's own key."""
        pressed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if pressed and self.escapable and cast(QKeyEvent, event).key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The same as Enter."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.entered_row.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse; from the keyboard, at the current cell."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(number) for number in range(selection.count())]

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setDragEnabled(False)
        vertical = self.verticalHeader()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(1)
        vertical.hide()

    def _dress(self) -> None:
        theme = self._desk.theme
        self._painter.dress()
        text = self.fontMetrics().height() + theme.scaled(8)
        self.verticalHeader().setDefaultSectionSize(max(theme.scaled(ROW), text))
        self.verticalScrollBar().setSingleStep(self.row_height)
        self.viewport().update()

    def _look_soon(self, _place: int = 0) -> None:
        if not self._look.isActive():
            self._look.start()

    def _stop_flashing(self) -> None:
        self._flashing.clear()
        self.viewport().update()


COPY_WITH_HEADERS = QKeyCombination(CONTROL | SHIFT, Qt.Key.Key_C).toCombined()


def _single(parent: QTableView, pause: int) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(pause)
    return timer


def _ranges(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """1 2 3 7 8 as (1, 3), (7, 8)."""
    begin = before = -2
    for number in sorted(numbers):
        if number != before + 1:
            if begin >= 0:
                yield begin, before
            begin = number
        before = number
    if begin >= 0:
        yield begin, before
