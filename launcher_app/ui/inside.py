"""What stands behind the launcher's window where a role stands behind a role's: its board of roles, and no server."""

from typing import Any

from common.errors import Broken
from common.exchange import Exchange
from common.logs import Log
from common.protocol.endpoint import Message
from launcher_app.board import Board


class NoServer:
    """The launcher answers nobody."""

    url = ""
    running = False

    def start(self) -> None:
        """There is nothing to start."""

    def stop(self) -> None:
        """There is nothing to stop."""


class BoardInside:
    """The window is told of a change when a role's state has changed."""

    role = "launcher"

    def __init__(self, board: Board, profile: str, log: Log) -> None:
        """Over a board."""
        self.board = board
        self.profile = profile
        self.server = NoServer()
        self._log = log

    def carry_out(self, operation: str, question: Message) -> Any:
        """The launcher has no doors of its own."""
        raise Broken("window_trouble", operation)

    def commits(self) -> int:
        """A number that grows with each change of a role's state."""
        return self.board.changes

    def exchanges(self) -> list[Exchange]:
        """None of its own."""
        return []

    def exchanged(self) -> int:
        """None of its own."""
        return 0

    def refused_logins(self) -> list[Exchange]:
        """Nobody logs in."""
        return []

    def log_path(self) -> str:
        """The file of the launcher's log."""
        return str(self._log.lines.path)

    def unexpected(self, error: BaseException) -> None:
        """Write down what nobody foresaw."""
        self._log.error("window trouble", error=f"{type(error).__name__}: {error}")
