"""The clock that tests move by hand, and moments that survive the way over the wire."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import spawn
from common.clock import FIRST_MS, LAST_MS, SystemClock, VirtualClock, has_come, milliseconds, moment


def test_a_virtual_clock_moves_only_when_told_or_slept_on() -> None:
    clock = VirtualClock(1_900_000_000_000)
    before = clock.now_ms(), clock.monotonic()

    assert (clock.now_ms(), clock.monotonic()) == before
    clock.advance(1.5)
    clock.sleep(3600)

    assert clock.now_ms() == 1_900_003_601_500
    assert clock.monotonic() - before[1] == 3601.5


def test_many_threads_may_move_a_virtual_clock() -> None:
    clock = VirtualClock(0)

    with spawn.pool("movers", 8) as pool:
        list(pool.map(lambda _: clock.advance(1), range(4000)))

    assert clock.now_ms() == 4_000_000


def test_the_systems_clock_is_that_of_this_century_and_only_grows() -> None:
    clock = SystemClock()
    first = clock.monotonic()
    clock.sleep(0.001)

    assert moment(clock.now_ms()).year >= 2024
    assert clock.monotonic() > first


@given(st.integers(min_value=0, max_value=4_102_444_800_000))
def test_a_stored_moment_survives_the_way_over_the_wire(ms: int) -> None:
    there = moment(ms).isoformat()

    assert milliseconds(datetime.fromisoformat(there)) == ms


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_could_not_be_given_back_is_refused_before_it_is_stored(text: str) -> None:
    with pytest.raises(OverflowError):
        milliseconds(datetime.fromisoformat(text))


@pytest.mark.parametrize("ms", [FIRST_MS, -1, LAST_MS])
def test_the_first_and_the_last_moment_can_be_given_back(ms: int) -> None:
    assert moment(ms).utcoffset() == timedelta(0)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    moscow = datetime(2030, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=3)))

    assert moment(milliseconds(moscow)) == datetime(2030, 1, 2, 0, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(("due", "come"), [(999, True), (1_000, True), (1_500, False), (1_501, True)])
def test_a_moment_further_ahead_than_it_was_ever_put_is_of_a_clock_set_back_since(due: int, come: bool) -> None:
    assert has_come(due, 1_000, furthest_ms=500) is come
