"""Questions and answers of hops in the order in which they happened: what was asked on the way stands inside."""

from collections.abc import Sequence
from typing import NamedTuple

from launcher_app.diagram.lanes import lane_names
from launcher_app.feed.hop import Hop

SKEW_MS = 3
"""Two clocks of one computer, and milliseconds that were cut off, may disagree by so much."""
NEVER = 1 << 62
NEAR = 20


class Moment(NamedTuple):
    """A question, or the answer to it; `at_ms` of an answer that has not come is NEVER."""

    hop: Hop
    reply: bool
    at_ms: int


def in_order(hops: Sequence[Hop]) -> list[Moment]:
    """Hops as they follow each other in time; a check inside a check ends before the one that asked for it."""
    ordered = sorted(hops, key=lambda hop: (hop.at_ms, hop.number))
    outer = _outer(ordered)
    found: list[Moment] = []
    for hop in ordered:
        _put(found, Moment(hop, False, hop.at_ms), outer.get(hop.number), 0)
        if not hop.ended:
            _put(found, Moment(hop, True, NEVER), None, 0)
        elif answered_back(hop):
            after = _place(found, hop.number, reply=False) + 1
            _put(found, Moment(hop, True, hop.at_ms + hop.ms), outer.get(hop.number), after)
    return found


def answered_back(hop: Hop) -> bool:
    """Whether an arrow back is drawn: of a request that never arrived there is none, not even a lost one."""
    return hop.fault != "cut" and hop.error != "no_connection"


def _outer(hops: Sequence[Hop]) -> dict[int, int]:
    """Of each hop that was asked on the way to another's answer: that other one."""
    spans: dict[str, Hop] = {}
    for hop in hops:
        if hop.span:
            spans.setdefault(hop.span, hop)
    found = {}
    for hop in hops:
        above = spans.get(hop.parent) if hop.parent else _around(hop, hops)
        if above is not None and above.number != hop.number and _inside(hop, above):
            found[hop.number] = above.number
    return found


def _around(hop: Hop, hops: Sequence[Hop]) -> Hop | None:
    """Where nobody tells whom a hop was asked for: what its sender was answering then, in the same story."""
    place = next(n for n, one in enumerate(hops) if one is hop)
    before = reversed(hops[max(0, place - NEAR) : place])
    sender = lane_names(hop)[0]
    return next((one for one in before if hop.trace and one.trace == hop.trace and lane_names(one)[1] == sender), None)


def _inside(hop: Hop, above: Hop) -> bool:
    """Work that goes on after the answer, like a credit that a payment has led to, is not on the way to it."""
    if not above.ended or not hop.ended:
        return not above.ended and hop.at_ms + SKEW_MS >= above.at_ms
    end = above.at_ms + above.ms
    return hop.at_ms + SKEW_MS >= above.at_ms and hop.at_ms + hop.ms <= end + SKEW_MS


def _put(found: list[Moment], moment: Moment, outer: int | None, least: int) -> None:
    """After all that was earlier, but before the answer of the hop that waits for this one."""
    place = len(found)
    while place > least and found[place - 1].at_ms > moment.at_ms:
        place -= 1
    if outer is not None:
        most = _place(found, outer, reply=True)
        place = max(least, min(place, most if most >= 0 else place))
    found.insert(place, moment)


def _place(found: Sequence[Moment], number: int, *, reply: bool) -> int:
    places = range(len(found) - 1, -1, -1)
    return next((n for n in places if found[n].hop.number == number and found[n].reply is reply), -1)
