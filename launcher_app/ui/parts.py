"""What stands in the launcher's window besides the map: tabs, the pane beside them, docks, the bar of faults."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.words import Words
from launcher_app.ui.checks import ChecksTab
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.diagram import DiagramTab
from launcher_app.ui.exchanges import ExchangesTab, HopPane
from launcher_app.ui.faults import FaultBar, FaultsDock
from launcher_app.ui.first_use import ChecklistDock
from launcher_app.ui.journals import JournalsTab
from launcher_app.ui.lessons import LessonsDock

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher

TABS = {
    "exchanges": Words("Обмены", "Exchanges"),
    "diagram": Words("Диаграмма", "Diagram"),
    "journals": Words("Журналы", "Logs"),
    "checks": Words("Проверки", "Checks"),
}
DOCKS = {
    "faults": Words("Сбои", "Faults"),
    "checklist": Words("Список дел", "Checklist"),
    "lessons": Words("Уроки", "Lessons"),
}


class Parts(NamedTuple):
    """Each by itself; they meet in what is chosen."""

    exchanges: ExchangesTab
    diagram: DiagramTab
    journals: JournalsTab
    checks: ChecksTab
    pane: HopPane
    faults: FaultsDock
    fault_bar: FaultBar
    checklist: ChecklistDock
    lessons: LessonsDock

    @property
    def tabs(self) -> dict[str, QWidget]:
        """By their stable names, in their order."""
        return {name: getattr(self, name) for name in TABS}

    @property
    def docks(self) -> dict[str, QWidget]:
        """By their stable names."""
        return {name: getattr(self, name) for name in DOCKS}


def make(desk: Desk, launcher: "Launcher", chosen: Chosen) -> Parts:
    """All parts of one window."""
    return Parts(
        exchanges=ExchangesTab(desk, launcher, chosen),
        diagram=DiagramTab(desk, launcher, chosen),
        journals=JournalsTab(desk, launcher, chosen),
        checks=ChecksTab(desk, launcher),
        pane=HopPane(desk, launcher, chosen),
        faults=FaultsDock(desk, launcher),
        fault_bar=FaultBar(desk, launcher),
        checklist=ChecklistDock(desk, launcher),
        lessons=LessonsDock(desk, launcher),
    )
