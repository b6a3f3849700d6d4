"""Telling a stranger something: bytes to an address that anybody may have given, and of the answer only its status.

The name is resolved once, each address that it leads to is judged, and the connection goes to one of those: a name
server that says another thing the next time is not asked (TLS still checks the name). No redirects, no proxies, no
netrc, no login of ours. At most 64 KB of an answer are read, and thrown away.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from common import addresses, ids, receivers, trace
from common.clock import Clock, stamp
from common.errors import Rejected, Unavailable
from common.exchange import EMPTY, Exchange, Raw
from common.http_client import trust as trusting
from common.http_client.timed import NETWORK, Connection
from common.http_client.trust import Trust, reason
from common.logs import Log
from common.receivers import Places
from common.words import Words

CONNECT_SECONDS = 5.0
SECONDS = 10.0
MAX_ANSWER = 64 * 1024
READABLE = Words(
    "По http:// уведомление прочтёт любой в сети: нужен адрес https://",
    "Over http:// anybody on the network reads a notification: an https:// address is needed",
)
Resolve = Callable[[str, int], list[str]]
"""The IP addresses of a name, in the order to try them; OSError when there are none."""


def resolved(host: str, port: int) -> list[str]:
    """As this computer's name server answers now."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Stranger:
    """Sends to anybody who may be sent to. Threads may share one; no connection is kept."""

    def __init__(
        self, log: Log, clock: Clock, *, us: str = "", resolve: Resolve = resolved, trust: Trust | None = None
    ) -> None:
        """`us` is what the exchange lines call this side; `trust` is the process's unless given."""
        self._log = log
        self._clock = clock
        self._us = us
        self._resolve = resolve
        self._trust = trust

    def mistake(self, url: str, known: Places) -> Words | None:
        """What is wrong with an address before anything is asked of anybody; None when nothing is."""
        plain = not self._trusted().plain and trusting.is_plain_abroad(url)
        return receivers.wrong(url, known) or (READABLE if plain else None)

    def post(
        self, url: str, body: bytes, headers: Mapping[str, str], known: Places, *, seconds: float = SECONDS
    ) -> int:
        """The status of the answer; nothing else of it is looked at.

        Rejected `wrong_address` where nothing is sent; Unavailable `no_connection`, `not_trusted`, `no_answer`.
        """
        problem = self.mistake(url, known)
        if problem is not None:
            raise _refused(problem)
        started, status, failure = self._clock.monotonic(), 0, ""
        try:
            status = self._posted(urlsplit(url), body, headers, known, NETWORK.monotonic() + seconds)
        except (Rejected, Unavailable) as trouble:
            failure = trouble.code
            raise
        finally:
            self._record(urlsplit(url), body, status, failure, started)
        return status

    def _posted(self, parts: SplitResult, body: bytes, headers: Mapping[str, str], known: Places, until: float) -> int:
        port = parts.port or receivers.USUAL[parts.scheme]
        line = self._connected(parts, port, self._judged(parts.hostname or "", port, known), until)
        try:
            return _exchanged(line, parts, port, body, headers, until)
        except TimeoutError as late:
            raise Unavailable("no_answer", "time-out") from late
        except (OSError, http.client.HTTPException, ValueError) as broken:
            raise Unavailable("no_answer", type(broken).__name__) from broken
        finally:
            line.close()

    def _judged(self, host: str, port: int, known: Places) -> list[str]:
        """Where a host leads; every address must be one that may be sent to."""
        try:
            found = [host] if addresses.is_ip(host) else self._resolve(host, port)
        except (OSError, UnicodeError) as unknown:
            raise Unavailable("no_connection", host) from unknown
        for address in found:
            problem = receivers.refused(host, port, address, known)
            if problem is not None:
                raise _refused(problem)
        return found

    def _connected(self, parts: SplitResult, port: int, found: list[str], until: float) -> socket.socket:
        """A line to the first of the addresses that answers, private where the scheme says so."""
        for address in found:
            try:
                line = socket.create_connection((address, port), _left(until, CONNECT_SECONDS))
            except OSError:
                continue
            return line if parts.scheme == "http" else self._private(line, parts.hostname or "", port)
        raise Unavailable("no_connection", f"{parts.hostname}:{port}")

    def _private(self, line: socket.socket, host: str, port: int) -> socket.socket:
        try:
            return self._trusted().context(host, port).wrap_socket(line, server_hostname=host)
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError, TimeoutError) as problem:
            line.close()
            raise Unavailable("no_connection", f"{host}:{port}") from problem
        except OSError as problem:  # ssl.SSLError is one, and so is an authority that cannot be read
            line.close()
            raise Unavailable("not_trusted", f"{host}:{port}: {reason(problem)}") from problem

    def _trusted(self) -> Trust:
        return self._trust or trusting.current()

    def _record(self, parts: SplitResult, body: bytes, status: int, failure: str, started: float) -> None:
        """The line has neither the body, which may tell of a payer, nor the query, which may hold a password."""
        span = ids.uuid7(self._clock.now_ms())[-12:]
        self._log.exchange(
            Exchange(
                ts=stamp(self._clock.now_ms()), mono_ms=int(started * 1000), trace=trace.current.get() or span,
                span=span, parent=trace.span.get(), sender=self._us,
                receiver=parts.netloc.rpartition("@")[2], side="client", verb="webhook", method="POST",
                path=parts.path or "/", status=status, ms=int((self._clock.monotonic() - started) * 1e6) / 1000,
                attempt=trace.attempt.get(), request=Raw(b'{"bytes":%d}' % len(body)), answer=EMPTY, error=failure,
            )
        )  # fmt: skip


def _exchanged(
    line: socket.socket, parts: SplitResult, port: int, body: bytes, headers: Mapping[str, str], until: float
) -> int:
    """Send, and hear the status; the rest of an answer is let pass, as long as it is short and comes in time."""
    connection = Connection(parts.hostname or "", port)
    connection.sock, connection.until = line, until
    line.settimeout(_left(until, SECONDS))
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request("POST", target, body, {"Host": parts.netloc, "Connection": "close", **headers})
        answer = connection.getresponse()
        with suppress(OSError, http.client.HTTPException, ValueError):
            answer.read(MAX_ANSWER)
        return answer.status
    finally:
        connection.close()  # and its answer, without which the line would stay open


def _left(until: float, most: float) -> float:
    """How long may still be waited; never 0, which a socket would take for «do not wait at all»."""
    return max(0.001, min(most, until - NETWORK.monotonic()))


def _refused(why: Words) -> Rejected:
    """The reason in both languages: whoever reads it is a stranger, too."""
    return Rejected("wrong_address", f"{why.ru.rstrip('.')} / {why.en.rstrip('.')}")
