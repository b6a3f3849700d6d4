"""A QR code on the screen: always dark on light, with its quiet edge, whatever the theme."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from common.errors import OplataError
from common.qr import QUIET, squares
from common.qt.desk import Desk
from common.qt.spoken import label
from common.words import Words

Squares = list[list[bool]]
NAME = Words("QR-код", "QR code")
TOO_LONG = Words(
    "В QR-код столько не помещается. Сохраните файл или скопируйте текст.",
    "This does not fit into a QR code. Save the file or copy the text.",
)
SIDE = 260
"""Pixels that a telephone reads from an arm's length."""
PICTURE_SCALE = 8


class QrView(QWidget):
    """The code of a text, drawn as large as there is room; a caption under it says what to do with it."""

    ready = Signal()
    """The squares are known and painted from now on."""

    def __init__(self, desk: Desk, text: str = "", caption: Words | None = None, *, side: int = SIDE) -> None:
        """An empty text shows nothing yet; `side` grows with the text's zoom."""
        super().__init__()
        self.desk = desk
        self.side = side
        self.text = ""
        self.squares: Squares = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.canvas = _Canvas(self)
        column.addWidget(self.canvas, 0, Qt.AlignmentFlag.AlignHCenter)
        self.caption = QLabel() if caption is None else label(desk, caption, "hint", wrap=True)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.caption.setVisible(caption is not None)
        column.addWidget(self.caption)
        self.refusal = label(desk, TOO_LONG, "mistake", wrap=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        column.addStretch(1)
        desk.languages.bind(self.canvas, self.canvas.setAccessibleName, NAME)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Another text; its squares are counted beside the window."""
        self.text = text
        self.squares = []
        self.refusal.hide()
        self.canvas.show()
        self.canvas.update()
        if text:
            show = lambda found: self._show(text, found)  # noqa: E731 - the code of this text
            self.desk.work(self, lambda: squares(text), then=show, failed=self._refuse, key="squares")

    def image(self) -> QImage:
        """The code as a picture for the clipboard; null while there is none."""
        return picture(self.squares) if self.squares else QImage()

    def copy(self) -> None:
        """Put the picture into the clipboard."""
        QGuiApplication.clipboard().setImage(self.image())

    def _show(self, text: str, found: Squares) -> None:
        """Not the code of a text that was taken away meanwhile."""
        if text != self.text:
            return
        self.squares = found
        self.canvas.measure()
        self.canvas.update()
        self.ready.emit()

    def _refuse(self, _error: OplataError) -> None:
        if self.text:
            self.canvas.hide()
            self.refusal.show()


class _Canvas(QWidget):
    def __init__(self, view: QrView) -> None:
        super().__init__()
        self.view = view
        view.desk.theme.keep(self, self.measure)

    def measure(self) -> None:
        """As large as asked for, in whole points for each square."""
        side = self.view.desk.theme.scaled(self.view.side)
        count = len(self.view.squares) + 2 * QUIET
        if self.view.squares:
            side = max(1, side // count) * count
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The squares in the middle."""
        if self.view.squares:
            side = min(self.width(), self.height())
            painter = QPainter(self)
            area = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
            paint_squares(painter, QRectF(area), self.view.squares)
            painter.end()


def paint_squares(painter: QPainter, area: QRectF, found: Squares) -> None:
    """Dark squares on a light field with the quiet edge; whole device points, so that scanners see sharp edges."""
    count = len(found) + 2 * QUIET
    step = max(1.0, float(int(min(area.width(), area.height()) / count)))
    left = area.left() + int((area.width() - step * count) / 2)
    top = area.top() + int((area.height() - step * count) / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.fillRect(QRectF(left, top, step * count, step * count), QColor("white"))
    for y, row in enumerate(found):
        for x, dark in enumerate(row):
            if dark:
                painter.fillRect(
                    QRectF(left + (x + QUIET) * step, top + (y + QUIET) * step, step, step), QColor("black")
                )


def picture(found: Squares, scale: int = PICTURE_SCALE) -> QImage:
    """The code as a picture of its own."""
    side = (len(found) + 2 * QUIET) * scale
    image = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_squares(painter, QRectF(0, 0, side, side), found)
    painter.end()
    return image
