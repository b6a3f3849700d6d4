"""«Исправьте 3 поля»: everything to correct, above the form, each line leading to its field."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from common.protocol.mistake import Mistake
from common.qt.desk import Desk
from common.qt.spoken import label
from common.qt.theme import Token
from common.words import Words


class Summary(QFrame):
    """Takes the focus when it appears, so that a keyboard and a screen reader begin at the list."""

    asked = Signal(str)
    """A field's name: the person wants to go there."""

    def __init__(self, desk: Desk) -> None:
        """Hidden until there is something to correct."""
        super().__init__()
        self.desk = desk
        self.mistakes: list[Mistake] = []
        self._known: frozenset[str] = frozenset()
        self.setProperty("notice", "error")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        self.heading = label(desk, lambda: correct(len(self.mistakes)), "title", wrap=True)
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.RichText)
        self.lines.setWordWrap(True)
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.lines.linkActivated.connect(self.asked)
        layout.addWidget(self.heading)
        layout.addWidget(self.lines)
        desk.languages.changed.connect(self._write)
        desk.theme.changed.connect(self._write)
        self.hide()

    def show_mistakes(self, mistakes: Sequence[Mistake], known: frozenset[str]) -> None:
        """List them; those of a `known` field are links."""
        self.mistakes = list(mistakes)
        self._known = known
        self._write()
        self.setVisible(bool(mistakes))

    def _write(self) -> None:
        say = self.desk.say
        self.heading.setText(say(correct(len(self.mistakes))))
        self.lines.setText("<br>".join(self._line(one) for one in self.mistakes))
        plain = "; ".join(say(_placed(one)) for one in self.mistakes)
        self.lines.setAccessibleName(plain)
        self.setAccessibleName(self.heading.text())
        self.setAccessibleDescription(plain)

    def _line(self, mistake: Mistake) -> str:
        text = escape(self.desk.say(_placed(mistake)))
        if mistake.field not in self._known:
            return text
        colour = self.desk.theme.colour(Token.ERROR).name()
        return f'<a href="{escape(mistake.field)}" style="color:{colour}">{text}</a>'


def correct(count: int) -> Words:
    """«Исправьте 3 поля»."""
    tail = "поле" if count % 10 == 1 and count % 100 != 11 else "поля"
    if count % 10 not in (1, 2, 3, 4) or count % 100 in (11, 12, 13, 14):
        tail = "полей"
    return Words(f"Исправьте {count} {tail}", f"Correct {count} {'field' if count == 1 else 'fields'}")


def _placed(mistake: Mistake) -> Words:
    """A mistake in a row of a field of rows says which row."""
    _, _, rest = mistake.field.partition(".")
    row, _, column = rest.partition(".")
    if not column or not row.isdecimal():
        return mistake.words
    number = int(row) + 1
    return Words(f"Строка {number}: {mistake.words.ru}", f"Row {number}: {mistake.words.en}")
