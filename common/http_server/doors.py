"""A server's table of doors: for each endpoint who may enter and which service function answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from common.protocol.endpoint import Endpoint

Way = Literal["write", "read", "call", "wait", "raw", "file"]
OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Door:
    """How one endpoint is answered. `enter` lists the kinds of principals; empty means anybody, without a login."""

    way: Way
    function: Callable[..., Any]
    enter: frozenset[str]


@dataclass(frozen=True, slots=True)
class RawRequest:
    """A request of a dialect that is not our JSON: its parameters from the query or the form, in their order."""

    method: str
    path: str
    parameters: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What to answer it with; of a `veiled` body the line in the log holds the kind and the size only."""

    body: bytes
    content_type: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    veiled: bool = False


Doors = Mapping[Endpoint[Any, Any], Door]


def write(function: Callable[..., Any], *enter: str) -> Door:
    """`function(db, who, ask)` runs in the writer: a unit of work; the answer goes out after its commit."""
    return Door("write", function, frozenset(enter))


def read(function: Callable[..., Any], *enter: str) -> Door:
    """`function(db, who, ask)` gets a snapshot of what is committed."""
    return Door("read", function, frozenset(enter))


def call(function: Callable[..., Any], *enter: str) -> Door:
    """`function(who, ask)` may wait for another role: it runs in a bounded pool, and opens units of work itself."""
    return Door("call", function, frozenset(enter))


def wait(function: Callable[..., Any], *enter: str) -> Door:
    """`function(db, who, ask)` reads, and is asked again after commits while its answer is empty.

    The question's field `wait` says for how many seconds; none for 0. Who waits holds no thread.
    """
    return Door("wait", function, frozenset(enter))


def raw(function: Callable[..., Any], *enter: str) -> Door:
    """`function(who, request: RawRequest) -> RawAnswer` speaks a dialect of its own; runs in the bounded pool."""
    return Door("raw", function, frozenset(enter))


def file(body: bytes, content_type: str, headers: tuple[tuple[str, str], ...] = ()) -> Door:
    """A file that anybody may have by GET or HEAD: kept in memory, answered at once, and no line in any log.

    `headers` stand in the place of those that every door of its kind says.
    """
    answer = RawAnswer(body, content_type, headers=headers)
    return Door("file", lambda: answer, frozenset())
