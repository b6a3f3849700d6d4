"""Askers with tokens, and pages of registered origins: what a browser door demands and how it tells the browser."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from common.errors import ContractFault
from common.principal import Principal

Headers = tuple[tuple[bytes, bytes], ...]
ORIGIN = b"origin"
LONGEST_ORIGIN = 255
LONGEST_TOKEN = 4096
"""Bytes of an Authorization header that are looked at; a sound token takes some 600."""
METHOD = b"access-control-request-method"
QUIET: Headers = ((b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff"))
"""On every answer to an asker with a token."""
SHARED: Headers = (*QUIET, (b"vary", b"Origin"))
"""On every answer of a browser door, whoever asks: what is said to one page is not kept for another."""
PREFLIGHT: Headers = (
    (b"access-control-allow-headers", b"Authorization, Content-Type, X-Request-ID, X-Request-Deadline"),
    (b"access-control-max-age", b"600"),
)
NOBODYS = Principal("nobody", "")


def _none(_who: Principal, _parts: Mapping[str, str]) -> Collection[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Clients:
    """What a role knows of askers with tokens.

    `bearer(header)` tells who sent an Authorization header, quickly and without asking a database, or raises
    ContractFault. `origins(who, parts)` tells from which pages one may ask: `parts` are those of the path by their
    names on the wire; of nobody, who asks before a page's question, all pages that somebody registered for them. It
    may read the database. `in_browsers` are the kinds of principals that pages may be.
    """

    bearer: Callable[[bytes], Principal]
    origins: Callable[[Principal, Mapping[str, str]], Collection[str]] = _none
    in_browsers: frozenset[str] = frozenset({"intent"})

    def admit(self, header: bytes) -> Principal:
        """Who this is; ContractFault `token_required`, or what `bearer` raises."""
        if header[:7].lower() != b"bearer ":
            raise ContractFault("token_required")
        if len(header) > LONGEST_TOKEN:
            raise ContractFault("wrong_token", "size")
        return self.bearer(header)

    def demand_place(self, who: Principal, kind: str) -> None:
        """Of a request from a page: no key of a server is in a browser, and not every door is for pages."""
        if who.kind not in self.in_browsers:
            raise ContractFault("key_in_browser")
        if kind != "browser":
            raise ContractFault("browser_refused")

    def demand_kind(self, who: Principal, enter: Collection[str]) -> None:
        """Whose door it is; words tell whoever came with the wrong one of two tokens which one is right."""
        if who.acts_as[0] in enter:
            return
        if who.kind in self.in_browsers:
            raise ContractFault("shop_key_required")
        raise ContractFault("client_token_required" if self.in_browsers.issuperset(enter) else "forbidden")


def said_origin(header: bytes) -> str:
    """An Origin header as a text; `null` is an origin, too, that nobody registers."""
    return header.decode("latin-1")[:LONGEST_ORIGIN]


def shared_with(origin: bytes) -> list[tuple[bytes, bytes]]:
    """Headers that let a registered page read an answer; cookies are never asked for."""
    return [
        (b"access-control-allow-origin", origin),
        (b"access-control-expose-headers", b"X-Request-ID, X-Trace-Id, Retry-After"),
    ]


def is_preflight(method: str, headers: Mapping[bytes, bytes]) -> bool:
    """Whether a browser asks whether a page may ask."""
    return method == "OPTIONS" and ORIGIN in headers and METHOD in headers


def asked_for(doors: Mapping[str, Any], headers: Mapping[bytes, bytes]) -> Any:
    """The browser door that a page is about to ask; ContractFault `browser_refused`."""
    served = doors.get(headers[METHOD].decode("latin-1"))
    if served is None or served.endpoint.kind != "browser":
        raise ContractFault("browser_refused")
    return served


def allowance(origin: bytes, doors: Mapping[str, Any]) -> list[tuple[bytes, bytes]]:
    """What a page may do at one path."""
    methods = ", ".join(name for name, one in doors.items() if one.endpoint.kind == "browser").encode()
    return [*shared_with(origin), (b"access-control-allow-methods", methods), *PREFLIGHT, *SHARED]
