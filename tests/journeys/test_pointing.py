"""«Показать где»: every place that the checklist points at is there in the real window of its role."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher_app.first_use.step import LAUNCHER, Place
from launcher_app.first_use.steps import STEPS
from launcher_app.instance import Instance
from tests.journeys.lesson import Lesson
from tests.journeys.screen import Screen

PLACES = [part.place for step in STEPS for part in step.parts if part.place.seat != LAUNCHER]
pytestmark = [pytest.mark.timeout(150), pytest.mark.long]


@pytest.fixture
def lesson(screen: Screen, tmp_path: Path) -> Iterator[Lesson]:
    with Lesson(tmp_path, screen) as running:
        running.terminal.stop()
        running.terminal.start(windows=True, environment=screen.environment)
        running.terminal.wait()
        yield running


def seats(lesson: Lesson) -> dict[str, Instance]:
    return {**lesson.windows, "terminal": lesson.terminal}


def pointed(lesson: Lesson, place: Place) -> bool:
    seats(lesson)[place.seat].ask("ui-point", name=place.control, tab=place.tab)
    return True


def test_every_place_is_outlined_in_its_window(lesson: Lesson) -> None:
    early = [place for place in PLACES if place.control != "use-call"]
    for place in early:
        lesson.until(lambda place=place: pointed(lesson, place), f"{place}")  # type: ignore[misc]

    lesson.sign(100_000)
    (late,) = [place for place in PLACES if place.control == "use-call"]
    lesson.until(lambda: pointed(lesson, late), f"{late}")
