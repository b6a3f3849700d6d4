"""«Проверки»: what the tree shows before, while and after a grading; its evidence, its dialog, its reports."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.form import FormDialog
from common.qt.question import Question
from common.words import same
from launcher_app.grading import rubric, target
from launcher_app.grading.checks import BY_ID
from launcher_app.grading.live import Course, heard
from launcher_app.grading.outcome import Evidence, Result, Run, Status
from launcher_app.grading.progress import Began, Ended, Line, Planned
from launcher_app.grading.report import view, writing
from launcher_app.network.seat import Player, Seat
from launcher_app.proxy import Exchange
from launcher_app.ui.checks import ChecksTab
from launcher_app.ui.checks.evidence import Evidence as EvidenceWindow
from launcher_app.ui.checks.grade_form import Whom, asked, mistakes
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.grading.roles import HERE
from tests.launcher_app.ui.standin_launcher import StandInLauncher

W = TypeVar("W", bound=QWidget)
PATIENCE_MS = 60_000
IDS = ("P-03", "P-04")
PLANNED = Planned([Line(name, "provider", BY_ID[name].title) for name in IDS], 17)
EXCHANGE = Exchange(
    1, 0, "grader", "provider", "POST", "/v1/credit", {}, '{"payment_id":"1"}', 200, {}, '{"reference":"7"}', 3
)
SAME = {"Shift", "Ctrl", "Enter", "rubric", "target", "toml", "grade"}


def result(check: str, status: Status) -> Result:
    evidence = Evidence([1], ["theirs/output.txt:3: credit 1"], ['{"kind":"credit"}'])
    return Result(check=check, title=BY_ID[check].title, status=status, right=int(status is Status.PASSED), asked=1,
                  expected=same("1"), got=same("2"), evidence=evidence, scenario="doubled", ms=8)  # fmt: skip


def keep(folder: Path, *results: Result) -> None:
    """A grading as it lies in its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    run = Run(role="", target="", team="3", variant="", seed=17, began_ms=0, ms=1, command="", environment={},
              hashes={}, results=list(results), played=[], exchanges=[EXCHANGE])  # fmt: skip
    rules = rubric.load(rubric.DEFAULT)
    scores = rubric.scored(run.results, rules, {})
    writing.keep(run, folder)
    criteria = rules.shown(["provider"])
    whole = view.of_run(run, scores, criteria, [], "ru")
    writing.write(whole, view.of_run(run, scores, criteria, [], "ru", "full"), folder, append=True)


@pytest.fixture
def launcher(played: StandInLauncher) -> StandInLauncher:
    return played


@pytest.fixture
def desk(played_desk: Desk) -> Desk:
    return played_desk


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, launcher: StandInLauncher) -> Iterator[Callable[[], ChecksTab]]:
    made: list[ChecksTab] = []
    windows: list[QMainWindow] = []

    def tab() -> ChecksTab:
        window = QMainWindow()
        windows.append(window)
        made.append(ChecksTab(desk, launcher))  # type: ignore[arg-type]
        window.setCentralWidget(made[0])
        qtbot.addWidget(window)
        settle(window, 900, 600)
        qtbot.waitUntil(lambda: desk.background.idle)
        return made[0]

    yield tab
    for one in made:
        one.leave()


def found(tab: QWidget, kind: type[W], name: str) -> W:
    widget = tab.findChild(kind, name)
    assert isinstance(widget, kind)
    assert widget.isVisible()
    return widget


def press(qtbot: QtBot, tab: QWidget, name: str) -> None:
    qtbot.mouseClick(found(tab, QPushButton, name), Qt.MouseButton.LeftButton)


def states(tab: ChecksTab) -> dict[str, str]:
    return {row.id: row.state[0] for row in tab.tree.rows}


def test_before_the_first_check_it_is_said_what_a_check_is(opened: Callable[[], ChecksTab]) -> None:
    tab = opened()

    texts = [label.text() for label in tab.findChildren(QLabel) if label.isVisible()]
    assert any("сеть урока она не трогает" in text for text in texts)
    assert tab.title.ru == "Проверки"


def test_the_last_grading_is_shown_with_its_points(opened: Callable[[], ChecksTab], launcher: StandInLauncher) -> None:
    keep(launcher.data / "grade", result("P-03", Status.PASSED), result("P-04", Status.FAILED))

    tab = opened()

    assert states(tab) == {"P-03": "●", "P-04": "✖"}
    assert tab.title.ru == "Проверки 1/2"
    assert "Итог 16,67 из 25" in found(tab, QLabel, "checks-said").text()


def test_only_what_did_not_pass_can_be_shown(
    qtbot: QtBot, opened: Callable[[], ChecksTab], launcher: StandInLauncher
) -> None:
    keep(launcher.data / "grade", result("P-03", Status.PASSED), result("P-04", Status.FAILED))
    tab = opened()

    qtbot.mouseClick(tab.head.lost, Qt.MouseButton.LeftButton)

    assert tab.tree.shown() == ["P-04"]
    assert tab.head.lost.text() == "Не пройдено 1"


