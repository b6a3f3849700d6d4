"""A card of lines: each a shape, words, and what can be pressed at its end."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.theme import Token
from common.words import Words


class LineCard(QFrame):
    """A title with lines under it, which are made anew when they change."""

    def __init__(self, desk: Desk, title: Words, name: str) -> None:
        """No lines yet."""
        super().__init__()
        self.setProperty("card", True)
        self.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(spoken.label(desk, title, "title"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        column.addLayout(self._lines)

    def fill(self, lines: Sequence[QWidget]) -> None:
        """These lines instead of those before."""
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._lines.addWidget(line)


class Line(QWidget):
    """A shape, words, and what can be pressed at the end."""

    def __init__(self, desk: Desk, icon: str, token: Token, words: Words) -> None:
        """The words take what room there is."""
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        picture = QLabel()
        desk.theme.keep_picture(picture, icon, token, 18)
        self._row.addWidget(picture)
        self._row.addWidget(spoken.label(desk, words, wrap=True), 1)

    def add(self, widget: QWidget) -> None:
        """One more at the end."""
        self._row.addWidget(widget)
