"""The hardware tab before a person: its line and its device in all states and both languages."""

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_terminal.ccnet import words
from agent_terminal.ccnet.codes import Status
from agent_terminal.ui.hardware import Hardware
from common import spawn
from common.errors import Rejected, Unavailable
from common.protocol import codes
from common.qt.desk import Desk
from common.qt.window import AppWindow
from common.words import Words
from tests.agent_terminal.ui.hardware_played import ACCEPTOR, IDLE, PlayedHardware, frame
from tests.agent_terminal.ui.hardware_tab import calm, desk, look, pressed, qapp, role, tab, window
from tests.common.qt import audit

__all__ = ["calm", "desk", "look", "qapp", "role", "tab", "window"]
SAME = {
    *("CCNET", "RTS", "COM", "SM", "SME", "RUS", "RU", "CashCode", "GX", "Cashcode", "USB", "Serial", "Port", "docs"),
    *("XYZ", "acceptor", "md", "ttyUSB", "dev", "socket", "POLL", "ACK", "STACK", "PDF", "ESC", "POS", "HTTP", "KC"),
    *("Excel", "English", "ENG", "РУС", "русский", "Ctrl", "simulator", "ITL"),
}
NO_PORT = Words("Нет такого порта: COM3.", "No such port: COM3.")
GX = Words("По USB нужен поднятый RTS.", "Over USB it needs RTS up.")
REAL = {"line": "COM3", "simulated": False}
SIMULATED = "имитатор, 9600 бод"
STATES: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({"line": "", "simulated": False, "online": False, "part": "", "notes": []}, "не подключён", "—"),
    (
        {**REAL, "speed": 19200, "rts": True, "part": "XYZ", "model": ""},
        "приём выключен",
        "COM3, 19200 бод, RTS поднят",
    ),
    ({**REAL, "online": False, "problem": NO_PORT}, "не отвечает", "COM3, 9600 бод"),
    ({"status": Status.JAMMED, "state": words.status(Status.JAMMED)}, "купюра застряла в приёмнике", SIMULATED),
    ({"status": 0x13, "state": words.status(0x13), "notes": []}, "готовится к работе", SIMULATED),
    ({"about": GX, "model": "GX"}, "приём выключен", SIMULATED),
)


def test_the_device_tells_who_it_is(tab: Hardware) -> None:
    lines = {name: line.text() for name, line in tab.unit.facts.lines.items()}

    assert tab.unit.state.label.text() == "приём выключен"
    assert lines == {
        "line": "имитатор, 9600 бод",
        "part": "SM-RU1353",
        "model": "SM / SME",
        "serial": "21KC08003412",
        "asset": "41100000",
    }


@pytest.mark.parametrize(("changed", "state", "line"), STATES)
def test_every_state_is_told_and_fits_in_both_languages(
    window: AppWindow,
    tab: Hardware,
    desk: Desk,
    look: Callable[..., None],
    changed: dict[str, Any],
    state: str,
    line: str,
) -> None:
    said = {"не подключён": "not connected", "не отвечает": "does not answer"}
    if state in said:
        changed = {**changed, "state": Words(state, said[state]), "status": None}
    look(**changed)

    assert tab.unit.state.label.text() == state
    assert tab.unit.facts.lines["line"].text() == line
    problem = changed.get("problem")
    assert tab.unit.problem.label.isVisible() is (problem is not None)
    for language in ("ru", "en"):
        desk.use_language(language)
        for _ in range(3):
            QApplication.processEvents()
        assert audit.unnamed(window) == []
        assert audit.misfits(window) == []
        assert audit.of_other_language(tab, language, SAME) == []


