"""The states that people are shown say what is true of the money."""

import pytest

from common.shown_status import APPEARANCES, ShownStatus, shown, waiting, where_money_is
from common.status import Status
from common.words import Words


def test_every_state_has_a_shape_of_its_own_and_words_in_both_languages() -> None:
    assert set(APPEARANCES) == set(ShownStatus)
    assert len({one.shape for one in APPEARANCES.values()}) == len(APPEARANCES)
    assert all(one.words.ru != one.words.en and one.money.ru != one.money.en for one in APPEARANCES.values())


@pytest.mark.parametrize("status", Status)
def test_every_state_of_the_automaton_is_shown(status: Status) -> None:
    assert shown(status) in APPEARANCES


def test_money_without_a_final_answer_never_reads_as_an_end() -> None:
    for held in (shown(Status.AUTHORIZED), shown(Status.AUTHORIZED, put_off=True)):
        assert not APPEARANCES[held].final
    assert shown(Status.AUTHORIZED, put_off=True, needs_review=True) is ShownStatus.NEEDS_REVIEW


def test_what_is_put_off_is_shown_so_only_while_it_is_under_way() -> None:
    assert shown(Status.CAPTURED, put_off=True) is ShownStatus.CREDITED
    assert shown(Status.AUTHORIZED, put_off=True) is ShownStatus.WAITING


@pytest.mark.parametrize(
    ("attempts", "seconds", "expected"),
    [
        (2, 40, Words("Ждёт повтора (2 из 5, через 0:40)", "Waiting for retry (2 of 5, in 0:40)")),
        (2, 3725, Words("Ждёт повтора (2 из 5, через 1:02:05)", "Waiting for retry (2 of 5, in 1:02:05)")),
        (0, 40, Words("Ждёт повтора (нет связи, через 0:40)", "Waiting for retry (no connection, in 0:40)")),
        (1, -3, Words("Ждёт повтора (1 из 5, сейчас)", "Waiting for retry (1 of 5, now)")),
    ],
)
def test_a_retry_is_counted_and_counted_down(attempts: int, seconds: int, expected: Words) -> None:
    assert waiting(attempts, 5, seconds) == expected


def test_a_stopped_delivery_promises_no_moment() -> None:
    assert waiting(1, 5, 40, stopped=True).ru == "Ждёт повтора (доставка на паузе)"


def test_a_reversal_in_review_concerns_money_at_the_provider() -> None:
    assert "поставщика" in where_money_is(ShownStatus.NEEDS_REVIEW, captured=True).ru
    assert "агента" in where_money_is(ShownStatus.NEEDS_REVIEW).ru
