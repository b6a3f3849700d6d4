"""«Так это увидит плательщик»: a field as a kiosk asks for it, with what was typed so far under its mask."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout

from common.fields import Field
from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words, same

TITLE = Words("Так это увидит плательщик", "What the payer will see")
ENTER = Words("Введите: {label}", "Enter: {label}")
KEYS = ("123", "456", "789", "⌫0✓")
LETTERS = Words("Здесь откроется клавиатура с буквами", "A keyboard with letters opens here")
WITH_DIGITS = ("digits", "phone", "amount", "date")
KEY_HEIGHT = 30


class PayerPreview(QFrame):
    """Drawn anew at each change of the field or of what is tried on it."""

    def __init__(self, desk: Desk) -> None:
        """Nothing to show yet."""
        super().__init__()
        self.desk = desk
        self._field: Field | None = None
        self.setProperty("card", True)
        self.setObjectName("payer-preview")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(spoken.label(desk, TITLE, "hint", wrap=True))
        self.asked = spoken.label(desk, self._asked, "title", wrap=True)
        column.addWidget(self.asked)
        self.typed = QLabel()
        self.typed.setObjectName("payer-typed")
        self.typed.setProperty("card", True)
        self.typed.setTextFormat(Qt.TextFormat.PlainText)
        self.typed.setFrameShape(QFrame.Shape.StyledPanel)
        self.typed.setMargin(6)
        desk.theme.keep(self.typed, lambda: self.typed.setFont(desk.theme.font(14, mono=True)))
        column.addWidget(self.typed)
        self.hint = spoken.label(desk, self._hint, "hint", wrap=True)
        column.addWidget(self.hint)
        self.refusal = spoken.label(desk, same(""), "mistake", wrap=True)
        self.refusal.setObjectName("payer-refusal")
        column.addWidget(self.refusal)
        self._keys = self._keyboard()
        column.addWidget(self._keys)
        self.letters = spoken.label(desk, LETTERS, "hint", wrap=True)
        column.addWidget(self.letters)
        column.addStretch(1)

    def show_field(self, field: Field | None) -> None:
        """The words of a field."""
        self._field = field
        self.asked.setText(self.desk.say(self._asked()))
        self.hint.setText(self.desk.say(self._hint()))
        digits = field is not None and field.type in WITH_DIGITS
        self._keys.setVisible(digits)
        self.letters.setVisible(field is not None and not digits)

    def show_typed(self, text: str, refusal: Words | None) -> None:
        """What was typed, in the mask, and what the payer is told of it."""
        self.typed.setText(text)
        self.desk.languages.bind(self.refusal, self.refusal.setText, refusal or same(""))
        self.refusal.setVisible(refusal is not None)

    def _asked(self) -> Words:
        if self._field is None:
            return same("")
        label = self._field.label
        return Words(ENTER.ru.format(label=label.ru), ENTER.en.format(label=label.en or label.ru))

    def _hint(self) -> Words:
        return self._field.hint if self._field is not None else same("")

    def _keyboard(self) -> QFrame:
        """Keys to look at: nothing is pressed here."""
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for row, keys in enumerate(KEYS):
            for place, key in enumerate(keys):
                made = QLabel(key)
                made.setAlignment(Qt.AlignmentFlag.AlignCenter)
                made.setFrameShape(QFrame.Shape.StyledPanel)
                made.setMinimumHeight(KEY_HEIGHT)
                grid.addWidget(made, row, place)
        return frame
