"""The HTTP server of a running role: it can be stopped and started again while the program goes on."""

import platform
from collections.abc import Callable
from urllib.parse import urlsplit

from common.http_server import Application, Listener, Private, bind
from common.settings import LOOPBACK

EVERYWHERE = "0.0.0.0"


class Serving:
    """Has the port from the beginning; answers between `start` and `stop`.

    `url` is where others find it, `own_url` where it answers itself: two places when somebody stands before it.
    """

    def __init__(
        self,
        port: int,
        build: Callable[[], Application],
        public_url: str = "",
        *,
        host: str = LOOPBACK,
        private: Private | None = None,
    ) -> None:
        """Take the port, any free one for 0; Broken `port_in_use` names who has it."""
        self._build = build
        self._line = _Line(port, host, private)
        self._page: _Line | None = None
        self.port = self._line.port
        self._scheme = "http" if private is None else "https"
        self.own_url = self._at(LOOPBACK if host == EVERYWHERE else host)
        self.url = public_url or self._at(platform.node() if host == EVERYWHERE else host)

    @property
    def page_url(self) -> str:
        """Where a page in this program's own window finds it: a browser knows no authority of ours, and needs none.

        Of a server that speaks TLS it is a port of its own, on this computer only, opened when first asked about.
        """
        if self._scheme == "http":
            return self.url
        if self._page is None:
            self._page = _Line(0, LOOPBACK)
            if self.running:
                self._page.open(self._build)
        return f"http://{LOOPBACK}:{self._page.port}"

    @property
    def running(self) -> bool:
        """Whether it answers."""
        return self._line.answers

    def start(self) -> None:
        """Answer; Broken `port_in_use` when somebody took the port meanwhile."""
        if self.running:
            return
        self._line.open(self._named, urlsplit(self.url).hostname or LOOPBACK)
        if self._page is not None:
            self._page.open(self._build)

    def stop(self) -> None:
        """Finish what is under way, let the port go."""
        for line in (self._line, self._page):
            if line is not None:
                line.close()

    def _named(self) -> Application:
        application = self._build()
        application.url = self.url
        return application

    def _at(self, host: str) -> str:
        return f"{self._scheme}://{host}:{self.port}"


class _Line:
    """A port that is taken from the beginning, and whoever answers there between `open` and `close`."""

    def __init__(self, port: int, host: str, private: Private | None = None) -> None:
        self._host = host
        self._private = private
        self._taken = [bind(port, host)]
        self.port: int = self._taken[0].getsockname()[1]
        self._listener: Listener | None = None

    @property
    def answers(self) -> bool:
        return self._listener is not None and self._listener.alive

    def open(self, build: Callable[[], Application], *names: str) -> None:
        taken = self._taken.pop() if self._taken else bind(self.port, self._host)
        self._listener = Listener(build(), taken, names=names, private=self._private)
        self._listener.wait()

    def close(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()
        while self._taken:
            self._taken.pop().close()
