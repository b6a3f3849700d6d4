"""The ASGI application over a role's table of doors: who may enter, limits, errors, and the three ways to answer."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from common import ids, spawn, trace
from common.clock import Clock, stamp
from common.credentials import Gatekeeper
from common.database import Database, Job
from common.errors import Broken, ContractFault, OplataError, Unavailable, places
from common.exchange import Exchange
from common.http_server.connection import REPLY
from common.http_server.doors import OPERATOR, Door, Doors, RawAnswer
from common.http_server.metrics import Metrics
from common.http_server.openapi import document
from common.http_server.page import demand_own_origin
from common.http_server.reading import (
    JSON,
    SHOWN_PATH,
    Request,
    Scope,
    Served,
    answer_shown,
    basic,
    body_shown,
    decoded,
    demand_once,
    demand_same_id,
    headers_shown,
    raw_request,
    span_of,
)
from common.http_server.turnstile import Turnstile
from common.logs import Log
from common.principal import Principal
from common.protocol import codes
from common.protocol.endpoint import MAX_BODY, Endpoint, Nothing
from common.words import Words

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Reply = tuple[int, bytes, bytes]
TEXT = b"text/plain; version=0.0.4"
NOTHING: dict[str, Any] = {}
WAITING_WRITES = 256
CALLS = 32
WAITING_CALLS = 256
OPEN = ("/health", "/metrics", "/openapi.json")
"""What every server answers to everybody: no secret is told there."""


def _nobody() -> None:
    """Stands where a door has no function."""


ELSEWHERE = Served(
    Endpoint("GET", "-", Nothing, Nothing, Words("Нет такой точки входа", "No such door")),
    Door("call", _nobody, frozenset()),
)
"""Requests to addresses that are no doors are counted and written down under one name."""


class Pool:
    """Threads, and how many requests they have or wait for."""

    def __init__(self, name: str) -> None:
        self.threads = spawn.pool(name, CALLS)
        self.busy = 0


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
        self._doors |= {(path, "HEAD"): one for (path, _), one in self._doors.items() if one.door.way == "file"}
        self._methods = {path: [m for p, m in self._doors if p == path] for path, _ in self._doors}
        self._endpoints = tuple(endpoint for endpoint, door in doors.items() if door.way != "file")
        self._database = database
        self._gatekeeper = gatekeeper
        self._log = log
        self._clock = clock
        self._role = role
        self._about = about
        self.metrics = Metrics()
        self.hosts: frozenset[bytes] = frozenset()
        self.url = ""
        """Where others find it, for the document of its doors."""
        self._told_turned_away = 0
        self._document = b""
        """Made once: that takes long enough to keep everybody waiting, and whoever likes may ask for it."""
        self._encoder = msgspec.json.Encoder()
        self._pools = {"reads": Pool("reads"), "calls": Pool("calls")}
        self._writes = 0
        self.turnstile = Turnstile(_crowded(self._doors.values()))
        self._decided: deque[tuple[asyncio.Future[Any], Job]] = deque()
        self._told = False

    def close(self) -> None:
        """Take no more calls; those under way had their time to end while the server was stopping."""
        for pool in self._pools.values():
            pool.threads.shutdown(wait=False, cancel_futures=True)

    def look_back(self) -> None:
        """Write down how many were turned away since the last look: a line for each would be a load of its own."""
        refused = self.turnstile.refused
        if refused > self._told_turned_away:
            self._log.warning("turned away", questions=refused - self._told_turned_away, inside=self.turnstile.inside)
            self._told_turned_away = refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; nothing it does can end the server."""
        if scope["type"] != "http":
            return
        request = Request(self._clock.monotonic())
        served = self._doors.get((scope["path"], scope["method"]))
        try:
            self._begin(scope, request)
            if served is None:
                reply = self._elsewhere(scope)
            else:
                await self._read(receive, request, served, scope["scheme"])
                reply = await self._answer(served, request, scope)
        except OplataError as error:
            reply = self._refusal(error, request)
        except OverflowError:
            reply = self._refusal(Broken("wrong_json", "> 2^63"), request)
        except Exception as bug:  # noqa: BLE001 - a task's end: the caller learns that the outcome is unknown
            self._log.error("internal error", path=scope["path"][:SHOWN_PATH], error=places(bug))
            reply = self._refusal(Unavailable("internal_error", request.trace_id), request)
        await self._send(send, reply, request, scope, served)
        if reply[0] != 200 or (served is not None and served.door.way != "file"):
            self._record(served or ELSEWHERE, request, scope, *reply)

    def _begin(self, scope: Scope, request: Request) -> None:
        """Headers that concern every request: its trace, and the name it thinks this server has."""
        headers = request.headers = dict(scope["headers"])
        given = headers.get(b"x-trace-id", b"").decode("latin-1")
        request.trace_id = given if trace.acceptable(given) else ids.uuid7(self._clock.now_ms())[-12:]
        trace.current.set(request.trace_id)
        if len(headers) != len(scope["headers"]):
            demand_once(scope["headers"])
        host = headers.get(b"host", b"")
        if self.hosts and host not in self.hosts and host.lower() not in self.hosts:
            raise ContractFault("wrong_host", host.decode("latin-1")[:80])

    async def _read(self, receive: Receive, request: Request, served: Served, scheme: str) -> None:
        """Who asks and what, refused as early as possible: nothing is read for a stranger that need not be."""
        headers = request.headers
        if served.endpoint.kind == "peer" and b"origin" in headers:
            raise ContractFault("browser_refused")
        if served.endpoint.kind == "page" and served.endpoint.method == "POST":
            demand_own_origin(headers, scheme)
        if served.door.enter:
            await self._admit(served.door, request)
        size = headers.get(b"content-length", b"0")
        if not size.isdigit() or int(size) > MAX_BODY:
            raise Broken("body_too_large", str(MAX_BODY))
        event = await receive()
        body = event.get("body", b"")
        while event.get("more_body") and len(body) <= MAX_BODY:
            event = await receive()
            body += event.get("body", b"")
        if len(body) > MAX_BODY:
            raise Broken("body_too_large", str(MAX_BODY))
        if event["type"] == "http.disconnect":
            raise Unavailable("no_answer", "disconnect")
        request.body = body
        request.content_type = headers.get(b"content-type", b"").split(b";", 1)[0].strip().lower()

    async def _admit(self, door: Door, request: Request) -> None:
        header = request.headers.get(b"authorization", b"")
        who = self._gatekeeper.remembered(header)
        if who is None:
            login, password = basic(header)
            if not login:
                raise ContractFault("login_required")
            who = await self._call("reads", request, lambda: self._gatekeeper.admit(header, login, password))
        if who.kind not in door.enter:
            raise ContractFault("forbidden")
        request.who = Principal(who.kind, who.id, request.trace_id, who.scopes)

    async def _answer(self, served: Served, request: Request, scope: Scope) -> Reply:
        door = served.door
        if door.way == "raw":
            answer = await self._call("calls", request, lambda: door.function(request.who, raw_request(scope, request)))
            assert isinstance(answer, RawAnswer)
            request.veiled = answer.veiled
            request.answer_headers = [(name.encode("ascii"), text.encode("ascii")) for name, text in answer.headers]
            return answer.status, answer.body, answer.content_type.encode()
        if door.way == "file":
            kept = door.function()
            return kept.status, kept.body, kept.content_type.encode()
        ask = decoded(served, request)
        demand_same_id(served, request, ask)
        if door.way == "write":
            result = await self._write(door, request, ask)
        elif door.way == "read":
            assert self._database is not None
            database = self._database
            read = lambda: database.read(lambda db: door.function(db, request.who, ask))  # noqa: E731
            result = await self._call("reads", request, read)
        else:
            result = await self._call("calls", request, lambda: door.function(request.who, ask))
        return 200, self._encoder.encode(result), JSON

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
                self._wake(loop)

        assert self._database is not None
        self._writes += 1
        self._database.submit(Job(lambda db: function(db, who, ask), function.__name__, done, request.trace_id))
        try:
            return await future
        finally:
            self._writes -= 1

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the writer's thread, which outlives the server: what it decided after the end is durable all the same."""
        try:
            loop.call_soon_threadsafe(self._wake_callers)
        except RuntimeError:
            self._told = False

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

    async def _call(self, name: str, request: Request, function: Callable[[], Any]) -> Any:
        """Run in a bounded pool: what waits for other roles has one of its own: no read or login queues there."""
        pool = self._pools[name]
        if pool.busy >= WAITING_CALLS:
            raise Unavailable("busy")
        pool.busy += 1

        def traced() -> Any:
            trace.current.set(request.trace_id)
            trace.span.set(span_of(request))
            return function()

        try:
            return await asyncio.get_running_loop().run_in_executor(pool.threads, traced)
        finally:
            pool.busy -= 1

    def _refusal(self, error: OplataError, request: Request) -> Reply:
        status, body = codes.answer(error, request.trace_id)
        return status, self._encoder.encode(body), JSON

    async def _send(self, send: Send, reply: Reply, request: Request, scope: Scope, served: Served | None) -> None:
        status, body, kind = reply
        headers = [
            (b"content-type", kind),
            (b"content-length", b"%d" % len(body)),
            (b"x-trace-id", request.trace_id.encode()),
        ]
        headers += request.answer_headers
        if served is not None:
            headers += served.headers
        key = request.headers.get(b"idempotency-key")
        if key is not None and trace.acceptable(key.decode("latin-1")):
            headers.append((b"idempotency-key", key))
        if status == 401:
            headers.append((b"www-authenticate", b'Basic realm="oplata"'))
        if status == 405:
            headers.append((b"allow", self._allowed(scope["path"]).encode()))
        if status in (429, 503):
            headers.append((b"retry-after", b"1"))
        whole = scope.get("extensions", NOTHING).get(REPLY, NOTHING).get(REPLY)
        if whole is not None and whole(status, headers, body):
            return
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    def _record(self, served: Served, request: Request, scope: Scope, status: int, answer: bytes, kind: bytes) -> None:
        seconds = self._clock.monotonic() - request.started
        self.metrics.count(served.verb, status, seconds)
        headers = request.headers
        who = request.who
        self._log.exchange(
            Exchange(
                ts=stamp(self._clock.now_ms()),
                mono_ms=int(request.started * 1000),
                trace=request.trace_id,
                span=span_of(request),
                parent="",
                sender=f"{who.kind}:{who.id}",
                receiver=self._role,
                side="server",
                verb=served.verb,
                method=scope["method"],
                path=scope["path"][:SHOWN_PATH],
                status=status,
                ms=int(seconds * 1e6) / 1000,
                attempt=trace.counted(headers.get(b"x-attempt", b"")),
                req_headers=headers_shown(headers),
                request=body_shown(served, request, scope),
                answer=answer_shown(served, request, answer, kind),
            )
        )

    def _elsewhere(self, scope: Scope) -> Reply:
        """What every server answers without a login, and the words for everything else."""
        path = scope["path"]
        allowed = self._allowed(path)
        if not allowed:
            raise ContractFault("no_such_door")
        if scope["method"] not in allowed.split(", "):
            raise ContractFault("wrong_method", allowed)
        if path == "/health":
            return 200, self._encoder.encode(self._about()), JSON
        if path == "/metrics":
            gauges = {
                "writes_waiting": self._writes,
                "calls": self._pools["calls"].busy,
                "reads": self._pools["reads"].busy,
                "turned_away": self.turnstile.refused,
            }
            return 200, self.metrics.text(self._role, gauges), TEXT
        if not self._document:
            self._document = self._encoder.encode(document(self._role, self._endpoints, self.url))
        return 200, self._document, JSON

    def _allowed(self, path: str) -> str:
        return "GET, HEAD" if path in OPEN else ", ".join(self._methods.get(path, ()))


def _crowded(served: Iterable[Served]) -> tuple[bytes, ...]:
    """The first bytes of questions that many may ask at once: what an operator does is never turned away."""
    writes = [one for one in served if one.door.way == "write" and OPERATOR not in one.door.enter]
    asked = [one.endpoint for one in writes if one.endpoint.kind == "peer"]
    return tuple(f"{one.method} {one.path} HTTP/1.1\r\n".encode() for one in asked)
