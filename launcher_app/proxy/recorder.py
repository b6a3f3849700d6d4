"""Every exchange that went through the proxies of one network, numbered, with what is secret masked."""

import re
from collections.abc import Callable
from typing import NamedTuple

import msgspec

from common import spawn
from common.clock import Clock
from common.exchange import MASK, mask
from launcher_app.proxy.messages import Headers, Reply, Request

MOST = 50_000
SHOWN = 64 * 1024
PAUSE_SECONDS = 0.02
SECRET = frozenset({"password", "passport", "token", "key"})
SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
IN_FORMS = re.compile(r"\b(password|passport|token|key)=[^&\s]*")


class Exchange(msgspec.Struct, frozen=True):
    """A question and its answer as they were seen between two roles; `status` 0 with `error` where none came.

    `fault` is what was done to it on purpose.
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


class Recorder:
    """Threads may share one; the newest 50 000 are kept."""

    def __init__(self, clock: Clock) -> None:
        """Nothing was said yet."""
        self._clock = clock
        self._lock = spawn.Lock()
        self._kept: list[Exchange] = []
        self._last = 0

    @property
    def last(self) -> int:
        """The number of the newest question; 0 before the first."""
        return self._last

    def begin(self, sender: str, receiver: str) -> Begun:
        """A question is being asked: it has its number before those that it leads to."""
        with self._lock:
            self._last += 1
            return Begun(self._last, self._clock.now_ms(), self._clock.monotonic(), sender, receiver)

    def add(self, begun: Begun, request: Request, reply: Reply | None, fault: str, error: str) -> Exchange:
        """Write down how it ended."""
        ms = int((self._clock.monotonic() - begun.monotonic) * 1000)
        with self._lock:
            made = Exchange(
                number=begun.number,
                at_ms=begun.at_ms,
                sender=begun.sender,
                receiver=begun.receiver,
                method=request.method,
                path=request.path,
                request_headers=shown_headers(request.headers),
                request=shown_body(request.body),
                status=reply.status if reply else 0,
                reply_headers=shown_headers(reply.headers) if reply else {},
                reply=shown_body(reply.body) if reply else "",
                ms=ms,
                fault=fault,
                error=error,
            )
            self._kept.append(made)
            del self._kept[:-MOST]
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


def shown_headers(headers: Headers) -> dict[str, str]:
    """Headers as they may be shown: of a login only its scheme."""
    return {
        name: f"{value.partition(' ')[0]} {MASK}" if name.lower() in SECRET_HEADERS else value
        for name, value in headers
    }


def shown_body(body: bytes) -> str:
    """A body as it may be shown: JSON with its secrets masked, anything else as text, too long a one cut."""
    try:
        value = msgspec.json.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return IN_FORMS.sub(rf"\1={MASK}", body[:SHOWN].decode("utf-8", "replace"))
    text = msgspec.json.encode(mask(value, SECRET)).decode()
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _object(text: str) -> dict[str, object]:
    try:
        value = msgspec.json.decode(text)
    except (msgspec.MsgspecError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
