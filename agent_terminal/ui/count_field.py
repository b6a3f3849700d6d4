"""Counting notes: a line a denomination, booked beside counted, and the difference as the service tells it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QWidget

from agent_terminal.service.messages import Counted, Denomination, EncashTried
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.facts import NOTHING, sum_words
from common.qt.form import FormField
from common.words import Language, Words, same

NOTE, BOOKED = Words("Купюра", "Note"), Words("По учёту", "Booked")
COUNTED, DIFFERENCE = Words("Посчитано", "Counted"), Words("Разница", "Difference")
COUNTED_OF = Words("Посчитано купюр {value}", "Counted notes of {value}")
PIECES, TOTAL = Words("{number} шт.", "{number} pcs"), Words("Всего", "Total")
AGREES = Words("сходится", "agrees")
DIGITS, WIDTH = QRegularExpression(r"\d{0,5}"), 90
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CountField(FormField):
    """Its value is a list of Counted, of the lines that are filled; `show_tried` puts the differences beside them."""

    def __init__(self, name: str, words: Words, denominations: Sequence[Denomination], **options: Any) -> None:
        """`denominations` are what may be counted."""
        super().__init__(name, words, **options)
        self._denominations = list(denominations)
        self.lines: dict[int, QLineEdit] = {}
        self._booked: dict[int, QLabel] = {}
        self._differences: dict[int, QLabel] = {}

    def build(self, desk: Desk) -> QWidget:
        """A table of lines, the largest note first, as a stack of notes is counted."""
        self._desk = desk
        self._frame = QFrame()
        self._frame.setProperty("card", True)
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(3, 1)
        for place, words in enumerate((NOTE, BOOKED, COUNTED, DIFFERENCE)):
            self._grid.addWidget(spoken.label(desk, words, "hint"), 0, place, RIGHT)
        for row, one in enumerate(sorted(self._denominations, key=lambda each: -each.value), 1):
            self._add(row, one)
        self._build_total(len(self._denominations) + 1)
        return self._frame

    def stops(self) -> Sequence[QWidget]:
        """The lines, the largest note first."""
        return list(self.lines.values())

    def faces(self) -> Sequence[QWidget]:
        """The frame carries the field's name; each line has one of its own."""
        return (self._frame,)

    def value(self) -> Any:
        """What is filled in."""
        return [Counted(value=value, notes=int(line.text())) for value, line in self.lines.items() if line.text()]

    def fill(self, value: Any) -> None:
        """Show these numbers and no others."""
        numbers = {one.value: one.notes for one in value or ()}
        for note, line in self.lines.items():
            line.setText(str(numbers[note]) if note in numbers else "")

    def kept(self) -> Any:
        """What was typed, as plain JSON."""
        return {str(value): line.text() for value, line in self.lines.items()}

    def take(self, kept: Any) -> None:
        """As it was."""
        for value, line in self.lines.items():
            line.setText(str(kept.get(str(value), "")))

    def filled(self) -> bool:
        """Whether anything was counted."""
        return any(line.text() for line in self.lines.values())

    def focus(self, place: str = "") -> None:
        """Into the line of a value, or into the first that is booked and empty."""
        wanted = self.lines.get(int(place)) if place.isdecimal() else None
        line = wanted or next(iter(self.lines.values()))
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_as_booked(self) -> None:
        """All agree: nobody types what the books have."""
        for one in self._denominations:
            self.lines[one.value].setText(str(one.notes))

    def show_inner(self, said: Any) -> None:
        """A line that must be filled has the red frame; its words stand in the summary."""
        for value, line in self.lines.items():
            self._mark(line, mistaken=str(value) in said)

    def _mark(self, line: QLineEdit, *, mistaken: bool) -> None:
        if bool(line.property("mistaken")) != mistaken:
            line.setProperty("mistaken", mistaken)
            line.style().unpolish(line)
            line.style().polish(line)

    def show_tried(self, tried: EncashTried) -> None:
        """The books may have changed meanwhile, too."""
        self._denominations = list(tried.denominations)
        for one in tried.denominations:
            if one.value in self.lines:
                self._say(self._booked[one.value], _pieces(one.notes))
                self._show_difference(self._differences[one.value], one.difference)
        self._say(self._total_booked, _sum_of(tried.notes, tried.total))
        self._say(self._total_counted, _sum_of(tried.counted_notes, tried.counted_total))
        self._show_difference(self._total_difference, tried.difference, differs=tried.differs)

    def _add(self, row: int, one: Denomination) -> None:
        value = sum_words(one.value)
        self._grid.addWidget(spoken.label(self._desk, value), row, 0, RIGHT)
        booked = spoken.label(self._desk, _pieces(one.notes))
        line = QLineEdit(alignment=Qt.AlignmentFlag.AlignRight)
        line.setValidator(QRegularExpressionValidator(DIGITS, line))
        line.setObjectName(f"count-{one.value}")
        theme = self._desk.theme
        theme.keep(line, lambda: line.setFixedWidth(theme.scaled(WIDTH)))
        named = Words(COUNTED_OF.ru.format(value=value.ru), COUNTED_OF.en.format(value=value.en))
        spoken.named(self._desk, line, named)
        line.textChanged.connect(lambda _: self._typed(one.value))
        line.returnPressed.connect(line.focusNextChild)
        difference = spoken.label(self._desk, NOTHING)
        difference.setObjectName(f"difference-{one.value}")
        for place, widget in enumerate((booked, line, difference), 1):
            self._grid.addWidget(widget, row, place, RIGHT)
        self.lines[one.value], self._booked[one.value], self._differences[one.value] = line, booked, difference

    def _typed(self, value: int) -> None:
        """Another number: what was said of this line may be true no more."""
        self._mark(self.lines[value], mistaken=False)
        self.corrected.emit(str(value))
        self.changed.emit()

    def _build_total(self, row: int) -> None:
        self._total_booked, self._total_counted, self._total_difference = (
            spoken.label(self._desk, NOTHING) for _ in range(3)
        )
        self._grid.addWidget(spoken.label(self._desk, TOTAL), row, 0, RIGHT)
        for place, name in enumerate(("booked", "counted", "difference"), 1):
            label = (self._total_booked, self._total_counted, self._total_difference)[place - 1]
            label.setObjectName(f"total-{name}")
            self._grid.addWidget(label, row, place, RIGHT)

    def _show_difference(self, label: QLabel, amount: int | None, *, differs: bool = False) -> None:
        """Red where it is not nothing, and a word where it is: never the colour alone."""
        if amount is None:
            words, role = NOTHING, "text"
        elif amount or differs:
            words, role = Words(signed(amount, "ru"), signed(amount, "en")), "mistake"
        else:
            words, role = AGREES, "ok"
        if label.property("role") != role:
            label.setProperty("role", role)
            label.style().unpolish(label)
            label.style().polish(label)
        self._say(label, words)

    def _say(self, label: QLabel, words: Words) -> None:
        self._desk.languages.bind(label, label.setText, words)


def signed(amount: int, tongue: Language) -> str:
    """«+500,00 ₽», «−100,00 ₽»."""
    return f"+{wording.money(amount, tongue)}" if amount > 0 else wording.money(amount, tongue)


def _pieces(number: int) -> Words:
    return PIECES.format(number=number) if number else same("—")


def _sum_of(notes: int, total: int) -> Words:
    """«12 шт., 7 000,00 ₽»."""
    pieces, sums = PIECES.format(number=notes), sum_words(total)
    return Words(f"{pieces.ru}, {sums.ru}", f"{pieces.en}, {sums.en}")
