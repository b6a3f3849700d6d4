"""What stands in the launcher's window besides the map: tabs, the pane beside them, docks, the bar of faults."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.words import Words
from launcher_app.ui.chosen import Chosen

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

    tabs: dict[str, QWidget]
    pane: QWidget
    docks: dict[str, QWidget]
    fault_bar: QWidget


class Nothing(QWidget):
    """A part that is not there yet."""

    def __init__(self, desk: Desk, words: Words) -> None:
        """Its name is all."""
        super().__init__()
        QVBoxLayout(self).addWidget(spoken.label(desk, words, "hint"))


def make(desk: Desk, launcher: "Launcher", chosen: Chosen) -> Parts:
    """All parts of one window."""
    return Parts(
        tabs={name: Nothing(desk, words) for name, words in TABS.items()},
        pane=Nothing(desk, Words("Запрос и ответ", "Request and reply")),
        docks={name: Nothing(desk, words) for name, words in DOCKS.items()},
        fault_bar=QWidget(),
    )
