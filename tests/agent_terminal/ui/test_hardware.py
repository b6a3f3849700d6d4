"""The hardware tab before a person: line, device, notes, search, self-test, frames; all states, both languages."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from agent_terminal.ccnet import words
from agent_terminal.ccnet.codes import Status
from agent_terminal.service.messages.hardware import NoteRow
from agent_terminal.service.messages.printing import PrinterShown, Prints
from agent_terminal.ui.hardware import Hardware
from common import spawn
from common.errors import Rejected, Unavailable
from common.protocol import codes
from common.qt.desk import Desk
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words
from tests.agent_terminal.ui.hardware_played import ACCEPTOR, IDLE, NOTES, PlayedHardware, found, frame
from tests.common.qt import audit
from tests.common.qt.conftest import calm, desk, qapp

__all__ = ["calm", "desk", "qapp"]
SAME = {
    *("CCNET", "RTS", "COM", "SM", "SME", "RUS", "RU", "CashCode", "GX", "Cashcode", "USB", "Serial", "Port", "docs"),
    *("XYZ", "acceptor", "md", "ttyUSB", "dev", "socket", "POLL", "ACK", "STACK", "PDF", "ESC", "POS", "HTTP", "KC"),
    *("Excel", "English", "ENG", "РУС", "русский", "Ctrl", "simulator", "ITL"),
}
PRINTER = PrinterShown(
    kind="none", target="", columns=42, encoding="cp866", code_page=0, language="payer", configured=False, paper=True,
    problem=None, waiting=0, place="", folder="",
)  # fmt: skip


@pytest.fixture
def role() -> PlayedHardware:
    made = PlayedHardware()
    made.answers["printer"] = PRINTER
    made.answers["prints"] = Prints(prints=[])
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> Iterator[AppWindow]:
    made = AppWindow(desk, Words("Агент", "Agent"), (Hardware(desk), ServerScreen(desk)))
    screen = made.screens[0]
    assert isinstance(screen, Hardware)
    screen._timer.stop()
    made.resize(1024, 768)
    made.show()
    calm()
    yield made
    made.end()
    shiboken6.delete(made)


@pytest.fixture
def tab(window: AppWindow) -> Hardware:
    screen = window.screens[0]
    assert isinstance(screen, Hardware)
    return screen


@pytest.fixture
def look(tab: Hardware, role: PlayedHardware, calm: Callable[[], None]) -> Callable[..., None]:
    """The acceptor is another now, and the tab looks at it."""

    def again(**changed: Any) -> None:
        role.acceptor = replace(ACCEPTOR, **changed)
        tab.refresh()
        calm()

    return again


def pressed(qtbot: QtBot, tab: Hardware, name: str, calm: Callable[[], None]) -> None:
    button = next(one for one in tab.findChildren(QPushButton, name) if one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calm()


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


def test_notes_are_chosen_one_by_one_and_saved_as_a_whole(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    texts = [box.text().replace("\u00a0", " ") for box in tab.notes.boxes.values()]
    assert texts[0] == "10,00 ₽ · тип 2 · RUS"
    assert not tab.notes.save_button.isEnabled()

    tab.notes.boxes[7].setChecked(False)
    waiting = tab.notes.note.label.text()
    look()
    kept = tab.notes.boxes[7].isChecked()
    pressed(qtbot, tab, "hardware-save-notes", calm)

    assert (waiting, kept) == ("Не сохранено.", False)
    assert [one.notes for one in role.given("set-notes")] == [[1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000]]
    assert tab.notes.note.label.text().startswith("Сохранено")
    assert not tab.notes.save_button.isEnabled()


def test_a_terminal_without_notes_is_not_saved(tab: Hardware, role: PlayedHardware, calm: Callable[[], None]) -> None:
    for box in tab.notes.boxes.values():
        box.setChecked(False)

    tab.notes.save()
    calm()

    assert role.given("set-notes") == []
    assert tab.notes.note.label.text() == "Оставьте хотя бы одну купюру."


def test_notes_that_this_device_does_not_know_stay_chosen(
    tab: Hardware, look: Callable[..., None], role: PlayedHardware, calm: Callable[[], None]
) -> None:
    look(notes=NOTES[:3], taken=[1_000, 5_000, 500_000])
    tab.notes.boxes[2].setChecked(False)

    tab.notes.save()
    calm()

    assert role.given("set-notes")[0].notes == [5_000, 10_000, 500_000]


def test_a_coupon_in_the_table_is_shown_and_cannot_be_taken(tab: Hardware, look: Callable[..., None]) -> None:
    coupon = NoteRow(type=23, value=0, letters="BAR", currency="BAR", money=False, taken=False)
    look(notes=[*NOTES, coupon])

    assert tab.notes.boxes[23].text() == "не деньги · тип 23 · BAR"
    assert not tab.notes.boxes[23].isEnabled()


def test_a_choice_that_was_not_saved_says_why(tab: Hardware, role: PlayedHardware, calm: Callable[[], None]) -> None:
    silence = Unavailable("storage_full", "disk")
    role.answers["set-notes"] = silence
    tab.notes.boxes[7].setChecked(False)

    tab.notes.save()
    calm()

    assert tab.notes.note.label.text() == codes.words_of(silence).ru
    assert tab.notes.save_button.isEnabled()


def test_a_search_is_followed_ended_and_its_find_is_used(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    role.work = found(running=True, done=1, findings=[], now=Words("COM1, 19200 бод", "COM1, 19200 baud"))
    pressed(qtbot, tab, "hardware-find", calm)
    during = (tab.work.now.label.text(), tab.work.bar.value(), tab.work.bar.maximum(), tab.work.bar.isVisible())
    assert not tab.work.find_button.isEnabled()
    pressed(qtbot, tab, "hardware-stop", calm)
    role.work = found()
    tab.work.look()
    calm()
    pressed(qtbot, tab, "hardware-use", calm)

    assert during == ("1 из 4 · COM1, 19200 бод", 1, 4, True)
    assert [one.wait for one in role.given("find-acceptor")] == [False]
    assert len(role.given("stop-acceptor-work")) == 1
    (asked,) = role.given("set-acceptor")
    assert (asked.line, asked.speed) == ("COM3", 19200)
    assert not tab.work.bar.isVisible()
    assert tab.work.find_button.isEnabled()


def test_a_self_test_that_cannot_be_done_says_why(
    qtbot: QtBot, tab: Hardware, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    refused = Rejected("too_early", "нет купюроприёмника / no acceptor")
    role.answers["self-test"] = refused

    pressed(qtbot, tab, "hardware-test", calm)

    assert tab.work.now.label.text() == codes.words_of(refused).ru
    assert tab.work.test_button.isEnabled()


def test_a_found_list_is_named_and_fits(
    window: AppWindow, tab: Hardware, desk: Desk, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    role.work = found()
    tab.work.look()
    calm()
    for language in ("ru", "en"):
        desk.use_language(language)
        QApplication.processEvents()

        assert audit.unnamed(window) == []
        assert audit.misfits(window) == []


def test_nothing_but_the_window_comes_up(window: AppWindow, look: Callable[..., None]) -> None:
    """A label that is shown before it has its place is a window of its own, and takes the keys."""
    look(problem=Words("Нет такого порта", "No such port"))

    others = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]

    assert others == []
    assert QApplication.activeWindow() is window


def test_f7_and_f8_begin_what_the_buttons_do_and_only_once(
    qtbot: QtBot, window: AppWindow, tab: Hardware, role: PlayedHardware, desk: Desk, calm: Callable[[], None]
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F8)
    calm()
    role.work = found(running=True)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    calm()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    calm()

    assert (len(role.given("self-test")), len(role.given("find-acceptor"))) == (1, 1)
    assert desk.messages.recent[-1].notice.words.ru == "Проверка уже идёт."


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
