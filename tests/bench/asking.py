"""Questions from a process of its own over many connections, for servers that `wrk` cannot ask: each answer is read."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from tests.bench.generator import CONNECTIONS


class Answer(msgspec.Struct, frozen=True):
    """A status and a body."""

    status: int
    body: bytes


class Heard(NamedTuple):
    """The body of an answer, and how long it was waited for."""

    body: bytes
    seconds: float


class Line(asyncio.Protocol):
    """One connection, one question at a time."""

    def __init__(self) -> None:
        """Not connected yet."""
        self._heard = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ready."""
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """A part of an answer, or all of it."""
        self._heard += data
        head, found, body = self._heard.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]):
            self._heard = b""
            if self._waiting is not None:
                self._waiting.set_result(Answer(int(head[9:12]), body))

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits hears that there is no answer."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(Answer(0, b"connection lost"))

    async def ask(self, request: bytes) -> Answer:
        """Send a question; its answer."""
        assert self._transport is not None
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting


class Lines:
    """Open connections to one server."""

    def __init__(self, url: str, lines: Sequence[Line]) -> None:
        """As `opened` has made them; it closes them, too."""
        self._place = urlsplit(url).netloc
        self._lines = lines

    async def one(self, question: bytes) -> Answer:
        """Over the first line, while no other question is on its way."""
        return await self._lines[0].ask(question)

    async def all(self, questions: Sequence[bytes], wanted: int = 200, over: int = CONNECTIONS) -> list[Heard]:
        """Every question over the first line that is free, of so many lines; the answers, in the questions' order.

        The first answer with another status than the `wanted` one ends the program.
        """
        answers = [Heard(b"{}", 0.0)] * len(questions)
        left = iter(enumerate(questions))

        async def go(line: Line) -> None:
            for at, question in left:
                began = time.perf_counter()
                answer = await line.ask(question)
                answers[at] = Heard(answer.body, time.perf_counter() - began)
                if answer.status != wanted:
                    raise SystemExit(f"{answer.status} {answer.body.decode('utf-8', 'replace')[:200]}")

        await asyncio.gather(*map(go, self._lines[:over]))
        return answers

    def question(self, path: str, authorization: str, ask: Any, trace: str = "") -> bytes:
        """A POST of JSON, as it goes over the wire; `trace` is what a role of ours would send along."""
        body = msgspec.json.encode(ask)
        traced = f"X-Trace-Id: {trace}\r\nX-Span-Id: {trace}\r\n" if trace else ""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {self._place}\r\nAuthorization: {authorization}\r\n{traced}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@asynccontextmanager
async def opened(url: str, connections: int = CONNECTIONS) -> AsyncIterator[Lines]:
    """Connect; hang up in the end."""
    loop, parts = asyncio.get_running_loop(), urlsplit(url)
    made = [await loop.create_connection(Line, str(parts.hostname), parts.port or 0) for _ in range(connections)]
    try:
        yield Lines(url, [line for _, line in made])
    finally:
        for transport, _ in made:
            transport.close()
        await asyncio.sleep(0)  # the loop's next turn closes the sockets
