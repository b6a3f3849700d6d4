"""The diagram as data: the order of arrows, what is lost, folded, repeated, bracketed, and whose lanes they join."""

import itertools
from typing import Any

import pytest

from launcher_app.diagram.moments import in_order
from launcher_app.diagram.sequence import MOST, Fold, Look, Sequence, Step, sequenced
from launcher_app.feed.hop import Hop
from tests.launcher_app.diagram.sample import hop, payment


def shown(sequence: Sequence) -> list[str]:
    """Each row in a few letters: `1>` a question, `<1` its answer, the words of what is folded."""
    return [_letters(row) if isinstance(row, Step) else row.words.ru for row in sequence.rows]


def _letters(step: Step) -> str:
    return f"<{step.hop.number}" if step.reply else f"{step.hop.number}>"


def test_a_payment_is_drawn_in_the_order_of_time_with_checks_inside_checks() -> None:
    rows = shown(sequenced(payment()))

    assert rows == [
        "1>", "2>", "<2", "<1", "… 38 с", "3>", "<3", "4>", "… 10 с", "<4", "5>", "<5", "6>", "… 4 с", "7>", "8>", "<8",
        "<7", "9>", "<9",
    ]  # fmt: skip


def test_the_order_in_which_hops_are_given_changes_nothing() -> None:
    hops = payment()

    assert shown(sequenced(hops[::-1])) == shown(sequenced(hops))


@pytest.mark.parametrize("parent", ["s1", ""])
@pytest.mark.parametrize(("at", "ms"), [(0, 0), (0, 5), (5, 0), (2, 4), (0, 6)])
def test_a_check_inside_a_check_of_the_same_millisecond_stays_inside(parent: str, at: int, ms: int) -> None:
    outer = hop(1, 0, "terminal", "processing", "/v1/check", ms=5)
    inner = hop(2, at, "processing", "provider", "/v1/check", ms=ms, parent=parent)

    assert shown(sequenced([outer, inner])) == ["1>", "2>", "<2", "<1"]


def test_a_credit_that_goes_on_after_the_payment_was_accepted_is_not_inside_it() -> None:
    pay = hop(1, 0, "terminal", "processing", "/v1/payments", ms=5)
    credit = hop(2, 4, "processing", "provider", "/v1/credit", ms=50, parent="s1")

    assert shown(sequenced([pay, credit])) == ["1>", "2>", "<1", "<2"]


def test_an_answer_always_comes_after_its_question() -> None:
    times = itertools.product((0, 3), (0, 4), (0, 3), (0, 4))
    for first, took, second, long in times:
        hops = [
            hop(1, first, "terminal", "processing", "/v1/check", ms=took),
            hop(2, second, "processing", "provider", "/v1/check", ms=long, parent="s1"),
            hop(3, second, "terminal", "processing", "/v1/payments", ms=long, parent="s2"),
        ]

        places = {(one.hop.number, one.reply): place for place, one in enumerate(in_order(hops))}

        assert all(places[one.number, False] < places[one.number, True] for one in hops)


def test_lanes_stand_as_on_the_map_one_for_each_seat() -> None:
    hops = [
        hop(1, 0, "processing", "provider", "/v1/credit", receiver_seat="provider-2"),
        hop(2, 9, "processing", "provider", "/v1/credit", receiver_seat="provider"),
        hop(3, 20, "terminal", "processing", "/v1/payments", sender_seat="terminal-2"),
        hop(4, 30, "provider", "consumer", "/v1/notify"),
        hop(5, 40, "grader", "processing", "/v1/payments"),
    ]

    lanes = sequenced(hops).lanes

    assert [one.name for one in lanes] == ["consumer", "terminal-2", "processing", "provider", "provider-2", "grader"]
    assert [one.words.ru for one in lanes][1::3] == ["Терминал 2", "Поставщик 2"]


@pytest.mark.parametrize(
    ("number", "looks"),
    [
        (3, [Look.ASKED, Look.GOOD]),
        (4, [Look.ASKED, Look.LOST]),
        (5, [Look.ASKED, Look.FAILED]),
        (6, [Look.LOST]),
        (8, [Look.ASKED, Look.FAILED]),
        (9, [Look.ASKED, Look.WAITING]),
    ],
)
def test_each_ending_has_its_look(number: int, looks: list[Look]) -> None:
    steps = [step for step in sequenced(payment()).steps if step.hop.number == number]

    assert [step.look for step in steps] == looks
    assert [step.lost for step in steps] == [look is Look.LOST for look in looks]


def test_a_request_that_was_cut_ends_in_mid_air_with_no_answer() -> None:
    cut = hop(1, 0, "processing", "provider", "/v1/credit", status=0, answered=0, error="no_answer", fault="cut")

    (step,) = sequenced([cut]).steps

    assert step.lost
    assert any("обрыв" in note.ru for note in step.notes)


