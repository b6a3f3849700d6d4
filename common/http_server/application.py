"""The ASGI application over a role's table of doors: who may enter, limits, errors, and the three ways to answer."""

import asyncio
import base64
import binascii
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from common import ids, spawn, trace
from common.clock import Clock, moment
from common.credentials import Gatekeeper
from common.database import Database, Job
from common.errors import Broken, ContractFault, OplataError, Unavailable
from common.exchange import EMPTY, Exchange, Raw, shown, text_shown
from common.http_server.doors import Door, Doors, RawAnswer, RawRequest
from common.http_server.metrics import Metrics
from common.logs import Log
from common.principal import Principal
from common.protocol import codes
from common.protocol.endpoint import MAX_BODY, Endpoint

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
JSON = b"application/json"
FORM = b"application/x-www-form-urlencoded"
WAITING_WRITES = 4096
CALLS = 32
WAITING_CALLS = 256
NOBODY = Principal("nobody", "")


class Served:
    """One endpoint with its door and its codec, made once."""

    __slots__ = ("decoder", "door", "endpoint", "verb")

    def __init__(self, endpoint: Endpoint[Any, Any], door: Door) -> None:
        self.endpoint = endpoint
        self.door = door
        self.verb = endpoint.path.rsplit("/v1/", 1)[-1]
        self.decoder = msgspec.json.Decoder(endpoint.ask)


class Request:
    """What is known of one request while it is answered."""

    __slots__ = ("body", "content_type", "headers", "sound", "started", "trace_id", "who")

    def __init__(self, started: float) -> None:
        self.started = started
        self.body = b""
        self.content_type = b""
        self.headers: dict[bytes, bytes] = {}
        self.trace_id = ""
        self.who = NOBODY
        self.sound = False


