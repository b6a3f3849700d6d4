"""Sums: the commission's worked numbers, and limits of the amount turned into limits of the cash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_terminal.core.sums import Split, Terms, fitting, least, most, payable, split
from common.money import Range

ANY_NOTES = (1_000, 5_000, 10_000, 50_000, 100_000, 500_000)


@pytest.mark.parametrize(
    ("inserted", "tariff", "fee", "amount"),
    [
        (10_000, Range(basis_points=300), 300, 9_700),
        (10_000, Range(basis_points=300, minimum=1_000), 1_000, 9_000),
        (100_000, Range(basis_points=500, maximum=3_000), 3_000, 97_000),
        (10_000, Range(fixed=1_500), 1_500, 8_500),
        (50_000, Range(basis_points=300), 1_500, 48_500),
        (1_000, Range(minimum=1_000), 1_000, 0),
        (500, Range(minimum=1_000), 500, 0),
        (0, Range(minimum=1_000), 0, 0),
        (33, Range(basis_points=500), 2, 31),
        (10_000, None, 0, 10_000),
    ],
)
def test_the_commission_is_taken_from_what_was_inserted(
    inserted: int, tariff: Range | None, fee: int, amount: int
) -> None:
    assert split(inserted, () if tariff is None else (tariff,)) == Split(inserted, fee, amount)


def test_the_limits_are_shown_in_cash() -> None:
    terms = Terms(minimum=1_000, maximum=97_000, tariff=(Range(basis_points=300, minimum=1_000),))

    assert least(terms) == 2_000
    assert most(terms, roof=10**9) == 100_000
    assert most(terms, roof=48_500) == 50_000


def test_a_minimum_above_the_maximum_takes_no_cash() -> None:
    assert least(Terms(minimum=2_000, maximum=1_000)) is None
    assert fitting(ANY_NOTES, 0, Terms(minimum=2_000, maximum=1_000), 10**9) == {1_000}
    assert payable(5_000, Terms(minimum=2_000, maximum=1_000)) is None


@pytest.mark.parametrize(
    ("held", "fits"),
    [(0, {1_000, 5_000, 10_000, 50_000}), (40_000, {1_000, 5_000}), (43_000, {1_000}), (43_750, set())],
)
def test_a_fixed_bill_is_completed_by_the_smallest_note_that_does(held: int, fits: set[int]) -> None:
    assert fitting(ANY_NOTES, held, Terms(minimum=43_750, maximum=43_750), 10**9) == fits


def test_no_note_goes_over_the_agents_deposit() -> None:
    assert fitting(ANY_NOTES, 0, Terms(minimum=1_000, maximum=10**6), roof=9_999) == {1_000, 5_000}
    assert fitting(ANY_NOTES, 5_000, Terms(minimum=1_000, maximum=10**6), roof=5_000) == set()


def test_what_is_over_the_maximum_remains() -> None:
    part = payable(50_000, Terms(minimum=43_750, maximum=43_750))

    assert part == Split(43_750, 0, 43_750)
    assert payable(43_749, Terms(minimum=43_750, maximum=43_750)) is None
    assert payable(0, Terms(minimum=0, maximum=43_750)) is None


ranges = st.builds(
    lambda points, fixed, minimum, more: Range(
        basis_points=points, fixed=fixed, minimum=minimum, maximum=None if more is None else minimum + more
    ),
    st.integers(0, 5_000),
    st.integers(0, 50),
    st.integers(0, 50),
    st.none() | st.integers(0, 50),
)
steps = st.builds(
    lambda border, low, high: (Range(0, border, low), Range(border, None, high)),
    st.integers(1, 300),
    st.integers(0, 5_000),
    st.integers(0, 5_000),
)
tariffs = st.builds(tuple, st.lists(ranges, max_size=1)) | steps


@given(st.integers(0, 300), st.integers(0, 300), tariffs, st.integers(0, 400))
def test_the_limits_agree_with_trying_every_sum(low: int, width: int, tariff: tuple[Range, ...], held: int) -> None:
    terms = Terms(low, low + width, tariff)
    amounts = {cash: split(cash, tariff).amount for cash in range(1, 2_000)}
    within = [cash for cash in range(1, held + 1) if amounts[cash] <= terms.maximum]
    reaching = [cash for cash in amounts if amounts[cash] >= max(low, 1)]

    first = reaching[0] if reaching and amounts[reaching[0]] <= terms.maximum else None
    assert least(terms) == first
    best = first if width == 0 and first in within else max(within, default=None)
    expected = None if best is None or amounts[best] < max(low, 1) else split(best, tariff)
    assert payable(held, terms) == expected


@given(st.integers(0, 10**7), st.integers(0, 10**7), tariffs, st.integers(0, 10**6), st.integers(1, 10**7))
def test_no_note_that_fits_brings_more_than_the_deposit(
    low: int, high: int, tariff: tuple[Range, ...], held: int, roof: int
) -> None:
    terms = Terms(min(low, high), max(low, high), tariff)

    for note in fitting(ANY_NOTES, held, terms, roof):
        assert split(held + note, tariff).amount <= roof
