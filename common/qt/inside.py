"""The running role behind its window: operations carried out in this very process, exchanges, server."""

import getpass
from typing import Any

from common import ids, trace
from common.errors import Broken
from common.exchange import Exchange
from common.http_server.doors import OPERATOR
from common.operation import Operation, carry_out
from common.principal import Principal
from common.protocol.endpoint import Message
from common.role import opened
from common.serving import Serving


class RoleInside:
    """What a window may do with its role."""

    def __init__(self, instance: opened, operations: tuple[Operation, ...]) -> None:
        """`operations` is the same table as the operator's doors and the commands."""
        self._instance = instance
        self._operations = {one.name: one for one in operations}
        self._operator = _login_name()

    @property
    def role(self) -> str:
        """provider, processing, terminal or consumer."""
        return self._instance.settings.role

    @property
    def profile(self) -> str:
        """The instance's name."""
        return self._instance.settings.profile

    @property
    def server(self) -> Serving:
        """Its HTTP server."""
        return self._instance.serving

    def carry_out(self, operation: str, question: Message) -> Any:
        """In the name of the person at this computer, under a trace id of its own."""
        known = self._operations.get(operation)
        if known is None:
            raise Broken("window_trouble", operation)
        mine = f"W-{ids.payment_code(ids.uuid7(self._instance.clock.now_ms()))}"
        before = trace.current.set(mine)
        try:
            who = Principal(OPERATOR, self._operator, mine)
            return carry_out(self._instance.program, known, who, question)
        finally:
            trace.current.reset(before)

    def commits(self) -> int:
        """A number that grows with each commit."""
        return self._instance.program.database.commits

    def exchanges(self) -> list[Exchange]:
        """The last exchanges, the newest last."""
        return list(self._instance.log.recent)

    def exchanged(self) -> int:
        """How many there were since the start."""
        return self._instance.log.exchanged

    def refused_logins(self) -> list[Exchange]:
        """The last requests whose login did not fit, the newest last."""
        return list(self._instance.log.refused_logins)

    def log_path(self) -> str:
        """The file of the role's log."""
        return str(self._instance.log.lines.path)

    def unexpected(self, error: BaseException) -> None:
        """Written into the log with the place where it happened."""
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else ""
        self._instance.log.error("window trouble", error=f"{type(error).__name__}: {error}", where=where)


def _login_name() -> str:
    """The name this computer knows the person by: it stands beside what they decide."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return OPERATOR
