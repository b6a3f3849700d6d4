"""Time in hours, days or months by the clock on the wall: as many of them as a chart can show."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from common.reporting import period

DAY_MS = 86_400_000
MOST_HOURS_MS, MOST_DAYS_MS = 2 * DAY_MS, 93 * DAY_MS
QUARTER_MS = 900_000
"""Hours and days of every zone begin at a quarter of an hour of UTC: sums by it fold into any of them."""


class Step(StrEnum):
    """By what a period is divided."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


def step_of(since: int, until: int) -> Step:
    """Hours of a day or two, days of a season, months of more."""
    if until - since <= MOST_HOURS_MS:
        return Step.HOUR
    return Step.DAY if until - since <= MOST_DAYS_MS else Step.MONTH


def begun(at: datetime, step: Step) -> datetime:
    """The beginning of the hour, day or month of a moment of the wall's clock."""
    hour = at.replace(minute=0, second=0, microsecond=0, tzinfo=None)
    if step is Step.HOUR:
        return hour
    return hour.replace(hour=0) if step is Step.DAY else hour.replace(hour=0, day=1)


def folded(found: Iterable[tuple[int, int]], since: int, until: int, step: Step) -> list[tuple[datetime, int]]:
    """Sums at moments (ms UTC) as sums of the period's steps, those of nothing too."""
    sums = dict.fromkeys(every_step(since, until, step), 0)
    for at, amount in found:
        sums[begun(period.here(max(at, since)), step)] += amount
    return list(sums.items())


def every_step(since: int, until: int, step: Step) -> list[datetime]:
    """The beginnings of all steps of a period; at least one."""
    at, end = begun(period.here(since), step), period.here(max(since, until - 1)).replace(tzinfo=None)
    steps = [at]
    while (at := _next(at, step)) <= end:
        steps.append(at)
    return steps


def shown(at: datetime, step: Step) -> str | date:
    """«20.11 21:00», a day, «11.2026»: the last two as spreadsheets show them."""
    if step is Step.DAY:
        return at.date()
    return f"{at:%d.%m %H:%M}" if step is Step.HOUR else f"{at:%m.%Y}"


def label(at: datetime, step: Step) -> str:
    """The same as a text."""
    return f"{at:%d.%m.%Y}" if step is Step.DAY else str(shown(at, step))


def _next(at: datetime, step: Step) -> datetime:
    if step is Step.HOUR:
        return at + timedelta(hours=1)
    if step is Step.DAY:
        return at + timedelta(days=1)
    return (at + timedelta(days=32)).replace(day=1)
