"""Periods above a list: today, yesterday, a week; days are those of this computer."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QComboBox

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.words import Words

PERIOD = Words("Период", "Period")
PERIODS = {
    "today": Words("Сегодня", "Today"),
    "yesterday": Words("Вчера", "Yesterday"),
    "week": Words("7 дней", "7 days"),
}
ALL = Words("Всё время", "All time")
Bounds = tuple[datetime | None, datetime | None]


def bounds(desk: Desk, period: str | None) -> Bounds:
    """A period's beginning and end; None where it has none."""
    now = moment(desk.clock.now_ms())
    if period == "today":
        return wording.day_bounds(now)[0], None
    if period == "yesterday":
        return wording.day_bounds(now, 1)
    return (wording.day_bounds(now, 6)[0], None) if period == "week" else (None, None)


class PeriodBox(QComboBox):
    """The choice of a period where a page has no other filter."""

    def __init__(self, desk: Desk) -> None:
        """All the time at first."""
        super().__init__()
        self._desk = desk
        self.setObjectName("filter-period")
        spoken.named(desk, self, PERIOD)
        self._say()
        desk.languages.changed.connect(self._say)

    def bounds(self) -> Bounds:
        """The chosen period's beginning and end."""
        return bounds(self._desk, self.currentData())

    def _say(self) -> None:
        options: Sequence[tuple[str | None, Words]] = [(None, ALL), *PERIODS.items()]
        chosen = max(0, self.currentIndex())
        self.blockSignals(True)
        self.clear()
        for value, words in options:
            self.addItem(self._desk.say(words), value)
        self.setCurrentIndex(chosen)
        self.blockSignals(False)
