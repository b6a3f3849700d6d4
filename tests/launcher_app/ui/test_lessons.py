"""The dock of lessons: the list, a page with its hints folded, preparing after a question, the check's points."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QDockWidget, QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.question import Question
from launcher_app.lessons.course import KEPT, NETWORK, Course
from launcher_app.lessons.lesson import Point, Verdict, missing
from launcher_app.lessons.library import LESSONS
from launcher_app.lessons.page import page
from launcher_app.ui.lessons import LessonsDock
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.ui.reading import texts
from tests.launcher_app.ui.standin_launcher import StandInLauncher

SAME = {"HTTP", "F5", "F9", "F10", "F7", "Ctrl"}
WHERE = [one.name for one in LESSONS].index("where-is-money")
POINTS = (Point(LESSONS[0].words, True), Point(LESSONS[1].words, False, missing("нет ответа", "no answer")))


class PlayedCourse(Course):
    """Prepares and checks nothing; keeps what it was asked."""

    asked: list[tuple[object, ...]] = []
    verdict = Verdict(POINTS)

    def prepare(self, name: str) -> None:
        self.asked.append(("prepare", name))

    def check(self, name: str, given: dict[str, str]) -> Verdict:
        self.asked.append(("check", name, given))
        return self.verdict


@pytest.fixture
def course(played: StandInLauncher) -> PlayedCourse:
    played.open(NETWORK)
    played.session.remember(KEPT, {LESSONS[0].name: {"facts": {}, "given": {}, "done": True}})
    made = PlayedCourse(played)  # type: ignore[arg-type]
    made.asked = []
    return made


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    made = QMainWindow()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def dock(window: QMainWindow, played_desk: Desk, played: StandInLauncher, course: PlayedCourse) -> LessonsDock:
    made = LessonsDock(played_desk, played, course)  # type: ignore[arg-type]
    around = QDockWidget(window)
    around.setWidget(made)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, around)
    settle(window, 1024, 700)
    return made


def question() -> Question:
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, Question)
    return asked


def test_the_list_tells_what_is_done_and_begins_with_the_first_that_is_not(dock: LessonsDock) -> None:
    rows = [dock.list.item(row).text() for row in range(dock.list.count())]

    assert len(rows) == len(LESSONS)
    assert rows[0].startswith("●")
    assert rows[1].startswith("○")
    assert f"сделано 1 из {len(LESSONS)}" in texts(dock)
    assert dock.lesson is LESSONS[1]
    said = dock.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("сделан")


def test_hints_are_folded_until_asked_for_and_the_moral_waits_for_the_end(
    dock: LessonsDock, press: Callable[[str], None]
) -> None:
    dock.list.setCurrentRow(WHERE)
    whole = page(LESSONS[WHERE], "ru")
    shown = dock.view._page

    assert whole.goal in shown.toPlainText()
    assert "Подсказки" not in shown.toPlainText()
    press("lesson-hints")
    assert "Подсказки" in shown.toPlainText()
    assert "Что вы должны были понять" not in shown.toPlainText()


def test_preparing_asks_first_and_no_leaves_everything(
    qtbot: QtBot, dock: LessonsDock, course: PlayedCourse, played_desk: Desk, press: Callable[[str], None]
) -> None:
    press("lesson-prepare")
    question().reject()
    assert course.asked == []

    press("lesson-prepare")
    question().buttons[0].click()
    qtbot.waitUntil(lambda: played_desk.background.idle and bool(course.asked))

    assert course.asked == [("prepare", LESSONS[1].name)]
    qtbot.waitUntil(lambda: "Сеть подготовлена" in texts(dock))


def test_answers_go_to_the_check_and_each_point_is_shown(
    qtbot: QtBot, dock: LessonsDock, course: PlayedCourse, press: Callable[[str], None]
) -> None:
    dock.list.setCurrentRow(WHERE)
    where = dock.findChild(QComboBox, "answer-where")
    held = dock.findChild(QLineEdit, "answer-held")
    assert where is not None
    assert held is not None
    where.setCurrentIndex(where.findData("held"))
    held.setText("489,85")

    press("lesson-check")

    assert course.asked == [("check", "where-is-money", {"where": "held", "held": "489,85", "again": ""})]
    assert "Ещё не всё:" in texts(dock)
    qtbot.waitUntil(lambda: "Не сделано: нет ответа" in texts(dock))


def test_a_lesson_that_is_done_says_so_and_tells_the_moral(
    dock: LessonsDock, course: PlayedCourse, press: Callable[[str], None]
) -> None:
    dock.list.setCurrentRow(WHERE)
    course.verdict = Verdict(POINTS[:1])

    press("lesson-check")

    assert "Урок сделан" in texts(dock)
    assert "Что вы должны были понять" in dock.view._page.toPlainText()


@pytest.mark.parametrize(("language", "percent"), [("ru", 130), ("en", 100)])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    window: QMainWindow, dock: LessonsDock, played_desk: Desk, percent: int, language: str
) -> None:
    played_desk.theme.zoom(percent)
    played_desk.languages.use("en" if language == "en" else "ru")
    for row in (WHERE, 0):
        dock.list.setCurrentRow(row)
        dock.view.show_verdict(Verdict(POINTS))
        settle(window, 1024, 700)

        assert unnamed(window) == []
        assert misfits(window) == []
        assert of_other_language(window, language, SAME) == []
