"""Which hops are attempts at one thing: not what was doubled on its way, nor what a person sent again."""

from collections.abc import Sequence
from typing import NamedTuple

from common.protocol import provider
from launcher_app.diagram.lanes import lane_names
from launcher_app.feed.doors import Part, part_of
from launcher_app.feed.hop import Hop

CREDIT = provider.CREDIT.path
AT_CREDIT = (CREDIT, provider.STATUS.path, provider.VOID.path)
"""Before a credit is repeated its status is asked: both are one attempt."""


class Try(NamedTuple):
    """A hop belongs to the `number`-th of `most` attempts; `first` is the hop with which the first one began.

    `begins`: this hop is the first of its attempt.
    """

    number: int
    most: int
    first: int
    begins: bool


def tries_of(hops: Sequence[Hop]) -> dict[int, Try]:
    """Of each hop that was one of several attempts, which one it was."""
    found: dict[int, Try] = {}
    for group in _groups(hops):
        numbers = _numbered(group)
        most = numbers[-1]
        if most > 1:
            seen: set[int] = set()
            for hop, number in zip(group, numbers, strict=True):
                found[hop.number] = Try(number, most, group[0].number, number not in seen)
                seen.add(number)
    return found


def loops_of(tries: dict[int, Try]) -> list[list[int]]:
    """The hops of each request that was repeated, by their numbers."""
    groups: dict[int, list[int]] = {}
    for number, one in tries.items():
        groups.setdefault(one.first, []).append(number)
    return list(groups.values())


def _groups(hops: Sequence[Hop]) -> list[list[Hop]]:
    """Hops that try the same for the same, each copy of a doubled one only once."""
    groups: dict[tuple[str, ...], list[Hop]] = {}
    spans: set[tuple[str, str]] = set()
    for hop in hops:
        span = (hop.span, hop.path)
        if not hop.trace or hop.by_hand or part_of(hop) in (None, Part.POLL) or (hop.span and span in spans):
            continue
        spans.add(span)
        groups.setdefault((*lane_names(hop), hop.trace, *_aim(hop)), []).append(hop)
    return list(groups.values())


def _numbered(group: Sequence[Hop]) -> list[int]:
    """Another attempt begins where its sender says so, and where the same door is knocked at again."""
    numbers: list[int] = []
    knocked: set[str] = set()
    attempt = 0
    for hop in group:
        if not numbers or hop.path in knocked or hop.attempt != attempt:
            numbers.append(numbers[-1] + 1 if numbers else 1)
            knocked, attempt = set(), hop.attempt
        else:
            numbers.append(numbers[-1])
        knocked.add(hop.path)
    return numbers


def _aim(hop: Hop) -> tuple[str, str]:
    """What is tried; by the caller's own name of the operation: two requests of one story may be two operations."""
    if hop.path in AT_CREDIT:
        return CREDIT, ""
    keys = (value for name, value in hop.request_headers.items() if name.lower() == "idempotency-key")
    return hop.path, next(keys, "")
