"""The launcher's window: from page to page, its keys, what it says at the bottom, its way in both languages."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from launcher_app.launcher import SessionSummary, four
from launcher_app.network.seat import Seat
from launcher_app.ui.launcher_status import ALL_OURS, FREE, SOME
from launcher_app.watched import Look, State
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.ui.conftest import Shown

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SAME = {"http", "PID", "python", "Shift", "Ctrl", "Esc", "SVG", "PNG", "HAR", "Mermaid", "PlantUML", "cURL", "English"}
SAME |= {"Enter", "JSON", "русский"}


def run_all(shown: Shown) -> None:
    for seat in shown.launcher.board.seats:
        shown.launcher.board.show(Look(seat.name, State.RUNNING, "http://127.0.0.1:5000", 4101))
    shown.window.refresh()


def bottom(shown: Shown) -> str:
    shown.window.refresh()
    button = shown.window.status.findChild(QToolButton, "server-state")
    assert button is not None
    return str(button.text())


def press(qtbot: QtBot, shown: Shown, name: str) -> None:
    button = shown.window.findChild(QPushButton, name)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_start_page_is_shown_until_a_network_is_open(shown: Shown) -> None:
    shown.begin("")
    first = shown.window.pages.currentWidget()

    shown.launcher.open("default")
    shown.window.refresh()

    assert first is shown.window.start_page
    assert shown.window.pages.currentWidget() is shown.window.main_page
    assert shown.window.windowTitle() == "Учебная платёжная сеть — основная сеть"
    tabs = ["exchanges", "diagram", "journals", "checks", "faults", "checklist", "lessons"]
    assert shown.window.tab_names == tabs


def test_f5_starts_and_shift_f5_stops_all(qtbot: QtBot, shown: Shown) -> None:
    qtbot.keyClick(shown.window, Qt.Key.Key_F5)
    qtbot.keyClick(shown.window, Qt.Key.Key_F5, SHIFT)

    qtbot.waitUntil(lambda: len(shown.launcher.board.done) == 2)
    assert shown.launcher.board.done == [("start all",), ("stop all",)]


@pytest.mark.parametrize(("earlier", "opened"), [((), "default"), (("show", "network-2"), "show")])
def test_f5_on_the_start_page_opens_the_last_network_or_a_new_one(
    qtbot: QtBot, shown: Shown, earlier: tuple[str, ...], opened: str
) -> None:
    shown.begin("")
    shown.launcher.sessions = [SessionSummary(name, 1_795_000_000_000, 0) for name in earlier]

    qtbot.keyClick(shown.window, Qt.Key.Key_F5)

    qtbot.waitUntil(lambda: shown.launcher.board.done == [("start all",)])
    assert shown.launcher.opened == [opened]


def test_the_bottom_line_says_who_has_the_ports_as_measured(shown: Shown) -> None:
    board = shown.launcher.board
    at_first = bottom(shown)
    board.show(Look("provider", State.RUNNING, "http://127.0.0.1:5000", 4101))
    partly = bottom(shown)
    run_all(shown)
    full = bottom(shown)
    for seat in board.seats:
        board.show(Look(seat.name, State.STOPPED))
    board.ports_free = False

    assert (at_first, partly, full) == (FREE.ru, SOME.format(n=1, all=4).ru, ALL_OURS.ru)
    assert "свободны" not in bottom(shown)


@pytest.mark.parametrize("key", [True, False], ids=["Esc", "menu"])
def test_leaving_a_running_network_is_asked_about(qtbot: QtBot, shown: Shown, *, key: bool) -> None:
    run_all(shown)

    if key:
        qtbot.keyClick(shown.window, Qt.Key.Key_Escape)
    else:
        shown.window.leave_network()
    question = shown.window.findChild(QDialog)
    assert question is not None
    stays = shown.launcher.network
    press(qtbot, shown, "answer-0")

    qtbot.waitUntil(lambda: shown.window.pages.currentWidget() is shown.window.start_page)
    assert stays == "default"
    assert shown.launcher.network == ""


def test_a_paused_recording_is_said_over_the_map_until_it_goes_on(qtbot: QtBot, shown: Shown) -> None:
    shown.window.pause()
    paused = (shown.launcher.feed.paused, shown.window.paused.isVisible())
    press(qtbot, shown, "paused-act")

    assert paused == (True, True)
    assert not shown.launcher.feed.paused
    assert not shown.window.paused.isVisible()


def test_a_lesson_that_opens_a_network_of_its_own_stays_at_its_side(shown: Shown) -> None:
    shown.window.docks.show("lessons")

    shown.launcher.close_network()
    shown.window.refresh()
    away = shown.window.docks.every["lessons"].isHidden()
    shown.launcher.open("lessons")
    shown.window.refresh()

    assert away
    assert shown.window.docks.every["lessons"].isVisible()


def test_a_dock_is_opened_and_put_away_by_its_key(qtbot: QtBot, shown: Shown) -> None:
    docks = shown.window.docks.every
    qtbot.keyClick(shown.window, Qt.Key.Key_B, CONTROL)
    qtbot.waitUntil(docks["faults"].isVisible)
    qtbot.keyClick(shown.window.focusWidget(), Qt.Key.Key_B, CONTROL)

    assert not docks["faults"].isVisible()
    assert all(shown.window.show_tab(name) and dock.isVisible() for name, dock in docks.items())


def test_f6_walks_over_the_map_the_tabs_and_what_is_around_them(qtbot: QtBot, shown: Shown) -> None:
    settle(shown.window, 1600, 900)
    shown.window.docks.show("faults")
    walked: list[str] = []
    for _ in range(7):
        shown.window.next_pane()
        focused = QApplication.focusWidget()
        assert focused is not None
        walked.append(focused.objectName())

    assert {"role-consumer", "exchange-tree"} <= set(walked)
    assert len(set(walked)) >= 5


def test_roles_windows_follow_the_language_and_the_theme(qtbot: QtBot, shown: Shown) -> None:
    run_all(shown)
    told: list[str] = []
    for name in shown.launcher.board.looks:
        shown.launcher.board.answers[name, "ui-set"] = lambda **look: told.append(f"{look['language']} {look['theme']}")

    shown.desk.switch_language()
    qtbot.waitUntil(lambda: len(told) == 4)
    shown.window.use_theme("dark")
    qtbot.waitUntil(lambda: len(told) == 8)
    shown.desk.switch_language()
    shown.window.use_theme("light")

    assert set(told[:8]) == {"en light", "en dark"}


def test_the_window_comes_before_those_of_the_roles_once_all_run(
    qtbot: QtBot, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[bool] = []
    monkeypatch.setattr(shown.window, "bring_up", lambda: came.append(True))
    monkeypatch.setattr("launcher_app.ui.window.COME_BACK_MS", 0)
    shown.window.start_all()
    shown.window.refresh()
    before = list(came)
    for _ in range(3):
        run_all(shown)
    qtbot.waitUntil(lambda: bool(came))

    assert before == []
    assert came == [True]


def test_the_pane_stands_beside_the_tabs_only_where_there_is_room(shown: Shown) -> None:
    settle(shown.window, 1024, 700)
    narrow = shown.window.main_page.pane.isVisible()
    settle(shown.window, 1600, 900)

    assert not narrow
    assert shown.window.main_page.pane.isVisible()


@pytest.mark.parametrize(("language", "percent"), [("ru", 130), ("en", 100)])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(shown: Shown, language: str, percent: int) -> None:
    shown.launcher.open("default", [*four("default"), Seat(role="provider", network="default", number=2)])
    run_all(shown)
    shown.launcher.board.show(Look("processing", State.FELL, code=5, port=8102, holder="PID 4411, python"))
    shown.launcher.board.show(Look("consumer", State.FELL, code=1, last=("Traceback", "KeyError: 'x'")))
    shown.desk.use_language("en" if language == "en" else "ru")
    shown.window.refresh()
    settle(shown.window)
    shown.desk.theme.zoom(percent)
    settle(shown.window)
    found = unnamed(shown.window), misfits(shown.window)
    wrong = of_other_language(shown.window, language, SAME)
    width = shown.window.width()
    shown.desk.theme.zoom(100)
    shown.desk.use_language("ru")

    assert found == ([], [])
    assert [one for one in wrong if "LastLines" not in one] == []
    assert width == 1024


def test_closing_stops_everything_first(qtbot: QtBot, shown: Shown) -> None:
    with qtbot.waitSignal(shown.window.left):
        shown.window.close()

    assert shown.launcher.board.done == [("stop all",)]
    assert not shown.window.isVisible()
