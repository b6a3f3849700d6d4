"""A list of facts about one thing: what each is called, and its words now."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from common.qt import spoken, wording
from common.qt.desk import Desk
from common.words import Words

NOTHING = Words("—", "—")
Fact = tuple[str, Words]


class Facts(QWidget):
    """Filled again and again; the labels stay, so that what is selected and read aloud does not jump."""

    def __init__(self, desk: Desk, facts: Sequence[Fact]) -> None:
        """`facts` are names for tests with what each is called."""
        super().__init__()
        self._desk = desk
        self.lines: dict[str, QLabel] = {}
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, words in facts:
            line = spoken.label(desk, NOTHING, wrap=True)
            line.setObjectName(f"fact-{name}")
            form.addRow(spoken.label(desk, words, "hint"), line)
            self.lines[name] = line

    def show_values(self, values: Mapping[str, Words]) -> None:
        """What is true now; what is not given is a dash."""
        for name, line in self.lines.items():
            self._desk.languages.bind(line, line.setText, values.get(name, NOTHING))

    def show_lines(self, names: Sequence[str], *, seen: bool) -> None:
        """Facts that such a thing has, or cannot have."""
        for name in names:
            self._form.setRowVisible(self.lines[name], seen)


def sum_words(amount: int) -> Words:
    """A sum in roubles."""
    return Words(wording.money(amount, "ru"), wording.money(amount, "en"))
