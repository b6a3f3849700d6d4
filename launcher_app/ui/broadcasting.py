"""The roles' windows follow the launcher's: the same language, the same light."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from common.errors import OplataError
from common.qt.desk import Desk
from launcher_app.network.seat import Player

if TYPE_CHECKING:
    from launcher_app.launcher import Launcher


class Broadcast(QObject):
    """Tells those of our roles that run; one that has no window, or no time, is left alone."""

    def __init__(self, desk: Desk, launcher: "Launcher") -> None:
        """Nothing is told yet."""
        super().__init__()
        self._desk = desk
        self._launcher = launcher

    def tell(self) -> None:
        """How it looks here now."""
        look = {"language": self._desk.languages.current, "theme": str(self._desk.theme.choice)}
        board = self._launcher.board
        for seat in board.seats:
            if seat.player is Player.OURS and board.looks[seat.name].answers:
                ask = partial(board.ask, seat.name, "ui-set", **look)
                self._desk.work(self, ask, then=_told, failed=_unheard)


def _told(_: Any) -> None:
    """It has changed."""


def _unheard(_: OplataError) -> None:
    """It speaks as before."""
