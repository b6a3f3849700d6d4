"""The line over the checks: how far a grading is or how the last one ended, and what can be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.table.chip import Chip
from common.words import Words

GRADE = Words("Проверить и оценить…", "Check and grade…")
ABORT = Words("Прервать", "Break off")
STOPPING = Words("Прерывается…", "Breaking off…")
REPORT = Words("Отчёт…", "Report…")
PROGRESS = Words("Ход проверки", "Progress of the check")
BAR = 10
"""Pixels: its height; the sentence above it says the same in words."""
ALL, LOST = Words("Все", "All"), Words("Не пройдено", "Not passed")
ALL_MEANS, LOST_MEANS = Words("Показать все проверки", "Show all checks"), Words("Только не пройденные", "Failed only")


class Head(QWidget):
    """Says what it is told; its buttons ask whoever made it."""

    def __init__(
        self,
        desk: Desk,
        *,
        grade: Callable[[], object],
        abort: Callable[[], object],
        report: Callable[[], object],
        only: Callable[[bool], object],
    ) -> None:
        """Nothing is under way."""
        super().__init__()
        self._desk = desk
        self.said = spoken.label(desk, Words("", ""), wrap=True)
        self.said.setObjectName("checks-said")
        self.bar = spoken.named(desk, QProgressBar(), PROGRESS)
        self.bar.setObjectName("checks-progress")
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR)
        self.grade = self._button("grade", GRADE, grade, primary=True, icon="check", keys="F8")
        self.abort = self._button("abort-grading", ABORT, abort, icon="stop")
        self.report = self._button("reports", REPORT, report, icon="details", keys="Ctrl+Shift+R")
        self.all = Chip(desk, "checks-all", lambda: only(False))
        self.lost = Chip(desk, "checks-lost", lambda: only(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.said)
        column.addWidget(self.bar)
        column.addLayout(self._row())
        self.show_only(False, 0, 0)

    def show_only(self, only: bool, every: int, lost: int) -> None:
        """Which of the two lists is on, with their numbers."""
        self.all.tell(_numbered(ALL, every), ALL_MEANS, on=not only)
        self.lost.tell(_numbered(LOST, lost), LOST_MEANS, on=only)
        for chip in (self.all, self.lost):
            chip.setVisible(every > 0)

    def show_running(self, running: bool, *, stopping: bool, reports: bool) -> None:
        """What can be done now."""
        self.bar.setVisible(running)
        self.grade.setVisible(not running)
        self.abort.setVisible(running)
        self.abort.setEnabled(not stopping)
        words = STOPPING if stopping else ABORT
        self._desk.languages.bind(self.abort, self.abort.setText, words)
        self._desk.languages.bind(self.abort, self.abort.setAccessibleName, words)
        self.report.setVisible(not running and reports)

    def _button(
        self, name: str, words: Words, run: Callable[[], object], *, icon: str, keys: str = "", primary: bool = False
    ) -> QPushButton:
        made = spoken.button(self._desk, words, run, icon=icon, primary=primary)
        made.setObjectName(name)
        made.setToolTip(keys)
        return made

    def _row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.all)
        row.addWidget(self.lost)
        row.addStretch(1)
        for widget in (self.abort, self.report, self.grade):
            row.addWidget(widget)
        return row


def _numbered(words: Words, count: int) -> Words:
    return Words(f"{words.ru} {count}", f"{words.en} {count}")
