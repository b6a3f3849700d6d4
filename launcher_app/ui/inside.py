"""What stands behind the launcher's window where a role stands behind a role's: the launcher, and its own server."""

from typing import Any

from common.errors import Broken, places
from common.exchange import Exchange
from common.protocol.endpoint import Message
from common.qt.desk import Server
from launcher_app.launcher import Launcher
from launcher_app.served import ROLE


class NoServer:
    """A window that answers nobody."""

    url = page_url = ""
    running = False

    def start(self) -> None:
        """There is nothing to start."""

    def stop(self) -> None:
        """There is nothing to stop."""


class LauncherInside:
    """The window is told of a change when a seat has changed, or another network was opened."""

    role = ROLE

    def __init__(self, launcher: Launcher, server: Server | None = None) -> None:
        """Over a launcher."""
        self._launcher = launcher
        self.server = server or NoServer()

    @property
    def profile(self) -> str:
        """The open network."""
        return self._launcher.network

    def carry_out(self, operation: str, question: Message) -> Any:
        """The launcher has no operations of its own: it asks the roles by `board.ask`."""
        raise Broken("window_trouble", operation)

    def commits(self) -> int:
        """A number that grows with each change of a seat."""
        return self._launcher.changes

    def exchanges(self) -> list[Exchange]:
        """None of its own."""
        return []

    def exchanged(self) -> int:
        """None of its own."""
        return 0

    def refused_logins(self) -> list[Exchange]:
        """Nobody but this computer's operator logs in."""
        return []

    def log_path(self) -> str:
        """The file of the launcher's log."""
        return str(self._launcher.log.lines.path)

    def unexpected(self, error: BaseException) -> None:
        """Write down what nobody foresaw, with the place where it happened."""
        self._launcher.log.error("window trouble", error=f"{type(error).__name__}: {error}", where=places(error))
