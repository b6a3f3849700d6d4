"""The bench before a person: every state, width and language; it looks only while it is seen."""

from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_terminal.ccnet.codes import Status
from agent_terminal.ui.bench import Bench
from common import spawn
from common.errors import Unavailable
from common.qt.desk import Desk
from common.words import Words
from tests.agent_terminal.ui.benches import bench, calm, desk, look, qapp, role, waits
from tests.agent_terminal.ui.hardware_played import DEVICE, STATE, PlayedHardware, device, happened
from tests.common.qt import audit

__all__ = ["bench", "calm", "desk", "look", "qapp", "role"]
SAME = {"CCNET", "QR", "ACK", "STACK", "RTS", "DTR", "SM", "SL", "POLL", "COM", "simulator", "ILLEGAL", "COMMAND"}
NO_CABLE = "Кабель выдернут: ждёт купюру"


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        ({}, "ждёт купюру"),
        ({"device": device(Status.DISABLED)}, "приём выключен"),
        ({"device": device(Status.ESCROW, note=50_000)}, "купюра в эскроу"),
        ({"device": device(Status.JAMMED)}, "купюра застряла в приёмнике"),
        ({"device": device(Status.CASSETTE_OUT, cassette=False, stacker=0)}, "кассета вынута или открыта"),
        ({"device": device(Status.CASSETTE_FULL, full=True, stacker=600)}, "кассета полна"),
        ({"device": device(Status.POWER_UP, powered=False)}, "Питания нет"),
        ({"device": device(Status.IDLING, plugged=False)}, NO_CABLE),
        ({"device": None, "why_not": Words("Имитатор запускается.", "Starting.")}, "Имитатор запускается."),
        ({"device": None}, "Состояние прибора неизвестно"),
        ({"line": "", "simulated": False, "device": None, "why_not": Words("Не выбран.", "None.")}, "Не выбран."),
        (
            {"line": "COM3", "simulated": False, "device": None, "why_not": Words("Настоящий", "Real")},
            "ждёт купюру",
        ),
    ],
)  # fmt: skip
def test_every_state_is_told_in_words_and_fits_in_both_languages(
    bench: Bench, desk: Desk, look: Callable[..., None], changed: dict[str, Any], title: str
) -> None:
    look(**changed)

    assert bench.state.state.label.text() == title
    for language in ("ru", "en"):
        desk.use_language(language)
        QApplication.processEvents()
        assert audit.unnamed(bench) == []
        assert audit.misfits(bench) == []


def test_money_and_room_of_the_cassette_are_shown(bench: Bench, look: Callable[..., None]) -> None:
    look(device=replace(DEVICE, note=50_000, collected=2, collected_value=150_000))

    assert bench.state.cassette.label.text() == "Внутри купюра 500,00 ₽ · В кассете: 312 купюр · 1 240,00 ₽".replace(
        "1 240", "1\u00a0240"
    ).replace("0 ₽", "0\u00a0₽")
    assert (bench.state.bar.value(), bench.state.bar.maximum()) == (312, 600)
    assert bench.state.collected.label.text().startswith("Инкассировано раньше: 2 купюры")


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 купюра"), (3, "3 купюры"), (5, "5 купюр"), (11, "11 купюр"), (21, "21 купюра")]
)
def test_notes_are_counted_as_people_say_it(bench: Bench, look: Callable[..., None], count: int, said: str) -> None:
    look(device=replace(DEVICE, stacker=count))

    assert f"В кассете: {said} ·" in bench.state.cassette.label.text()


def test_what_the_terminal_does_not_know_yet_is_told_apart(bench: Bench, look: Callable[..., None]) -> None:
    look(device=device(Status.JAMMED))
    different = bench.state.known.label.isVisible()
    look()

    assert different
    assert not bench.state.known.label.isVisible()


def test_a_real_device_whose_port_is_not_there_says_why(bench: Bench, look: Callable[..., None]) -> None:
    missing = Words("Нет такого порта: COM3.", "No such port: COM3.")
    look(line="COM3", simulated=False, device=None, why_not=Words("Настоящий", "Real"), problem=missing, online=False)

    assert bench.state.known.label.text() == "Нет такого порта: COM3."
    assert bench.state.known.label.isVisible()


def test_the_bench_looks_only_while_it_is_seen_and_one_question_at_a_time(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    held = spawn.Signal()
    role.answers["bench-state"] = waits(held, STATE)
    before = len(role.given("bench-state"))

    for _ in range(10):
        bench._look()
    qtbot.waitUntil(lambda: len(role.given("bench-state")) > before)
    during = len(role.given("bench-state"))
    held.set()
    calm()
    bench.hide()
    asked = len(role.asked)
    for _ in range(10):
        bench._look()

    assert during == before + 1
    assert len(role.asked) == asked


def test_a_look_that_fails_leaves_what_was_seen_and_the_next_one_works(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    works = role.answers["bench-state"]
    role.answers["bench-state"] = Unavailable("not_now", "")
    bench.refresh()
    calm()
    shown = bench.state.state.label.text()
    role.answers["bench-state"] = works
    role.state = replace(STATE, device=device(Status.DISABLED))
    bench.refresh()
    calm()

    assert shown == "ждёт купюру"
    assert bench.state.state.label.text() == "приём выключен"


def test_an_answer_that_comes_after_the_bench_has_gone_is_dropped(
    qtbot: QtBot, desk: Desk, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    held = spawn.Signal()
    role.answers["bench-do"] = waits(held, role.done)
    gone = Bench(desk)
    gone.show()
    gone.notes.push(0)
    shiboken6.delete(gone)

    held.set()
    calm()

    assert role.troubles == []


@pytest.mark.parametrize(("width", "columns"), [(480, 1), (560, 1), (1024, 2), (1900, 2)])
def test_cards_stand_in_one_column_or_two_and_nothing_is_cut_off(
    bench: Bench, desk: Desk, width: int, columns: int
) -> None:
    bench.resize(width, 900)
    for language in ("ru", "en"):
        desk.use_language(language)
        for percent in (100, 130):
            desk.theme.zoom(percent)
            for _ in range(4):
                QApplication.processEvents()
            assert audit.misfits(bench) == []
            assert bench.area.horizontalScrollBar().maximum() == 0, (language, percent)
        desk.theme.zoom(100)

    assert bench._columns == columns


def test_every_text_follows_the_language(bench: Bench, desk: Desk, look: Callable[..., None]) -> None:
    look(happened=[happened(1, "Online", Words("прибор отвечает", "the device answers"))])
    for language in ("en", "ru"):
        desk.use_language(language)
        QApplication.processEvents()
        found = audit.of_other_language(bench, language, SAME)
        assert found == [], found


def test_f5_looks_again_and_f1_explains(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    before = len(role.given("bench-state"))
    qtbot.keyClick(bench, Qt.Key.Key_F5)
    calm()
    qtbot.keyClick(bench, Qt.Key.Key_F1)
    dialogs = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not bench]

    assert len(role.given("bench-state")) == before + 1
    assert [one.windowTitle() for one in dialogs] == ["Справка: Стенд оборудования"]
    for one in dialogs:
        one.close()
