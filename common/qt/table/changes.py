"""What became of a list between two of its editions: the smallest change that a view has to be told."""

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

from common.qt.table.edition import Edition

Key = Callable[[Any], Any]


class Way(Enum):
    """How the rows moved."""

    STAYED = "stayed"
    ON_TOP = "on_top"
    AT_END = "at_end"
    OTHERWISE = "otherwise"


class Change(NamedTuple):
    """How the rows moved, and how many are new where the way says so."""

    way: Way
    added: int = 0


def between(old: Edition, new: Edition, key: Key) -> Change:
    """Rows that both editions have here are compared; without any in common nothing is known to be the same."""
    added = new.total - old.total
    if added < 0 or not old.total:
        return Change(Way.OTHERWISE)
    known = {number: key(row) for number, row in old.known()}
    fresh = [(number, key(row)) for number, row in new.known()]
    if _same(known, fresh, shift=0):
        return Change(Way.AT_END, added) if added else Change(Way.STAYED)
    if added and _same(known, fresh, shift=added):
        return Change(Way.ON_TOP, added)
    return Change(Way.OTHERWISE)


def _same(known: dict[int, Any], fresh: list[tuple[int, Any]], *, shift: int) -> bool:
    met = False
    for number, key in fresh:
        before = known.get(number - shift)
        if before is not None:
            if before != key:
                return False
            met = True
    return met
