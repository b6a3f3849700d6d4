"""A big button with an icon, a title and a sentence under it: one of the few ways to go on from a page."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.languages import Shown
from common.qt.spoken import Pressed
from common.qt.theme import Token
from common.words import Words

ICON = 32
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
LEAST = QSize(220, 130)


class BigChoice(Pressed):
    """Spoken as its title with its sentence."""

    def __init__(self, desk: Desk, title: Words, text: Shown, icon: str, run: Callable[[], object]) -> None:
        """The sentence may change."""
        super().__init__()
        self._desk = desk
        self._title = title
        self._words = text
        self.setProperty("choice", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(lambda *_: run())
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(6)
        picture = QLabel()
        desk.theme.keep_picture(picture, icon, Token.RUNNING, ICON)
        self._text = spoken.label(desk, text, "hint", wrap=True)
        for label in (picture, spoken.label(desk, title, "title", wrap=True), self._text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            column.addWidget(label)
        column.addStretch(1)
        desk.languages.bind(self, self.setAccessibleName, self._spoken)

    def say(self, text: Shown) -> None:
        """Another sentence."""
        self._words = text
        self._desk.languages.bind(self._text, self._text.setText, text)
        self._desk.languages.bind(self, self.setAccessibleName, self._spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys are the page's."""
        if Qt.Key(event.key()) in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As much as its words need."""
        width = self._desk.theme.scaled(LEAST.width())
        return QSize(width, max(LEAST.height(), self._column.heightForWidth(width)))

    def minimumSizeHint(self) -> QSize:
        """No less than a target that is easily hit."""
        return self.sizeHint()

    def _spoken(self) -> Words:
        words = self._words if isinstance(self._words, Words) else self._words()
        return Words(f"{self._title.ru}: {words.ru}", f"{self._title.en}: {words.en}")
