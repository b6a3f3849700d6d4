"""A period divided into hours, days or months by the clock on this computer's wall."""

from datetime import datetime, timedelta
from enum import StrEnum

from common.database import Row
from common.reporting import period
from processing_app.store.reports import QUARTER_MS

DAY_MS = 86_400_000
MOST_HOURS_IN_DAYS, MOST_DAYS = 2, 93


class Step(StrEnum):
    """By what time is divided."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


def step_of(since: int, until: int) -> Step:
    """Hours of a day or two, days of a season, months of more: as many as a chart can show."""
    days = (until - since) / DAY_MS
    if days <= MOST_HOURS_IN_DAYS:
        return Step.HOUR
    return Step.DAY if days <= MOST_DAYS else Step.MONTH


def begun(at: datetime, step: Step) -> datetime:
    """The beginning of the hour, day or month of a moment, by the clock on the wall."""
    hour = at.replace(minute=0, second=0, microsecond=0, tzinfo=None)
    if step is Step.HOUR:
        return hour
    return hour.replace(hour=0) if step is Step.DAY else hour.replace(hour=0, day=1)


def quarter_begun(row: Row, step: Step) -> datetime:
    """The beginning of the hour, day or month that a quarter of an hour belongs to."""
    return begun(period.here(row["quarter"] * QUARTER_MS), step)


def every_step(since: int, until: int, step: Step) -> list[datetime]:
    """The beginnings of all hours, days or months of a period, those without a payment too."""
    at, end = begun(period.here(since), step), period.here(max(since, until - 1)).replace(tzinfo=None)
    steps = []
    while at <= end:
        steps.append(at)
        at = _next(at, step)
    return steps


def label(at: datetime, step: Step) -> str:
    """«21:00» with its day, «20.11.2026», «11.2026»."""
    return f"{at:%d.%m %H:00}" if step is Step.HOUR else f"{at:%d.%m.%Y}" if step is Step.DAY else f"{at:%m.%Y}"


def _next(at: datetime, step: Step) -> datetime:
    if step is Step.HOUR:
        return at + timedelta(hours=1)
    if step is Step.DAY:
        return at + timedelta(days=1)
    return (at + timedelta(days=32)).replace(day=1)
