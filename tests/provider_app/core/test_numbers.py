"""Number plans give numbers that belong to them, and take no others."""

import pytest

from common.errors import Rejected
from common.fields import matches
from provider_app.core import numbers

PLANS = ("9XXXXXXXXX", "XXXXXXXX", "7X7X", "X")


@pytest.mark.parametrize("plan", PLANS)
def test_every_number_of_a_plan_belongs_to_it_and_matches_its_expression(plan: str) -> None:
    for number in (
        numbers.number(plan, place) for place in range(0, numbers.capacity(plan), numbers.capacity(plan) // 7 or 1)
    ):
        assert numbers.belongs(plan, number)
        assert matches(numbers.regex(plan), number)


def test_digits_of_the_place_stand_where_the_plan_has_x() -> None:
    assert numbers.number("7X7X", 42) == "7472"
    assert numbers.number("7X7X", 142) == "7472"
    assert numbers.regex("7X7XX") == r"7\d7\d{2}"


def test_all_numbers_are_tried_from_the_drawn_place_on() -> None:
    assert list(numbers.candidates("5X", 7)) == [f"5{digit}" for digit in "7890123456"]


@pytest.mark.parametrize("other", ["", "912345678", "91234567890", "8123456789", "9١23456789", "9X23456789"])
def test_a_number_of_another_plan_does_not_belong(other: str) -> None:
    assert not numbers.belongs("9XXXXXXXXX", other)


@pytest.mark.parametrize("plan", ["", "123", "9x", "9X ", "X" * 19, "٩X"])
def test_an_unsound_plan_is_refused(plan: str) -> None:
    with pytest.raises(Rejected) as refusal:
        numbers.demand_plan(plan)

    assert refusal.value.code == "wrong_value"
