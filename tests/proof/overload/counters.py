"""Several providers in one process, which note what they are asked; one of them may fall silent for a while.

    python -m tests.proof.overload.counters NUMBER

Prints their ports; a line `silent` makes the first one take connections and questions and answer nothing, `speaks`
ends that, and the end of the input has everything told that was noted.
"""

import asyncio
import sys
import time
from typing import NamedTuple

import msgspec

ANSWER_SECONDS = 0.005
AT = "2026-01-01T00:00:00Z"


class Noted(NamedTuple):
    """A question: whose, which, about what, when it came; and how many of that provider were open then."""

    provider: int
    verb: str
    payment_id: str
    at: float
    open: int
    answered: bool


class Asked(msgspec.Struct):
    """What of a question is needed to answer it."""

    payment_id: str
    amount: int = 0


class Counter:
    """One of the providers."""

    def __init__(self, place: int, noted: list[Noted]) -> None:
        """It speaks."""
        self.silent = False
        self._place, self._noted = place, noted
        self._credited: dict[str, int] = {}
        self._open = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection: question after question."""
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
                asked = msgspec.json.decode(await reader.readexactly(length), type=Asked)
                verb = head.partition(b" HTTP")[0].rpartition(b"/")[2].decode()
                await self._answer(verb, asked, writer)
        except (asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            return  # the other side hung up, or all is over
        finally:
            writer.close()

    async def _answer(self, verb: str, asked: Asked, writer: asyncio.StreamWriter) -> None:
        self._open += 1
        heard = not self.silent
        self._noted.append(Noted(self._place, verb, asked.payment_id, time.monotonic(), self._open, heard))
        if heard:
            await asyncio.sleep(ANSWER_SECONDS)
            body = msgspec.json.encode(self._said(verb, asked))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body))
            writer.write(body)
        self._open -= 1

    def _said(self, verb: str, asked: Asked) -> dict[str, object]:
        if verb == "credit":
            amount = self._credited.setdefault(asked.payment_id, asked.amount)
            return _of(asked, amount) | {"credited_at": AT}
        known = self._credited.get(asked.payment_id)
        if known is None:
            return {"payment_id": asked.payment_id, "status": "unknown"}
        return _of(asked, known) | {"status": "credited", "at": AT}


def _of(asked: Asked, amount: int) -> dict[str, object]:
    return {"payment_id": asked.payment_id, "reference": asked.payment_id, "amount": amount, "currency": "RUB"}


async def serve(number: int) -> None:
    """Until the input ends."""
    noted: list[Noted] = []
    counters = [Counter(place, noted) for place in range(number)]
    servers = [await asyncio.start_server(one.serve, "127.0.0.1", 0) for one in counters]
    print(*[server.sockets[0].getsockname()[1] for server in servers], flush=True)
    while line := (await asyncio.to_thread(sys.stdin.readline)).strip():
        counters[0].silent = line == "silent"
        print(line, flush=True)
    sys.stdout.buffer.write(msgspec.json.encode(noted))
    sys.stdout.buffer.flush()
    for server in servers:
        server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
