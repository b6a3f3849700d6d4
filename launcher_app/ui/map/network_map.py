"""The cards of all seats, and the arrows painted behind them."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from common.qt.desk import Desk

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher


class NetworkMap(QWidget):
    """Follows the board of the network that is open."""

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """No seats yet."""
        super().__init__()
        self._launcher = launcher

    def refresh(self) -> None:
        """Show what the board knows."""
