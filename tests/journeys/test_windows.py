"""A whole lesson in real windows on a real screen: from an empty network to a reversed payment and a call."""

from pathlib import Path

import pytest

from tests.journeys import album, doing
from tests.journeys.lesson import Lesson
from tests.journeys.screen import Screen

NOTE = 50_000
CALL = 250
TABS = 10 + 12 + 4
SMALL = (1024, 768)
EMPTY = 10_000
"""Bytes: a picture of nothing but the background is smaller."""


@pytest.fixture
def lesson(screen: Screen, tmp_path: Path) -> Lesson:
    return Lesson(tmp_path, screen)


@pytest.mark.timeout(300)
def test_a_lesson_from_an_empty_network_to_a_reversed_payment(lesson: Lesson, tmp_path: Path) -> None:
    with lesson:
        doing.sign_everything(lesson, tmp_path / "agent.paycard.json")
        number = doing.number_of(lesson)

        kept, returned = (lesson.pay(1, number, NOTE) for _ in range(2))
        doing.find_payment(lesson.centre, kept)
        lesson.centre.wait_for("Зачислен")
        doing.reverse(lesson.centre, returned, "ошибся номером")
        lesson.centre.wait_for("Сторнирован")
        lesson.terminal.ask("tell-register")
        verdict = doing.reconcile(lesson.centre)
        lesson.centre.wait_for("Сторнирован после зачисления; у терминала остаётся зачисленным")
        result = doing.call(lesson.consumer)

        assert verdict.startswith("Расхождений: 1. Одинаковых платежей: 1"), "the reversed one is explained"
        assert "списано 2,50\u00a0₽" in result
        balance = lesson.provider.role.ask("subscribers")["subscribers"][0]["balance"]
        assert balance == NOTE - NOTE * 3 // 100 - CALL
        assert lesson.provider.role.ask("totals")["agree"]
        assert lesson.centre.role.ask("verify", path="/v1/ledger/verify")["sum"] == 0
        pictures = list(album.pictured(lesson.screen, lesson.windows, album.SHOTS, album.LOOKS[:1]))
        with Screen(tmp_path / "small", *SMALL) as small:
            album.opened(small, lesson.windows)
            pictures += album.pictured(small, lesson.windows, album.SHOTS)
            for role in lesson.windows.values():
                role.stop()

    assert len({file.name for file in pictures}) == len(pictures)
    assert len(pictures) == (1 + len(album.LOOKS)) * TABS
    assert all(file.stat().st_size > EMPTY for file in pictures)
