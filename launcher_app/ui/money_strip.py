"""«Где деньги»: the chosen payment's money along the four places, and the sum of its postings."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk
from launcher_app.ui.chosen import Chosen

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher


class MoneyStrip(QWidget):
    """Without a chosen payment: the sums of the whole network."""

    def __init__(self, desk: Desk, launcher: "Launcher", chosen: Chosen) -> None:
        """Nothing is known yet."""
        super().__init__()
