"""What a request says: its headers, its login, its body; and how its line in the log may show it."""

import base64
import binascii
import json
from itertools import zip_longest
from typing import Any
from urllib.parse import parse_qsl, unquote, unquote_to_bytes

import msgspec

from common import trace
from common.errors import Broken, ContractFault
from common.exchange import EMPTY, MASK, Raw, shown, text_shown
from common.http_server import clients, page
from common.http_server.doors import Door, RawRequest
from common.principal import Principal
from common.protocol.endpoint import LONGEST_PART, QUERIES, Endpoint
from common.wiping import wipe

Scope = dict[str, Any]
JSON = b"application/json"
FORM = b"application/x-www-form-urlencoded"
NOBODY = Principal("nobody", "")
MAX_PARAMETERS = 100
SHOWN_PATH = 200
EMPTIES = (b"", b"{}")
SHOWN_HEADER = 80
STORY = (b"idempotency-key", b"content-type")
ONCE = (
    b"host", b"authorization", b"content-type", b"idempotency-key", b"origin", b"x-trace-id", b"x-request-id",
    b"x-request-deadline", b"oplata-signature",
)  # fmt: skip
"""Headers that, given twice, would let two readers see two different requests."""


class Served:
    """One endpoint with its door and its codec, made once."""

    __slots__ = ("decoder", "door", "endpoint", "headers", "names", "parts", "tokens", "verb")

    def __init__(self, endpoint: Endpoint[Any, Any], door: Door) -> None:
        self.endpoint = endpoint
        self.door = door
        self.tokens = endpoint.login != "basic"
        """Whether its askers may come with tokens: they may also name their question and say how long they wait."""
        self.headers = _headers(endpoint, door)
        self.verb = endpoint.verb
        self.parts = endpoint.parts
        self.decoder = msgspec.json.Decoder(endpoint.ask)
        self.names = tuple(f'"{name}"'.encode() for name in endpoint.ask.__struct_encode_fields__)


class Request:
    """What is known of one request while it is answered."""

    __slots__ = (
        "address", "answer_headers", "body", "content_type", "headers", "logins", "parts", "sound", "started",
        "trace_id", "until", "veiled", "who",
    )  # fmt: skip

    def __init__(self, started: float) -> None:
        self.started = started
        self.address = ""
        """Where its connection comes from."""
        self.body = b""
        self.content_type = b""
        self.headers: dict[bytes, bytes] = {}
        self.until: float | None = None
        """Until when its asker waits for the answer, in seconds of the monotonic clock, where that was said."""
        self.parts: tuple[str, ...] = ()
        """The parts of its path that are fields of the question, as they were sent."""
        self.answer_headers: list[tuple[bytes, bytes]] = []
        self.veiled = False
        self.trace_id = ""
        self.who = NOBODY
        self.sound = False
        self.logins = 0
        """How often logins had changed when it was let in."""


def _headers(endpoint: Endpoint[Any, Any], door: Door) -> clients.Headers:
    """What every answer of a door says to a browser; of a file, its own if it has any."""
    if door.way == "file" and (own := door.function().headers):
        return tuple((name.encode("ascii"), text.encode("ascii")) for name, text in own)
    if endpoint.kind == "page":
        return page.HEADERS
    if endpoint.kind == "browser":
        return clients.SHARED
    return clients.QUIET if endpoint.login != "basic" else ()


def demand_once(headers: list[tuple[bytes, bytes]]) -> None:
    """Refuse a header given twice where that matters."""
    names = [name for name, _ in headers]
    for name in ONCE:
        if names.count(name) > 1:
            raise Broken("wrong_header", name.decode())


def demand_same_id(served: Served, request: Request, ask: Any) -> None:
    """An Idempotency-Key that names another operation than the question does is a mixed-up request."""
    key = request.headers.get(b"idempotency-key")
    name = served.endpoint.operation_id
    if key is not None and name and unquote_to_bytes(key) != str(getattr(ask, name)).encode():
        raise Broken("wrong_header", "Idempotency-Key")


def span_of(request: Request) -> str:
    """The exchange's id as its asker made it: both sides' lines carry it."""
    span = request.headers.get(b"x-span-id", b"").decode("latin-1")
    return span if trace.acceptable(span) else ""


def headers_shown(headers: dict[bytes, bytes]) -> dict[str, str]:
    """Of the headers, what tells a story and holds no secret."""
    return {name.decode(): headers[name].decode("latin-1")[:SHOWN_HEADER] for name in STORY if name in headers}


def basic(header: bytes) -> tuple[str, str]:
    """The login and password of an Authorization header; both empty when there is none that can be read."""
    scheme, _, value = header.partition(b" ")
    if scheme.lower() != b"basic":
        return "", ""
    try:
        login, _, password = base64.b64decode(value.strip(), validate=True).decode("utf-8").partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return login, password


