"""Every exchange that went through the proxies of one network, numbered, with what is secret masked."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import msgspec

from common import ids, spawn, trace
from common.clock import Clock
from common.exchange import MASK, mask
from common.protocol.shop.doors import SECRETS, TOKENISE
from common.protocol.wallets import doors as wallets
from launcher_app.proxy.messages import Headers, Reply, Request

MOST = 50_000
SHOWN = 64 * 1024
PAUSE_SECONDS = 0.02
NAMES = tuple(dict.fromkeys(("password", "passport", "token", "key", *sorted(SECRETS), *sorted(wallets.SECRETS))))
"""Fields that nobody is shown, wherever they stand: of the roles' own doors, of /v2, of /payments."""
SECRET = frozenset(NAMES)
VEILED = frozenset({TOKENISE.path, wallets.BARCODES.path})
"""Doors where nothing but secrets is said: cards, and barcodes that pay."""
SPAN = "X-Span-Id"
SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
SECRET_NAMES = re.compile(r"password|passport|secret|token|api-?key", re.IGNORECASE)
"""Headers of a stranger's own making."""
SCHEMES = frozenset({"basic", "bearer", "digest"})
_ANY = "|".join(NAMES)
IN_FORMS = re.compile(rf"\b({_ANY})=[^&\s]*")
IN_TEXT = re.compile(rf"""("(?:{_ANY})"\s*:\s*|<(?:{_ANY})>)("(?:[^"\\]|\\.)*"?|[^<,}}\s]*)""")
"""In what is nearly JSON, or XML: a body with a mistake in it is looked at and shown to others more than any other."""


class Exchange(msgspec.Struct, frozen=True):
    """A question and its answer as they were seen between two roles; `status` 0 with `error` where none came.

    `fault` is what was done to it on purpose. `span` is the asker's id of it, or ours where the asker has none; the
    answer to one that is not `ended` is still waited for.
    """

    number: int
    at_ms: int
    sender: str
    receiver: str
    method: str
    path: str
    request_headers: dict[str, str]
    request: str
    status: int
    reply_headers: dict[str, str]
    reply: str
    ms: int
    fault: str = ""
    error: str = ""
    span: str = ""
    ended: bool = True

    def asked(self) -> dict[str, object]:
        """The question's JSON object; empty when it is none."""
        return _object(self.request)

    def answered(self) -> dict[str, object]:
        """The answer's JSON object; empty when it is none."""
        return _object(self.reply)


class Begun(NamedTuple):
    """A question that has no answer yet."""

    number: int
    at_ms: int
    monotonic: float
    sender: str
    receiver: str
    span: str = ""


class Recorder:
    """Threads may share one; the newest 50 000 are kept. `told` hears of each when it begins and when it ends, at once,
    in the thread of its proxy: whoever listens only takes it and is gone.
    """

    def __init__(self, clock: Clock) -> None:
        """Nothing was said yet."""
        self._clock = clock
        self._lock = spawn.Lock()
        self._kept: list[Exchange] = []
        self._last = 0
        self.told: Callable[[Exchange], object] | None = None

    @property
    def last(self) -> int:
        """The number of the newest question; 0 before the first."""
        return self._last

    def begin(self, sender: str, receiver: str, request: Request | None = None) -> Begun:
        """A question is being asked: it has its number before those that it leads to."""
        span = _span(request, self._clock)
        with self._lock:
            self._last += 1
            begun = Begun(self._last, self._clock.now_ms(), self._clock.monotonic(), sender, receiver, span)
        if request is not None and self.told is not None:
            self.told(_exchange(begun, request, ended=False))
        return begun

    def add(self, begun: Begun, request: Request, reply: Reply | None, fault: str, error: str) -> Exchange:
        """Write down how it ended."""
        ms = int((self._clock.monotonic() - begun.monotonic) * 1000)
        made = _exchange(begun, request, reply, ms=ms, fault=fault, error=error)
        with self._lock:
            self._kept.append(made)
            del self._kept[:-MOST]
        if self.told is not None:
            self.told(made)
        return made

    def since(self, number: int, path: str = "") -> list[Exchange]:
        """Those after a number, of one path if it is given, in their order."""
        with self._lock:
            found = [one for one in self._kept if one.number > number and (not path or one.path == path)]
        return sorted(found, key=lambda one: one.number)

    def wait(self, number: int, wanted: Callable[[Exchange], bool], seconds: float) -> Exchange | None:
        """The first one after a number that is wanted, once it is there; None when it does not come in time."""
        deadline = self._clock.monotonic() + seconds
        while True:
            found = next((one for one in self.since(number) if wanted(one)), None)
            if found is not None or self._clock.monotonic() > deadline:
                return found
            self._clock.sleep(PAUSE_SECONDS)


def spanned(request: Request, begun: Begun) -> Request:
    """The same question with an id, so that whoever answers can write it into its own line."""
    if request.header(SPAN) == begun.span:
        return request
    headers = tuple((name, value) for name, value in request.headers if name.lower() != SPAN.lower())
    return replace(request, headers=(*headers, (SPAN, begun.span)))


def _span(request: Request | None, clock: Clock) -> str:
    said = request.header(SPAN) if request is not None else ""
    return said if trace.acceptable(said) else ids.uuid7(clock.now_ms())[-12:]


def _exchange(
    begun: Begun,
    request: Request,
    reply: Reply | None = None,
    *,
    ms: int = 0,
    fault: str = "",
    error: str = "",
    ended: bool = True,
) -> Exchange:
    return Exchange(
        number=begun.number,
        at_ms=begun.at_ms,
        sender=begun.sender,
        receiver=begun.receiver,
        method=request.method,
        path=IN_FORMS.sub(rf"\1={MASK}", request.path),
        request_headers=shown_headers(request.headers),
        request=_body(request, request.body),
        status=reply.status if reply else 0,
        reply_headers=shown_headers(reply.headers) if reply else {},
        reply=_body(request, reply.body) if reply else "",
        ms=ms,
        fault=fault,
        error=error,
        span=begun.span,
        ended=ended,
    )


def _body(request: Request, body: bytes) -> str:
    """Of what goes to a veiled door and comes from it, only how long it is."""
    return left_out(len(body)) if request.path.partition("?")[0] in VEILED else shown_body(body)


def left_out(size: int) -> str:
    """What stands for a body that is not written down."""
    return f"… {size}"


def shown_headers(headers: Headers) -> dict[str, str]:
    """Headers as they may be shown: of a login only its scheme."""
    return {name: f"{_scheme(value)}{MASK}" if _is_secret(name) else value for name, value in headers}


def _is_secret(name: str) -> bool:
    return name.lower() in SECRET_HEADERS or SECRET_NAMES.search(name) is not None


def _scheme(value: str) -> str:
    """A value that does not begin with a scheme is the secret itself."""
    scheme = value.partition(" ")[0]
    return f"{scheme} " if scheme.lower() in SCHEMES else ""


def shown_body(body: bytes) -> str:
    """A body as it may be shown: JSON with its secrets masked, anything else as text, too long a one cut."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return IN_TEXT.sub(_masked, IN_FORMS.sub(rf"\1={MASK}", body[:SHOWN].decode("utf-8", "replace")))
    text = msgspec.json.encode(mask(value, SECRET)).decode()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _masked(found: re.Match[str]) -> str:
    quoted = found[2].startswith('"')
    return f'{found[1]}"{MASK}"' if quoted else f"{found[1]}{MASK}"


def _object(text: str) -> dict[str, object]:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
