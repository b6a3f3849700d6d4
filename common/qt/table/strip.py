"""A line over or under the rows with one button: old data with its time, or an export on its way."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words


class Strip(QFrame):
    """Hidden until it has something to say."""

    def __init__(self, desk: Desk, kind: str, button: Words, run: Callable[[], object]) -> None:
        """`kind`: of a notice, for its colours."""
        super().__init__()
        self._desk = desk
        self.setProperty("notice", kind)
        self.text = spoken.label(desk, Words("", ""), wrap=True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = spoken.button(desk, button, run)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 4, 10, 4)
        line.addWidget(self.text, 1)
        line.addWidget(self.button)
        self.hide()

    def say(self, words: Words) -> None:
        """Show the words."""
        self._desk.languages.bind(self.text, self.text.setText, words)
        self.show()
