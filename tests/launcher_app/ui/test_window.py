"""The list of roles: what it shows of each state, what its buttons and keys do, in both languages and at every size."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from common.clock import SystemClock
from common.logs import Log
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.ui.inside import BoardInside
from launcher_app.ui.window import COUNT, FREE, RolesWindow
from launcher_app.watched import Look, State
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture
from tests.launcher_app.ui.standin import ROLES, StandInBoard

RUNNING = Look("provider", State.RUNNING, "http://127.0.0.1:8101", 4101)
FELL = Look("processing", State.FELL, code=1, last=("Traceback", "KeyError: 'x'"))
BUSY = Look("processing", State.FELL, code=5, port=8102, holder="PID 4411, python")
STARTING = Look("consumer", State.STARTING, process_id=4104, seconds=2)
SAME = {"http", "PID", "python", "Shift"}
ELSEWHERE = Look("terminal", State.ELSEWHERE, "http://127.0.0.1:8103", 77)


@pytest.fixture
def board() -> StandInBoard:
    return StandInBoard()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, board: StandInBoard) -> Iterator[Desk]:
    log = Log(tmp_path / "logs", "test", SystemClock(), console=False)
    inside: Any = BoardInside(board, "default", log)  # type: ignore[arg-type]
    made = Desk(inside, Languages("ru"), Theme("light"), Keep(tmp_path / "launcher.ini"), SystemClock())
    yield made
    made.close()
    log.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, board: StandInBoard) -> RolesWindow:
    made = RolesWindow(desk, board)  # type: ignore[arg-type]
    qtbot.addWidget(made, before_close_func=lambda one: setattr(one, "_leaving", True))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def press(qtbot: QtBot, window: RolesWindow, desk: Desk) -> Callable[[str], None]:
    def by_name(name: str) -> None:
        button = window.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        assert button.isVisible()
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: desk.background.idle)

    return by_name


def texts(window: RolesWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def shown_buttons(window: RolesWindow, role: str) -> set[str]:
    buttons = window.cards[role].findChildren(QPushButton)
    return {button.objectName().partition("-")[0] for button in buttons if button.isVisible()}


@pytest.mark.parametrize(
    ("look", "words", "buttons"),
    [
        (RUNNING, ("работает", "http://127.0.0.1:8101", "PID 4101"), {"stop", "restart", "open"}),
        (FELL, ("упал, код 1", "KeyError: 'x'"), {"start"}),
        (BUSY, ("Порт 8102 занят другой программой (PID 4411, python). Сервер не запущен.",), {"start", "take"}),
        (STARTING, ("запускается, 2 с",), {"stop", "restart", "open"}),
        (ELSEWHERE, ("работает, запущен не отсюда", "PID 77"), {"stop", "restart", "open"}),
        (Look("provider", State.STOPPED), ("остановлен",), {"start"}),
    ],
    ids=lambda one: one.state if isinstance(one, Look) else None,
)
def test_each_state_has_its_words_and_its_buttons(
    window: RolesWindow, board: StandInBoard, look: Look, words: tuple[str, ...], buttons: set[str]
) -> None:
    board.show(look)

    window.refresh()

    assert all(word in texts(window) for word in words)
    assert shown_buttons(window, look.role) == buttons


def test_what_runs_is_counted_and_free_ports_are_said_only_when_everything_has_ended(
    window: RolesWindow, board: StandInBoard
) -> None:
    assert FREE.ru in texts(window)

    board.show(RUNNING)
    window.refresh()

    assert COUNT.format(n=1, all=4).ru in texts(window)
    assert FREE.ru not in texts(window)


def test_buttons_of_a_role_do_what_they_say(
    window: RolesWindow, board: StandInBoard, press: Callable[[str], None]
) -> None:
    press("start-provider")
    board.show(RUNNING)
    window.refresh()
    for what in ("open", "restart", "stop"):
        press(f"{what}-provider")

    assert board.done == [("start", "provider"), ("raise", "provider"), ("restart", "provider"), ("stop", "provider")]


def test_a_role_with_a_busy_port_is_started_on_another_one(
    window: RolesWindow, board: StandInBoard, press: Callable[[str], None]
) -> None:
    board.show(BUSY)
    window.refresh()

    press("take-processing")

    (done,) = board.done
    assert done[:2] == ("start", "processing")
    assert isinstance(done[2], int)
    assert done[2] % 10 == 2
    assert done[2] > 8102


@pytest.mark.parametrize("what", ["stop", "restart"])
def test_what_was_started_elsewhere_is_left_alone_and_that_is_said(
    qtbot: QtBot, window: RolesWindow, board: StandInBoard, press: Callable[[str], None], what: str
) -> None:
    board.show(ELSEWHERE)
    window.refresh()

    press(f"{what}-terminal")

    assert board.done == []
    qtbot.waitUntil(lambda: "запущена не отсюда" in texts(window))


def test_keys_start_and_stop_all(qtbot: QtBot, window: RolesWindow, desk: Desk, board: StandInBoard) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.keyClick(window, Qt.Key.Key_F5, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: desk.background.idle)

    assert board.done == [("start all",), ("stop all",)]


def test_closing_stops_everything_first(qtbot: QtBot, window: RolesWindow, board: StandInBoard) -> None:
    with qtbot.waitSignal(window.left, timeout=5000):
        window.close()

    assert board.done == [("stop all",)]
    assert not window.isVisible()


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    window: RolesWindow, desk: Desk, board: StandInBoard, percent: int, language: str
) -> None:
    for look in (RUNNING, BUSY, STARTING, ELSEWHERE):
        board.show(look)
    desk.theme.zoom(percent)
    if language == "en":
        window.switch_language()
    window.refresh()
    settle(window)

    assert unnamed(window) == []
    assert misfits(window) == []
    assert of_other_language(window, language, SAME) == []
    assert set(window.cards) == set(ROLES)
