"""Fields for letters: a line, a longer text, and a line under a mask."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from common.qt.desk import Desk
from common.qt.form import masks
from common.qt.form.field import FormField
from common.words import Words

LONGEST = 500
AROUND = 22
"""Pixels of a longer text's frame and margins."""
WRONG_PASSPORT = Words(
    "В паспорте 10 цифр: 4 серии и 6 номера. Сейчас {count}.",
    "A passport has 10 digits: 4 of the series and 6 of the number. Now {count}.",
)
WRONG_MASK = Words(
    "Нужно знаков: {needed}, по образцу {mask}. Сейчас {count}.", "{needed} signs like {mask}. Now {count}."
)


class TextField(FormField):
    """One line; its value is the text without the spaces around it."""

    line: QLineEdit

    def __init__(self, name: str, words: Words, *, longest: int = LONGEST, **options: Any) -> None:
        """`longest` bounds what can be typed; the other options are those of `FormField`."""
        super().__init__(name, words, **options)
        self.longest = longest

    def build(self, desk: Desk) -> QWidget:
        """A line edit."""
        self.line = QLineEdit(maxLength=self.longest)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        return self.line

    def stops(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> Any:
        """The text."""
        return self.line.text().strip()

    def fill(self, value: Any) -> None:
        """Show a text from its beginning."""
        self.line.setText(str(value or ""))
        self.line.setCursorPosition(0)

    def kept(self) -> Any:
        """The text as it stands."""
        return self.line.text()

    def take(self, kept: Any) -> None:
        """The text as it stood."""
        self.line.setText(str(kept))

    def filled(self) -> bool:
        """Whether there is more than spaces."""
        return bool(self.line.text().strip())


class LongTextField(FormField):
    """Several lines; Tab leaves it, Enter begins a new line."""

    sheet: QPlainTextEdit

    def __init__(self, name: str, words: Words, *, rows: int = 3, longest: int = 2000, **options: Any) -> None:
        """`rows` is how many lines are seen at once."""
        super().__init__(name, words, **options)
        self.rows = rows
        self.longest = longest

    def build(self, desk: Desk) -> QWidget:
        """A plain text editor."""
        self.sheet = QPlainTextEdit(tabChangesFocus=True)
        desk.theme.keep(self.sheet, self._measure)
        self.sheet.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.sheet.textChanged.connect(self.changed.emit)
        return self.sheet

    def _measure(self) -> None:
        self.sheet.setFixedHeight(self.sheet.fontMetrics().lineSpacing() * self.rows + AROUND)

    def stops(self) -> Sequence[QWidget]:
        """The editor."""
        return (self.sheet,)

    def value(self) -> Any:
        """The text."""
        return self.sheet.toPlainText().strip()

    def fill(self, value: Any) -> None:
        """Show a text."""
        self.sheet.setPlainText(str(value or ""))

    def kept(self) -> Any:
        """The text as it stands."""
        return self.sheet.toPlainText()

    def take(self, kept: Any) -> None:
        """The text as it stood."""
        self.sheet.setPlainText(str(kept))

    def filled(self) -> bool:
        """Whether there is more than spaces."""
        return bool(self.value())

    def unreadable(self) -> Words | None:
        """Longer than what can be kept?"""
        if len(self.value()) <= self.longest:
            return None
        return Words(
            f"Не длиннее {self.longest} знаков. Сейчас {len(self.value())}.",
            f"At most {self.longest} signs. Now {len(self.value())}.",
        )


class MaskedField(TextField):
    """A line whose groups part themselves while typing; its value is the letters without the mask's own signs."""

    def __init__(
        self, name: str, words: Words, *, mask: str, wrong: Callable[[str], Words] | None = None, **options: Any
    ) -> None:
        """`wrong` says in words what is the matter with a value of another length."""
        super().__init__(name, words, **options)
        self.mask = mask
        self.wrong = wrong or self._wrong_length

    def build(self, desk: Desk) -> QWidget:
        """A line that dresses what is typed; the mistake waits until the field is left."""
        line = super().build(desk)
        self.line.setPlaceholderText("")
        self.line.textEdited.connect(self._dress)
        return line

    def value(self) -> Any:
        """The letters without the mask."""
        return masks.bare(self.line.text(), self.mask)

    def fill(self, value: Any) -> None:
        """Show a value under its mask, given with it or without."""
        super().fill(masks.dressed(masks.bare(str(value or ""), self.mask), self.mask))

    def filled(self) -> bool:
        """Whether a letter of the value is there."""
        return bool(self.value())

    def unreadable(self) -> Words | None:
        """Too short or too long?"""
        raw = self.value()
        return None if len(raw) == masks.places(self.mask) else self.wrong(raw)

    def _dress(self, text: str) -> None:
        before = masks.bare(text[: self.line.cursorPosition()], self.mask)
        raw = masks.bare(text, self.mask)
        shown = masks.dressed(raw, self.mask)
        if shown != text:
            self.line.setText(shown)
            self.line.setCursorPosition(len(shown) if before == raw else masks.after(raw, len(before), self.mask))

    def _wrong_length(self, raw: str) -> Words:
        filled = {"needed": masks.places(self.mask), "mask": self.mask, "count": len(raw)}
        return WRONG_MASK.format(**filled)


class PassportField(MaskedField):
    """Series and number of a Russian passport; never written into a draft."""

    def __init__(self, name: str, words: Words, **options: Any) -> None:
        """The mask and the words are the passport's own."""
        super().__init__(name, words, mask="00 00 000000", wrong=_wrong_passport, secret=True, **options)


def _wrong_passport(raw: str) -> Words:
    return WRONG_PASSPORT.format(count=len(raw))
