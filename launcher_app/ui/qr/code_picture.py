"""The picture of a made code on the page: as large as there is room, in whole points for each square."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from common import bars
from common.qr import QUIET
from common.qt.cards.qr_view import paint_squares
from common.qt.desk import Desk
from common.qt.spoken import named
from common.words import Words

NAME = Words("Картинка кода", "Picture of the code")
LEAST, MOST = 200, 420
TALL = 3
"""A barcode is so many times as wide as it is tall."""


class CodePicture(QWidget):
    """Dark on light whatever the theme; nothing while nothing is made. One row is bars, more are squares."""

    def __init__(self, desk: Desk) -> None:
        """Nothing yet."""
        super().__init__()
        self.rows: list[list[bool]] = []
        self.setObjectName("picture")
        self.setMinimumSize(LEAST, LEAST)
        self.setMaximumHeight(MOST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        named(desk, self, NAME)

    def show_rows(self, rows: list[list[bool]]) -> None:
        """Another code, or none."""
        self.rows = rows
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """In the middle of its room."""
        if not self.rows:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if len(self.rows) == 1:
            self._bars(painter, self.rows[0])
        else:
            count = len(self.rows) + 2 * QUIET
            side = max(1, min(self.width(), self.height()) // count) * count
            place = QRectF((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            paint_squares(painter, place, self.rows)
        painter.end()

    def _bars(self, painter: QPainter, row: list[bool]) -> None:
        count = len(row) + 2 * bars.QUIET
        step = max(1, self.width() // count)
        wide, high = step * count, min(self.height(), step * count // TALL)
        left, top = (self.width() - wide) // 2, (self.height() - high) // 2
        edge = step * bars.QUIET
        painter.fillRect(QRectF(left, top, wide, high), QColor("white"))
        for place, dark in enumerate(row):
            if dark:
                painter.fillRect(QRectF(left + edge + place * step, top + edge, step, high - 2 * edge), QColor("black"))
