"""The course without roles: what is kept where, and what a role that does not answer makes of a check."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher_app.lessons.course import KEPT, NETWORK, Course
from launcher_app.lessons.library import LESSONS
from tests.launcher_app.ui.standin_launcher import StandInLauncher

NAME = LESSONS[2].name
FACTS = {"since_ms": 1, "number": "9123456789", "provider_id": 1, "agent_id": 1}


@pytest.fixture
def played(tmp_path: Path) -> Iterator[StandInLauncher]:
    made = StandInLauncher(tmp_path)
    yield made
    made.close()


@pytest.fixture
def course(played: StandInLauncher) -> Course:
    return Course(played)  # type: ignore[arg-type]


def test_what_is_done_is_known_whichever_network_is_open(played: StandInLauncher, course: Course) -> None:
    played.open(NETWORK)
    played.session.remember(KEPT, {NAME: {"facts": FACTS, "given": {"code": "x"}, "done": True}})

    played.open("default")

    assert course.done == {NAME}
    assert course.kept(NAME).given == {"code": "x"}
    assert not course.kept(LESSONS[0].name).done


def test_in_another_network_nothing_is_checked(played: StandInLauncher, course: Course) -> None:
    played.open(NETWORK)
    played.session.remember(KEPT, {NAME: {"facts": FACTS, "given": {}, "done": True}})
    played.open("default")

    verdict = course.check(NAME, {})

    assert not verdict.done
    assert "Подготовить сеть" in verdict.missing[0].ru
    assert course.kept(NAME).done, "what was done once stays done"


def test_a_role_that_does_not_answer_is_a_point_that_is_missing(played: StandInLauncher, course: Course) -> None:
    played.open(NETWORK)
    played.session.remember(KEPT, {NAME: {"facts": FACTS, "given": {}, "done": False}})

    verdict = course.check(NAME, {"code": "7F3K-92QD"})

    assert not verdict.done
    assert verdict.missing[-1].ru.startswith("Не сделано: ")
    assert course.kept(NAME).given == {"code": "7F3K-92QD"}, "answers are kept for the next try"
