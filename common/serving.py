"""The HTTP server of a running role: it can be stopped and started again while the program goes on."""

import platform
from collections.abc import Callable
from urllib.parse import urlsplit

from common.http_server import LOOPBACK, Application, Listener, Private, bind

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
        self._host = host
        self._private = private
        self._taken = [bind(port, host)]
        self.port: int = self._taken[0].getsockname()[1]
        self._scheme = "http" if private is None else "https"
        self.own_url = self._at(LOOPBACK if host == EVERYWHERE else host)
        self.url = public_url or self._at(platform.node() if host == EVERYWHERE else host)
        self._listener: Listener | None = None
        self._page_taken = self._taken[:0]
        self._page_listener: Listener | None = None
        self._page_port = 0

    @property
    def page_url(self) -> str:
        """Where a page in this program's own window finds it: a browser knows no authority of ours, and needs none.

        Of a server that speaks TLS it is a port of its own, on this computer only, opened when first asked about.
        """
        if self._private is None:
            return self.url
        if not self._page_port:
            self._page_taken.append(bind(0))
            self._page_port = self._page_taken[0].getsockname()[1]
            if self.running:
                self._open_for_page()
        return f"http://{LOOPBACK}:{self._page_port}"

    @property
    def running(self) -> bool:
        """Whether it answers."""
        return self._listener is not None and self._listener.alive

    def start(self) -> None:
        """Answer; Broken `port_in_use` when somebody took the port meanwhile."""
        if self.running:
            return
        taken = self._taken.pop() if self._taken else bind(self.port, self._host)
        application = self._build()
        application.url = self.url
        called = urlsplit(self.url).hostname or LOOPBACK
        self._listener = Listener(application, taken, names=(called,), private=self._private)
        self._listener.wait()
        if self._page_port:
            self._open_for_page()

    def _open_for_page(self) -> None:
        taken = self._page_taken.pop() if self._page_taken else bind(self._page_port)
        self._page_listener = Listener(self._build(), taken)
        self._page_listener.wait()

    def stop(self) -> None:
        """Finish what is under way, let the port go."""
        listeners = (self._listener, self._page_listener)
        self._listener = self._page_listener = None
        for listener in listeners:
            if listener is not None:
                listener.stop()
        for taken in (self._taken, self._page_taken):
            while taken:
                taken.pop().close()

    def _at(self, host: str) -> str:
        return f"{self._scheme}://{host}:{self.port}"
