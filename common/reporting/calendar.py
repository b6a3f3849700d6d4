"""When a schedule is due, and for which period: pure; days, weeks from Monday and months of one zone."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

from common.clock import milliseconds, moment
from common.registers.line import day_bounds
from common.reporting.asks.schedules import Every

Zone = tzinfo | None
"""None is the zone of this computer."""
DAY = timedelta(days=1)
COUNTRY = "RU"
MOST_MISSED = 31
"""Periods that were missed are made up for one by one, this many; the older of them become one."""
LONGEST = timedelta(days=366)


class Rhythm(NamedTuple):
    """How often; `minute` from midnight when it is made; `day` 0…6 of the week, 1…28 of the month it is made on.

    `moscow`: its days are Moscow's, and east of there they are waited for to their end.
    """

    every: Every
    minute: int
    day: int
    working_days: bool
    moscow: bool = False


class Turn(NamedTuple):
    """A report's period [since, until) and when it is due, ms UTC."""

    since: int
    until: int
    due: int


def following(rhythm: Rhythm, covered: int, zone: Zone = None) -> Turn:
    """The next one after what is covered: periods that fall due on one day, over days off, are one."""
    end = _end_after(rhythm, moment(covered).astimezone(zone).date())
    due = due_day(rhythm, end)
    while due_day(rhythm, later := _end_after(rhythm, end)) == due:
        end = later
    return Turn(covered, at(end, 0, zone), _due_at(rhythm, end, zone))


def missed(rhythm: Rhythm, covered: int, now: int, zone: Zone = None) -> list[Turn]:
    """All that are due by now, the oldest first; of very many the older ones become one, of a year at most."""
    due = list(_due(rhythm, covered, now, zone))
    if len(due) <= MOST_MISSED:
        return due
    first, rest = due[: 1 - MOST_MISSED], due[1 - MOST_MISSED :]
    earliest = at(moment(first[-1].until).astimezone(zone).date() - LONGEST, 0, zone)
    return [Turn(max(covered, earliest), first[-1].until, first[-1].due), *rest]


def beginning(rhythm: Rhythm, now: int, zone: Zone = None) -> int:
    """What a schedule that begins now takes as covered: everything whose time has passed, so that the first report
    is the one a person waits for: of yesterday when it is not yet the time of day, else of today."""
    end = moment(now).astimezone(zone).date() + DAY
    while _due_at(rhythm, end, zone) > now or end != _first(rhythm, end):
        end -= DAY
    return at(end, 0, zone)


def due_day(rhythm: Rhythm, end: date) -> date:
    """The day on which a period that ends before `end` is reported; on a day off it waits for a working day."""
    day = end
    if rhythm.every == "weekly":
        day = end + rhythm.day * DAY
    elif rhythm.every == "monthly":
        day = end.replace(day=rhythm.day)
    while rhythm.working_days and not is_working(day):
        day += DAY
    return day


def is_working(day: date) -> bool:
    """Whether people work on a day in Russia: moved days off and worked Saturdays are known."""
    return _working()(day)


def at(day: date, minute: int, zone: Zone = None) -> int:
    """A time of a day as ms UTC; one that the clocks skip in spring is an hour later."""
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return milliseconds(local.astimezone(UTC))


def _due_at(rhythm: Rhythm, end: date, zone: Zone) -> int:
    """The moment at which a period that ends before `end` is reported."""
    due = at(due_day(rhythm, end), rhythm.minute, zone)
    return max(due, day_bounds(end)[0]) if rhythm.moscow else due


def _due(rhythm: Rhythm, covered: int, now: int, zone: Zone) -> Iterator[Turn]:
    turn = following(rhythm, covered, zone)
    while turn.due <= now:
        yield turn
        turn = following(rhythm, turn.until, zone)


def _end_after(rhythm: Rhythm, day: date) -> date:
    """The first end of a period after a day."""
    end = day + DAY
    while end != _first(rhythm, end):
        end += DAY
    return end


def _first(rhythm: Rhythm, day: date) -> date:
    """The first day of the period that a day is in."""
    if rhythm.every == "weekly":
        return day - day.weekday() * DAY
    return day.replace(day=1) if rhythm.every == "monthly" else day


@cache
def _working() -> Callable[[date], bool]:
    from holidays import country_holidays  # heavy, and most roles have no schedule that asks

    return country_holidays(COUNTRY).is_working_day
