"""A register in real windows on the smallest screen: ordered with mouse and keys, looked at, mailed as a file."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.lesson import Lesson
from tests.journeys.screen import Screen

NOTE = 50_000
LIST = "Подходящие"
ADDRESS = "books@megafon.example"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Screen]:
    with Screen(tmp_path / "screen", 1024, 768) as made:
        yield made


def order(lesson: Lesson) -> dict[str, Any]:
    """A few letters of the provider's name, the arrow, Enter; the report as it is when it is ready."""
    centre = lesson.centre
    centre.come()
    centre.show("reports")
    centre.call_up("ctrl+n", "subject_provider", window="order-report-dialog")
    centre.click("subject_provider", window="order-report-dialog")
    centre.type("мег")
    centre.find(LIST)
    centre.press("Down")
    centre.press("Return")
    centre.click("period", window="order-report-dialog")
    centre.press("Home")
    centre.press("Return")
    centre.click("save", window="order-report-dialog")
    centre.wait_for("готов ")
    (made,) = centre.role.ask("reports")["reports"]
    return made  # type: ignore[no-any-return]


def send(lesson: Lesson) -> dict[str, Any]:
    """After a look at the letter; the letter as it is when it has left."""
    centre = lesson.centre
    centre.press("F7")
    centre.wait_for("Тема: Реестр платежей")
    centre.write("recipients", ADDRESS, window="send-dialog")
    centre.click("save", window="send-dialog")
    sent = centre.until(
        lambda: [one for one in centre.role.ask("letters")["letters"] if one["state"] == "sent"], "a letter that left"
    )
    return sent[0]  # type: ignore[no-any-return]


@pytest.mark.timeout(180)
def test_a_register_from_the_first_click_to_the_letter(small: Screen, tmp_path: Path) -> None:
    with Lesson(tmp_path, small) as lesson:
        number = lesson.sign(1_000_000)
        lesson.pay(1, number, NOTE)

        made = order(lesson)
        letter = send(lesson)

        assert (made["kind"], made["name"], made["rows"]) == ("register", "МегаФон", 1)
        whole = message_from_bytes(Path(letter["way"]).read_bytes(), policy=policy.default)
        assert whole["To"] == ADDRESS
        assert [part.get_filename() for part in whole.iter_attachments()] == [one["name"] for one in made["files"]]