class Application:
    """A role's HTTP face. `hosts` are the names it answers to, with ports; empty until the listener knows its port."""

    def __init__(
        self,
        doors: Doors,
        database: Database | None,
        gatekeeper: Gatekeeper,
        log: Log,
        clock: Clock,
        *,
        role: str,
        about: Any,
    ) -> None:
        """`about()` tells /health what the role wants known: role, profile, version, ready."""
        self._doors: dict[tuple[str, str], Served] = {(e.path, e.method): Served(e, door) for e, door in doors.items()}
        self._methods = {path: [m for p, m in self._doors if p == path] for path, _ in self._doors}
        self._endpoints = tuple(doors)
        self._database = database
        self._gatekeeper = gatekeeper
        self._log = log
        self._clock = clock
        self._role = role
        self._about = about
        self.metrics = Metrics()
        self.hosts: frozenset[bytes] = frozenset()
        self._encoder = msgspec.json.Encoder()
        self._pool = spawn.pool("calls", CALLS)
        self._calls = 0
        self._writes = 0
        self._decided: deque[tuple[asyncio.Future[Any], Job]] = deque()
        self._told = False

    def close(self) -> None:
        """Wait for the calls under way."""
        self._pool.shutdown(wait=True)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing it does can end the server."""
        if scope["type"] != "http":
            return
        request = Request(self._clock.monotonic())
        served = self._doors.get((scope["path"], scope["method"]))
        if served is None:
            await self._elsewhere(scope, send, request)
            return
        try:
            await self._read(scope, receive, request, served)
            status, answer, kind = await self._answer(served, request, scope)
        except OplataError as error:
            status, answer, kind = self._refusal(error, request)
        except Exception as bug:  # a task's end: the caller learns that the outcome is unknown, the log has the rest
            self._log.error("internal error", path=scope["path"], trace=request.trace_id, error=_traceback(bug))
            status, answer, kind = self._refusal(Unavailable("internal_error", request.trace_id), request)
        await self._send(send, status, answer, kind, request)
        self._record(served, request, scope, status, answer, kind)

    async def _read(self, scope: Scope, receive: Receive, request: Request, served: Served) -> None:
        """Headers and body, refused as early as possible: nothing is read for a stranger that need not be."""
        headers = request.headers = dict(scope["headers"])
        given = headers.get(b"x-trace-id", b"").decode("latin-1")
        request.trace_id = given if trace.acceptable(given) else ids.uuid7(self._clock.now_ms())[-12:]
        if self.hosts and headers.get(b"host", b"") not in self.hosts:
            raise ContractFault("wrong_host", headers.get(b"host", b"").decode("latin-1")[:80])
        if served.endpoint.kind == "peer" and b"origin" in headers:
            raise ContractFault("browser_refused")
        if served.door.enter:
            await self._admit(served.door, request)
        size = headers.get(b"content-length", b"0")
        if not size.isdigit() or int(size) > MAX_BODY:
            raise Broken("body_too_large", str(MAX_BODY))
        event = await receive()
        body = event.get("body", b"")
        while event.get("more_body"):
            event = await receive()
            body += event.get("body", b"")
            if len(body) > MAX_BODY:
                raise Broken("body_too_large", str(MAX_BODY))
        if event["type"] == "http.disconnect":
            raise Unavailable("request_timeout")
        request.body = body
        request.content_type = headers.get(b"content-type", b"").split(b";", 1)[0].strip().lower()

    async def _admit(self, door: Door, request: Request) -> None:
        header = request.headers.get(b"authorization", b"")
        who = self._gatekeeper.remembered(header)
        if who is None:
            login, password = _basic(header)
            if not login:
                raise ContractFault("login_required")
            loop = asyncio.get_running_loop()
            who = await loop.run_in_executor(self._pool, self._gatekeeper.admit, header, login, password)
        if who.kind not in door.enter:
            raise ContractFault("forbidden")
        request.who = Principal(who.kind, who.id, request.trace_id, who.scopes)

    async def _answer(self, served: Served, request: Request, scope: Scope) -> tuple[int, bytes, bytes]:
        door = served.door
        if door.way == "raw":
            answer = await self._call(request, lambda: door.function(request.who, _raw_request(scope, request)))
            assert isinstance(answer, RawAnswer)
            return answer.status, answer.body, answer.content_type.encode()
        ask = self._decode(served, request)
        if door.way == "write":
            result = await self._write(door, request, ask)
        elif door.way == "read":
            assert self._database is not None
            database = self._database
            result = await self._call(request, lambda: database.read(lambda db: door.function(db, request.who, ask)))
        else:
            result = await self._call(request, lambda: door.function(request.who, ask))
        return 200, self._encoder.encode(result), JSON

    def _decode(self, served: Served, request: Request) -> Any:
        try:
            if request.content_type == JSON:
                ask = served.decoder.decode(request.body)
                request.sound = True
                return ask
            if served.endpoint.form and request.content_type == FORM:
                return msgspec.convert(_form(request.body), served.endpoint.ask, strict=False)
        except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, RecursionError) as problem:
            raise Broken("wrong_json", str(problem)[:200]) from problem
        if served.endpoint.method == "GET":
            return msgspec.convert({}, served.endpoint.ask)
        raise Broken("json_required")

    async def _write(self, door: Door, request: Request, ask: Any) -> Any:
        if self._writes >= WAITING_WRITES:
            raise Unavailable("busy")
        function, who = door.function, request.who
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()

        def done(job: Job) -> None:
            self._decided.append((future, job))
            if not self._told:
                self._told = True
                loop.call_soon_threadsafe(self._wake_callers)

        assert self._database is not None
        self._writes += 1
        self._database.submit(Job(lambda db: function(db, who, ask), function.__name__, done))
        try:
            return await future
        finally:
            self._writes -= 1

    def _wake_callers(self) -> None:
        """Hand a whole group's results over in one turn of the loop."""
        self._told = False
        while self._decided:
            future, job = self._decided.popleft()
            if future.done():
                continue
            if job.error is not None:
                future.set_exception(job.error)
            else:
                future.set_result(job.result)

    async def _call(self, request: Request, function: Callable[[], Any]) -> Any:
        if self._calls >= WAITING_CALLS:
            raise Unavailable("busy")
        self._calls += 1

        def traced() -> Any:
            trace.current.set(request.trace_id)
            return function()

        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, traced)
        finally:
            self._calls -= 1

    def _refusal(self, error: OplataError, request: Request) -> tuple[int, bytes, bytes]:
        status, body = codes.answer(error, request.trace_id)
        return status, self._encoder.encode(body), JSON

    async def _send(self, send: Send, status: int, body: bytes, kind: bytes, request: Request) -> None:
        headers = [
            (b"content-type", kind),
            (b"content-length", b"%d" % len(body)),
            (b"x-trace-id", request.trace_id.encode()),
        ]
        if status == 401:
            headers.append((b"www-authenticate", b'Basic realm="oplata"'))
        if status in (429, 503):
            headers.append((b"retry-after", b"1"))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _record(self, served: Served, request: Request, scope: Scope, status: int, answer: bytes, kind: bytes) -> None:
        seconds = self._clock.monotonic() - request.started
        self.metrics.count(served.verb, status, seconds)
        headers = request.headers
        who = request.who
        self._log.exchanges.add(
            Exchange(
                ts=moment(self._clock.now_ms()).isoformat(timespec="milliseconds"),
                mono_ms=int(request.started * 1000),
                trace=request.trace_id,
                span="",
                parent=headers.get(b"x-span-id", b"").decode("latin-1")[:32],
                sender=f"{who.kind}:{who.id}",
                receiver=self._role,
                side="server",
                verb=served.verb,
                method=scope["method"],
                path=scope["path"],
                status=status,
                ms=int(seconds * 1e6) / 1000,
                attempt=0,
                request=_body_shown(served, request),
                answer=_answer_shown(served, answer, kind),
            )
        )

    async def _elsewhere(self, scope: Scope, send: Send, request: Request) -> None:
        """What every server answers without a login, and the words for everything else."""
        path = scope["path"]
        if scope["method"] == "GET" and path == "/health":
            answer = (200, self._encoder.encode(self._about()), JSON)
        elif scope["method"] == "GET" and path == "/metrics":
            answer = (
                200,
                self.metrics.text(self._role, {"writes_waiting": self._writes, "calls": self._calls}),
                b"text/plain; version=0.0.4",
            )
        elif scope["method"] == "GET" and path == "/openapi.json":
            from common.http_server.openapi import document

            answer = (200, self._encoder.encode(document(self._role, self._endpoints)), JSON)
        elif path in self._methods:
            answer = self._refusal(ContractFault("wrong_method", ", ".join(self._methods[path])), request)
        else:
            answer = self._refusal(ContractFault("no_such_door"), request)
        await self._send(send, *answer, request)


