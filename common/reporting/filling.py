"""Rows into a sheet and, by choice, into a .csv beside it, a part at a time, telling how far it is."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol

from common.excel import Value
from common.reporting.order import Tell

AT_ONCE = 500
LAST_PERCENT = 95
"""What is left is the closing of the files."""


class Target(Protocol):
    """Whatever rows can be added to."""

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """More rows."""


def fill(targets: Sequence[Target], rows: Iterable[Sequence[Value]], whole: int, tell: Tell) -> int:
    """All rows into all targets; `whole` is how many are expected. How many they were."""
    left, done = iter(rows), 0
    while part := list(islice(left, AT_ONCE)):
        for target in targets:
            target.add(part)
        done += len(part)
        tell(min(done * 100 // max(whole, 1), LAST_PERCENT))
    return done
