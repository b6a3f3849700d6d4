"""Payments sent by a schedule, from a process of its own over raw sockets: no late answer slows the load down.

    python -m tests.proof.overload.sender < PLANS > SENT

A plan is a line of JSON, and so is what came of it. A payment is timed from the moment it was due, whether or not
a connection was free for it then; that of a patient sender from when it was sent.
"""

import gc
import heapq
import selectors
import socket
import sys
import time
from collections import deque

import msgspec

from common import ids
from tests.proof.overload.plan import Answer, Payment, Plan, Sent, payments

DRAIN_SECONDS = 15.0
LONGEST_ANSWER = 64 * 1024
SHOWN = 20
TICK_SECONDS = 0.001
END = b"\r\n\r\n"
REFUSED = (b"HTTP/1.1 503", b"HTTP/1.1 429")


class Line:
    """One connection: one payment at a time."""

    __slots__ = ("due", "heard", "payment", "socket")

    def __init__(self, port: int) -> None:
        """Connected, and free."""
        self.socket = socket.create_connection(("127.0.0.1", port), 10)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.payment: Payment | None = None
        self.due = 0.0
        self.heard = b""


class Sending:
    """A plan being carried out."""

    def __init__(self, plan: Plan) -> None:
        """Everything is made and connected before the first is sent."""
        self._plan = plan
        self._payments = deque(payments(plan))
        self._chance = ids.chance(plan.seed)
        self._selector = selectors.DefaultSelector()
        self._idle: deque[Line] = deque()
        self._resting: list[tuple[float, int, Line]] = []
        self._busy = 0
        self._begun = 0.0
        self._accepted: list[Answer] = []
        self._refused: list[Answer] = []
        self._unwaited = 0
        self._other: list[str] = []
        for _ in range(plan.connections):
            self._connect()
        self._spare = [Line(plan.port) for _ in range(plan.spare)]

    def run(self) -> Sent:
        """Send until the time is over, hear until everything sent is answered."""
        self._begun = time.monotonic()
        until = self._begun + self._plan.seconds
        while (now := time.monotonic()) < until and (self._payments or self._busy or self._resting):
            self._hear(self._send_what_is_due(now))
        seconds = time.monotonic() - self._begun
        give_up = time.monotonic() + DRAIN_SECONDS
        while self._busy and time.monotonic() < give_up:
            self._hear(0.05)
        on_the_way = [key.data.payment for key in self._selector.get_map().values()]
        rest = {line.payment for _, _, line in self._resting}
        unanswered = [one.payment_id for one in on_the_way if one is not None and one not in rest]
        self._close()
        return Sent(
            self._begun, seconds, self._accepted, self._refused, self._unwaited, self._other[:SHOWN], unanswered
        )

    def _close(self) -> None:
        for line in [key.data for key in self._selector.get_map().values()] + self._spare:
            line.socket.close()
        self._selector.close()

    def _send_what_is_due(self, now: float) -> float:
        """How long there is nothing to send, at most a tick."""
        while self._resting and self._resting[0][0] <= now:
            line = heapq.heappop(self._resting)[2]
            self._send(line, now)
        rate = self._plan.rate
        if not rate:
            while self._idle and self._payments:
                self._next(self._idle.popleft(), now)
            return TICK_SECONDS
        due = self._due()
        while due <= now and self._idle and self._payments:
            self._next(self._idle.popleft(), now if self._plan.patient else due)
            due = self._due()
        if due <= now:
            return TICK_SECONDS  # nobody is free to send it: whoever is answered wakes us
        return min(due - now, TICK_SECONDS)

    def _due(self) -> float:
        sent = self._plan.number - len(self._payments)
        return self._begun + sent / self._plan.rate

    def _next(self, line: Line, due: float) -> None:
        line.payment = self._payments.popleft()
        self._send(line, due)

    def _send(self, line: Line, due: float) -> None:
        assert line.payment is not None
        line.due = due
        self._busy += 1
        line.socket.send(line.payment.request)

    def _hear(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            line: Line = key.data
            try:
                data = line.socket.recv(LONGEST_ANSWER)
            except OSError:
                data = b""
            if data:
                self._heard(line, line.heard + data)
            else:
                self._replace(line)

    def _heard(self, line: Line, data: bytes) -> None:
        if not data.endswith(b"}") or END not in data:
            line.heard = data
            return
        line.heard = b""
        self._busy -= 1
        assert line.payment is not None
        now = time.monotonic()
        answer = Answer(line.payment.payment_id, line.due - self._begun, now - line.due)
        if data.startswith(b"HTTP/1.1 200"):
            self._accepted.append(answer)
        elif data.startswith(REFUSED):
            self._refused.append(answer)
            self._unwaited += b"\r\nretry-after: " not in data
            if self._plan.patient:
                back = now + 1 + self._chance.random()
                heapq.heappush(self._resting, (back, len(self._refused), line))
                return
        else:
            self._other.append(data[-300:].decode("latin-1"))
        line.payment = None
        self._idle.append(line)

    def _connect(self) -> None:
        line = Line(self._plan.port)
        self._selector.register(line.socket, selectors.EVENT_READ, line)
        self._idle.append(line)

    def _replace(self, line: Line) -> None:
        """A connection that was closed; what became of a payment on its way then, nobody knows."""
        self._selector.unregister(line.socket)
        line.socket.close()
        if line in self._idle:
            self._idle.remove(line)
        elif line.payment is not None:
            self._busy -= 1
            self._other.append(f"closed: {line.payment.payment_id}")
        self._connect()


def main() -> None:
    """Plan after plan, until there are no more."""
    gc.disable()  # a pause of ours would look like one of the server's
    for line in sys.stdin.buffer:
        sent = Sending(msgspec.json.decode(line, type=Plan)).run()
        sys.stdout.buffer.write(msgspec.json.encode(sent) + b"\n")
        sys.stdout.buffer.flush()
        gc.collect()


if __name__ == "__main__":
    main()