def test_a_port_is_chosen_with_its_rate_and_rts_and_takes_hold_when_applied(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    options = [words.ru for _, words in tab.line.where.options]
    tab.line.where.fill("COM3")
    tab.line.speed.fill(19200)
    tab.line.rts.fill(True)
    waiting = tab.line.note.label.text()
    assert role.given("set-acceptor") == []
    pressed(qtbot, tab, "hardware-apply", calm)

    assert options == [
        "нет",
        "Имитатор: терминал запустит его сам",
        "COM1",
        "COM3 · USB Serial Port",
        "Другой адрес…",
    ]
    assert waiting == "Не применено: работает прежний приёмник."
    (asked,) = role.given("set-acceptor")
    assert (asked.line, asked.speed, asked.rts) == ("COM3", 19200, True)
    assert not tab.line.form.dirty
    assert tab.line.note.label.text() == ""


def test_what_is_being_chosen_is_not_lost_when_the_device_is_looked_at(
    tab: Hardware, look: Callable[..., None]
) -> None:
    tab.line.where.fill("COM3")

    look(line="simulator")

    assert tab.line.where.value() == "COM3"


def test_an_address_of_ones_own_is_demanded_and_used(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    tab.line.where.fill("other")
    tab.line.address.fill("")
    pressed(qtbot, tab, "hardware-apply", calm)
    assert role.given("set-acceptor") == []
    assert tab.line.form.summary.isVisible()

    tab.line.address.fill("socket://127.0.0.1:8200")
    pressed(qtbot, tab, "hardware-apply", calm)

    assert role.given("set-acceptor")[0].line == "socket://127.0.0.1:8200"


def test_no_acceptor_asks_for_no_rate(tab: Hardware) -> None:
    tab.line.where.fill("")

    assert not tab.line.rows_shown("speed")
    assert not tab.line.rows_shown("rts")


def test_an_address_in_use_that_is_no_port_is_shown_as_it_is(tab: Hardware, look: Callable[..., None]) -> None:
    look(line="socket://127.0.0.1:8200", simulated=False)

    assert tab.line.where.value() == "other"
    assert tab.line.address.value() == "socket://127.0.0.1:8200"


def test_a_refused_line_says_why_and_may_be_tried_again(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    refused = Rejected("wrong_value", "speed")
    role.answers["set-acceptor"] = refused
    tab.line.where.fill("COM1")

    pressed(qtbot, tab, "hardware-apply", calm)

    assert tab.line.failure.words.text() == codes.words_of(refused).ru
    assert tab.line.apply_button.isEnabled()
    assert tab.line.form.dirty


def test_applying_twice_is_one_act(qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]) -> None:
    tab.line.where.fill("COM1")
    button = tab.line.apply_button

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calm()

    assert len(role.given("set-acceptor")) == 1


def test_nothing_but_the_window_comes_up(window: AppWindow, look: Callable[..., None]) -> None:
    """A label that is shown before it has its place is a window of its own, and takes the keys."""
    look(problem=Words("Нет такого порта", "No such port"))

    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]

    assert others == []
    assert QApplication.activeWindow() is window


def test_the_tab_asks_for_one_thing_at_a_time_and_only_while_it_is_seen(
    qtbot: QtBot, window: AppWindow, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    before = len(role.asked)
    for _ in range(8):
        tab._look()
        calm()
    eight = [name for name, _ in role.asked[before:]]
    window.show_tab("server")
    calm()
    asked = len(role.asked)
    for _ in range(8):
        tab._look()
    calm()

    assert len(eight) == 8
    assert set(eight) == {"acceptor", "acceptor-work", "acceptor-frames"}
    assert len(role.asked) == asked


def test_a_look_that_failed_is_told_and_its_notice_goes_when_it_works_again(
    tab: Hardware, role: PlayedHardware, desk: Desk, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    works = role.answers["acceptor"]
    role.answers["acceptor"] = Unavailable("storage_full", "disk")
    tab.refresh()
    calm()
    told = [one.notice.key for one in desk.messages.recent]
    role.answers["acceptor"] = works
    look()

    assert told == ["acceptor"]
    assert tab.unit.state.label.text() == "приём выключен"


def test_an_answer_that_comes_after_the_window_has_gone_is_dropped(
    qtbot: QtBot, desk: Desk, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    held = spawn.Signal()

    def late(_question: Any) -> Any:
        held.wait(20)
        return ACCEPTOR

    role.answers["acceptor"] = late
    gone = Hardware(desk)
    gone.refresh()
    shiboken6.delete(gone)

    held.set()
    calm()

    assert role.troubles == []


def test_frames_stay_through_a_change_of_the_line_and_begin_anew(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    role.frames = [frame(1, "host", "02 03 06 33 DA 81", Words("опрос", "POLL"))]
    tab.frames.look()
    calm()
    assert "опрос" in tab.frames.text.toPlainText()
    role.frames = [frame(2, "host", "02 03 06 30 41 B3", Words("сброс", "RESET"))]
    tab.line.where.fill("COM1")

    pressed(qtbot, tab, "hardware-apply", calm)

    assert tab.frames.text.toPlainText().endswith("сброс")
    assert "опрос" not in tab.frames.text.toPlainText()


@pytest.mark.parametrize("size", [(900, 600), (1024, 768), (1920, 1010)])
def test_nothing_is_cut_off_at_any_size_and_zoom(
    window: AppWindow, tab: Hardware, desk: Desk, size: tuple[int, int]
) -> None:
    assert IDLE.kind == ""
    for language in ("ru", "en"):
        desk.use_language(language)
        for percent in (100, 130):
            desk.theme.zoom(percent)
            audit.settle(window, *size)
            assert audit.misfits(tab) == [], (language, percent)
        desk.theme.zoom(100)
