"""The launcher's window: from page to page, its keys, what it says at the bottom, its way in both languages."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from launcher_app.launcher import SessionSummary, four
from launcher_app.network.seat import Seat
from launcher_app.ui.launcher_status import ALL_OURS, FREE, SOME
from launcher_app.ui.window import LauncherWindow
from launcher_app.watched import Look, State
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.ui.standin_launcher import StandInLauncher

Open = Callable[[], LauncherWindow]
SAME = {"http", "PID", "python", "Shift", "Ctrl", "Esc", "SVG", "PNG", "HAR", "Mermaid", "PlantUML", "cURL", "English"}
SAME |= {"Enter", "JSON", "русский"}


@pytest.fixture
def window(open_window: Open, played: StandInLauncher) -> LauncherWindow:
    played.open("default")
    return open_window()


def run_all(played: StandInLauncher) -> None:
    for seat in played.board.seats:
        played.board.show(Look(seat.name, State.RUNNING, "http://127.0.0.1:5000", 4101))


def status(window: LauncherWindow) -> str:
    button = window.status.findChild(QToolButton, "server-state")
    assert button is not None
    return str(button.text())


def test_the_start_page_is_shown_until_a_network_is_open(open_window: Open, played: StandInLauncher) -> None:
    window = open_window()
    first = window.pages.currentWidget()

    played.open("default")
    window.refresh()

    assert first is window.start_page
    assert window.pages.currentWidget() is window.main_page
    assert window.windowTitle() == "Учебная платёжная сеть — основная сеть"
    assert set(window.tab_names) == {"exchanges", "diagram", "journals", "checks", "faults", "checklist", "lessons"}


def test_f5_starts_and_shift_f5_stops_all(
    qtbot: QtBot, window: LauncherWindow, played: StandInLauncher, played_desk: Desk
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: played_desk.background.idle)

    assert played.board.done == [("start all",), ("stop all",)]


@pytest.mark.parametrize(("earlier", "opened"), [((), "default"), (("show", "network-2"), "show")])
def test_f5_on_the_start_page_opens_the_last_network_or_a_new_one(
    qtbot: QtBot, open_window: Open, played: StandInLauncher, earlier: tuple[str, ...], opened: str
) -> None:
    played.sessions = [SessionSummary(name, 1_795_000_000_000, 0) for name in earlier]
    window = open_window()
    qtbot.waitUntil(lambda: len(window.start_page.sessions) == len(earlier))

    qtbot.keyClick(window, Qt.Key.Key_F5)

    qtbot.waitUntil(lambda: played.board.done == [("start all",)])
    assert played.opened == [opened]


def test_the_bottom_line_says_who_has_the_ports(window: LauncherWindow, played: StandInLauncher) -> None:
    window.refresh()
    at_first = status(window)
    played.board.show(Look("provider", State.RUNNING, "http://127.0.0.1:5000", 4101))
    window.refresh()
    partly = status(window)
    run_all(played)
    window.refresh()
    full = status(window)
    for seat in played.board.seats:
        played.board.show(Look(seat.name, State.STOPPED))
    played.board.ports_free = False
    window.refresh()

    assert at_first == FREE.ru
    assert partly == SOME.format(n=1, all=4).ru
    assert full == ALL_OURS.ru
    assert "свободны" not in status(window), "that is said when it was measured"


def test_leaving_a_running_network_is_asked_about_and_an_ended_one_is_just_left(
    qtbot: QtBot, window: LauncherWindow, played: StandInLauncher, played_desk: Desk
) -> None:
    run_all(played)

    window.leave_network()
    question = window.findChild(QDialog)
    assert question is not None
    stays = played.network
    qtbot.mouseClick(question.findChild(QPushButton, "answer-0"), Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: window.pages.currentWidget() is window.start_page)
    assert stays == "default"
    assert played.network == ""


def test_closing_stops_everything_first(qtbot: QtBot, window: LauncherWindow, played: StandInLauncher) -> None:
    with qtbot.waitSignal(window.left, timeout=5000):
        window.close()

    assert played.board.done == [("stop all",)]
    assert not window.isVisible()


def test_a_paused_recording_is_said_over_the_map_until_it_goes_on(
    qtbot: QtBot, window: LauncherWindow, played: StandInLauncher
) -> None:
    window.pause()
    paused = (played.feed.paused, window.paused.isVisible())
    qtbot.mouseClick(window.findChild(QPushButton, "paused-act"), Qt.MouseButton.LeftButton)

    assert paused == (True, True)
    assert not played.feed.paused
    assert not window.paused.isVisible()


def test_a_dock_is_opened_and_put_away_by_its_key(qtbot: QtBot, window: LauncherWindow) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_B, control)
    qtbot.waitUntil(window.docks.every["faults"].isVisible)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_B, control)

    assert not window.docks.every["faults"].isVisible()
    assert all(window.show_tab(name) and window.docks.every[name].isVisible() for name in window.docks.every)


def test_roles_windows_follow_the_language_and_the_theme(
    qtbot: QtBot, window: LauncherWindow, played: StandInLauncher, played_desk: Desk
) -> None:
    run_all(played)
    told: list[str] = []
    for name in played.board.looks:
        played.board.answers[name, "ui-set"] = lambda **look: told.append(f"{look['language']} {look['theme']}")

    played_desk.switch_language()
    qtbot.waitUntil(lambda: len(told) == 4)
    window.use_theme("dark")
    qtbot.waitUntil(lambda: len(told) == 8)

    assert set(told) == {"en light", "en dark"}


def test_the_window_comes_before_those_of_the_roles_once_all_run(
    qtbot: QtBot, window: LauncherWindow, played: StandInLauncher, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[bool] = []
    monkeypatch.setattr(window, "bring_up", lambda: came.append(True))
    monkeypatch.setattr("launcher_app.ui.window.COME_BACK_MS", 0)
    window.start_all()
    window.refresh()
    before = list(came)
    run_all(played)
    for _ in range(3):
        window.refresh()
    qtbot.waitUntil(lambda: bool(came))

    assert before == []
    assert came == [True]


def test_the_pane_stands_beside_the_tabs_only_where_there_is_room(window: LauncherWindow) -> None:
    settle(window, 1024, 700)
    narrow = window.main_page.pane.isVisible()
    settle(window, 1600, 900)

    assert not narrow
    assert window.main_page.pane.isVisible()


@pytest.mark.parametrize(("language", "percent"), [("ru", 130), ("en", 100)])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    qtbot: QtBot, open_window: Open, played: StandInLauncher, played_desk: Desk, percent: int, language: str
) -> None:
    played.open("default", [*four("default"), Seat(role="provider", network="default", number=2)])
    run_all(played)
    played.board.show(Look("processing", State.FELL, code=5, port=8102, holder="PID 4411, python"))
    played.board.show(Look("consumer", State.FELL, code=1, last=("Traceback", "KeyError: 'x'")))
    window = open_window()
    played_desk.theme.zoom(percent)
    if language == "en":
        played_desk.switch_language()
    window.refresh()
    settle(window)
    played_desk.theme.zoom(percent)
    settle(window)

    assert unnamed(window) == []
    assert misfits(window) == []
    wrong = of_other_language(window, language, SAME)
    assert [one for one in wrong if "LastLines" not in one] == []
    assert window.width() == 1024