def test_while_it_goes_on_each_check_says_how_it_is() -> None:
    course = heard(Course(running=True), PLANNED)
    course = heard(course, Began("doubled", same("x"), ["P-03", "P-04"], 90))
    course = heard(course, Ended("doubled", same("x"), [result("P-03", Status.PARTIAL)], 8, 40))

    assert course.playing == {"P-04"}
    assert course.results["P-03"].status is Status.PARTIAL
    assert course.left_seconds == 40


def test_evidence_shows_what_came_and_its_exchanges(
    qtbot: QtBot, opened: Callable[[], ChecksTab], launcher: StandInLauncher
) -> None:
    keep(launcher.data / "grade", result("P-03", Status.FAILED))
    tab = opened()
    tab.tree.setFocus()

    for key in (Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(tab.tree, key)

    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, EvidenceWindow))
    assert "Поставщик" in found(window, QListWidget, "evidence-exchanges").item(0).text()
    assert '"payment_id": "1"' in window.asked.toPlainText()
    assert '"reference": "7"' in window.answered.toPlainText()
    window.close()


def test_a_grading_is_begun_from_the_dialog_and_broken_off_with_what_it_has(
    qtbot: QtBot, opened: Callable[[], ChecksTab], launcher: StandInLauncher
) -> None:
    tab = opened()
    press(qtbot, tab, "grade")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    out = launcher.data / "reports"
    dialog.form.fill({"whom": Whom(file=True), "target": str(HERE / "provider.toml"), "out": str(out)})
    dialog.body.press()
    qtbot.waitUntil(lambda: "●" in states(tab).values(), timeout=PATIENCE_MS)

    assert found(tab, QWidget, "checks-progress").isVisible()
    press(qtbot, tab, "abort-grading")
    qtbot.waitUntil(lambda: not tab.grading and tab.kept is not None, timeout=PATIENCE_MS)

    assert {"●", "⊘"} <= set(states(tab).values())
    assert "Прервана" in found(tab, QLabel, "checks-said").text()
    assert (out / "report.html").exists()


def test_the_last_report_and_the_students_copy_are_at_hand(
    qtbot: QtBot, opened: Callable[[], ChecksTab], launcher: StandInLauncher
) -> None:
    keep(launcher.data / "grade", result("P-03", Status.PASSED))
    tab = opened()

    press(qtbot, tab, "reports")

    question = QApplication.activeModalWidget()
    assert isinstance(question, Question)
    assert [one.text() for one in question.buttons][:3] == ["Что увидит студент", "Открыть папку", "Открыть отчёт"]
    question.reject()


def test_what_cannot_be_graded_is_said_at_its_field(tmp_path: Path) -> None:
    rules = tmp_path / "rubric.toml"
    rules.write_text("[criteria]\nnobody = 1", encoding="utf-8")
    typed = {"whom": Whom(file=True), "target": "nowhere.toml", "rubric": str(rules), "hidden": ""}

    assert [one.field for one in mistakes(typed)] == ["target", "rubric"]


def test_a_students_program_at_a_seat_is_described_for_the_grader(tmp_path: Path) -> None:
    seat = Seat(role="provider", player=Player.COMMAND, words=("{python}", "my.py", "{ready}"))
    typed = {"whom": Whom(seat=seat), "login": "l", "password": 'p"', "known": "1", "unknown": "2"}
    rest = {"out": str(tmp_path), "seed": 5, "team": "", "variant": "", "detail": "full", "rubric": "", "hidden": ""}

    made = asked(typed | rest, "ru")

    assert made.target is not None
    described = target.load(made.target)
    assert (described.role, described.password, described.start) == ("provider", 'p"', ["{python}", "my.py", "{ready}"])
    assert tomllib.loads(made.target.read_text(encoding="utf-8"))["known"] == "1"
    assert "--seed" in made.words()


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    qtbot: QtBot, opened: Callable[[], ChecksTab], desk: Desk, launcher: StandInLauncher, percent: int, language: str
) -> None:
    keep(launcher.data / "grade", result("P-03", Status.PASSED), result("P-04", Status.FAILED))
    desk.theme.zoom(percent)
    tab = opened()
    desk.use_language("en" if language == "en" else "ru")
    tab.grade()
    dialog = QApplication.activeModalWidget()
    evidence = tab.show_evidence("P-04")
    assert dialog is not None
    assert evidence is not None
    window = tab.window()
    assert isinstance(window, QMainWindow)
    settle(window, 680, 600)
    qtbot.waitUntil(lambda: desk.background.idle)

    for one in (window, dialog, evidence):
        assert unnamed(one) == []
        assert misfits(one) == []
    evidence.close()
    allowed = SAME | set(re.findall("[A-Za-z]+", str(launcher.data)))
    for one in (window, dialog):
        assert of_other_language(one, language, allowed) == []
    dialog.close()
