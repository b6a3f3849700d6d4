"""Quarters of an hour, as the books sum payments up by, in the hours, days or months of a report."""

from datetime import datetime

from common.database import Row
from common.reporting import period
from common.reporting.steps import QUARTER_MS, Step, begun


def quarter_begun(row: Row, step: Step) -> datetime:
    """The beginning of the hour, day or month that a quarter of an hour belongs to."""
    return begun(period.here(row["quarter"] * QUARTER_MS), step)
