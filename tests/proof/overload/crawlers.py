"""Clients that take their time, each in its own way, from a process of their own.

    python -m tests.proof.overload.crawlers PORT CONNECTIONS SECONDS

Opens them, lives for so long, then says as one line of JSON how long each of every kind was borne. Each has its own
moments, as strangers do: all in step they would be one burst a second, and that would be measured instead.
"""

import selectors
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass

import msgspec

if sys.platform == "win32":
    from tests.proof.overload.room_windows import room_for
else:
    from tests.proof.overload.room_posix import room_for

A_SECOND = 1.0
COME_A_SECOND = 500
TICK_SECONDS = 0.01
LARGE = b"GET /openapi.json HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
SMALL = b"GET /health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
PAY = b"POST /v1/payments HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
JSON = b"Content-Type: application/json\r\nContent-Length: 500\r\n\r\n"
RECEIVE = 4096


@dataclass(frozen=True, slots=True)
class Manner:
    """What a client of this kind sends at first, and then every second; whether it reads; whether it may stay."""

    first: bytes
    drip: bytes = b""
    reads: bool = True
    may_stay: bool = False


MANNERS = {
    "half a head": Manner(PAY),
    "half a body": Manner(PAY + JSON + b'{"payment_id":'),
    "a byte of the head a second": Manner(PAY, b"x"),
    "a byte of the body a second": Manner(PAY + JSON, b" "),
    "a head without end": Manner(PAY, b"x-more: " + b"y" * 4000 + b"\r\n"),
    "does not take its answers": Manner(LARGE * 60, reads=False),
    "rests after an answer": Manner(SMALL, may_stay=True),
    "asks a hundred times at once": Manner(SMALL * 100, may_stay=True),
    "says nothing": Manner(b""),
}


class Borne(msgspec.Struct, frozen=True):
    """Of one kind: how many there were, how long those lived that were ended, how many are left."""

    opened: int
    seconds: list[float]
    left: int
    may_stay: bool


class Crawler:
    """One connection."""

    def __init__(self, port: int, kind: str, selector: selectors.BaseSelector) -> None:
        """It is there, and has said nothing yet."""
        self.selector = selector
        self.kind, self.manner = kind, MANNERS[kind]
        self.socket = socket.socket()
        if not self.manner.reads:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE)
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.born = time.monotonic()
        self.ended: float | None = None
        first = self.manner.first
        self.left = first % ((port,) * first.count(b"%d"))
        if self.manner.reads:
            selector.register(self.socket, selectors.EVENT_READ, self)

    def live(self) -> None:
        """A second of its life: some bytes out, perhaps one in."""
        if self.ended is not None:
            return
        try:
            if self.left:
                self.left = self.left[self.socket.send(self.left) :]
            elif self.manner.drip:
                self.socket.send(self.manner.drip)
            if not self.manner.reads:
                self._hear(1)  # behind a cut, too, there is still what had come before
                if self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    self.end()
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def hear(self) -> None:
        """Whatever it is told."""
        try:
            self._hear(RECEIVE)
        except BlockingIOError:
            pass
        except OSError:
            self.end()

    def end(self) -> None:
        """The server has had enough of it."""
        if self.ended is None:
            self.ended = time.monotonic() - self.born
            if self.manner.reads:
                self.selector.unregister(self.socket)
            self.socket.close()

    def _hear(self, most: int) -> None:
        if not self.socket.recv(most):
            self.end()


def crawl(port: int, connections: int, seconds: float) -> dict[str, Borne]:
    """All of them, each when its second is over."""
    kinds, crawlers = list(MANNERS), list[Crawler]()
    turns = deque[tuple[float, Crawler]]()
    selector = selectors.DefaultSelector()
    begun = time.monotonic()
    while (now := time.monotonic()) - begun < seconds:
        while len(crawlers) < min(connections, (now - begun) * COME_A_SECOND):
            crawler = Crawler(port, kinds[len(crawlers) % len(kinds)], selector)
            crawlers.append(crawler)
            crawler.live()
            turns.append((now + A_SECOND, crawler))
        while turns and turns[0][0] <= now:
            due, crawler = turns.popleft()
            crawler.live()
            if crawler.ended is None:
                turns.append((due + A_SECOND, crawler))
        for key, _ in selector.select(TICK_SECONDS):
            key.data.hear()
    return {kind: _borne(kind, [one for one in crawlers if one.kind == kind]) for kind in kinds}


def _borne(kind: str, crawlers: list[Crawler]) -> Borne:
    ended = [one.ended for one in crawlers if one.ended is not None]
    return Borne(len(crawlers), ended, len(crawlers) - len(ended), MANNERS[kind].may_stay)


def main(port: int, connections: int, seconds: float) -> None:
    """Live, then tell."""
    sys.stdout.buffer.write(msgspec.json.encode(crawl(port, room_for(connections), seconds)))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]))