def parts_of(served: Served, request: Request) -> dict[str, str]:
    """The parts of a path by their names; ContractFault `not_found` for one that no object can be called."""
    values = {}
    for name, sent in zip(served.parts, request.parts, strict=True):
        try:
            value = unquote(sent, errors="strict")
        except UnicodeDecodeError:
            value = ""
        if not 0 < len(value) <= LONGEST_PART or not value.isprintable():
            raise ContractFault("not_found")
        values[name] = value
    return values


def decoded(served: Served, request: Request, query: bytes = b"") -> Any:
    """The question as its message; Broken `wrong_json` or `json_required`."""
    endpoint = served.endpoint
    parts = parts_of(served, request) if served.parts else None
    try:
        if endpoint.method in QUERIES and (parts is not None or query or request.content_type != JSON):
            return _asked(served, request, query, parts or {})
        if request.content_type == JSON or (parts is not None and not request.body):
            body = request.body if parts is None else _joined(parts, request.body)
            ask = served.decoder.decode(body)
            _demand_different_names(served, body)
            request.sound = True
            return ask
        if endpoint.form and request.content_type == FORM:
            return msgspec.convert(_form(request.body), endpoint.ask, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise Broken("wrong_json", "JSON" if endpoint.veiled else str(problem)[:200]) from problem
    raise Broken("json_required")


def _asked(served: Served, request: Request, query: bytes, parts: dict[str, str]) -> Any:
    """A question that came in the path and the query, where every value is a text."""
    if request.body not in EMPTIES:
        raise ValueError("a body")
    given = _form(query)
    if parts.keys() & given.keys():
        raise ValueError("a name stands twice")
    return msgspec.convert(parts | given, served.endpoint.ask, strict=False)


def _joined(parts: dict[str, str], body: bytes) -> bytes:
    """The body with the parts of the path put before its own fields, so that a name in both stands twice."""
    rest = (body or b"{}").lstrip(b" \t\r\n")
    if not rest.startswith(b"{"):
        raise ValueError("no object")
    rest = rest[1:].lstrip(b" \t\r\n")
    return msgspec.json.encode(parts)[:-1] + (b"" if rest.startswith(b"}") else b",") + rest


def _demand_different_names(served: Served, body: bytes) -> None:
    """Refuse `{"amount": 1, "amount": 2}`, of which msgspec takes the last and somebody else the first.

    A flat object where no declared name stands twice needs no second look.
    """
    suspect = b"\\" in body or body.count(b"{") - body.count(b"{}") > 1
    for name in served.names:
        if body.count(name) > 1:
            suspect = True
    if suspect and served.endpoint.veiled:
        text = body.decode("utf-8")
        try:
            json.loads(text, object_pairs_hook=_gone)
        finally:
            wipe(text)
    elif suspect:
        json.loads(body, object_pairs_hook=_different)


def _different(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a name stands twice")
    return values


def _gone(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The same, of a body of which nothing may be left in memory."""
    try:
        return _different(pairs)
    finally:
        for _, value in pairs:
            if isinstance(value, str):
                wipe(value)


def _form(body: bytes) -> dict[str, str]:
    text = body.decode("utf-8")
    pairs = parse_qsl(
        text, keep_blank_values=True, strict_parsing=bool(body), max_num_fields=MAX_PARAMETERS, errors="strict"
    )
    return _different(pairs)


def raw_request(scope: Scope, request: Request) -> RawRequest:
    """The parameters of a dialect, from the query and the form."""
    try:
        query = parse_qsl(scope["query_string"].decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
        if request.content_type == FORM:
            query += parse_qsl(request.body.decode("utf-8"), keep_blank_values=True, max_num_fields=MAX_PARAMETERS)
    except (UnicodeDecodeError, ValueError) as problem:
        raise Broken("wrong_json", "parameters") from problem
    return RawRequest(scope["method"], scope["path"], query, request.body)


def path_shown(served: Served, path: str) -> str:
    """A path as its line may hold it: bounded, and no part of it that is unsafe to show or as long as a token."""
    if served.parts:
        named = zip_longest(path.split("/"), served.endpoint.path.split("/"), fillvalue="")
        path = "/".join(MASK if _is_secret(served, *one) else one[0] for one in named)
    return path[:SHOWN_PATH]


def _is_secret(served: Served, part: str, name: str) -> bool:
    return len(part) > LONGEST_PART or name[1:-1] in served.endpoint.unsafe_to_show


def body_shown(served: Served, request: Request, scope: Scope) -> Raw:
    """The question as its line may hold it."""
    if served.door.way == "raw" or (request.content_type == FORM and served.endpoint.form):
        if served.endpoint.unsafe_to_show:
            return shown(served.endpoint, request.body, sound=False)
        body = request.body or scope["query_string"]
        return text_shown(body, request.content_type.decode("latin-1")) if body else EMPTY
    return shown(served.endpoint, request.body, request.sound)


def answer_shown(served: Served, request: Request, answer: bytes, kind: bytes) -> Raw:
    """The answer as its line may hold it."""
    if request.veiled:
        return Raw(msgspec.json.encode({"type": kind.decode("latin-1"), "bytes": len(answer)}))
    return shown(served.endpoint, answer, True) if kind == JSON else text_shown(answer, kind.decode("latin-1"))
