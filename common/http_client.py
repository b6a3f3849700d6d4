"""Calling another role: `peer.call(door, message)` over requests, with time-outs on everything and the four errors.

Requests, responses and exceptions are those of requests; they go through an adapter of ours over kept http.client
connections, which drops what costs a millisecond a call (docs/decisions tells the figures).
No redirects (a 307 would send the body elsewhere), no netrc (it would replace our login), no proxies from the environment.
"""

import http.client
import socket
from base64 import b64encode
from collections import deque
from collections.abc import Mapping
from typing import Any, Protocol, TypeVar
from urllib.parse import urlencode, urlsplit

import msgspec
import requests
from requests.adapters import BaseAdapter

from common import ids, trace
from common.clock import Clock, moment
from common.errors import Broken, ContractFault, OplataError, Unavailable
from common.exchange import EMPTY, Exchange, Raw, shown, text_shown
from common.logs import Log
from common.protocol import codes
from common.protocol.endpoint import Endpoint, Message

Answer = TypeVar("Answer", bound=msgspec.Struct)
MAX_ANSWER = 4 * 1024 * 1024
CONNECT_SECONDS = 5.0
SECONDS = 30.0
POOLED = 16
Timeout = tuple[float, float]


class Caller(Protocol):
    """What a service needs of another role: the peer over HTTP, or a stand-in of a simulation."""

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait; raises one of the four errors."""

    def form(self, path: str, parameters: Mapping[str, str], *, method: str = "POST", seconds: float = SECONDS) -> bytes:
        """The same in a dialect of its own: the body of the answer."""


class Peer:
    """Another role at a URL, with the login it issued to us. Threads may share one."""

    def __init__(
        self, url: str, login: str, password: str, log: Log, clock: Clock, *, us: str = "", them: str = ""
    ) -> None:
        """`us` and `them` are what the exchange lines call the two sides."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ContractFault("no_such_door", url)
        self.url = url.rstrip("/")
        self._log = log
        self._clock = clock
        self._us = us
        self._them = them or parts.netloc
        self._adapter = _Adapter()
        self._authorization = "Basic " + b64encode(f"{login}:{password}".encode()).decode()
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {}

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait. Rejected, ContractFault, Broken as answered; Unavailable when nobody knows what happened."""
        operation = str(getattr(ask, endpoint.operation_id)) if endpoint.operation_id else ""
        body = msgspec.json.encode(ask)
        response = self.send(endpoint, endpoint.path, body, "application/json", operation=operation, seconds=seconds)
        if response.status_code == 200:
            return self._decoded(endpoint, response.content)
        raise _error(response)

    def post(
        self,
        endpoint: Endpoint[Any, Answer],
        path: str,
        body: bytes,
        content_type: str,
        *,
        operation: str,
        seconds: float = SECONDS,
    ) -> Answer:
        """The same for a body and path that a contract's own template made."""
        response = self.send(endpoint, path, body, content_type, operation=operation, seconds=seconds)
        if response.status_code == 200:
            return self._decoded(endpoint, response.content)
        raise _error(response)

    def form(
        self, path: str, parameters: Mapping[str, str], *, method: str = "POST", seconds: float = SECONDS
    ) -> bytes:
        """A call in a dialect that is not our JSON: parameters in a form or a query; the body of a 200 answer."""
        if method == "GET":
            response = self.send(_FORM_GET, f"{path}?{urlencode(parameters)}", b"", "", seconds=seconds)
        else:
            response = self.send(
                _FORM, path, urlencode(parameters).encode(), "application/x-www-form-urlencoded", seconds=seconds
            )
        if response.status_code == 200:
            return response.content
        raise _error(response)

    def send(
        self,
        endpoint: Endpoint[Any, Any],
        path: str,
        body: bytes,
        content_type: str,
        *,
        operation: str = "",
        seconds: float = SECONDS,
    ) -> requests.Response:
        """One exchange, whatever its answer, with its line in the log."""
        started = self._clock.monotonic()
        span = ids.uuid7(self._clock.now_ms())[-12:]
        headers = {"Authorization": self._authorization, "X-Trace-Id": trace.current.get() or span, "X-Span-Id": span}
        if content_type:
            headers["Content-Type"] = content_type
        if operation:
            headers["Idempotency-Key"] = operation
        prepared = requests.PreparedRequest()
        prepared.method, prepared.url, prepared.body = endpoint.method, self.url + path, body
        prepared.headers = requests.structures.CaseInsensitiveDict(headers)
        response, failure = None, ""
        try:
            response = self._adapter.send(prepared, timeout=(CONNECT_SECONDS, seconds))
            return response
        except requests.ConnectionError as problem:
            failure = "no_connection"
            raise Unavailable("no_connection", f"{self.url}: {_reason(problem)}") from problem
        except requests.RequestException as problem:
            failure = "no_answer"
            raise Unavailable("no_answer", f"{self.url}: {_reason(problem)}") from problem
        finally:
            self._record(endpoint, path, headers, body, response, failure, started, span)

    def close(self) -> None:
        """Let the connections go."""
        self._adapter.close()

    def _decoded(self, endpoint: Endpoint[Any, Answer], content: bytes) -> Answer:
        decoder = self._decoders.get(endpoint.path)
        if decoder is None:
            decoder = self._decoders[endpoint.path] = msgspec.json.Decoder(endpoint.answer)
        try:
            answer: Answer = decoder.decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
            raise Unavailable("unreadable_answer", str(problem)[:200]) from problem
        return answer

    def _record(
        self,
        endpoint: Endpoint[Any, Any],
        path: str,
        headers: Mapping[str, str],
        body: bytes,
        response: requests.Response | None,
        failure: str,
        started: float,
        span: str,
    ) -> None:
        seconds = self._clock.monotonic() - started
        is_json = headers.get("Content-Type") == "application/json"
        self._log.exchanges.add(
            Exchange(
                ts=moment(self._clock.now_ms()).isoformat(timespec="milliseconds"),
                mono_ms=int(started * 1000),
                trace=headers["X-Trace-Id"],
                span=span,
                parent="",
                sender=self._us,
                receiver=self._them,
                side="client",
                verb=endpoint.path.rsplit("/v1/", 1)[-1],
                method=endpoint.method,
                path=path,
                status=response.status_code if response is not None else 0,
                ms=int(seconds * 1e6) / 1000,
                attempt=0,
                request=shown(endpoint, body, True) if is_json else text_shown(body, headers.get("Content-Type", "")),
                answer=_answer_shown(endpoint, response),
                error=failure,
            )
        )


