"""A field for the period of a report: the usual ones by one choice, any other by its first and last day."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from common.clock import moment
from common.qt import spoken, wording
from common.qt.desk import Desk
from common.qt.form import FormField
from common.qt.form.choice import CalmComboBox
from common.qt.form.day import FORMATS, CalmDateEdit
from common.words import Words, same

OWN = "own"
PRESETS: dict[str, Words] = {
    "today": Words("Сегодня", "Today"),
    "yesterday": Words("Вчера", "Yesterday"),
    "week": Words("Неделя", "Week"),
    "month": Words("Месяц", "Month"),
    "last_month": Words("Прошлый месяц", "Last month"),
    OWN: Words("Период…", "Period…"),
}
FIRST, LAST = Words("Первый день", "First day"), Words("Последний день", "Last day")
FROM, TO = Words("с", "from"), Words("по", "to")
BACKWARDS = Words("Последний день раньше первого.", "The last day is before the first one.")
TOO_LONG = Words("Не больше года: {days} дней.", "At most a year: {days} days.")
MOST_DAYS = 366
Days = tuple[date, date]
Bounds = tuple[datetime, datetime]


class PeriodField(FormField):
    """Its value is [since, until) as moments: from the first day's midnight here to the one after the last day."""

    box: CalmComboBox
    first: CalmDateEdit
    last: CalmDateEdit

    def build(self, desk: Desk) -> QWidget:
        """The choice with the days it means beside it; the days can be changed where the period is one's own."""
        self._desk = desk
        self._today = wording.local(moment(desk.clock.now_ms())).date()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = QHBoxLayout()
        self.box = CalmComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.addItems([desk.say(words) for words in PRESETS.values()])
        self.box.setCurrentIndex(1)
        self.shown = spoken.label(desk, self._shown_words, "hint")
        self.shown.setObjectName(f"{self.name}-days")
        line.addWidget(self.box)
        line.addWidget(self.shown, 1)
        column.addLayout(line)
        column.addWidget(self._build_days())
        self.box.currentIndexChanged.connect(lambda _: self._chosen())
        desk.languages.changed.connect(self._speak)
        self._chosen()
        return whole

    def stops(self) -> Sequence[QWidget]:
        """The choice, then the days."""
        return (self.box, self.first, self.last)

    def faces(self) -> Sequence[QWidget]:
        """The days say themselves which they are."""
        return (self.box,)

    @property
    def preset(self) -> str:
        """Which of the usual ones is chosen."""
        return list(PRESETS)[max(0, self.box.currentIndex())]

    def days(self) -> Days:
        """The first and the last day."""
        return self._of_preset(self.preset) or (_day(self.first), _day(self.last))

    def value(self) -> Any:
        """Both moments, or None where the days are the wrong way round."""
        first, last = self.days()
        return (_midnight(first), _midnight(last + timedelta(days=1))) if first <= last else None

    def fill(self, value: Any) -> None:
        """Show a period: the usual one that it is today, or its days."""
        if isinstance(value, str):
            self._choose(value)
            return
        since, until = value
        first, last = wording.local(since).date(), (wording.local(until) - timedelta(minutes=1)).date()
        usual = next((name for name in PRESETS if self._of_preset(name) == (first, last)), OWN)
        self._put(first, last)
        self._choose(usual)

    def kept(self) -> Any:
        """The choice and, where it is one's own, the days."""
        first, last = self.days()
        return [self.preset, *([first.isoformat(), last.isoformat()] if self.preset == OWN else [])]

    def take(self, kept: Any) -> None:
        """The same again."""
        preset, *days = kept
        if days:
            self._put(date.fromisoformat(days[0]), date.fromisoformat(days[1]))
        self._choose(preset)

    def filled(self) -> bool:
        """There always is one."""
        return True

    def unreadable(self) -> Words | None:
        """Days the wrong way round, or too many of them."""
        first, last = self.days()
        if last < first:
            return BACKWARDS
        return TOO_LONG.format(days=(last - first).days + 1) if (last - first).days >= MOST_DAYS else None

    def _build_days(self) -> QWidget:
        self._own = QWidget()
        line = QHBoxLayout(self._own)
        line.setContentsMargins(0, 0, 0, 0)
        self.first, self.last = CalmDateEdit(), CalmDateEdit()
        for editor, words, small, name in ((self.first, FIRST, FROM, "first"), (self.last, LAST, TO, "last")):
            editor.setCalendarPopup(True)
            editor.setObjectName(f"{self.name}-{name}")
            self._desk.languages.bind(editor, editor.speak, FORMATS)
            spoken.named(self._desk, editor, words)
            editor.dateChanged.connect(lambda _: self.changed.emit())
            mark: QLabel = spoken.label(self._desk, small)
            line.addWidget(mark)
            line.addWidget(editor)
        line.addStretch(1)
        return self._own

    def _chosen(self) -> None:
        """One's own period begins with the days that were shown before."""
        usual = self._of_preset(self.preset)
        if usual is not None:
            self._put(*usual)
        self._own.setVisible(usual is None)
        self.shown.setVisible(usual is not None)
        self.shown.setText(self._desk.say(self._shown_words()))
        self.changed.emit()

    def _choose(self, preset: str) -> None:
        names = list(PRESETS)
        self.box.setCurrentIndex(names.index(preset) if preset in names else names.index(OWN))

    def _put(self, first: date, last: date) -> None:
        self.first.setDate(QDate(first.year, first.month, first.day))
        self.last.setDate(QDate(last.year, last.month, last.day))

    def _of_preset(self, preset: str) -> Days | None:
        today, begins = self._today, self._today.replace(day=1)
        before = begins - timedelta(days=1)
        return {
            "today": (today, today),
            "yesterday": (today - timedelta(days=1), today - timedelta(days=1)),
            "week": (today - timedelta(days=6), today),
            "month": (begins, today),
            "last_month": (before.replace(day=1), before),
        }.get(preset)

    def _shown_words(self) -> Words:
        first, last = self.days() if hasattr(self, "first") else (self._today, self._today)
        return same(f"{first:%d.%m.%Y}" if first == last else f"{first:%d.%m.%Y} – {last:%d.%m.%Y}")

    def _speak(self) -> None:
        for place, words in enumerate(PRESETS.values()):
            self.box.setItemText(place, self._desk.say(words))


def _day(editor: CalmDateEdit) -> date:
    chosen = editor.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def _midnight(day: date) -> datetime:
    """When a day begins on this computer."""
    return datetime.combine(day, time()).astimezone()
