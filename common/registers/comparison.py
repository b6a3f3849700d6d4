"""A register compared with our books, payment by payment: what agrees is counted, what does not is named.

The register's lines are held by payment number, ours pass by one after another; so a hundred thousand payments need
the room of one side only.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from common.registers.compared import Compared, Found, Ours, State, Tally
from common.registers.likeness import account_reason, sum_reason
from common.registers.line import Line, day_bounds, day_of
from common.registers.reasons import Kind, Reason
from common.registers.tab import one_line


class Told(NamedTuple):
    """A line of a register, and the place of its file among those that are compared."""

    line: Line
    place: int


class File(NamedTuple):
    """A register's file: of which day it is, its name, and its payments."""

    name: str
    day: date
    lines: Iterable[Line]


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
        elif day_of(one.at) in self.compared.days:  # judged before, by its other name: the number or the id
            self._say(Reason.REPEATED, self._day(told), None, told.line, self.files[told.place].name)
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


def _plain(key: str) -> str:
    return key.lstrip("0") or "0" if key.isdigit() else key


def _shown(day: date) -> str:
    return f"{day:%d.%m.%Y}"