_FORM = Endpoint("POST", "/osmp", Message, Message, codes.words("OSMP"))
_FORM_GET = Endpoint("GET", "/osmp", Message, Message, codes.words("OSMP"))


class _Adapter(BaseAdapter):
    """Sends prepared requests over kept http.client connections; one that died while it rested is replaced once."""

    def __init__(self) -> None:
        super().__init__()
        self._idle: deque[http.client.HTTPConnection] = deque()

    def send(self, request: requests.PreparedRequest, *_: Any, timeout: Any = None, **__: Any) -> requests.Response:
        """One exchange; requests' own exceptions."""
        connect, read = timeout
        assert request.url is not None and request.method is not None
        target = request.url.split("/", 3)
        path = "/" + (target[3] if len(target) > 3 else "")
        connection = self._idle.pop() if self._idle else None
        if connection is not None and _gone(connection):
            connection.close()
            connection = None
        if connection is None:
            connection = _connected(request.url, connect)
        assert connection.sock is not None
        connection.sock.settimeout(read)
        try:
            connection.request(request.method, path, body=request.body or None, headers=dict(request.headers))
            answer = connection.getresponse()
            content = answer.read(MAX_ANSWER + 1)
        except TimeoutError as problem:
            connection.close()
            raise requests.ReadTimeout("time-out") from problem
        except (OSError, http.client.HTTPException) as problem:
            connection.close()
            raise requests.RequestException(type(problem).__name__) from problem
        if answer.will_close or len(content) > MAX_ANSWER or len(self._idle) >= POOLED:
            connection.close()
        else:
            self._idle.append(connection)
        response = requests.Response()
        response.status_code = answer.status if len(content) <= MAX_ANSWER else 502
        response.headers = requests.structures.CaseInsensitiveDict(answer.headers.items())
        response._content = content
        response.request = request
        return response

    def close(self) -> None:
        """Close what rests."""
        while self._idle:
            self._idle.pop().close()


def _connected(url: str, seconds: float) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    assert parts.hostname is not None
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname, parts.port, timeout=seconds)
    try:
        connection.connect()
    except OSError as problem:
        connection.close()
        raise requests.ConnectionError(str(problem)) from problem
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _gone(connection: http.client.HTTPConnection) -> bool:
    """Whether the other side closed a resting connection: then there is something to read, namely its end."""
    resting = connection.sock
    if resting is None:
        return True
    resting.setblocking(False)
    try:
        resting.recv(1, socket.MSG_PEEK)
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def _error(response: requests.Response) -> OplataError:
    try:
        body = msgspec.json.decode(response.content, type=codes.ErrorAnswer)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return _unexplained(response)
    if response.status_code < 400:
        return _unexplained(response)
    return codes.raised(response.status_code, body)


def _unexplained(response: requests.Response) -> OplataError:
    """An answer without our words: an error page, a stranger's program. A bare 422 is no «no»: it names no code."""
    status = response.status_code
    if status in (401, 403, 404, 405):
        code = {401: "wrong_password", 403: "forbidden", 404: "no_such_door", 405: "wrong_method"}[status]
        return ContractFault(code, f"HTTP {status}")
    if status in (400, 409, 413, 415):
        return Broken("wrong_json", f"HTTP {status}")
    return Unavailable("unreadable_answer", f"HTTP {status}")


def _answer_shown(endpoint: Endpoint[Any, Any], response: requests.Response | None) -> Raw:
    if response is None:
        return EMPTY
    kind = response.headers.get("content-type", "")
    if not kind.startswith("application/json"):
        return text_shown(response.content, kind)
    try:
        msgspec.json.decode(response.content)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return shown(endpoint, response.content, False)
    return shown(endpoint, response.content, True)


def _reason(problem: BaseException) -> str:
    return str(problem.__cause__ or problem)
