"""Bars of a code on the screen: always dark on light, with their quiet ends, whatever the theme."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from common.bars import QUIET, modules
from common.qt.desk import Desk
from common.qt.spoken import named
from common.words import Words

NAME = Words("Штрихкод", "Barcode")
STEP, HIGH, EDGE = 3, 110, 10
"""Pixels: a module that a scanner at a till resolves on a screen, the height of the bars, light above and below."""


class BarsView(QWidget):
    """The bars of digits, in whole points for each module; nothing while there are no digits."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is shown yet."""
        super().__init__()
        self.desk = desk
        self.row: list[bool] = []
        self.setObjectName("bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(desk, self, NAME)
        desk.theme.keep(self, self.updateGeometry)

    def show_digits(self, digits: str) -> None:
        """Other digits, or none."""
        self.row = modules(digits) if digits else []
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for 18 digits, so that nothing jumps when they come."""
        count = len(self.row) or 134
        return QSize((count + 2 * QUIET) * STEP, self.desk.theme.scaled(HIGH))

    def minimumSizeHint(self) -> QSize:
        """Two points a module are the least that a scanner reads."""
        return QSize((134 + 2 * QUIET) * 2, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dark bars on a light field."""
        if not self.row:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        count = len(self.row) + 2 * QUIET
        step = max(1, self.width() // count)
        left = (self.width() - step * count) // 2
        painter.fillRect(QRectF(left, 0, step * count, self.height()), QColor("white"))
        for place, dark in enumerate(self.row):
            if dark:
                area = QRectF(left + (place + QUIET) * step, EDGE, step, self.height() - 2 * EDGE)
                painter.fillRect(area, QColor("black"))
        painter.end()
