"""Where the page stands: as on the chosen kind of kiosk screen, shrunk to fit; or what there is to say instead."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from agent_terminal.ui.browser import Browser
from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words

SCALES = (1.0, 0.75, 0.5)
CARD = 560
NAME = Words("Страница киоска", "The kiosk's page")


class Stage(QWidget):
    """`scaled` tells by how many per cent the page is shrunk."""

    scaled = Signal(int)

    def __init__(self, desk: Desk, browser: Browser) -> None:
        """The browser is here to stay: a native window that changes its parent would lose its page."""
        super().__init__()
        self._browser = browser
        self._size: QSize | None = None
        self._desk = desk
        self._percent = 0
        self.setMinimumSize(320, 240)
        browser.setParent(self)
        spoken.named(desk, browser, NAME)
        self.card = QFrame(self)
        self.card.setObjectName("instead")
        self.card.setProperty("card", True)
        self._column = QVBoxLayout(self.card)
        self._column.setContentsMargins(24, 20, 24, 20)
        self._text = spoken.label(desk, Words("", ""), wrap=True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column.addWidget(self._text)
        browser.hide()
        desk.theme.keep(self, self.update)

    def use_size(self, size: QSize | None) -> None:
        """The page is laid out for a screen of this size; None: for the screen that is here."""
        self._size = size
        self._lay_out()

    def say(self, words: Words | None) -> None:
        """Say this in the page's place; None: show the page."""
        if words is not None:
            self._desk.languages.bind(self._text, self._text.setText, words)
        self.card.setVisible(words is not None)
        self._browser.setVisible(words is None)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything keeps its place in the middle."""
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A kiosk's screen stands out from what is around it."""
        super().paintEvent(event)
        painter = QPainter(self)
        frame = self._browser.geometry()
        painter.fillRect(self.rect(), self._desk.theme.colour(Token.LINE))
        painter.fillRect(frame.adjusted(-1, -1, 1, 1), self._desk.theme.colour(Token.BORDER))
        painter.fillRect(frame, self._desk.theme.colour(Token.WINDOW))
        painter.end()

    def _lay_out(self) -> None:
        wide = min(self.width() - 16, self._desk.theme.scaled(CARD))
        self.update()
        self.card.setGeometry(self._in_the_middle(QSize(wide, self._column.totalHeightForWidth(wide))))
        if self._size is None:
            self._browser.setGeometry(self.rect())
            self._browser.lay_out(0)
            return
        ratio = self.devicePixelRatioF()
        room = QSize(round(self.width() * ratio), round(self.height() * ratio))
        scale = fitting(self._size, room)
        shown = QSize(round(self._size.width() * scale / ratio), round(self._size.height() * scale / ratio))
        self._browser.setGeometry(self._in_the_middle(shown))
        self._browser.lay_out(self._size.width())
        if self._percent != (percent := round(scale * 100)):
            self._percent = percent
            self.scaled.emit(percent)

    def _in_the_middle(self, size: QSize) -> QRect:
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        return place


def fitting(size: QSize, room: QSize) -> float:
    """The largest of the usual scales that fits; where none does, whatever fits."""
    most = min(room.width() / size.width(), room.height() / size.height())
    return next((scale for scale in SCALES if scale <= most), most)
