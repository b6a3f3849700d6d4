"""Every lesson in one running network: not done before it is begun, done by who does it, a wrong result is named."""

from collections.abc import Iterator

import pytest

from launcher_app.lessons.course import NETWORK, Course
from launcher_app.lessons.library import LESSONS
from launcher_app.lessons.work import OTHER
from tests.launcher_app.lessons.pupil import LEARNERS, Pupil
from tests.launcher_app.quick import QuickLauncher
from tests.launcher_app.waiting import until

HEAVY = frozenset({"register", "power-cut", "own-role", "wallet"})
NAMES = [pytest.param(one.name, marks=[pytest.mark.long] * (one.name in HEAVY)) for one in LESSONS]
pytestmark = pytest.mark.timeout(150)


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QuickLauncher]:
    with QuickLauncher(tmp_path_factory.mktemp("lessons")) as running:
        running.launcher.open(NETWORK)
        running.launcher.board.start("terminal")
        board = running.launcher.board
        until(lambda: board.looks["terminal"].answers, lambda: board.looks["terminal"])
        running.use_acceptor()
        yield running


@pytest.fixture(scope="module")
def course(quick: QuickLauncher) -> Course:
    return Course(quick.launcher, quick.acceptor)


@pytest.fixture(scope="module")
def pupil(quick: QuickLauncher, course: Course) -> Iterator[Pupil]:
    made = Pupil(quick, course)
    yield made
    made.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_is_done_once_its_task_is_and_not_before(course: Course, pupil: Pupil, name: str) -> None:
    lesson = course.lesson(name)
    assert [point.words.en for point in course.check(name, {}).points] == ["The network is prepared"]

    course.prepare(name)
    begun = course.check(name, {})
    right = LEARNERS[name](pupil)
    wrong = course.check(name, dict.fromkeys(right, "1234567"))
    done = course.check(name, right)

    assert not begun.done
    assert all(words.ru and words.en for words in begun.missing)
    assert not wrong.done
    assert len(wrong.missing) == len(lesson.questions), "only the answers are wrong by then"
    typed = [one for one in lesson.questions if not one.options]
    assert sum("1234567" in words.ru for words in wrong.missing) == len(typed)
    assert wrong.missing.count(OTHER) == len(lesson.questions) - len(typed), "a choice is not told by its code"
    assert done.done, done.missing
    assert course.kept(name).done
