"""Which hops are one request sent again: attempts of a queue, not what was doubled on its way or sent by hand."""

from collections.abc import Sequence
from typing import NamedTuple

from common.protocol import provider
from launcher_app.diagram.lanes import lane_names
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import Hop


class Try(NamedTuple):
    """A hop is the `number`-th of `most` attempts; `first` is the hop of the first one."""

    number: int
    most: int
    first: int


def tries_of(hops: Sequence[Hop]) -> dict[int, Try]:
    """Of each hop that was one of several attempts, which one it was."""
    groups: dict[tuple[str, ...], list[Hop]] = {}
    spans: set[tuple[str, str]] = set()
    for hop in hops:
        if not hop.trace or hop.by_hand or _question(hop) or (hop.span and (hop.span, hop.path) in spans):
            continue
        spans.add((hop.span, hop.path))
        groups.setdefault((*lane_names(hop), hop.path, hop.trace, _key(hop)), []).append(hop)
    return {
        hop.number: Try(place, len(group), group[0].number)
        for group in groups.values()
        if len(group) > 1
        for place, hop in enumerate(group, 1)
    }


def loops_of(tries: dict[int, Try]) -> list[list[int]]:
    """The attempts of each request that was repeated, by the numbers of their hops."""
    groups: dict[int, list[int]] = {}
    for number, one in tries.items():
        groups.setdefault(one.first, []).append(number)
    return list(groups.values())


def _question(hop: Hop) -> bool:
    """Asking what became of something is no attempt to do it."""
    return part_of(hop) in (None, Part.POLL) or hop.path == provider.STATUS.path


def _key(hop: Hop) -> str:
    """What the caller calls the operation: two requests of one story may be two operations."""
    return next((value for name, value in hop.request_headers.items() if name.lower() == "idempotency-key"), "")
