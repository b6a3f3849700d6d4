"""A register compared with our books, payment by payment: what agrees is counted, what does not is named.

The register's lines are held by payment number, ours pass by one after another; so a hundred thousand payments need
the room of one side only.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from common.registers.likeness import account_reason, sum_reason
from common.registers.line import Line, day_bounds, day_of
from common.registers.reasons import MEANINGS, Kind, Reason
from common.registers.tab import one_line


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


class Told(NamedTuple):
    """A line of a register, and the place of its file among those that are compared."""

    line: Line
    place: int


class File(NamedTuple):
    """A register's file: of which day it is, its name, and its payments."""

    name: str
    day: date
    lines: Iterable[Line]


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


Known = Callable[[list[str]], Mapping[str, Ours]]
"""Our payments of any day or contract, by number or id: what a register names and the period does not hold."""


def compare(ours: Iterable[Ours], files: list[File], days: list[date], known: Known, now: int) -> Compared:
    """Compare the payments of whole days with the registers of these days and of their neighbours.

    `ours` are all of the days, whatever became of them; registers of other days only explain what is missing: a payment
    that the other side has booked on a neighbouring day, as it may have, belongs to that day's comparison.
    """
    return _Comparing(files, days).run(ours, known, now)


def key_of(line: Line) -> str:
    """What a line is found by: the payment's id where the register has it, else its number without zeros before it."""
    return line.payment_id or _plain(line.key)


class _Comparing:
    def __init__(self, files: list[File], days: list[date]) -> None:
        self.compared = Compared(days={day: Tally() for day in days})
        self.files = files
        self.with_file = {one.day for one in files} & set(days)
        self.told: dict[str, Told] = {}
        self.missing: list[Ours] = []
        self.without_file: dict[date, list[int]] = {}
        for place, file in enumerate(files):
            self._hold(place, file)

    def run(self, ours: Iterable[Ours], known: Known, now: int) -> Compared:
        for one in ours:
            self._judge(one)
        self._rest(known)
        self._without_files(now)
        order = list(Kind)
        self.compared.found.sort(key=lambda found: (order.index(found.kind), found.at))
        for found in self.compared.found:
            self.compared.days[found.day].found += 1
        return self.compared

    def _hold(self, place: int, file: File) -> None:
        tally = self.compared.days.get(file.day)
        for line in file.lines:
            before = self.told.setdefault(key_of(line), Told(line, place))
            if tally is None:
                continue
            tally.theirs += 1
            tally.their_sum += line.amount
            if before.line is line:
                continue
            if self.files[before.place].day not in self.compared.days:
                self.told[key_of(line)] = Told(line, place)
            else:
                self._say(Reason.REPEATED, file.day, None, line, self.files[before.place].name)

    def _judge(self, one: Ours) -> None:
        day = day_of(one.at)
        told = self.told.pop(one.payment_id, None) or self.told.pop(_plain(one.key), None)
        if one.state is not State.CREDITED:
            if told is not None and self._counts(told):
                self._not_credited(one, told)
            return
        if told is None:
            self._count(one, day)
            self._missing(one, day)
        elif self._counts(told):
            self._both(one, told, self._day(told) if one.may_be_of(self._day(told)) else day)
        elif not one.may_be_of(self._day(told)):
            self._count(one, day)
            self._say(Reason.IN_OTHER_DAY, day, one, told.line, _shown(self._day(told)))

    def _count(self, one: Ours, day: date) -> None:
        tally = self.compared.days[day]
        tally.ours += 1
        tally.our_sum += one.amount

    def _both(self, one: Ours, told: Told, day: date) -> None:
        self._count(one, day)
        line = told.line
        same_account = one.account == line.account or one_line(one.account).strip() == line.account
        if one.amount != line.amount:
            reason, other = sum_reason(one.amount, line.amount, one.inserted)
            self._say(reason, day, one, line, other, also_account=not same_account)
        elif not same_account:
            self._say(account_reason(one.account, line.account), day, one, line)
        else:
            self.compared.agreed += 1

    def _missing(self, one: Ours, day: date) -> None:
        if day in self.with_file:
            self.missing.append(one)
            return
        of_day = self.without_file.setdefault(day, [0, 0])
        of_day[0] += 1
        of_day[1] += one.amount

    def _not_credited(self, one: Ours, told: Told) -> None:
        reasons = {State.HELD: Reason.HELD_HERE, State.REFUSED: Reason.REFUSED_HERE, State.FOREIGN: Reason.OTHER_SIDE}
        reason = reasons.get(one.state, Reason.REVERSED_HERE)
        other = _shown(day_of(one.changed)) if reason is Reason.REVERSED_HERE else ""
        self._say(reason, self._day(told), one, told.line, other)

    def _rest(self, known: Known) -> None:
        """What only one side has: of another day or contract of ours, under another number, or unknown."""
        rest = {key: told for key, told in self.told.items() if self._counts(told)}
        books = known(list(rest)) if rest else {}
        twins: dict[tuple[str, int], list[Ours]] = {}
        for one in reversed(self.missing):
            twins.setdefault((one.account, one.amount), []).append(one)
        paired: dict[str, str] = {}
        for key, told in rest.items():
            line, elsewhere = told.line, books.get(key)
            if elsewhere is not None:
                self._elsewhere(elsewhere, told)
            elif same := twins.get((line.account, line.amount)):
                twin = same.pop()
                paired[twin.key] = line.key or line.payment_id
                self._say(Reason.OTHER_NUMBER_HERE, self._day(told), None, line, twin.key)
            else:
                self._say(Reason.UNKNOWN_HERE, self._day(told), None, line)
        for one in self.missing:
            reason = Reason.OTHER_NUMBER_THERE if one.key in paired else Reason.NOT_IN_FILE
            self._say(reason, day_of(one.at), one, None, paired.get(one.key, ""))

    def _elsewhere(self, one: Ours, told: Told) -> None:
        if one.state is not State.CREDITED:
            self._not_credited(one, told)
        elif one.may_be_of(self._day(told)):
            self._both(one, told, self._day(told))
        else:
            self._say(Reason.OTHER_DAY_HERE, self._day(told), one, told.line, _shown(day_of(one.at)))

    def _without_files(self, now: int) -> None:
        for day, (number, amount) in self.without_file.items():
            reason = Reason.DAY_NOT_OVER if day_bounds(day)[1] > now else Reason.NO_FILE
            whole_day = Ours("", day_bounds(day)[0], "", amount)
            self._say(reason, day, whole_day, None, str(number))

    def _counts(self, told: Told) -> bool:
        """Whether a line is of the compared days, not of a neighbour's register."""
        return self._day(told) in self.compared.days

    def _day(self, told: Told) -> date:
        return self.files[told.place].day

    def _say(
        self, reason: Reason, day: date, ours: Ours | None, theirs: Line | None, other: str = "", *,
        also_account: bool = False,
    ) -> None:  # fmt: skip
        self.compared.found.append(Found(reason, day, ours, theirs, other, also_account))


def sums(found: Found) -> tuple[int | None, int | None]:
    """What both sides have credited, as far as a difference concerns it; None where a side has nothing."""
    ours, theirs = found.ours, found.theirs
    here = None if ours is None or found.kind is Kind.MISSING_HERE else ours.amount
    there = None if theirs is None or found.kind is Kind.MISSING_THERE else theirs.amount
    return here, there


def _effect(found: Found) -> int:
    here, there = sums(found)
    return (here or 0) - (there or 0)


def _plain(key: str) -> str:
    return key.lstrip("0") or "0" if key.isdigit() else key


def _shown(day: date) -> str:
    return f"{day:%d.%m.%Y}"
