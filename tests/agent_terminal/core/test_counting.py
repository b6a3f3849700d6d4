"""Notes by the books beside notes in the hand."""

import pytest

from agent_terminal.core import counting
from agent_terminal.core.counting import Cause, Line


def test_every_value_that_is_booked_counted_or_asked_for_has_a_line() -> None:
    found = counting.lines({10_000: 2}, {50_000: 1}, also=[5_000])

    assert found == (Line(5_000, 0), Line(10_000, 2), Line(50_000, 0, 1))


def test_a_difference_is_known_once_all_that_is_booked_was_counted() -> None:
    half = counting.lines({10_000: 2, 50_000: 1}, {10_000: 2})
    whole = counting.lines({10_000: 2, 50_000: 1}, {10_000: 1, 50_000: 1})

    assert (counting.difference(half), counting.uncounted(half)) == (None, (50_000,))
    assert counting.difference(whole) == -10_000


def test_sums_that_agree_by_chance_still_differ() -> None:
    found = counting.lines({5_000: 2, 10_000: 1}, {5_000: 0, 10_000: 2})

    assert counting.difference(found) == 0
    assert counting.differs(found)


@pytest.mark.parametrize(
    ("booked", "counted", "doubtful", "cause"),
    [
        ({10_000: 2}, {10_000: 2}, [], Cause.NOTHING),
        ({10_000: 2}, {10_000: 2}, [10_000], Cause.NOTHING),
        ({10_000: 2}, {10_000: 3}, [10_000], Cause.DOUBTFUL),
        ({10_000: 2}, {10_000: 2, 50_000: 1}, [50_000, 50_000], Cause.DOUBTFUL),
        ({10_000: 2}, {10_000: 4}, [10_000], Cause.UNKNOWN),
        ({10_000: 2}, {10_000: 1}, [10_000], Cause.UNKNOWN),
        ({10_000: 2}, {10_000: 3}, [50_000], Cause.UNKNOWN),
        ({10_000: 2, 50_000: 2}, {10_000: 3, 50_000: 1}, [], Cause.SWAPPED),
    ],
)
def test_the_cause_is_guessed_only_from_what_fits(
    booked: dict[int, int], counted: dict[int, int], doubtful: list[int], cause: Cause
) -> None:
    assert counting.cause(counting.lines(booked, counted), doubtful) is cause
