"""Lanes and their breaker: order within an account, a bound on how many at once, probes of the silent."""

from typing import NamedTuple

from processing_app.core.breaker import FIRST_MS, LONGEST_MS, SILENCES, Breaker
from processing_app.core.lanes import Lane


class Task(NamedTuple):
    """What a lane knows of a task."""

    id: int
    line: str
    due: int


def test_a_lane_is_as_wide_as_its_contract_says() -> None:
    lane = Lane[Task](2)
    lane.add(Task(number, f"account {number}", 0) for number in range(1, 4))

    taken = [lane.take(0), lane.take(0), lane.take(0)]

    assert [task.id if task else None for task in taken] == [1, 2, None]


def test_an_account_waits_for_its_earlier_payment_and_others_pass_by() -> None:
    lane = Lane[Task](8)
    first, second, other = Task(1, "a", 0), Task(2, "a", 0), Task(3, "b", 0)
    lane.add([first, second, other])

    assert (lane.take(0), lane.take(0), lane.take(0)) == (first, other, None)
    lane.done(first, first._replace(due=50))
    assert lane.take(10) is None
    again = lane.take(50)
    assert again == first._replace(due=50)
    lane.done(again, None)
    assert lane.take(50) == second


def test_a_task_is_known_once() -> None:
    lane = Lane[Task](8)
    lane.add([Task(1, "a", 0)])
    lane.add([Task(1, "a", 0), Task(2, "b", 0)])

    assert len(lane) == 2
    assert [lane.take(0), lane.take(0), lane.take(0)] == [Task(1, "a", 0), Task(2, "b", 0), None]


def test_a_paused_lane_gives_nothing() -> None:
    lane = Lane[Task](8)
    lane.add([Task(1, "a", 0)])
    lane.paused = True

    assert lane.take(0) is None


def test_a_breaker_opens_after_silences_in_a_row_and_lets_one_probe_through() -> None:
    breaker = Breaker()
    for _ in range(SILENCES):
        assert breaker.allows(0)
        breaker = breaker.called().silent(0)

    assert not breaker.allows(FIRST_MS - 1)
    assert breaker.allows(FIRST_MS)
    probing = breaker.called()
    assert not probing.allows(FIRST_MS)
    assert probing.silent(FIRST_MS).until == FIRST_MS + 2 * FIRST_MS
    assert probing.answered() == Breaker()


def test_a_breaker_never_waits_longer_than_a_minute() -> None:
    breaker = Breaker()
    now = 0
    for _ in range(40):
        now = max(now, breaker.until)
        breaker = breaker.called().silent(now)

    assert breaker.until - now == LONGEST_MS


def test_an_answer_between_silences_keeps_it_closed() -> None:
    breaker = Breaker()
    for _ in range(3 * SILENCES):
        breaker = breaker.called().silent(0)
        breaker = breaker.called().answered()

    assert not breaker.open


def test_a_late_silence_of_a_call_made_before_does_not_prolong_an_open_breaker() -> None:
    breaker = Breaker()
    for _ in range(SILENCES):
        breaker = breaker.called().silent(0)

    assert breaker.silent(500).until == breaker.until


def test_a_hurried_task_goes_before_those_that_are_due_and_probes_the_silent() -> None:
    lane = Lane[Task](1)
    lane.add([Task(1, "a", 0), Task(2, "b", 0), Task(3, "c", 9_000)])
    for _ in range(SILENCES):
        lane.breaker = lane.breaker.silent(0)
    assert lane.take(1) is None

    lane.hurry(Task(3, "c", 1))

    assert lane.take(1) == Task(3, "c", 1)


def test_a_hurried_task_keeps_the_order_of_its_account() -> None:
    lane = Lane[Task](8)
    first, second = Task(1, "a", 0), Task(2, "a", 50)
    lane.add([first, second])

    lane.hurry(second._replace(due=0))

    assert [lane.take(0), lane.take(0)] == [first, None]
    lane.done(first, None)
    assert lane.take(0) == second._replace(due=0)


def test_a_task_hurried_while_it_is_under_way_is_tried_once_more() -> None:
    lane = Lane[Task](8)
    task = Task(1, "a", 0)
    lane.add([task])
    assert lane.take(0) == task

    lane.hurry(task)
    lane.done(task, None)

    assert lane.take(0) == task


def test_a_revived_task_is_taken_in_and_one_not_read_yet_is_left_to_its_turn() -> None:
    lane = Lane[Task](8)
    lane.add([Task(5, "a", 0)])

    lane.hurry(Task(3, "b", 0))
    lane.hurry(Task(9, "c", 0))

    assert [lane.take(0), lane.take(0), lane.take(0)] == [Task(3, "b", 0), Task(5, "a", 0), None]


def test_what_was_put_off_under_a_clock_that_was_set_back_is_given_at_once() -> None:
    lane = Lane[Task](8)
    lane.furthest_ms = 20_000
    lane.add([Task(1, "a", 3_600_000), Task(2, "b", 15_000)])

    soon = lane.take(15_000)
    late = lane.take(15_000)

    assert (soon and soon.id, late and late.id) == (2, 1)


def test_a_breaker_that_opened_under_a_clock_that_was_set_back_lets_its_probe_through() -> None:
    breaker = Breaker()
    for _ in range(SILENCES):
        breaker = breaker.silent(3_600_000)

    assert breaker.allows(0)
    assert not breaker.allows(3_600_000)
