"""One client's connection: uvicorn's, with the limits it lacks, and refusals in the shape of every other answer."""

import asyncio
import socket
import struct
import sys
from functools import partial
from heapq import nsmallest
from operator import itemgetter

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from common.errors import Broken, OplataError, Unavailable
from common.http_server.turnstile import REFUSAL, Turnstile, missing
from common.protocol import codes
from common.wiping import wipe

MAX_HEADERS = 16 * 1024
REQUEST_SECONDS = 10
TOO_LARGE = Broken("headers_too_large", str(MAX_HEADERS))
CONNECTIONS = 512
"""Fewer than the 1024 open files a process has by default. One more takes the place of whoever has waited longest
without asking anything whole; when all are being answered, it is told 503 instead of waiting unanswered."""
FREED_SHARE = 16
AT_ONCE = struct.pack("HH" if sys.platform == "win32" else "ii", 1, 0)
"""Linger: on, for no time."""
REPLY = "oplata.reply"
"""An extension of ASGI that this server offers in `scope["extensions"]`: a whole answer in one step and one write."""
Header = tuple[bytes, bytes]


class Wiped(bytearray):
    """A buffer of which nothing is left."""

    def __del__(self) -> None:
        """Whoever let go of it has copied what he needs."""
        self[:] = bytes(len(self))


