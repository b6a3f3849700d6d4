"""«Показать где»: a thick outline around a control for three seconds; what is under it can be clicked meanwhile."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from common.qt.desk import Desk
from common.qt.theme import Token

SECONDS = 3
WIDTH, AWAY, ROUND = 4, 5, 8
NAME = "pointing"


class Outline(QWidget):
    """Over the whole window, painted only around the control; it follows the control and goes by itself."""

    def __init__(self, desk: Desk, control: QWidget) -> None:
        """Around this control, from now on."""
        top = control.window()
        super().__init__(top)
        self._desk = desk
        self._control = control
        self.setObjectName(NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for watched in (top, control):
            watched.installEventFilter(self)
        control.destroyed.connect(self.close)
        self.setGeometry(top.rect())
        self.show()
        self.raise_()
        QTimer.singleShot(round(SECONDS * 1000), self, self.close)

    @property
    def around(self) -> QRect:
        """What is outlined, in the window."""
        corner = self._control.mapTo(self.window(), QPoint(0, 0))
        return QRect(corner, self._control.size()).adjusted(-AWAY, -AWAY, AWAY, AWAY)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window or the control has moved."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Hide, QEvent.Type.LayoutRequest):
            self.setGeometry(self.window().rect())
            self.update()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring of two colours: it stands out on whatever is under it."""
        if not self._control.isVisible():
            return
        least, most = self.rect().adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH), self.around
        ring = most.intersected(least)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((QColor(self._desk.theme.colour(Token.WINDOW)), 2 * WIDTH), (self._colour(), WIDTH)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(ring, ROUND, ROUND)
        painter.end()

    def _colour(self) -> QColor:
        return QColor(self._desk.theme.colour(Token.WAITING))


def point(desk: Desk, name: str) -> bool:
    """Outline the control of this stable name in whichever window shows it; False when none does."""
    control = _shown(name)
    if control is None:
        return False
    for earlier in control.window().findChildren(Outline):
        earlier.close()
    QTimer.singleShot(0, control, lambda: _scroll_to(control))  # a tab just opened has its layout a moment later
    Outline(desk, control)
    return True


def _shown(name: str) -> QWidget | None:
    for top in QApplication.topLevelWidgets():
        if top.isVisible() and not top.isMinimized():
            for one in (top, *top.findChildren(QWidget, name)):
                if one.objectName() == name and one.isVisible() and one.window() is top:
                    return one
    return None


def _scroll_to(control: QWidget) -> None:
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()
