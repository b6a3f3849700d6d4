"""The dock of the first use: the checklist ticks itself, shows where, is put away and comes back; the show is told."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QFrame, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from common.errors import Rejected
from common.qt import pointing
from common.qt.desk import Desk
from common.words import Words
from launcher_app.first_use.checklist import KEPT
from launcher_app.first_use.scenes import SCENES
from launcher_app.first_use.show import NETWORK, ShowState, Told
from launcher_app.first_use.steps import STEPS
from launcher_app.ui.first_use import ChecklistDock
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.ui.reading import texts
from tests.launcher_app.ui.standin_launcher import StandInLauncher

SAME = {"HTTP", "F7"}


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QMainWindow]:
    made = QMainWindow()
    made.setObjectName("launcher")
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def dock(qtbot: QtBot, window: QMainWindow, played_desk: Desk, played: StandInLauncher) -> ChecklistDock:
    played.open("default")
    made = ChecklistDock(played_desk, played)  # type: ignore[arg-type]
    around = QDockWidget(window)
    around.setWidget(made)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, around)
    settle(window, 1024, 700)
    return made


def step_frames(dock: ChecklistDock) -> list[str]:
    page = dock.show_panel if dock.currentWidget() is dock.show_panel else dock.panel
    frames = [one for one in page.findChildren(QFrame) if one.objectName().startswith("step-")]
    return [one.objectName() for one in sorted(frames, key=lambda one: one.y()) if not one.isHidden()]


def test_a_step_is_ticked_by_what_the_roles_say_and_stays_so(
    qtbot: QtBot, dock: ChecklistDock, played_desk: Desk, played: StandInLauncher
) -> None:
    for seat in ("provider", "processing", "terminal"):
        played.board.answers[seat, "overview"] = {"name": seat}
    played.board.answers["consumer", "contracts"] = {"contracts": []}
    played.board.answers["provider", "show-provider"] = {"described": True}
    played.board.answers["provider", "tariffs"] = {"tariffs": []}

    dock.panel.look()
    qtbot.waitUntil(lambda: played_desk.background.idle)

    assert dock.panel.checklist.done == {"start"}, "a provider without tariffs is not done"
    assert "сделано 1 из 9" in texts(dock)
    played.board.answers.clear()
    dock.panel.look()
    qtbot.waitUntil(lambda: played_desk.background.idle)
    assert played.session.recall(KEPT) == ["start"]


def test_there_are_nine_steps_and_the_next_one_stands_out(
    window: QMainWindow, dock: ChecklistDock, played: StandInLauncher
) -> None:
    played.session.remember(KEPT, ["start", "provider"])

    dock.refresh()
    settle(window, 1024, 700)

    assert len(STEPS) == 9
    assert step_frames(dock)[:3] == ["step-start-done", "step-provider-done", "step-subscriber-now"]


def test_show_where_points_in_the_roles_window_at_the_part_that_is_not_done(
    qtbot: QtBot, dock: ChecklistDock, played: StandInLauncher, press: Callable[[str], None]
) -> None:
    asked: list[dict[str, object]] = []
    played.board.answers["provider", "subscribers"] = {"count": 1}
    played.board.answers["consumer", "contracts"] = {"contracts": []}
    played.board.answers["consumer", "ui-point"] = lambda **fields: asked.append(fields)

    press("show-subscriber")
    qtbot.waitUntil(lambda: bool(asked))

    assert ("raise", "consumer") in played.board.done
    assert asked == [{"name": "command-import-card", "tab": "contracts"}]


def test_where_the_control_is_not_to_be_seen_its_tab_is_opened(
    qtbot: QtBot, dock: ChecklistDock, played: StandInLauncher, press: Callable[[str], None]
) -> None:
    shown: list[dict[str, object]] = []
    played.board.answers["processing", "ui-point"] = Rejected("wrong_value", "reconcile")
    played.board.answers["processing", "ui-show"] = lambda **fields: shown.append(fields)

    press("show-reconcile")
    qtbot.waitUntil(lambda: bool(shown))

    assert shown == [{"tab": "reconciliation"}]


def test_the_first_step_is_pointed_at_in_this_very_window(
    qtbot: QtBot, window: QMainWindow, dock: ChecklistDock, press: Callable[[str], None]
) -> None:
    bar = window.addToolBar("x")
    button = QPushButton("start")
    button.setObjectName("command-start-all")
    bar.addWidget(button)
    settle(window, 1024, 700)

    press("show-start")

    assert window.findChildren(pointing.Outline)


def test_put_away_it_is_remembered_and_taken_out_it_is_back(
    window: QMainWindow, dock: ChecklistDock, press: Callable[[str], None]
) -> None:
    around = window.findChild(QDockWidget)
    assert around is not None

    press("checklist-hide")

    assert not around.isVisible()
    assert dock.panel.checklist.hidden
    around.show()
    assert not dock.panel.checklist.hidden


def test_when_all_is_done_the_lessons_are_offered(
    qtbot: QtBot, dock: ChecklistDock, played: StandInLauncher, press: Callable[[str], None]
) -> None:
    played.session.remember(KEPT, [step.name for step in STEPS])
    dock.refresh()

    with qtbot.waitSignal(dock.lessons):
        press("checklist-lessons")

    assert "Всё сделано" in texts(dock)


def test_the_show_is_told_scene_by_scene_and_its_buttons_do_what_they_say(
    window: QMainWindow, dock: ChecklistDock, played: StandInLauncher, press: Callable[[str], None]
) -> None:
    played.open(NETWORK)
    show = dock.show_panel.show_of
    show.told = (Told(1, SCENES[0].words, Words("Все четыре отвечают.", "All four answer.")), Told(2, SCENES[1].words))
    show.state = ShowState.RUNNING
    show.changes += 1
    dock.refresh()
    settle(window, 1024, 700)

    assert "2 из 9" in texts(dock)
    assert step_frames(dock)[:3] == ["step-1-done", "step-2-now", "step-3-ahead"]
    states = []
    for _ in range(2):
        press("show-pause")
        states.append(show.state)
    assert states == [ShowState.PAUSED, ShowState.RUNNING]
    press("show-faster")
    assert show.hurried
    show.state, show.last = ShowState.DONE, Words("Показ окончен.", "The show is over.")
    show.changes += 1
    dock.refresh()
    assert "Показ окончен." in texts(dock)


def test_at_the_end_of_the_show_its_last_scene_is_in_sight(
    qtbot: QtBot, window: QMainWindow, dock: ChecklistDock, played: StandInLauncher
) -> None:
    played.open(NETWORK)
    show = dock.show_panel.show_of
    result = Words("Вот что вышло, и это надолго: на две строки.", "That is what came of it.")
    show.told = tuple(Told(number, scene.words, result) for number, scene in enumerate(SCENES, 1))
    show.state, show.changes = ShowState.DONE, show.changes + 1

    dock.refresh()
    settle(window, 1024, 500)

    last = dock.show_panel.findChild(QFrame, "step-9-done")
    assert last is not None
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect().height() == last.height())


@pytest.mark.parametrize("network", ["default", NETWORK])
@pytest.mark.parametrize(("language", "percent"), [("ru", 130), ("en", 100)])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    window: QMainWindow, dock: ChecklistDock, played: StandInLauncher, played_desk: Desk, network: str, percent: int,
    language: str,
) -> None:  # fmt: skip
    played.open(network)
    show = dock.show_panel.show_of
    show.told, show.state, show.changes = (Told(1, SCENES[0].words),), ShowState.RUNNING, show.changes + 1
    dock.refresh()

    played_desk.theme.zoom(percent)
    played_desk.languages.use("en" if language == "en" else "ru")
    settle(window, 1024, 700)

    assert unnamed(window) == []
    assert misfits(window) == []
    assert of_other_language(window, language, SAME) == []
