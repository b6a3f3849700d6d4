"""The public port of a seat: taken when the seat starts, open only while its player answers behind it."""

import contextlib
from collections.abc import Callable
from urllib.parse import urlsplit

from common import spawn
from common.errors import Broken
from common.http_server.listener import bind
from launcher_app.network import ports
from launcher_app.proxy import Proxy

Opened = Callable[[str, int], Proxy]
"""A proxy that passes on to an address, at a port."""


class Front:
    """Threads may share it. While it is taken and not open, whoever calls is refused, as if nobody were there."""

    def __init__(self, open_proxy: Opened) -> None:
        """Nothing is taken yet."""
        self._open_proxy = open_proxy
        self._lock = spawn.Lock()
        self._free: Callable[[], None] | None = None
        self.port = 0
        self.proxy: Proxy | None = None

    @property
    def url(self) -> str:
        """The address that others are told; empty before a port was ever taken."""
        return ports.url(self.port) if self.port else ""

    def take(self, port: int) -> None:
        """Take the port, any free one for 0, and keep it; Broken `port_in_use` names who has it."""
        with self._lock:
            self._let_go()
            taken = bind(port, listening=False)
            self.port = taken.getsockname()[1]
            self._free = taken.close

    def open(self, url: str) -> None:
        """From now on who calls is passed on to this address; Broken `port_in_use` when the port was lost meanwhile."""
        with self._lock:
            if self.proxy is not None:
                self.proxy.point(url)
                return
            if self._free is None:
                return
            self._let_go()
            self.proxy = self._open_proxy(url, self.port)

    def hold(self) -> None:
        """Whoever calls is refused until it is opened again; the port is kept. Broken `port_in_use` as in `take`."""
        with self._lock:
            if self.proxy is not None:
                self._let_go()
                self._free = bind(self.port, listening=False).close

    def close(self) -> None:
        """Nobody is passed on any more, and the port is free."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        free, self._free = self._free, None
        if free is not None:
            free()
        proxy, self.proxy = self.proxy, None
        if proxy is not None:
            proxy.stop()


def is_itself(url: str, port: int) -> bool:
    """Whether an address is this very port of this computer: nobody can stand before it."""
    with contextlib.suppress(ValueError):
        parts = urlsplit(url)
        return parts.hostname in ("127.0.0.1", "localhost") and parts.port == port
    return False


def in_use(problem: Broken) -> bool:
    """Whether this is about a port that somebody else has."""
    return problem.code == "port_in_use"