class Connection(HttpToolsProtocol):
    """Limits: connections, bytes of headers, seconds until a request is whole and until its answer is taken.

    A request that is refused here is never handed to the application, not even in part.
    """

    seconds: float = REQUEST_SECONDS
    most: int = CONNECTIONS
    turnstile: Turnstile = Turnstile()
    veiled: frozenset[bytes] = frozenset()
    """Paths of doors of whose questions nothing may be left in memory."""
    _counted = False
    _to_skip = 0
    _one_too_many = False
    _header_bytes = 0
    _in_headers = False
    _refused = False
    _asked = False
    _deadline: float | None = None
    _idle_until: float | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A connection on which nothing is ever asked costs a place, too."""
        super().connection_made(transport)  # type: ignore[arg-type]
        self._expect()
        self._one_too_many = len(self.connections) > self.most and not self._take_a_place()

    def data_received(self, data: bytes) -> None:
        """After a refusal nothing is read any more; headers that never end are refused while they come."""
        if self._refused or self._turned_away(data):
            return
        self._idle_until = None
        self._asked = True
        self._expect()
        super().data_received(data)
        if self.veiled and getattr(self, "url", b"") in self.veiled:
            wipe(data)
        if self._in_headers:
            self._header_bytes += len(data)
            if self._header_bytes > MAX_HEADERS:
                self._refuse(TOO_LARGE)

    def on_message_begin(self) -> None:
        """A request begins, perhaps right behind another one in the same bytes."""
        self._header_bytes = 0
        self._in_headers = True
        self._asked = True
        self._expect()
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """From here on the application has it."""
        self._in_headers = False
        if self._refused:
            return
        if self._one_too_many:
            self._refuse(Unavailable("busy"))
        elif len(self.url) + sum([len(name) + len(value) for name, value in self.headers]) > MAX_HEADERS:
            self._refuse(TOO_LARGE)
        else:
            super().on_headers_complete()
            if self.url in self.veiled:
                self.cycle.body = Wiped()
            self.scope["extensions"] = {REPLY: {REPLY: partial(reply, self.cycle)}}

    def on_body(self, body: bytes) -> None:
        """A part of the body."""
        if not self._refused:
            super().on_body(body)
        if self.url in self.veiled:
            wipe(body)

    def on_message_complete(self) -> None:
        """The request is whole: it is in time."""
        self._deadline = None
        self._asked = False
        if self._refused:
            return
        if self._counted and self._unread is None and not self.cycle.response_complete:
            self.turnstile.enter(self, self.loop.time())
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """The answer is out. How long the connection may rest is looked after by `sweep`, not by a timer each."""
        self.turnstile.leave(self)
        if self.pipeline or self.transport.is_closing():
            super().on_response_complete()
            return
        self.server_state.total_requests += 1
        self.flow.resume_reading()
        self._idle_until = self.loop.time() + self.timeout_keep_alive

    def pause_writing(self) -> None:
        """The client does not take what it asked for: it waits for itself, not for the writer."""
        super().pause_writing()
        self.turnstile.leave(self)
        if self._unread is None:
            self._unread = self.loop.call_later(self.seconds, self._cut)

    def resume_writing(self) -> None:
        """It takes it after all."""
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody to wait for any more."""
        self._deadline = None
        self.turnstile.leave(self)
        if self._unread is not None:
            self._unread.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Bytes that are no HTTP."""
        self._refuse(Broken("wrong_json", "HTTP"))

    def sweep(self, now: float) -> None:
        """Called every now and then by the listener: one look at all connections costs less than a timer a request."""
        if self._deadline is not None and now >= self._deadline:
            self._refuse(Unavailable("request_timeout", f"{self.seconds:g}"))
        elif self._idle_until is not None and now >= self._idle_until:
            self.transport.close()

    def give_way(self) -> None:
        """Somebody new needs the place more."""
        self._refuse(Unavailable("busy"))

    def waits_since(self) -> float | None:
        """Since when it has asked nothing whole; None while it is being answered."""
        if self._deadline is not None:
            return self._deadline - self.seconds
        return None if self._idle_until is None else self._idle_until - self.timeout_keep_alive

    def _take_a_place(self) -> bool:
        """Of whoever has waited longest; False when all are being answered.

        A look at everybody is dear, and whoever takes one place will take more: some are freed at once.
        """
        waiting = [
            (since, one)
            for one in self.connections
            if one is not self and isinstance(one, Connection) and (since := one.waits_since()) is not None
        ]
        for _, one in nsmallest(max(1, self.most // FREED_SHARE), waiting, key=itemgetter(0)):
            one.give_way()
        return bool(waiting)

    def _cut(self) -> None:
        """What it did not take is thrown away: the system would keep megabytes of it for minutes."""
        self.transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self.transport.abort()

    def _turned_away(self, data: bytes) -> bool:
        """Whether these bytes belong to a question that is refused at the entrance."""
        if self._to_skip:
            self._skip(len(data))
            return True
        if self._asked or self._unread is not None or not self._rests():
            return False
        self._counted = self.turnstile.concerns(data)
        if not self._counted or not self.turnstile.full(self.loop.time()):
            return False
        body = missing(data)
        if body is None:
            return False
        self._asked = True
        self._idle_until = None
        self._expect()
        self._to_skip = body
        self._skip(0)
        return True

    def _rests(self) -> bool:
        """Whether nothing on it waits for an answer."""
        latest: RequestResponseCycle | None = self.cycle
        return not self.pipeline and (latest is None or latest.response_complete)

    def _skip(self, length: int) -> None:
        """Take no notice of a body; when it has come, refuse what it belongs to."""
        self._to_skip -= length
        if self._to_skip > 0:
            return
        if self._to_skip < 0:
            self._refuse(Broken("wrong_json", "HTTP"))
            return
        self._asked = False
        self._deadline = None
        self._idle_until = self.loop.time() + self.timeout_keep_alive
        self.turnstile.refused += 1
        self.transport.write(REFUSAL)

    def _expect(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.time() + self.seconds

    def _refuse(self, error: OplataError) -> None:
        """Answer, unless something is answered already or nothing was asked, and end the connection."""
        self._refused = True
        self._deadline = None
        if self.transport.is_closing():
            return
        if self._is_answerable():
            self.transport.write(_answer(error))
        self.transport.close()

    def _is_answerable(self) -> bool:
        """Not when these bytes would be taken for the answer to an earlier request, or for one to none at all."""
        latest: RequestResponseCycle | None = self.cycle
        if not self._asked or self.pipeline:
            return False
        if latest is None:
            return True
        return not latest.response_started if latest.scope is self.scope else latest.response_complete


def reply(cycle: RequestResponseCycle, status: int, headers: list[Header], body: bytes) -> bool:
    """Answer whole, in one write; False when it has to go the usual way: a slow reader, HEAD, nobody there any more."""
    cycle.scope.pop("extensions", None)  # it leads back to the cycle: left there, only the collector would free them
    if cycle.disconnected or cycle.response_started or cycle.flow.write_paused or cycle.scope["method"] == "HEAD":
        return False
    parts = [STATUS_LINE[status]]
    for name, value in headers:
        parts += (name, b": ", value, b"\r\n")
    parts.append(b"\r\n" if cycle.keep_alive else b"connection: close\r\n\r\n")
    parts.append(body)
    cycle.response_started = cycle.response_complete = True
    cycle.waiting_for_100_continue = False
    cycle.transport.write(b"".join(parts))
    cycle.message_event.set()
    if not cycle.keep_alive:
        cycle.transport.close()
    cycle.on_response()
    return True


def _answer(error: OplataError) -> bytes:
    status, refusal = codes.answer(error)
    body = msgspec.json.encode(refusal)
    head = f"HTTP/1.1 {status} {error.code}\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n"
    if status == 503:
        head += "retry-after: 1\r\n"
    return head.encode() + b"connection: close\r\n\r\n" + body
