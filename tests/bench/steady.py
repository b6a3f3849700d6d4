"""A steady load from a process of its own: payments are due at fixed moments and timed from when they were due.

    python -m tests.bench.steady HOST PORT AUTHORIZATION PROVIDER_ID DIRECTORY_VERSION RATE SECONDS

So a server that stops for a while is charged for every payment that waited meanwhile, also those not sent yet.
"""

import asyncio
import sys
import time
from collections import deque
from random import Random

import msgspec

from common import ids
from common.clock import SystemClock, moment
from tests.bench.generator import ACCOUNTS, CONNECTIONS

FIRST_ACCOUNT = 9_000_000_000
DRAIN_SECONDS = 10.0


class Steady(msgspec.Struct, frozen=True):
    """What came of it; times in microseconds. `late` is how late the generator itself was, of all but a hundredth."""

    good: int
    wrong: int
    unanswered: int
    p50: int
    p99: int
    longest: int
    late: int


class Line(asyncio.Protocol):
    """One connection, one payment at a time."""

    def __init__(self, load: "Sending") -> None:
        """Belongs to a load."""
        self._load = load
        self._heard = b""
        self.due = 0.0
        self.payment_id = ""
        self.transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready for a payment."""
        assert isinstance(transport, asyncio.WriteTransport)
        self.transport = transport
        self._load.idle.append(self)

    def data_received(self, data: bytes) -> None:
        """A part of an answer, or all of it."""
        self._heard += data
        head, found, body = self._heard.partition(b"\r\n\r\n")
        if found and len(body) >= length_of(head):
            good = head.startswith(b"HTTP/1.1 200") and self.payment_id.encode() in body
            self._heard = b""
            self._load.answered(self, good=good)


class Sending:
    """Payments in turn over all lines."""

    def __init__(self, head: bytes, chance: Random, provider_id: int, version: int) -> None:
        """Nothing is sent yet."""
        self._head = head
        self._chance = chance
        self._tail = f'"provider_id":{provider_id},"directory_version":{version}'.encode()
        self._clock = SystemClock()
        self.idle: deque[Line] = deque()
        self.due: deque[float] = deque()
        self.times: list[float] = []
        self.late: list[float] = []
        self.wrong = 0

    def answered(self, line: Line, *, good: bool) -> None:
        """Time it from when it was due; the line takes the next."""
        self.times.append(time.monotonic() - line.due)
        self.wrong += not good
        self.idle.append(line)
        self.go()

    def go(self) -> None:
        """Send what is due over the lines that are idle."""
        while self.due and self.idle:
            line, due = self.idle.popleft(), self.due.popleft()
            now = self._clock.now_ms()
            line.due, line.payment_id = due, ids.uuid7(now, self._chance.randbytes)
            assert line.transport is not None
            line.transport.write(self._payment(line.payment_id, now))

    def _payment(self, payment_id: str, now: int) -> bytes:
        inserted = self._chance.randrange(400, 900) * 100
        fee = inserted * 3 // 100
        body = (
            f'{{"payment_id":"{payment_id}","session_id":"{payment_id}","terminal":"steady",'
            f'"account":"{FIRST_ACCOUNT + self._chance.randrange(ACCOUNTS)}","inserted":{inserted},'
            f'"agent_fee":{fee},"amount":{inserted - fee},"accepted_at":"{moment(now).isoformat()}",'
            f'"fields":{{}},"currency":"RUB",'
        ).encode() + self._tail + b"}"  # fmt: skip
        return self._head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body


def length_of(head: bytes) -> int:
    """The length of the body that the head tells."""
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0])


async def send(host: str, port: int, load: Sending, rate: int, seconds: int) -> Steady:
    """Open the lines, then make payments due at their moments until the time is over."""
    loop = asyncio.get_running_loop()
    for _ in range(CONNECTIONS):
        await loop.create_connection(lambda: Line(load), host, port)
    number, begun = rate * seconds, time.monotonic()
    sent = 0
    while sent < number:
        now = time.monotonic()
        while sent < number and begun + sent / rate <= now:
            due = begun + sent / rate
            load.late.append(now - due)
            load.due.append(due)
            sent += 1
        load.go()
        await asyncio.sleep(max(0.0, begun + sent / rate - time.monotonic()))
    until = time.monotonic() + DRAIN_SECONDS
    while len(load.times) < number and time.monotonic() < until:
        await asyncio.sleep(0.01)
    return told(load, number)


def told(load: Sending, number: int) -> Steady:
    """In order of how long they took."""
    times, late = sorted(load.times), sorted(load.late)

    def share(found: list[float], part: float) -> int:
        return round(found[min(int(len(found) * part), len(found) - 1)] * 1e6) if found else 0

    return Steady(
        good=len(times) - load.wrong, wrong=load.wrong, unanswered=number - len(times), p50=share(times, 0.5),
        p99=share(times, 0.99), longest=share(times, 1.0), late=share(late, 0.99),
    )  # fmt: skip


def main(host: str, port: str, authorization: str, provider_id: str, version: str, rate: str, seconds: str) -> None:
    """Send, then say what came of it as one line of JSON."""
    head = (
        f"POST /v1/payments HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: identity\r\n"
        f"Authorization: {authorization}\r\nContent-Type: application/json\r\n"
    )
    load = Sending(head.encode(), Random(), int(provider_id), int(version))
    found = asyncio.run(send(host, int(port), load, int(rate), int(seconds)))
    print(msgspec.json.encode(found).decode(), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:8])
