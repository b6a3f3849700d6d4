"""A part of the screen as a picture: every screen is shown as it was, and a person draws a frame around the code."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QScreen
from PySide6.QtWidgets import QRubberBand, QWidget

from common.qt.desk import Desk
from common.qt.spoken import named
from common.words import Words

HELP = Words("Обведите код мышью. Esc — отмена.", "Draw a frame around the code. Esc cancels.")
HIDING_MS = 300
"""Until the system has painted over where our windows stood."""
LEAST = 12
SHADE = QColor(0, 0, 0, 90)
SAMPLES = 48
"""Of a side: each is the mean of its part, so that a small bright window on a dark screen is not missed."""


class ScreenPart(QWidget):
    """One screen's picture over that screen; `chosen` gets the part inside the frame, or None after Esc."""

    def __init__(
        self, desk: Desk, screen: QScreen, picture: QPixmap, chosen: Callable[[QPixmap | None], object]
    ) -> None:
        """Covers the whole screen."""
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("screen-part")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.desk = desk
        self._picture = picture
        self._chosen = chosen
        self._from = QPoint()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, self)
        named(desk, self, HELP)
        self.setGeometry(screen.geometry())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The frame begins here."""
        self._from = event.position().toPoint()
        self._band.setGeometry(QRect(self._from, QSize()))
        self._band.show()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It grows."""
        self._band.setGeometry(QRect(self._from, event.position().toPoint()).normalized())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It is done; a mere click takes the whole screen."""
        area = QRect(self._from, event.position().toPoint()).normalized()
        if min(area.width(), area.height()) < LEAST:
            area = self.rect()
        self._end(self._cut(area))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: nothing is taken."""
        if event.key() == Qt.Key.Key_Escape:
            self._end(None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The screen as it was, a little darker, and what to do."""
        painter = QPainter(self)
        painter.drawPixmap(self.rect(), self._picture)
        painter.fillRect(self.rect(), SHADE)
        painter.setFont(self.desk.theme.font(14, bold=True))
        words = self.desk.say(HELP)
        box = painter.fontMetrics().boundingRect(words).adjusted(-16, -10, 16, 10)
        box.moveCenter(QPoint(self.width() // 2, 40))
        painter.fillRect(box, QColor("white"))
        painter.setPen(QColor("black"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.end()

    def _cut(self, area: QRect) -> QPixmap:
        """In the screen's own points, which may be finer than ours."""
        fine = self._picture.width() / max(1, self.width())
        scaled = QRect(
            int(area.x() * fine), int(area.y() * fine), int(area.width() * fine), int(area.height() * fine)
        )  # fmt: skip
        return self._picture.copy(scaled)

    def _end(self, part: QPixmap | None) -> None:
        """After the event that ended it: this widget goes with its answer."""
        self.hide()
        QTimer.singleShot(0, self, lambda: self._chosen(part))


def take(
    desk: Desk, hidden: list[QWidget], chosen: Callable[[QPixmap | None], object], failed: Callable[[], object]
) -> None:
    """Hide these windows, take pictures of the screens, show the windows again and have a part chosen.

    `failed` where the system gives no pictures of its screens.
    """
    seen = [one for one in hidden if one.isVisible()]
    for one in seen:
        one.hide()

    def show_again() -> None:
        for one in seen:
            one.show()

    def shoot() -> None:
        taken = [(screen, screen.grabWindow(0)) for screen in QGuiApplication.screens()]
        sound = [(screen, picture) for screen, picture in taken if not picture.isNull() and not _is_black(picture)]
        if not sound:
            show_again()
            failed()
            return
        parts: list[ScreenPart] = []

        def end(part: QPixmap | None) -> None:
            for one in parts:
                one.hide()
                one.deleteLater()
            show_again()
            chosen(part)

        parts += [ScreenPart(desk, screen, picture, end) for screen, picture in sound]
        for one in parts:
            one.showFullScreen()
            one.activateWindow()

    QTimer.singleShot(HIDING_MS, shoot)


def _is_black(picture: QPixmap) -> bool:
    """A compositor that lets nobody look gives blackness, and nothing else: a dark desktop has something on it."""
    smooth, whole = Qt.TransformationMode.SmoothTransformation, Qt.AspectRatioMode.IgnoreAspectRatio
    small = picture.toImage().scaled(SAMPLES, SAMPLES, whole, smooth)
    return all(small.pixelColor(x, y).lightness() == 0 for x in range(SAMPLES) for y in range(SAMPLES))
