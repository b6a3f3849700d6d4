"""«Обмены»: stories with their hops as a tree, filters over it, and what can be done with an exchange."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from launcher_app.ui.chosen import Chosen

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher


class ExchangesTab(QWidget):
    """`counted` rings when other numbers are shown; the others ask the window for what is not here."""

    counted = Signal()
    show_asked = Signal()
    """Begin the demo of two minutes."""
    diagram_asked = Signal()
    journal_asked = Signal()
    paused = Signal(bool)

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Empty at first."""
        super().__init__()
        self.setObjectName("exchanges")
        self.shown = 0
        self.total = 0
        """Exchanges in the list, and all there are."""

    def search(self, text: str) -> None:
        """Only stories that hold these words."""
