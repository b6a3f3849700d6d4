"""The tree on the screen: rows of one height, the keyboard, the selection, and a place that stays while rows come."""

from collections.abc import Iterator

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from common.qt.desk import Desk
from common.qt.table.view import FLASH_MS
from launcher_app.ui.exchanges import lines
from launcher_app.ui.exchanges.model import ExchangeModel, Row
from launcher_app.ui.exchanges.painting import RowLook, Slot, TreePainter
from launcher_app.ui.exchanges.widths import Widths

ROW, INDENT = 28, 18
MOST_FLASHING = 60
NOWHERE = QModelIndex()
CHOOSE = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
CONTROL, SHIFT, PLAIN = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
LETTERS = {"N": "Т", "R": "К", "P": "З", "D": "В", "C": "С"}
"""The same keys where the Russian layout is on."""


class RowHeight(QStyledItemDelegate):
    """Rows of one height; they are painted by the tree itself."""

    height = ROW

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Only the height counts."""
        return QSize(1, self.height)


class ExchangeTree(QTreeView):
    """`row_chosen` rings with the current row; `pressed_key` with the name of what a key asks for."""

    row_chosen = Signal()
    pressed_key = Signal(str)
    menu_asked = Signal(QPoint)
    pointed = Signal(int)

    def __init__(self, desk: Desk, exchanges: ExchangeModel) -> None:
        """Show a model."""
        super().__init__()
        self._desk = desk
        self.exchanges = exchanges
        self.opened: set[str] = set()
        self.escapable = False
        self.under = 0
        self._flashing: set[str] = set()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(FLASH_MS)
        self._calm.timeout.connect(self._stop_flashing)
        self._kept: tuple[list[str], str, str, int] = ([], "", "", 0)
        self._painter = TreePainter(desk)
        self._height = RowHeight(self)
        self.setItemDelegate(self._height)
        self.setModel(exchanges)
        self._set_up()
        self._widths = Widths(desk, self)
        exchanges.modelAboutToBeReset.connect(self._before_reset)
        exchanges.modelReset.connect(self._after_reset)
        desk.theme.changed.connect(self._dress)
        self._dress()

    def chosen_rows(self) -> list[Row]:
        """The selected rows as they stand, from the top; without a selection the current one."""
        indexes = self.selectionModel().selectedRows()
        rows = [row for row in map(self.exchanges.row, indexes) if row is not None]
        if not rows:
            current = self.current()
            rows = [current] if current is not None else []
        return sorted(rows, key=_standing)

    def current(self) -> Row | None:
        """The row where the keyboard is."""
        return self.exchanges.row(self.currentIndex())

    def go_to(self, key: str, *, show: bool = True) -> bool:
        """Make a row the current one, with what it stands in opened; False when it is not in the list."""
        index = self.exchanges.place_of(key)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        automatic = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, CHOOSE)
        self.setAutoScroll(automatic)
        if show:
            self.scrollTo(index)
        return True

    def flash(self, keys: set[str]) -> None:
        """Mark these rows for a moment, unless the system asks for calm, or there are so many that it says nothing."""
        if 0 < len(keys) <= MOST_FLASHING and not self._desk.theme.reduced_motion():
            self._flashing |= keys
            self._calm.start()
            self.viewport().update()

    def keep_place(self) -> "Place":
        """What is in sight stays in sight while rows come and go: at the top the newest, elsewhere what was there."""
        return Place(self)

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """All of a row in one go."""
        row = self.exchanges.row(index)
        if row is None:
            return
        may_open = self.exchanges.hasChildren(index)
        look = RowLook(
            row.depth,
            self.isExpanded(index) if may_open else None,
            self.selectionModel().isRowSelected(index.row(), index.parent()),
            self.hasFocus() and self.exchanges.row(self.currentIndex()) is row,
            row.key in self._flashing or (bool(row.number) and row.number == self.under),
        )
        area = option.rect
        area.setLeft(0)
        area.setRight(self.viewport().width())
        self._painter.paint(painter, area, self._slots(row), self.exchanges.cells(row), look, self.indentation())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's own keys work only here, where it has the focus."""
        name = _named(event)
        if name == "escape" and not self.escapable:
            name = ""
        if name:
            self.pressed_key.emit(name)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            self.exchanges.fetchMore(NOWHERE)
            super().keyPressEvent(event)
        elif event.key() not in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """What is a key of the list is not a key of the window meanwhile."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            name = _named(event)
            if name and (name != "escape" or self.escapable):
                event.accept()
                return True
        return super().event(event)

    def keyboardSearch(self, text: str) -> None:
        """Nothing: the search box finds, and letters are keys here."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """At the mouse; from the keyboard, at the current row."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())
        self.menu_asked.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The hop under the mouse is the same in the diagram."""
        super().mouseMoveEvent(event)
        row = self.exchanges.row(self.indexAt(event.position().toPoint()))
        self.pointed.emit(row.number if row is not None else 0)

    def leaveEvent(self, event: QEvent) -> None:
        """No hop is under the mouse any more."""
        super().leaveEvent(event)
        self.pointed.emit(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns fit; a current row that was in sight stays there when something takes room below."""
        bottom = self.visualRect(self.currentIndex()).bottom()
        super().resizeEvent(event)
        self._widths.fit()
        if self.viewport().height() < bottom <= event.oldSize().height():
            self.scrollTo(self.currentIndex())

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Another row is the current one."""
        super().currentChanged(current, previous)
        self.row_chosen.emit()
        self.viewport().update()

    def _slots(self, row: Row) -> list[Slot]:
        found = []
        for place in range(len(lines.COLUMNS)):
            if self.isColumnHidden(place) or (not row.number and place == lines.WHAT):
                continue
            width = self.columnWidth(place)
            if not row.number and place == lines.WHO:
                width += self.columnWidth(lines.WHAT)
            found.append(Slot(place, self.columnViewportPosition(place), width))
        return found

    def _set_up(self) -> None:
        self.setObjectName("exchange-tree")
        self.setProperty("pane", True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setMouseTracking(True)
        header = self.header()
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.expanded.connect(lambda index: self._note_open(index, is_open=True))
        self.collapsed.connect(lambda index: self._note_open(index, is_open=False))

    def _note_open(self, index: QModelIndex, *, is_open: bool) -> None:
        row = self.exchanges.row(index)
        if row is None:
            return
        (self.opened.add if is_open else self.opened.discard)(row.key)
        if is_open and not row.number:
            for child in self.exchanges.below(row):
                if child.children:
                    self.expand(self.exchanges.place_of(child.key))

    def _dress(self) -> None:
        theme = self._desk.theme
        self._painter.dress()
        self._height.height = max(theme.scaled(ROW), self.fontMetrics().height() + theme.scaled(8))
        self.setIndentation(theme.scaled(INDENT))
        self.verticalScrollBar().setSingleStep(self._height.height)
        self.scheduleDelayedItemsLayout()
        self._widths.fit()
        self.viewport().update()

    def _stop_flashing(self) -> None:
        self._flashing.clear()
        self.viewport().update()

    def _before_reset(self) -> None:
        current, top = self.current(), self.exchanges.row(self.indexAt(QPoint(1, 1)))
        shift = self.visualRect(self.indexAt(QPoint(1, 1))).top() if top is not None else 0
        chosen = [row.key for row in self.chosen_rows()]
        self._kept = (chosen, current.key if current else "", top.key if top else "", shift)

    def _after_reset(self) -> None:
        chosen, current, top, shift = self._kept
        at_top = self.verticalScrollBar().value() == 0
        for key in sorted(self.opened):
            index = self.exchanges.place_of(key)
            if index.isValid():
                self.expand(index)
        if current:
            self.go_to(current, show=False)
        selection = QItemSelection()
        for index in map(self.exchanges.place_of, chosen):
            selection.select(index, index)
        self.selectionModel().select(selection, ADD)
        place = self.exchanges.place_of(top)
        if place.isValid() and not at_top:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.visualRect(place).top() - shift)


class Place:
    """Where the list stood; `back` puts it there again."""

    def __init__(self, tree: ExchangeTree) -> None:
        """Remember."""
        self._tree = tree
        index = tree.indexAt(QPoint(1, 1))
        self._moves = tree.verticalScrollBar().value() > 0 and index.isValid()
        self._top = QPersistentModelIndex(index)
        self._shift = tree.visualRect(index).top()

    def back(self) -> None:
        """The row that was the first in sight is there again."""
        if not self._moves or not self._top.isValid():
            return
        bar = self._tree.verticalScrollBar()
        self._tree.doItemsLayout()
        now = self._tree.visualRect(self._top).top()
        bar.setValue(bar.value() + now - self._shift)


def _named(event: QKeyEvent) -> str:
    """What a key asks for; empty when it is none of the list's own."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if held == PLAIN:
        plain = {Qt.Key.Key_Space: "star", Qt.Key.Key_F4: "raw", Qt.Key.Key_Escape: "escape"}
        plain |= {Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter"}
        letters = {"N": "note", "R": "replay", "P": "pause"}
        return plain.get(Qt.Key(key), "") or letters.get(_letter(key), "")
    if held == CONTROL and _letter(key) == "C":
        return "copy"
    if held == CONTROL | SHIFT:
        return {"C": "copy-headers", "D": "compare"}.get(_letter(key), "")
    return ""


def _letter(key: int) -> str:
    return next((name for name, other in LETTERS.items() if key in (ord(name), ord(other))), "")


def _standing(row: Row) -> tuple[int, ...]:
    def places(one: Row | None) -> Iterator[int]:
        if one is not None:
            yield from places(one.parent)
            yield one.place

    return tuple(places(row))