def _basic(header: bytes) -> tuple[str, str]:
    scheme, _, value = header.partition(b" ")
    if scheme.lower() != b"basic":
        return "", ""
    try:
        login, _, password = base64.b64decode(value.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return login, password


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, strict_parsing=bool(body), max_num_fields=100))


def _raw_request(scope: Scope, request: Request) -> RawRequest:
    try:
        query = parse_qsl(scope["query_string"].decode("utf-8"), keep_blank_values=True, max_num_fields=100)
        if request.content_type == FORM:
            query += parse_qsl(request.body.decode("utf-8"), keep_blank_values=True, max_num_fields=100)
    except (UnicodeDecodeError, ValueError) as problem:
        raise Broken("wrong_json", "parameters") from problem
    return RawRequest(scope["method"], scope["path"], query, request.body)


def _body_shown(served: Served, request: Request) -> Raw:
    if served.door.way == "raw" or (request.content_type == FORM and served.endpoint.form):
        return text_shown(request.body, request.content_type.decode("latin-1")) if request.body else EMPTY
    return shown(served.endpoint, request.body, request.sound)


def _answer_shown(served: Served, answer: bytes, kind: bytes) -> Raw:
    return shown(served.endpoint, answer, True) if kind == JSON else text_shown(answer, kind.decode("latin-1"))


def _traceback(bug: BaseException) -> str:
    """The places the bug passed, without any values: values may be secret."""
    places = []
    at = bug.__traceback__
    while at is not None:
        places.append(f"{at.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{at.tb_lineno}")
        at = at.tb_next
    return f"{type(bug).__name__} {' > '.join(places[-6:])}"
