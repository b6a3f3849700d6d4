"""A list with the details of its current row: beside it in a wide window, under it in a narrow one; F9 hides them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from common.qt.desk import Desk
from common.qt.table.ledger_table import LedgerTable

WIDE = 1200
SHARES = {Qt.Orientation.Horizontal: (62, 38), Qt.Orientation.Vertical: (60, 40)}
WIDEST_SHARE = 90
SAVE_MS = 400
Shares = Mapping[Qt.Orientation, tuple[int, int]]


class ListAndDetails(QWidget):
    """The share of the list is kept for each of the two ways, and so is whether the details are seen."""

    def __init__(self, desk: Desk, name: str, table: QWidget, details: QWidget, *, shares: Shares = SHARES) -> None:
        """`table`: a LedgerTable, or a widget that has one in it with its filters. `shares` hold until one is moved."""
        super().__init__()
        self._shares = shares
        self._desk = desk
        self._name = f"details/{name}"
        self.setObjectName(f"list-and-details-{name}")
        self.details = details
        details.setProperty("pane", True)
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(table)
        self.splitter.addWidget(details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self._list = table if isinstance(table, LedgerTable) else table.findChild(LedgerTable)
        self._turned = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self._save)
        self.splitter.splitterMoved.connect(lambda *_: self._timer.start())
        self.details.setVisible(desk.keep.text(f"{self._name}/seen", "1") == "1")
        if isinstance(self._list, LedgerTable):
            self._list.opened.connect(lambda _: self.show_details())

    @property
    def seen(self) -> bool:
        """Whether the details are open."""
        return not self.details.isHidden()

    def toggle_details(self) -> None:
        """F9: hide the details, or show them again."""
        self._see(not self.seen)
        if not self.seen:
            self.back_to_list()

    def show_details(self) -> None:
        """Enter and double click: open the details and go there."""
        self._see(True)
        able = [
            one
            for one in self.details.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(self.details) and one.isEnabled()
        ]
        if able:
            able[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def back_to_list(self) -> None:
        """The keyboard goes back to the row it came from."""
        if isinstance(self._list, LedgerTable):
            self._list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the details goes back to the same row."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and focused is not None and self.details.isAncestorOf(focused):
            self.back_to_list()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide or narrow."""
        super().resizeEvent(event)
        way = Qt.Orientation.Horizontal if self.window().width() >= WIDE else Qt.Orientation.Vertical
        if not self._turned or way != self.splitter.orientation():
            self._turned = True
            self.splitter.setOrientation(way)
            self._restore(way)

    def hideEvent(self, event: QHideEvent) -> None:
        """A place chosen a moment ago is kept."""
        super().hideEvent(event)
        if isValid(self.splitter) and isValid(self._timer) and self._timer.isActive():
            self._save()

    def _see(self, seen: bool) -> None:
        if seen != self.seen:
            if self._timer.isActive():
                self._save()
            self.details.setVisible(seen)
            self._restore(self.splitter.orientation())
            self._desk.keep.put(f"{self._name}/seen", "1" if seen else "0")

    def _restore(self, way: Qt.Orientation) -> None:
        length = self.width() if way == Qt.Orientation.Horizontal else self.height()
        kept = self._desk.keep.number(self._place(way), self._shares[way][0])
        share = min(WIDEST_SHARE, max(100 - WIDEST_SHARE, kept))
        self.splitter.setSizes([length * share // 100, length * (100 - share) // 100])

    def _save(self) -> None:
        self._timer.stop()
        sizes = self.splitter.sizes()
        if self.seen and sum(sizes) > 0:
            self._desk.keep.put(self._place(self.splitter.orientation()), 100 * sizes[0] // sum(sizes))

    def _place(self, way: Qt.Orientation) -> str:
        return f"{self._name}/{'wide' if way == Qt.Orientation.Horizontal else 'narrow'}"
