"""The ASGI application over a role's table of doors: who may enter, limits, errors, and the three ways to answer."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec

from common import ids, trace
from common.clock import Clock, stamp
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import Broken, ContractFault, OplataError, Unavailable, places
from common.exchange import Exchange
from common.http_server import deadline
from common.http_server.admission import SCHEMES, Admission, Seals, nobodys
from common.http_server.clients import (
    NOBODYS,
    ORIGIN,
    Clients,
    allowance,
    asked_for,
    is_preflight,
    said_origin,
)
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
    body_shown,
    decoded,
    demand_once,
    demand_same_id,
    headers_shown,
    path_shown,
    raw_request,
    span_of,
)
from common.http_server.routes import Routes
from common.http_server.turnstile import Turnstile
from common.http_server.waiting import Waiting
from common.http_server.work import Work
from common.logs import Log
from common.protocol import codes
from common.protocol.endpoint import MAX_BODY, Endpoint, Nothing
from common.wiping import wipe
from common.words import Words

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Reply = tuple[int, bytes, bytes]
TEXT = b"text/plain; version=0.0.4"
REQUEST_ID = b"x-request-id"
LONGEST_REQUEST_ID = 32
NOTHING: dict[str, Any] = {}
OPEN = ("/health", "/metrics", "/openapi.json")
"""What every server answers to everybody: no secret is told there."""


def _nobody() -> None:
    """Stands where a door has no function."""


ELSEWHERE = Served(
    Endpoint("GET", "-", Nothing, Nothing, Words("Нет такой точки входа", "No such door")),
    Door("call", _nobody, frozenset()),
)
"""Requests to addresses that are no doors are counted and written down under one name."""


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
        clients: Clients | None = None,
        seals: Seals = nobodys,
    ) -> None:
        """`about()` tells /health what the role wants known; `clients` lets in whoever comes with a token.

        `seals(who)` are the secrets of whoever has to sign (`Endpoint.signed_by`).
        """
        served = [Served(endpoint, door) for endpoint, door in doors.items()]
        assert clients is not None or not any(one.tokens for one in served)
        self._routes = Routes(served)
        self._doors = self._routes.exact
        self._endpoints = tuple(endpoint for endpoint, door in doors.items() if door.way != "file")
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
        self._work = Work(database, clock.monotonic)
        self._admission = Admission(gatekeeper, clients, seals, self._work, clock)
        self._waiting = Waiting(database, self._work, clock.monotonic, self._admission.demand_still)
        self.turnstile = Turnstile(_crowded(served))
        self.veiled = frozenset(one.endpoint.path.encode() for one in served if one.endpoint.veiled)
        """Paths of whose questions a connection leaves nothing in memory."""

    def close(self) -> None:
        """Take no more calls; those under way had their time to end while the server was stopping."""
        self._work.close()

    def end_waiting(self) -> None:
        """Whoever waits for something to happen is answered: the server stops."""
        self._waiting.end()

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
        if served is None:
            served, request.parts = self._routes.find(_raw_path(scope), scope["method"])
        try:
            self._begin(scope, request, served)
            if served is None:
                reply = await self._elsewhere(scope, request)
            else:
                await self._read(receive, request, served, scope["scheme"])
                reply = await self._answer(served, request, scope, receive)
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
        if served is not None and served.endpoint.veiled:
            wipe(request.body)

    def _begin(self, scope: Scope, request: Request, served: Served | None) -> None:
        """Headers that concern every request: its trace, and the name it thinks this server has."""
        headers = request.headers = dict(scope["headers"])
        request.address = (scope.get("client") or ("",))[0]
        given = headers.get(b"x-trace-id", b"").decode("latin-1")
        request.trace_id = given if trace.acceptable(given) else ids.uuid7(self._clock.now_ms())[-12:]
        trace.current.set(request.trace_id)
        if served is not None and served.tokens:
            self._join(request, given)
        if len(headers) != len(scope["headers"]):
            demand_once(scope["headers"])
        host = headers.get(b"host", b"")
        if self.hosts and host not in self.hosts and host.lower() not in self.hosts:
            raise ContractFault("wrong_host", host.decode("latin-1")[:80])

    def _join(self, request: Request, given: str) -> None:
        """X-Request-ID, which nobody must send: it is said again in the answer, and is the trace unless there is one.

        Broken `wrong_header` for one that is not 1 to 32 letters, digits, - and _.
        """
        name = request.headers.get(REQUEST_ID)
        if name is None:
            return
        text = name.decode("latin-1")
        if len(text) > LONGEST_REQUEST_ID or not trace.acceptable(text):
            raise Broken("wrong_header", "X-Request-ID")
        request.answer_headers = [(REQUEST_ID, name)]
        if not trace.acceptable(given):
            request.trace_id = text
            trace.current.set(text)

    async def _read(self, receive: Receive, request: Request, served: Served, scheme: str) -> None:
        """Who asks and what, refused as early as possible: nothing is read for a stranger that need not be."""
        headers = request.headers
        await self._admission.admit(served, request)
        if served.endpoint.kind == "page" and served.endpoint.method == "POST":
            demand_own_origin(headers, scheme)
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
        await self._admission.admit_still(served, request)
        request.content_type = headers.get(b"content-type", b"").split(b";", 1)[0].strip().lower()
        if served.endpoint.signed_by:
            await self._admission.demand_signature(served, request)
        if served.tokens and deadline.HEADER in headers:
            now_ms = self._clock.now_ms()
            since_ms = now_ms - int((self._clock.monotonic() - request.started) * 1000)
            left_ms = deadline.left_ms(headers[deadline.HEADER], since_ms, now_ms)
            request.until = self._clock.monotonic() + left_ms / 1000

    async def _answer(self, served: Served, request: Request, scope: Scope, receive: Receive) -> Reply:
        door = served.door
        if door.way == "raw":
            ask = lambda: door.function(request.who, raw_request(scope, request))  # noqa: E731
            answer = await self._work.call("calls", request, ask)
            assert isinstance(answer, RawAnswer)
            request.veiled = answer.veiled
            request.answer_headers += [(name.encode("ascii"), text.encode("ascii")) for name, text in answer.headers]
            return answer.status, answer.body, answer.content_type.encode()
        if door.way == "file":
            kept = door.function()
            return kept.status, kept.body, kept.content_type.encode()
        ask = decoded(served, request, scope["query_string"])
        demand_same_id(served, request, ask)
        if door.way == "write":
            result = await self._work.write(door, request, ask)
        elif door.way == "read":
            result = await self._work.read(door, request, ask)
        elif door.way == "wait":
            result = await self._waiting.wait(door, request, ask, receive)
        else:
            result = await self._work.call("calls", request, lambda: door.function(request.who, ask))
        return served.endpoint.gives, self._encoder.encode(result), JSON

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
            schemes = SCHEMES[served.endpoint.login if served is not None else "basic"]
            headers += [(b"www-authenticate", scheme + b' realm="oplata"') for scheme in schemes]
        if status == 405:
            headers.append((b"allow", self._allowed(scope).encode()))
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
                path=path_shown(served, scope["path"]),
                status=status,
                ms=int(seconds * 1e6) / 1000,
                attempt=trace.counted(headers.get(b"x-attempt", b"")),
                req_headers=headers_shown(headers),
                request=body_shown(served, request, scope),
                answer=answer_shown(served, request, answer, kind),
            )
        )

    async def _elsewhere(self, scope: Scope, request: Request) -> Reply:
        """What every server answers without a login, and the words for everything else."""
        path = scope["path"]
        allowed = self._allowed(scope)
        if not allowed:
            raise ContractFault("no_such_door")
        if is_preflight(scope["method"], request.headers):
            return await self._preflight(scope, request)
        if scope["method"] not in allowed.split(", "):
            raise ContractFault("wrong_method", allowed)
        if path == "/health":
            return 200, self._encoder.encode(self._about()), JSON
        if path == "/metrics":
            gauges = self._work.gauges() | {"waiting": len(self._waiting), "turned_away": self.turnstile.refused}
            return 200, self.metrics.text(self._role, gauges), TEXT
        if not self._document:
            self._document = self._encoder.encode(document(self._role, self._endpoints, self.url))
        return 200, self._document, JSON

    async def _preflight(self, scope: Scope, request: Request) -> Reply:
        """A browser asks whether a page may ask: it may, where somebody registered its origin for such doors."""
        doors = self._routes.methods(scope["path"], _raw_path(scope))
        served = asked_for(doors, request.headers)
        request.parts = self._routes.find(_raw_path(scope), served.endpoint.method)[1]
        if not await self._admission.is_registered(request, NOBODYS, served):
            raise ContractFault("origin_not_registered", said_origin(request.headers[ORIGIN]))
        request.answer_headers = allowance(request.headers[ORIGIN], doors)
        return 200, b"", TEXT

    def _allowed(self, scope: Scope) -> str:
        path = scope["path"]
        return "GET, HEAD" if path in OPEN else ", ".join(self._routes.methods(path, _raw_path(scope)))


def _raw_path(scope: Scope) -> str:
    """A path as it was sent, where %2F is no slash."""
    return scope["raw_path"].decode("latin-1")  # type: ignore[no-any-return]


def _crowded(served: Iterable[Served]) -> tuple[bytes, ...]:
    """The first bytes of questions that many may ask at once: what an operator does is never turned away."""
    writes = [one for one in served if one.door.way == "write" and OPERATOR not in one.door.enter]
    asked = [one.endpoint for one in writes if one.endpoint.kind == "peer" and not one.parts]
    return tuple(f"{one.method} {one.path} HTTP/1.1\r\n".encode() for one in asked)
