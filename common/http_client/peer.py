"""Calling another role: `peer.call(door, message)` over requests, with time-outs on everything and the four errors.

Requests, responses and exceptions are those of requests; they go through an adapter of ours over kept http.client
connections, which drops what costs a millisecond a call (docs/decisions tells the figures).
No redirects (a 307 would send the body elsewhere), no netrc (it would replace our login), no proxies from the
environment. Nothing is ever sent twice: a repeat is the caller's, with the same id.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urlencode, urlsplit

import msgspec
import requests

from common import addresses, ids, trace
from common.clock import Clock, stamp
from common.errors import Broken, ContractFault, OplataError, Unavailable
from common.exchange import EMPTY, Exchange, Raw, shown, text_shown
from common.http_client import trust as trusting
from common.http_client.adapter import Adapter
from common.http_client.trust import Trust
from common.logs import Log
from common.protocol import codes
from common.protocol.endpoint import QUERIES, Endpoint, Message
from common.protocol.shop.signature import HEADER, signed

Answer = TypeVar("Answer")
CONNECT_SECONDS = 5.0
SECONDS = 30.0
MAX_REFUSAL = 64 * 1024
MAX_SHOWN_URL = 200


class Caller(Protocol):
    """What a service needs of another role: the peer over HTTP, or a stand-in of a simulation."""

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait; raises one of the four errors."""

    def form(
        self, path: str, parameters: Mapping[str, str], *, method: str = "POST", seconds: float = SECONDS
    ) -> bytes:
        """The same in a dialect of its own: the body of the answer."""


class Peer:
    """Another role at a URL, with the login it issued to us. Threads may share one."""

    def __init__(
        self,
        url: str,
        login: str,
        password: str,
        log: Log,
        clock: Clock,
        *,
        us: str = "",
        them: str = "",
        trust: Trust | None = None,
        token: str = "",
        signs: Sequence[str] = (),
    ) -> None:
        """`us` and `them` are what the exchange lines call the two sides; `trust` is the process's unless given.

        With a `token` the login and password are not sent: doors of /v2. `signs` are the secrets that the other side
        has of us: whatever is sent is signed by each, anew at each sending.
        """
        self.url = _sound(url)
        (trust or trusting.current()).demand_private(self.url)
        self._log = log
        self._clock = clock
        self._us = us
        self._them = them or urlsplit(url).netloc.rpartition("@")[2]
        self._adapter = Adapter(lambda: trust or trusting.current())
        basic = "Basic " + b64encode(f"{login}:{password}".encode()).decode()
        self._authorization = f"Bearer {token}" if token else basic
        self._signs = tuple(signs)
        self._decoders: dict[str, msgspec.json.Decoder[Any]] = {}

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait. Rejected, ContractFault, Broken as answered; Unavailable when nobody knows what happened."""
        operation = str(getattr(ask, endpoint.operation_id)) if endpoint.operation_id else ""
        path, body = addressed(endpoint, ask)
        content_type = "application/json" if body else ""
        response = self.send(endpoint, path, body, content_type, operation=operation, seconds=seconds)
        if response.status_code == endpoint.gives:
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
            headers["Idempotency-Key"] = quote(operation)
        if trace.attempt.get():
            headers["X-Attempt"] = str(trace.attempt.get())
        if self._signs:
            headers[HEADER] = signed(self._signs, body, self._clock.now_ms() // 1000)
        prepared = requests.PreparedRequest()
        prepared.method, prepared.url, prepared.body = endpoint.method, self.url + path, body
        prepared.headers = requests.structures.CaseInsensitiveDict(headers)
        response, failure = None, ""
        try:
            response = self._adapter.send(prepared, timeout=(CONNECT_SECONDS, seconds))
            return response
        except requests.exceptions.InvalidURL as problem:
            failure = "no_such_door"
            raise ContractFault("no_such_door", f"{self.url}{path}"[:MAX_SHOWN_URL]) from problem
        except requests.exceptions.SSLError as problem:
            failure = "no_connection"  # as an exchange: there was none
            raise Unavailable("not_trusted", f"{self.url}: {problem}") from problem
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
        name = f"{endpoint.method} {endpoint.path}"
        decoder = self._decoders.get(name)
        if decoder is None:
            decoder = self._decoders[name] = msgspec.json.Decoder(endpoint.answer)
        try:
            answer: Answer = decoder.decode(content)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
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
        self._log.exchange(
            Exchange(
                ts=stamp(self._clock.now_ms()),
                mono_ms=int(started * 1000),
                trace=headers["X-Trace-Id"],
                span=span,
                parent=trace.span.get(),
                sender=self._us,
                receiver=self._them,
                side="client",
                verb=endpoint.verb,
                method=endpoint.method,
                path=path,
                status=response.status_code if response is not None else 0,
                ms=int(seconds * 1e6) / 1000,
                attempt=trace.attempt.get(),
                request=shown(endpoint, body, True) if is_json else text_shown(body, headers.get("Content-Type", "")),
                answer=_answer_shown(endpoint, response),
                req_headers={name: headers[name] for name in SHOWN_HEADERS if name in headers},
                error=failure,
            )
        )


SHOWN_HEADERS = ("Idempotency-Key", "Content-Type")
_FORM = Endpoint("POST", "/osmp", Message, Message, codes.words("OSMP"))
_FORM_GET = Endpoint("GET", "/osmp", Message, Message, codes.words("OSMP"))


def addressed(endpoint: Endpoint[Any, Any], ask: Message) -> tuple[str, bytes]:
    """The path with its parts filled in, the query of a GET or DELETE, and the body with what is left."""
    body = msgspec.json.encode(ask)
    if not endpoint.parts and endpoint.method not in QUERIES:
        return endpoint.path, body
    fields = msgspec.json.decode(body)
    path = endpoint.path
    for name in endpoint.parts:
        path = path.replace(f"{{{name}}}", quote(fields.pop(name), safe=""))
    if endpoint.method not in QUERIES:
        return path, msgspec.json.encode(fields)
    given = {name: value for name, value in fields.items() if value is not None}
    query = {name: str(value).lower() if isinstance(value, bool) else value for name, value in given.items()}
    return (f"{path}?{urlencode(query)}" if query else path), b""


def _sound(url: str) -> str:
    """An address as a contract may hold it, without the slash at its end; ContractFault `no_such_door`."""
    if addresses.wrong(url) is not None:
        raise ContractFault("no_such_door", url.rpartition("@")[2][:MAX_SHOWN_URL])
    return url.rstrip("/")


def _error(response: requests.Response) -> OplataError:
    if response.status_code < 400 or len(response.content) > MAX_REFUSAL:
        return _unexplained(response)
    try:
        body = msgspec.json.decode(response.content, type=codes.ErrorAnswer)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _unexplained(response)
    return codes.raised(response.status_code, body)


def _unexplained(response: requests.Response) -> OplataError:
    """An answer without our words: an error page, a stranger's program. A bare 422 is no «no»: it names no code."""
    status = response.status_code
    if status in (401, 403, 404, 405):
        code = {401: "wrong_password", 403: "forbidden", 404: "no_such_door", 405: "wrong_method"}[status]
        return ContractFault(code, f"HTTP {status}")
    if status in (400, 409, 413, 415, 431):
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
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return shown(endpoint, response.content, False)
    return shown(endpoint, response.content, True)


def _reason(problem: BaseException) -> str:
    return str(problem.__cause__ or problem)
