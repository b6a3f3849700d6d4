"""A chip: a filter, on or off, or a value of one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.tokens import Token
from common.words import Words

NARROW = 28


class Chip(QToolButton):
    """Shows by its fill, and to a screen reader by its mark, whether it is on."""

    def __init__(self, desk: Desk, name: str, run: Callable[[], object]) -> None:
        """Off, and without words."""
        super().__init__()
        self._desk = desk
        self.setObjectName(name)
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setMinimumSize(QSize(NARROW, NARROW))
        self.clicked.connect(lambda *_: run())

    def tell(self, words: Words, meaning: Words, *, on: bool, icon: str = "", token: Token = Token.TEXT) -> None:
        """Show these words; `meaning` says them in full."""
        languages = self._desk.languages
        languages.bind(self, self.setText, words)
        languages.bind(self, self.setAccessibleName, meaning)
        languages.bind(self, self.setToolTip, meaning)
        self.setChecked(on)
        spoken.tinted(self._desk, self, icon, Token.SELECTED_TEXT if on else token)
