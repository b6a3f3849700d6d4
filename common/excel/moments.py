"""Moments as a spreadsheet counts them: days since the end of 1899 by the clock on this computer's wall."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from common.clock import moment

EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
DAY_MS = 86_400_000
STEP_MS = 900_000
"""No zone changes its hour inside a quarter of an hour."""


def wall(value: datetime | int) -> datetime:
    """A moment, or ms UTC, as the clock on the wall shows it."""
    return (moment(value) if isinstance(value, int) else value).astimezone()


def of_moment(value: datetime | int) -> float:
    """A moment, or ms UTC, as days with their part, to the second: a cell shows no more."""
    if isinstance(value, int):
        return (value // 1000 * 1000 + _offset(value // STEP_MS)) / DAY_MS
    return of_moment(int(value.timestamp() * 1000))


def of_day(value: date) -> int:
    """A day as a whole number."""
    return (datetime(value.year, value.month, value.day, tzinfo=UTC) - EPOCH).days


@lru_cache(maxsize=4096)
def _offset(step: int) -> int:
    """What is added to ms UTC: the zone's hours at that time, and the days between the two epochs."""
    zone = wall(step * STEP_MS).utcoffset()
    assert zone is not None
    return (zone + (moment(0) - EPOCH)) // timedelta(milliseconds=1)