def marked(hops: list[Hop]) -> dict[int, str]:
    """The hops that say which attempt they begin."""
    notes = [(step.hop.number, note.ru) for step in sequenced(hops).steps for note in step.notes]
    return {number: note for number, note in notes if "↻" in note}


def test_attempts_are_a_loop_from_the_first_to_the_last_and_each_says_its_number_once() -> None:
    sequence = sequenced(payment())

    (loop,) = sequence.loops
    first, last = sequence.rows[loop.first], sequence.rows[loop.last]

    assert loop.words.ru == "↻ попыток: 3"
    assert isinstance(first, Step)
    assert isinstance(last, Step)
    assert (first.hop.number, last.hop.number) == (4, 7)
    assert marked(payment()) == {5: "↻ 2 из 3", 6: "↻ 3 из 3"}


def test_asking_for_the_status_first_is_a_part_of_the_next_attempt() -> None:
    credit, status = "/v1/credit", "/v1/status"
    told = [(credit, 1), (status, 2), (credit, 2), (status, 2), (credit, 2)]
    hops = [hop(n, n, "processing", "provider", path, attempt=one) for n, (path, one) in enumerate(told, 1)]

    assert marked(hops) == {2: "↻ 2 из 3", 4: "↻ 3 из 3"}


def test_where_nobody_counts_attempts_the_same_door_again_is_another_one() -> None:
    hops = [hop(n, n, "terminal", "processing", "/v1/payments") for n in (1, 2, 3)]

    assert marked(hops) == {2: "↻ 2 из 3", 3: "↻ 3 из 3"}


@pytest.mark.parametrize(
    "other", [{"span": "s1"}, {"by_hand": True}, {"trace": "OTHER"}, {"sender_seat": "terminal-2"}]
)
def test_a_second_copy_a_persons_repeat_and_anothers_payment_are_no_attempts(other: dict[str, Any]) -> None:
    hops = [
        hop(1, 0, "terminal", "processing", "/v1/payments"),
        hop(2, 9, "terminal", "processing", "/v1/payments", **other),
    ]

    assert sequenced(hops).loops == ()


def test_two_operations_of_one_story_are_no_repeats() -> None:
    keys = ({"Idempotency-Key": "a"}, {"idempotency-key": "b"})
    hops = [hop(n, n, "consumer", "provider", "/v1/use", request_headers=key) for n, key in enumerate(keys, 1)]

    assert sequenced(hops).loops == ()


def test_purposes_are_bracketed_and_news_break_no_bracket() -> None:
    brackets = sequenced(payment()).brackets

    assert [(one.words.ru, one.level) for one in brackets] == [
        ("Проверка", 0), ("Деньги", 0), ("Зачисление", 0), ("Новости", 1),
    ]  # fmt: skip


def test_osmp_has_one_door_but_its_check_is_in_the_bracket_of_checks() -> None:
    hops = [
        hop(n, n, "processing", "provider", "/osmp", verb=verb) for n, verb in enumerate(("osmp/check", "osmp/pay"))
    ]

    assert [one.words.ru for one in sequenced(hops).brackets] == ["Проверка", "Зачисление"]


def test_a_long_story_shows_its_end_and_says_what_is_left_out() -> None:
    hops = [hop(n, n, "terminal", "processing", "/v1/payments", trace=str(n)) for n in range(MOST + 7)]

    sequence = sequenced(hops)

    assert isinstance(sequence.rows[0], Fold)
    assert "7" in sequence.rows[0].words.ru
    assert len(sequence.steps) == 2 * MOST


def test_many_repeats_at_once_leave_room_for_the_arrows() -> None:
    hops = [
        hop(10 * one + n, 1000 * n + one, "processing", "provider", "/v1/credit", trace=str(one))
        for one in range(9)
        for n in (1, 2)
    ]

    assert max(loop.level for loop in sequenced(hops).loops) < 3


def test_nothing_is_drawn_of_nothing() -> None:
    assert sequenced([]).rows == ()


def test_every_arrow_is_said_whole() -> None:
    steps = {(step.hop.number, step.reply): step.sentence for step in sequenced(payment()).steps}

    assert "Процессинговый центр → Поставщик: 4. зачисление 485,00\u00a0₽" in steps[4, False].ru
    assert "Provider → Processing centre: ✕ reply 200 was lost, ⚡ a fault on purpose." in steps[4, True].en


def test_a_door_that_nobody_knows_goes_by_what_it_is_called() -> None:
    strange: Hop = hop(1, 0, "terminal", "processing", "/anything", verb="anything")

    assert sequenced([strange]).steps[0].words.ru == "1. anything"
