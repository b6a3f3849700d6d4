"""Fields for numbers and sums: typed freely, read into whole units, shown as understood once the field is left."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from common.money import LARGEST, RUB
from common.qt import wording
from common.qt.desk import Desk
from common.qt.form.field import FormField
from common.qt.form.sums import read_number, spelt
from common.qt.spoken import label
from common.words import Language, Words

OUT_OF_RANGE = Words("Можно от {least} до {most}.", "From {least} to {most}.")
TOO_SMALL = Words("Можно от {least}.", "From {least}.")
TOO_GREAT = Words("Можно не больше {most}.", "At most {most}.")


FEWEST_DIGITS, MOST_DIGITS = 8, 22
"""A line for a number is about as wide as its numbers, and its unit stands beside it."""
MANY_TIMES = 100


class NumberField(FormField):
    """A whole number, or one with `decimals` kept as a whole: `1,5` with two decimals is 150."""

    line: QLineEdit

    def __init__(
        self,
        name: str,
        words: Words,
        *,
        decimals: int = 0,
        minimum: int | None = 0,
        maximum: int | None = None,
        suffix: Words | None = None,
        step: int = 0,
        **options: Any,
    ) -> None:
        """Bounds and `step` (for the arrow keys) are in the smallest units; `suffix` stands after the line."""
        super().__init__(name, words, **options)
        self.decimals = decimals
        self.minimum = minimum
        self.maximum = maximum
        self.suffix = suffix
        self.step = step

    def build(self, desk: Desk) -> QWidget:
        """A right-aligned line and its unit."""
        self._desk = desk
        self.line = QLineEdit(alignment=Qt.AlignmentFlag.AlignRight, maxLength=60)
        desk.theme.keep(self.line, self._measure)
        self.line.textChanged.connect(lambda _: self.changed.emit())
        self.line.installEventFilter(self)
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, MANY_TIMES)
        if self.suffix is not None:
            layout.addWidget(label(desk, self.suffix))
        layout.addStretch(1)
        return row

    def _measure(self) -> None:
        digit = self.line.fontMetrics().horizontalAdvance("0")
        self.line.setMinimumWidth(digit * FEWEST_DIGITS)
        self.line.setMaximumWidth(digit * MOST_DIGITS)

    def stops(self) -> Sequence[QWidget]:
        """The line."""
        return (self.line,)

    def value(self) -> Any:
        """The number in its smallest units, or None."""
        read = read_number(self.line.text(), self.decimals) if self.filled() else None
        return read if isinstance(read, int) else None

    def fill(self, value: Any) -> None:
        """Show a number, or nothing for None."""
        self.line.setText("" if value is None else self.shown(value, self._desk.languages.current))

    def kept(self) -> Any:
        """The number, or the text where it is none."""
        read = self.value()
        return self.line.text() if read is None else read

    def take(self, kept: Any) -> None:
        """The number or the text again."""
        if isinstance(kept, int):
            self.fill(kept)
        else:
            self.line.setText(str(kept))

    def filled(self) -> bool:
        """Whether anything was typed."""
        return bool(self.line.text().strip())

    def unreadable(self) -> Words | None:
        """No number, or one out of its bounds?"""
        read = read_number(self.line.text(), self.decimals)
        return read if isinstance(read, Words) else self._bounds(read)

    def settle(self) -> None:
        """Write the number as it was understood; the cursor's place does not matter any more."""
        read = self.value()
        if read is not None and self.unreadable() is None:
            text = self.shown(read, self._desk.languages.current)
            if text != self.line.text():
                self.line.setText(text)

    def shown(self, number: int, language: Language) -> str:
        """A number as the field writes it."""
        return spelt(number, self.decimals, language, trimmed=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys go by steps, where there are steps."""
        if self.step and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
            if way:
                self._go(way * self.step)
                return True
        return super().eventFilter(watched, event)

    def _go(self, by: int) -> None:
        wanted = (self.value() or 0) + by
        if self.minimum is not None:
            wanted = max(wanted, self.minimum)
        if self.maximum is not None:
            wanted = min(wanted, self.maximum)
        self.fill(wanted)

    def _bounds(self, number: int) -> Words | None:
        least, most = self.minimum, self.maximum
        if (least is None or number >= least) and (most is None or number <= most):
            return None
        words = TOO_GREAT if least is None else TOO_SMALL if most is None else OUT_OF_RANGE
        return Words(words.ru.format(**self._ends("ru")), words.en.format(**self._ends("en")))

    def _ends(self, language: Language) -> dict[str, str]:
        ends = {"least": self.minimum, "most": self.maximum}
        return {name: self._end(end, language) for name, end in ends.items() if end is not None}

    def _end(self, number: int, language: Language) -> str:
        """A bound in the words about bounds."""
        return self.shown(number, language)


class MoneyField(NumberField):
    """A sum in minor units; its bounds are told as sums."""

    def __init__(
        self,
        name: str,
        words: Words,
        *,
        currency: str = RUB,
        minimum: int | None = 1,
        maximum: int = LARGEST,
        **options: Any,
    ) -> None:
        """The sign of the currency stands after the line."""
        self.sign = wording.SIGNS.get(currency, currency)
        unit = Words(self.sign, self.sign)
        super().__init__(name, words, decimals=2, minimum=minimum, maximum=maximum, suffix=unit, **options)

    def shown(self, number: int, language: Language) -> str:
        """«1 500,50»."""
        return wording.bare_money(number, language)

    def _end(self, number: int, language: Language) -> str:
        return f"{self.shown(number, language)}\u00a0{self.sign}"
