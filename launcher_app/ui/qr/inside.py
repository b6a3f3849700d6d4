"""What stands behind the workbench's window where a role stands behind a role's: its log, and nothing else."""

from typing import Any

from common.errors import Broken, places
from common.exchange import Exchange
from common.logs import Log
from common.protocol.endpoint import Message
from common.qt.desk import Server
from launcher_app.ui.inside import NoServer


class WorkbenchInside:
    """No role, no database, no doors: whatever is done here is done in the window."""

    role = "qr"
    profile = ""

    def __init__(self, log: Log) -> None:
        """Over a log for what nobody foresaw."""
        self._log = log
        self.server: Server = NoServer()

    def carry_out(self, operation: str, question: Message) -> Any:
        """There are no operations."""
        raise Broken("window_trouble", operation)

    def commits(self) -> int:
        """Nothing is kept, so nothing changes."""
        return 0

    def exchanges(self) -> list[Exchange]:
        """With nobody."""
        return []

    def exchanged(self) -> int:
        """With nobody."""
        return 0

    def refused_logins(self) -> list[Exchange]:
        """Nobody logs in."""
        return []

    def log_path(self) -> str:
        """The file of the log."""
        return str(self._log.lines.path)

    def unexpected(self, error: BaseException) -> None:
        """Write down what nobody foresaw, with the place where it happened; codes are not written."""
        self._log.error("window trouble", error=type(error).__name__, where=places(error))
