"""The line under the services: what became of the last press, where the money is, and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from common.qt.desk import Desk
from common.qt.spoken import label, link
from common.qt.table import Shown
from common.words import Words

SIDE = 18
NOTHING = Words("", "")
Act = tuple[str, Words, Callable[[], object]]
"""A stable name, the words, what it does."""


class ResultLine(QFrame):
    """Hidden until there is something to tell."""

    def __init__(self, desk: Desk) -> None:
        """Nothing was pressed yet."""
        super().__init__()
        self.desk = desk
        self.setObjectName("result")
        self.words = NOTHING
        self._sign = QLabel()
        self.text = label(desk, NOTHING, wrap=True)
        self.text.setObjectName("result-text")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.text, 1)
        self._acts = QHBoxLayout()
        self._acts.setContentsMargins(26, 0, 0, 0)
        self._acts.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addLayout(self._acts)
        self.hide()

    def tell(self, look: Shown, words: Words, acts: tuple[Act, ...] = ()) -> None:
        """Say what happened, in the colour and the shape of `look`; `acts` are what can be done about it."""
        desk = self.desk
        self.words = words
        desk.theme.keep_picture(self._sign, look.icon, look.token, SIDE)
        desk.languages.bind(self._sign, self._sign.setAccessibleName, look.words)
        desk.languages.bind(self.text, self.text.setText, words)
        self._replace_acts(acts)
        self.show()

    def clear(self) -> None:
        """Nothing to tell of this contract."""
        self.words = NOTHING
        self.hide()

    def _replace_acts(self, acts: tuple[Act, ...]) -> None:
        while (item := self._acts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name, words, run in acts:
            made = link(self.desk, words, run)
            made.setObjectName(name)
            self._acts.addWidget(made)
        self._acts.addStretch(1)
