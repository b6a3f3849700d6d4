"""Counting a cassette: notes by the books beside notes in the hand, and what may have caused a difference."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_NOTES = 100_000
"""More of one value than any cassette holds: a slip of the hand."""


class Cause(StrEnum):
    """What a difference looks like."""

    NOTHING = "nothing"
    DOUBTFUL = "doubtful"
    """All that is too much are notes in doubt, which may lie in the cassette."""
    SWAPPED = "swapped"
    """As many notes as booked, of other values: a stack was counted as another one."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """Notes of one value; `counted` is None while nobody has counted them."""

    value: int
    booked: int
    counted: int | None = None

    @property
    def difference(self) -> int | None:
        """Counted less booked, as a sum."""
        return None if self.counted is None else (self.counted - self.booked) * self.value


def lines(booked: Mapping[int, int], counted: Mapping[int, int], also: Iterable[int] = ()) -> tuple[Line, ...]:
    """A line a value, the smallest first; `also` are values to count though none is booked."""
    values = sorted({*booked, *counted, *also})
    return tuple(Line(value, booked.get(value, 0), counted.get(value)) for value in values)


def uncounted(found: Iterable[Line]) -> tuple[int, ...]:
    """Values that are booked and nobody has counted."""
    return tuple(one.value for one in found if one.booked and one.counted is None)


def difference(found: Iterable[Line]) -> int | None:
    """Counted less booked of all notes, as a sum; None until all that is booked is counted."""
    every = tuple(found)
    if uncounted(every):
        return None
    return sum(one.difference or 0 for one in every)


def differs(found: Iterable[Line]) -> bool:
    """Whether any value was counted otherwise than booked; sums alone may agree by chance."""
    return any(one.difference for one in found)


def cause(found: Iterable[Line], in_doubt: Iterable[int]) -> Cause:
    """What a difference of a whole count looks like."""
    every = [one for one in found if one.difference]
    if not every:
        return Cause.NOTHING
    more = {one.value: (one.counted or 0) - one.booked for one in every}
    doubtful = Counter(in_doubt)
    if all(0 < number <= doubtful[value] for value, number in more.items()):
        return Cause.DOUBTFUL
    return Cause.SWAPPED if sum(more.values()) == 0 else Cause.UNKNOWN
