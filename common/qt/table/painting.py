"""Paints rows in one go: texts laid out once, no object made per cell, nothing asked of the rows twice.

A delegate would enter Python for every cell, and each entry waits its turn behind the server's threads of the same
process; one entry for the whole picture keeps scrolling smooth while the server works.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter

from common.qt.table.cells import Cell
from common.qt.table.column import RIGHT, Kind
from common.qt.table.inks import Inks
from common.qt.theme import Theme
from common.qt.tokens import Token

if TYPE_CHECKING:
    from common.qt.table.view import LedgerView

MONO_POINTS = 9.5


class Slot(NamedTuple):
    """A column that is in sight: its place among the columns, its left edge and width, and how it lines up."""

    place: int
    left: int
    width: int
    right: bool
    mono: bool


class RowPainter(Inks):
    """Paints the rows of a table that are in sight."""

    def other_font(self, theme: Theme) -> QFont:
        """Of codes."""
        return theme.font(MONO_POINTS, mono=True)

    def paint(self, painter: QPainter, view: "LedgerView", top: int, bottom: int) -> None:
        """The rows between two lines of the viewport."""
        first, last = view.rows_between(top, bottom)
        if first < 0:
            return
        model, height = view.ledger, view.row_height
        slots = _slots(view)
        lines = [model.line(number) for number in range(first, last + 1)]
        chosen = view.chosen_among(first, last)
        start = view.top_of(first)
        width = view.viewport().width()
        for step, marked in enumerate(chosen):
            self._background(painter, view, first + step, start + step * height, (width, height), marked)
        for slot in slots:
            painter.setFont(self._fonts[slot.mono])
            for step, line in enumerate(lines):
                cell = line[slot.place]
                if cell.text or cell.icon:
                    painter.setPen(self._ink(cell, chosen[step], view.stale))
                    self._cell(painter, slot, cell, start + step * height, height, chosen[step])
        number, place = view.cursor_place()
        if view.hasFocus() and first <= number <= last:
            self._ring(painter, slots, place, start + (number - first) * height, height, chosen[number - first])

    def _background(
        self, painter: QPainter, view: "LedgerView", number: int, top: int, size: tuple[int, int], chosen: bool
    ) -> None:
        token = Token.SELECTION if chosen else Token.FLASH if view.flashes(number) else Token.BASE
        if token is Token.BASE and number & 1:
            token = Token.ALTERNATE
        width, height = size
        painter.fillRect(0, top, width, height, self._colours[token])
        painter.fillRect(0, top + height - 1, width, 1, self._colours[Token.LINE])

    def _ink(self, cell: Cell, chosen: bool, stale: bool) -> QColor:
        if chosen:
            return self._colours[Token.SELECTED_TEXT]
        return self._colours[Token.DISABLED if stale else cell.token or Token.TEXT]

    def _cell(self, painter: QPainter, slot: Slot, cell: Cell, top: int, height: int, chosen: bool) -> None:
        left, room = slot.left + self.margin, slot.width - 2 * self.margin
        if cell.icon:
            picture = self._picture(cell.icon, Token.SELECTED_TEXT if chosen else cell.token or Token.TEXT, self.icon)
            painter.drawPixmap(left, top + (height - self.icon) // 2, picture)
            left, room = left + self.icon + self.gap, room - self.icon - self.gap
        if room <= 0:
            return
        text, width = self._laid_out(cell.text, room, slot.mono)
        if slot.right:
            left += max(0, room - width)
        painter.drawStaticText(left, top + (height - self._heights[slot.mono]) // 2, text)

    def _ring(self, painter: QPainter, slots: list[Slot], place: int, top: int, height: int, chosen: bool) -> None:
        """The cell the keyboard is in."""
        slot = next((slot for slot in slots if slot.place == place), None)
        if slot is None:
            return
        painter.setPen(self._colours[Token.SELECTED_TEXT if chosen else Token.RUNNING])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(slot.left + 1, top + 1, slot.width - 3, height - 4)
        painter.drawRect(slot.left + 2, top + 2, slot.width - 5, height - 6)


def _slots(view: "LedgerView") -> list[Slot]:
    width = view.viewport().width()
    found = []
    for place, column in enumerate(view.ledger.columns):
        if not view.isColumnHidden(place):
            left, wide = view.columnViewportPosition(place), view.columnWidth(place)
            if left < width and left + wide > 0:
                found.append(Slot(place, left, wide, column.kind in RIGHT, column.kind is Kind.CODE))
    return found
