"""What a comparison of a register with our books is made of and comes to: payments, differences, days, sums."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from common.registers.line import Line, day_bounds, day_of
from common.registers.reasons import MEANINGS, Kind, Reason


class State(StrEnum):
    """What became of a payment in our books."""

    CREDITED = "credited"
    REVERSED = "reversed"
    HELD = "held"
    REFUSED = "refused"
    FOREIGN = "foreign"


class Ours(NamedTuple):
    """A payment in our books; `at` decides its day here, `changed` is when it was reversed.

    The other side has booked it between `first` and `last` (0: at the same moment): it may have been on its way over
    midnight. `inserted` is what the payer put in (0: not known here).
    """

    key: str
    at: int
    account: str
    amount: int
    state: State = State.CREDITED
    payment_id: str = ""
    changed: int = 0
    inserted: int = 0
    first: int = 0
    last: int = 0

    def may_be_of(self, day: date) -> bool:
        """Whether the other side may have booked it on this day."""
        return day_of(self.first or self.at) <= day <= day_of(self.last or self.at)


class Found(NamedTuple):
    """A difference: the day of the register it belongs to, both sides as far as there are any."""

    reason: Reason
    day: date
    ours: Ours | None
    theirs: Line | None
    other: str = ""
    also_account: bool = False

    @property
    def kind(self) -> Kind:
        """Its class."""
        return MEANINGS[self.reason].kind

    @property
    def key(self) -> str:
        """The payment's number as our books have it, else as the register does; a missing file has none."""
        told = (self.theirs.key or self.theirs.payment_id) if self.theirs is not None else ""
        return (self.ours.key if self.ours is not None else "") or told

    @property
    def at(self) -> int:
        """When the payment was, ours first; of a missing file its day."""
        told = self.theirs.at_ms if self.theirs is not None else 0
        return (self.ours.at if self.ours is not None else told) or day_bounds(self.day)[0]


@dataclass(slots=True)
class Tally:
    """Payments of a day or of all days on both sides; `found` differences."""

    ours: int = 0
    our_sum: int = 0
    theirs: int = 0
    their_sum: int = 0
    found: int = 0


@dataclass(slots=True)
class Compared:
    """What came of it; `agreed` counts the payments that both sides have alike."""

    found: list[Found] = field(default_factory=list)
    agreed: int = 0
    days: dict[date, Tally] = field(default_factory=dict)

    @property
    def counts(self) -> dict[Kind, int]:
        """Differences by class."""
        return Counter(one.kind for one in self.found)

    @property
    def total(self) -> Tally:
        """All days together."""
        days = self.days.values()
        return Tally(
            sum(one.ours for one in days), sum(one.our_sum for one in days),
            sum(one.theirs for one in days), sum(one.their_sum for one in days), len(self.found),
        )  # fmt: skip

    def effect(self, kind: Kind) -> int:
        """How much of the difference between the sums the differences of a class make."""
        return sum(_effect(one) for one in self.found if one.kind is kind)

    @property
    def unexplained(self) -> int:
        """What is left of the difference between the sums when all that was found is taken off: always nothing."""
        total = self.total
        return total.our_sum - total.their_sum - sum(_effect(one) for one in self.found)


def sums(found: Found) -> tuple[int | None, int | None]:
    """What both sides have credited, as far as a difference concerns it; None where a side has nothing."""
    ours, theirs = found.ours, found.theirs
    here = None if ours is None or found.kind is Kind.MISSING_HERE else ours.amount
    there = None if theirs is None or found.kind is Kind.MISSING_THERE else theirs.amount
    return here, there


def _effect(found: Found) -> int:
    here, there = sums(found)
    return (here or 0) - (there or 0)
