"""Money is whole kopecks, and a commission is what its tariff says to the last of them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.money import BASIS_POINTS, Money, Range, Rounding, commission, share, text

AMOUNTS = st.integers(min_value=0, max_value=10**15)
POINTS = st.integers(min_value=0, max_value=20_000)


@pytest.mark.parametrize("wrong", [255.0, "255", None, True])
def test_money_is_made_of_whole_numbers_only(wrong: object) -> None:
    with pytest.raises(AssertionError):
        Money(wrong)  # type: ignore[arg-type]


def test_money_of_different_currencies_is_never_added() -> None:
    with pytest.raises(AssertionError, match="USD is not RUB"):
        Money(1, "USD") + Money(1)


def test_money_adds_subtracts_and_negates() -> None:
    assert Money(255_00) + Money(45) == Money(255_45)
    assert Money(1) - Money(2) == -Money(1)
    assert str(Money(1_234_567)) == "12\u00a0345,67 ₽"
    assert str(Money(5, "USD")) == "0,05 USD"


@pytest.mark.parametrize(
    ("amount", "russian", "english"),
    [
        (0, "0,00", "0.00"),
        (5, "0,05", "0.05"),
        (-5, "−0,05", "−0.05"),
        (100, "1,00", "1.00"),
        (123_456_789, "1\u00a0234\u00a0567,89", "1,234,567.89"),
        (-100_000, "−1\u00a0000,00", "−1,000.00"),
    ],
)
def test_a_sum_reads_as_people_write_it(amount: int, russian: str, english: str) -> None:
    assert text(amount) == russian
    assert text(amount, english=True) == english


@pytest.mark.parametrize(
    ("amount", "points", "half_up", "up", "down"),
    [
        (10_000, 300, 300, 300, 300),
        (1, 5_000, 1, 1, 0),
        (1, 4_999, 0, 1, 0),
        (3, 5_000, 2, 2, 1),
        (1, 1, 0, 1, 0),
        (0, 300, 0, 0, 0),
        (99, 0, 0, 0, 0),
        (10**15, 1, 10**11, 10**11, 10**11),
    ],
)
def test_a_share_is_rounded_as_agreed(amount: int, points: int, half_up: int, up: int, down: int) -> None:
    assert share(amount, points) == half_up
    assert share(amount, points, Rounding.UP) == up
    assert share(amount, points, Rounding.DOWN) == down


@given(AMOUNTS, POINTS)
def test_a_share_is_within_one_kopeck_of_the_exact_one(amount: int, points: int) -> None:
    exact = Fraction(amount * points, BASIS_POINTS)

    assert 0 <= exact - share(amount, points, Rounding.DOWN) < 1
    assert 0 <= share(amount, points, Rounding.UP) - exact < 1
    assert -Fraction(1, 2) < share(amount, points) - exact <= Fraction(1, 2)


@given(AMOUNTS, st.integers(min_value=0, max_value=BASIS_POINTS))
def test_the_parts_of_a_sum_are_the_sum(amount: int, points: int) -> None:
    part = share(amount, points, Rounding.HALF_UP)

    assert 0 <= part <= amount
    assert share(amount, points, Rounding.UP) + share(amount, BASIS_POINTS - points, Rounding.DOWN) == amount


TARIFF = (
    Range(above=0, up_to=10_000, fixed=500),
    Range(above=10_000, up_to=100_000, basis_points=300, fixed=100, minimum=1_000, maximum=2_500),
    Range(above=100_000, basis_points=100),
)


@pytest.mark.parametrize(
    ("amount", "fee"),
    [
        (0, 0),
        (1, 500),
        (10_000, 500),
        (10_001, 1_000),
        (30_000, 1_000),
        (30_017, 1_001),
        (80_000, 2_500),
        (100_000, 2_500),
        (100_001, 1_000),
        (10**12, 10**10),
    ],
)
def test_a_commission_is_that_of_its_range_clamped_after_rounding(amount: int, fee: int) -> None:
    assert commission(amount, TARIFF) == fee


def test_a_sum_that_no_range_covers_costs_nothing() -> None:
    gap = (Range(above=0, up_to=100, fixed=5), Range(above=200, fixed=7))

    assert [commission(amount, gap) for amount in (100, 101, 200, 201)] == [5, 0, 0, 7]
    assert commission(5, ()) == 0


def test_a_maximum_bounds_the_minimum_too() -> None:
    assert commission(1_000, (Range(minimum=500, maximum=300),)) == 300


@given(AMOUNTS, POINTS, st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_commission_stays_within_its_bounds(amount: int, points: int, fixed: int, low: int, more: int) -> None:
    tariff = (Range(above=-1, basis_points=points, fixed=fixed, minimum=low, maximum=low + more),)

    assert low <= commission(amount, tariff) <= low + more


def test_a_share_of_a_debt_is_a_programmers_mistake() -> None:
    with pytest.raises(AssertionError):
        share(-1, 100)
    with pytest.raises(AssertionError):
        share(1, -100)
