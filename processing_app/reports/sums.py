"""Counts and sums of payments by status, folded into whatever a sheet shows them by."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple, TypeVar

from common.database import Row
from common.status import Status

Key = TypeVar("Key", bound=Hashable)


class Sums(NamedTuple):
    """How many payments and their sums, minor units; `amount` is what is or would be credited."""

    number: int = 0
    inserted: int = 0
    agent_fee: int = 0
    amount: int = 0
    processing_fee: int = 0

    def plus(self, other: "Sums") -> "Sums":
        """Both together."""
        return Sums(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))

    @property
    def income(self) -> int:
        """What of the agents' own fees is left to them."""
        return self.agent_fee - self.processing_fee


NOTHING = Sums()


class ByStatus(dict[Status, Sums]):
    """Sums of each status; a status that nothing has is nothing."""

    def __missing__(self, status: Status) -> Sums:
        return NOTHING

    @property
    def every(self) -> Sums:
        """All statuses together."""
        return total(self.values())

    def add(self, status: Status, sums: Sums) -> None:
        """More of a status."""
        self[status] = self[status].plus(sums)


def total(parts: Iterable[Sums]) -> Sums:
    """All together."""
    whole = NOTHING
    for part in parts:
        whole = whole.plus(part)
    return whole


def by(rows: Iterable[Row], key: Callable[[Row], Key]) -> dict[Key, ByStatus]:
    """Rows of sums folded by a key, in the order in which the keys are met."""
    found: dict[Key, ByStatus] = {}
    for row in rows:
        sums = Sums(*(row[name] for name in Sums._fields))
        found.setdefault(key(row), ByStatus()).add(Status(row["status"]), sums)
    return found


def largest(found: Mapping[Key, ByStatus], many: int) -> list[Key]:
    """The keys that most was credited for, at most so many."""
    return sorted(found, key=lambda one: -found[one][Status.CAPTURED].amount)[:many]


def merged(parts: Iterable[ByStatus]) -> ByStatus:
    """All together, each status apart; empty when there are none."""
    whole = ByStatus()
    for part in parts:
        for status, sums in part.items():
            whole.add(status, sums)
    return whole
