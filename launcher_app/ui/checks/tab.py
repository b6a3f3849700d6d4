"""The tab «Проверки»: criteria and their checks, live while a grading runs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.words import Words
from launcher_app.ui.chosen import Chosen

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

TITLE = Words("Проверки", "Checks")


class ChecksTab(QWidget):
    """`retitled` rings when `title` has changed: the tab shows «Проверки 14/18»."""

    retitled = Signal()

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Nothing has been graded yet."""
        super().__init__()
        self.setObjectName("checks")
        self._desk = desk
        self._launcher = launcher
        self._chosen = chosen

    @property
    def title(self) -> Words:
        """What the tab is called now."""
        return TITLE

    @property
    def grading(self) -> bool:
        """Whether a grading is under way."""
        return False

    def grade(self) -> None:
        """«Проверить и оценить» (F8): ask what, then begin; while one runs, show how far it is."""

    def reports(self) -> None:
        """«Отчёт…» (Ctrl+Shift+R): the last report, its folder, the student's copy."""

    def leave(self) -> None:
        """The window closes: a grading that runs is told to end."""
