"""A lesson in the launcher's real window: prepared after a question, paid, answered, ticked."""

from pathlib import Path

import pytest

from launcher_app.lessons.course import NETWORK
from launcher_app.lessons.library import LESSONS
from tests.journeys.launched import Launched
from tests.journeys.person import Person
from tests.journeys.screen import Screen

NOTE = 50_000
ROW = [one.name for one in LESSONS].index("double-press")
CHARGED = "489,85"
pytestmark = [pytest.mark.timeout(180), pytest.mark.long]


def reads(person: Person, text: str) -> bool:
    return any(text in one.text for one in person.sees())


def test_a_lesson_is_prepared_done_and_ticked(screen: Screen, tmp_path: Path) -> None:
    with Launched(tmp_path, screen, NETWORK) as launched:
        person = launched.person
        person.press("F7")
        person.click(f"{ROW}:0")
        person.click("lesson-prepare")
        person.click("answer-0")
        launched.wait_for_roles()
        launched.until(lambda: reads(person, "Сеть подготовлена"), "prepared")
        (provider,) = launched.ask("processing", "providers")["providers"]
        (subscriber,) = launched.ask("provider", "subscribers")["subscribers"]

        with launched.paying(provider["provider_id"], subscriber["number"], NOTE) as code:
            pass
        person.come()
        person.write("answer-code", code)
        person.write("answer-charged", "1")
        person.click("lesson-check")
        person.wait_for("Ещё не всё:")
        person.write("answer-charged", CHARGED)
        person.click("lesson-check")

        person.wait_for("Урок сделан. Прочитайте, что вы должны были понять.")
        person.until(lambda: reads(person, f"●  {ROW + 1}."), "the lesson is ticked")
