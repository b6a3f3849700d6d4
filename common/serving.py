"""The HTTP server of a running role: it can be stopped and started again while the program goes on."""

from collections.abc import Callable

from common.http_server import LOOPBACK, Application, Listener, bind


class Serving:
    """Has the port from the beginning; answers between `start` and `stop`.

    `url` is where others find it, `own_url` where it answers itself: two places when somebody stands before it.
    """

    def __init__(self, port: int, build: Callable[[], Application], public_url: str = "") -> None:
        """Take the port, any free one for 0; Broken `port_in_use` names who has it."""
        self._build = build
        self._taken = [bind(port)]
        self.port: int = self._taken[0].getsockname()[1]
        self.own_url = f"http://{LOOPBACK}:{self.port}"
        self.url = public_url or self.own_url
        self._listener: Listener | None = None

    @property
    def running(self) -> bool:
        """Whether it answers."""
        return self._listener is not None and self._listener.alive

    def start(self) -> None:
        """Answer; Broken `port_in_use` when somebody took the port meanwhile."""
        if self.running:
            return
        taken = self._taken.pop() if self._taken else bind(self.port)
        self._listener = Listener(self._build(), taken)
        self._listener.wait()

    def stop(self) -> None:
        """Finish what is under way, let the port go."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.stop()
        while self._taken:
            self._taken.pop().close()
