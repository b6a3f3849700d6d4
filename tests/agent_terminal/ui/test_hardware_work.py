"""Notes that are taken, the search and the self-test in the hardware tab."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from agent_terminal.service.messages.hardware import NoteRow
from agent_terminal.ui.hardware import Hardware
from common.errors import Rejected, Unavailable
from common.protocol import codes
from common.qt.desk import Desk
from common.qt.window import AppWindow
from common.words import Words
from tests.agent_terminal.ui.hardware_played import NOTES, PlayedHardware, found
from tests.agent_terminal.ui.hardware_tab import calm, desk, look, pressed, qapp, role, tab, window
from tests.common.qt import audit

__all__ = ["calm", "desk", "look", "qapp", "role", "tab", "window"]


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
    qtbot.waitUntil(lambda: any(one.isVisible() for one in tab.findChildren(QPushButton, "hardware-use")))
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
