"""The tab «Диаграмма»: the chosen story, or the last of the whole network, as a sequence diagram."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from common.words import Words
from launcher_app.ui.chosen import Chosen


class DiagramTab(QWidget):
    """`opened` rings with a hop's number when a person wants to see it whole."""

    title = Words("Диаграмма", "Diagram")
    opened = Signal(int)

    def __init__(self, desk: Desk, launcher: Any, chosen: Chosen) -> None:
        """Nothing is chosen yet."""
        super().__init__()
        self.setObjectName("diagram")
