"""Paints a row of the tree in one go: its ground, the sign that opens it, its cells; texts are laid out once."""

from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter

from common.qt.table.cells import Cell
from common.qt.table.inks import Inks
from common.qt.theme import Theme
from common.qt.tokens import Token
from launcher_app.ui.exchanges import lines

SIGN = 12
RIGHT = (lines.MS, lines.SUM)


class Slot(NamedTuple):
    """A column's place in the row; `place` is the column."""

    place: int
    left: int
    width: int


class RowLook(NamedTuple):
    """What a row is painted as, besides its cells; `open` is None where nothing can be opened.

    A `marked` one is new, or under the mouse here or in the diagram.
    """

    depth: int
    open: bool | None
    chosen: bool
    current: bool
    marked: bool


class TreePainter(Inks):
    """Paints the rows of the tree."""

    def dress(self) -> None:
        """The theme or the zoom has changed."""
        super().dress()
        self.sign = self._theme.scaled(SIGN)

    def other_font(self, theme: Theme) -> QFont:
        """Of what a story's line is told apart by."""
        return theme.font(bold=True)

    def paint(
        self, painter: QPainter, area: QRect, slots: list[Slot], cells: tuple[Cell, ...], look: RowLook, indent: int
    ) -> None:
        """One row."""
        self._ground(painter, area, look)
        for slot in slots:
            left, width = slot.left, slot.width
            if slot.place == lines.TIME:
                self._opener(painter, area, left + look.depth * indent, indent, look)
                left, width = left + (look.depth + 1) * indent, width - (look.depth + 1) * indent
            self._cell(painter, area, Slot(slot.place, left, width), cells[slot.place], look)
        if look.current:
            painter.setPen(self._colours[Token.SELECTED_TEXT if look.chosen else Token.RUNNING])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area.left() + 1, area.top() + 1, area.width() - 3, area.height() - 4)

    def _ground(self, painter: QPainter, area: QRect, look: RowLook) -> None:
        token = Token.ALTERNATE if look.depth == 0 else Token.BASE
        if look.chosen or look.marked:
            token = Token.SELECTION if look.chosen else Token.FLASH
        painter.fillRect(area, self._colours[token])
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, self._colours[Token.LINE])

    def _opener(self, painter: QPainter, area: QRect, left: int, indent: int, look: RowLook) -> None:
        if look.open is None:
            return
        picture = self._picture("chevron", Token.SELECTED_TEXT if look.chosen else Token.NEUTRAL, self.sign)
        painter.save()
        painter.translate(left + indent / 2, area.top() + area.height() / 2)
        painter.rotate(0 if look.open else -90)
        painter.drawPixmap(-self.sign // 2, -self.sign // 2, picture)
        painter.restore()

    def _cell(self, painter: QPainter, area: QRect, slot: Slot, cell: Cell, look: RowLook) -> None:
        left, room = slot.left + self.margin, slot.width - 2 * self.margin
        if slot.place == lines.TIME:
            left, room = slot.left, slot.width - self.margin
        if cell.icon:
            token = Token.SELECTED_TEXT if look.chosen else cell.token or Token.TEXT
            top = area.top() + (area.height() - self.icon) // 2
            painter.drawPixmap(left, top, self._picture(cell.icon, token, self.icon))
            left, room = left + self.icon + self.gap, room - self.icon - self.gap
        if room <= 0 or not cell.text:
            return
        bold = look.depth == 0 and slot.place in (lines.WHO, lines.SUM) and cell.token is not Token.NEUTRAL
        text, width = self._laid_out(cell.text, room, bold)
        if slot.place in RIGHT:
            left += max(0, room - width)
        ink = Token.SELECTED_TEXT if look.chosen else Token.TEXT if cell.icon == "note" else cell.token or Token.TEXT
        painter.setFont(self._fonts[bold])
        painter.setPen(self._colours[Token.TEXT if cell.icon == "star" and not look.chosen else ink])
        painter.drawStaticText(left, area.top() + (area.height() - self._heights[bold]) // 2, text)
