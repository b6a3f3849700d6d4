"""How long each strategy pauses, and when it is time to stop."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.retry import RetryPolicy, Strategy


def policy(strategy: Strategy, **more: int) -> RetryPolicy:
    return RetryPolicy(strategy=strategy, pause_ms=more.pop("pause_ms", 1_000), longest_ms=10_000, **more)


@pytest.mark.parametrize(
    ("strategy", "pauses"),
    [
        (Strategy.IMMEDIATE, [0, 0, 0, 0, 0, 0]),
        (Strategy.FIXED, [1_000, 1_000, 1_000, 1_000, 1_000, 1_000]),
        (Strategy.INCREMENTAL, [1_000, 2_000, 3_000, 4_000, 5_000, 6_000]),
        (Strategy.EXPONENTIAL, [1_000, 2_000, 4_000, 8_000, 10_000, 10_000]),
        (Strategy.RANDOM, [500, 1_000, 2_000, 4_000, 5_000, 5_000]),
    ],
)
def test_the_pauses_of_a_strategy(strategy: Strategy, pauses: list[int]) -> None:
    assert [policy(strategy).pause(attempt, lambda: 0.5) for attempt in range(1, 7)] == pauses


@given(st.sampled_from(Strategy), st.integers(1, 10**9), st.integers(0, 10**9), st.floats(0, 1, exclude_max=True))
def test_no_pause_is_negative_or_longer_than_the_longest(
    strategy: Strategy, attempt: int, pause: int, chance: float
) -> None:
    chosen = RetryPolicy(strategy=strategy, pause_ms=pause, longest_ms=10**9)

    assert 0 <= chosen.pause(attempt, lambda: chance) <= 10**9


@pytest.mark.parametrize(
    ("attempts", "age", "spent"), [(2, 999, False), (3, 0, True), (0, 1_000, True), (2, 1_000, True), (4, 5_000, True)]
)
def test_it_is_spent_by_attempts_or_by_age(attempts: int, age: int, spent: bool) -> None:
    assert RetryPolicy(attempts=3, age_ms=1_000).spent(attempts, age) is spent


@pytest.mark.parametrize(
    "wrong",
    [
        {"pause_ms": -1}, {"longest_ms": -1}, {"attempts": 0}, {"age_ms": 0}, {"pause_ms": 10**12}, {"attempts": 10**9},
        {"strategy": "sometimes"}, {"pause_ms": 1.5}, {"pauses": 1},
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_is_refused_where_it_comes_in(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, RetryPolicy)


def test_a_policy_survives_the_way_through_json() -> None:
    made = RetryPolicy(strategy=Strategy.RANDOM, attempts=7)

    assert msgspec.json.decode(msgspec.json.encode(made), type=RetryPolicy) == made
