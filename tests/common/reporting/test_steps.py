"""A period by hours, days or months: nothing of it is left out, and no sum is lost."""

import random
from datetime import date, datetime, timedelta

import pytest

from common.clock import milliseconds
from common.reporting.steps import Step, every_step, folded, label, shown, step_of


def at(text: str) -> int:
    """A moment of the clock on this computer's wall."""
    return milliseconds(datetime.fromisoformat(text).astimezone())


@pytest.mark.parametrize(
    ("since", "until", "step", "first", "last", "number"),
    [
        ("2026-11-20", "2026-11-21", Step.HOUR, "20.11 00:00", "20.11 23:00", 24),
        ("2026-11-20 10:17", "2026-11-20 12:00", Step.HOUR, "20.11 10:00", "20.11 11:00", 2),
        ("2026-11-01", "2026-12-01", Step.DAY, "01.11.2026", "30.11.2026", 30),
        ("2026-02-27 12:00", "2026-03-05 00:01", Step.DAY, "27.02.2026", "05.03.2026", 7),
        ("2026-01-31", "2027-01-01", Step.MONTH, "01.2026", "12.2026", 12),
    ],
)
def test_a_period_is_divided_into_as_many_parts_as_a_chart_can_show(
    since: str, until: str, step: Step, first: str, last: str, number: int
) -> None:
    found = every_step(at(since), at(until), step)

    assert step_of(at(since), at(until)) is step
    assert [label(found[0], step), label(found[-1], step), len(found)] == [first, last, number]


def test_a_day_is_a_date_for_a_spreadsheet() -> None:
    day = datetime.fromisoformat("2026-11-20")

    assert shown(day, Step.DAY) == date(2026, 11, 20)
    assert shown(day + timedelta(hours=21), Step.HOUR) == "20.11 21:00"


@pytest.mark.parametrize("seed", range(20))
def test_no_sum_is_lost_and_parts_without_any_are_there(seed: int) -> None:
    chance = random.Random(seed)
    since = at("2026-01-01") + chance.randrange(365 * 86_400_000)
    until = since + chance.randint(1, 366 * 86_400_000)
    found = [(chance.randrange(since, until), chance.randint(1, 10_000)) for _ in range(50)]
    step = step_of(since, until)

    sums = folded(found, since, until, step)

    assert sum(amount for _, amount in sums) == sum(amount for _, amount in found)
    assert [place for place, _ in sums] == every_step(since, until, step)
