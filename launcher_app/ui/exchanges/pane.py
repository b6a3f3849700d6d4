"""One exchange in full: request and reply, what it means, and how to ask the same from a command line."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from launcher_app.ui.chosen import Chosen

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher


class HopPane(QWidget):
    """Shows the chosen hop, or the chosen story as a whole."""

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Nothing is chosen."""
        super().__init__()
        self.setObjectName("hop-pane")
