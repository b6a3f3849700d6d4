"""Somebody else's door for a crowd: it bears clients as long as the centre does, and has nothing to do with it.

    python -m tests.proof.overload.elsewhere

Says its port as a line, then serves until it is ended. What a crowd at this door takes from those who pay at the
centre is the machine's: processors that the crowd itself uses.
"""

import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from common.http_server.connection import CONNECTIONS, MAX_HEADERS, REQUEST_SECONDS
from common.http_server.listener import SWEEP_SECONDS, bind
from common.setup.places import PROJECT

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n"
SMALL = HEAD % 100 + b" " * 100
LARGE = HEAD % 50_000 + b" " * 50_000
"""As long as the document of the centre's doors."""
RECEIVE = 64 * 1024


class Caller:
    """One connection: since when it has asked nothing whole, and what it does not take."""

    def __init__(self, accepted: socket.socket) -> None:
        """It has asked nothing yet."""
        self.socket = accepted
        self.socket.setblocking(False)
        self.since = time.monotonic()
        self.rests = False
        self.heard = 0
        self.unsent = b""

    def hear(self) -> bool:
        """What it says, and the answers at once; False when it is to be ended."""
        data = self.socket.recv(RECEIVE)
        asked = data.count(b"GET /")
        if not asked:
            self.heard += len(data)
            return bool(data) and self.heard <= MAX_HEADERS
        if not self.unsent:
            self.unsent = asked * (LARGE if b"/openapi.json" in data else SMALL)
            self.unsent = self.unsent[self.socket.send(self.unsent) :]
            self.rests = not self.unsent
            self.since = time.monotonic()
        return True


class Elsewhere:
    """All who came; the one who waits longest makes room."""

    def __init__(self) -> None:
        """The door is open."""
        self._door = bind(0)
        self.port: int = self._door.getsockname()[1]
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._door, selectors.EVENT_READ)
        self._callers: dict[Caller, None] = {}

    def serve(self) -> None:
        """For as long as it is let."""
        swept = time.monotonic()
        while True:
            for key, _ in self._selector.select(SWEEP_SECONDS):
                if key.data is None:
                    self._take()
                elif key.data in self._callers:
                    self._hear(key.data)
            now = time.monotonic()
            if now - swept >= SWEEP_SECONDS:
                swept = now
                for one in [one for one in self._callers if not one.rests and now - one.since >= REQUEST_SECONDS]:
                    self._end(one)

    def _take(self) -> None:
        caller = Caller(self._door.accept()[0])
        self._callers[caller] = None
        self._selector.register(caller.socket, selectors.EVENT_READ, caller)
        if len(self._callers) > CONNECTIONS:
            self._end(next(one for one in self._callers if not one.unsent))

    def _hear(self, caller: Caller) -> None:
        try:
            if caller.hear():
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self._end(caller)

    def _end(self, caller: Caller) -> None:
        del self._callers[caller]
        self._selector.unregister(caller.socket)
        caller.socket.close()


@contextmanager
def elsewhere() -> Iterator[int]:
    """The port of such a door, in a process of its own."""
    words = [sys.executable, "-m", "tests.proof.overload.elsewhere"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=PROJECT) as serving:
        assert serving.stdout is not None
        try:
            yield int(serving.stdout.readline())
        finally:
            serving.kill()


def main() -> None:
    """Serve."""
    door = Elsewhere()
    print(door.port, flush=True)
    door.serve()


if __name__ == "__main__":
    main()
