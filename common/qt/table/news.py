"""Which rows of a list are new since its last edition, to be marked for a moment."""

from collections.abc import Callable
from typing import Any

from common.qt.table.changes import Change, Way
from common.qt.table.edition import Edition, WholeEdition

MOST = 100


def of(change: Change, before: Edition, after: Edition, key: Callable[[Any], Any]) -> set[Any]:
    """Their keys; none when nobody knows, or when so many came at once that marks would say nothing."""
    if change.way is Way.STAYED:
        return set()
    if change.way is Way.OTHERWISE:
        if not isinstance(before, WholeEdition):
            return set()
        new = {key(row) for _, row in after.known()} - {key(row) for _, row in before.known()}
        return new if len(new) <= MOST else set()
    first = 0 if change.way is Way.ON_TOP else before.total
    rows = (after.row(number) for number in range(first, first + min(change.added, MOST)))
    return {key(row) for row in rows if row is not None}
