"""Live frames: they follow the line, can be held, thinned out and copied, and late answers do not mix in."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from agent_terminal.ui.bench import Bench
from common import spawn
from common.qt.desk import Desk
from common.words import Words
from tests.agent_terminal.ui.benches import bench, calm, desk, look, qapp, role
from tests.agent_terminal.ui.hardware_played import PlayedHardware, frame

__all__ = ["bench", "calm", "desk", "look", "qapp", "role"]


def test_frames_follow_the_line_and_can_be_held_thinned_and_copied(
    bench: Bench, role: PlayedHardware, desk: Desk, calm: Callable[[], None]
) -> None:
    frames, long = bench.frames, "02 03 7D " + "00 " * 120 + "D7 97"
    role.frames = [
        frame(1, "host", "02 03 06 33 DA 81", Words("опрос", "POLL")),
        frame(2, "device", long, Words("таблица купюр: 8", "bill table: 8")),
    ]
    frames.look()
    calm()
    frames.hold(True)
    role.frames.append(frame(3, "broken", "02 03 06 14 67 00", Words("неверная контрольная сумма", "a wrong checksum")))
    frames.look()
    calm()
    held = frames.text.toPlainText().splitlines()
    frames.hold_button.click()
    calm()
    frames.copy()

    assert [line.split(" ", 1)[1].rstrip() for line in held] == [
        "→ 02 03 06 33 DA 81     опрос",
        "← 02 03 7D 00 00 00 00 … D7 97  таблица купюр: 8",
    ]
    assert frames.text.toPlainText().splitlines()[2].endswith("неверная контрольная сумма")
    assert long in QGuiApplication.clipboard().text()
    assert frames.note.label.text() == "Скопировано кадров: 3"
    assert bench.state.frame.label.text() == "Последний кадр: 02 03 06 14 67 00 · неверная контрольная сумма"
    desk.use_language("en")
    assert frames.text.toPlainText().splitlines()[0].endswith("POLL")
    frames.news.click()
    calm()
    assert [one.news for one in role.given("acceptor-frames")][-1] is False
    assert len(frames.text.toPlainText().splitlines()) == 3
    frames.clear()
    assert frames.text.toPlainText() == ""


def test_the_list_follows_the_line_unless_a_person_reads_further_up(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    bar = bench.frames.text.verticalScrollBar()

    def say(first: int) -> None:
        words = Words("опрос", "POLL")
        role.frames = [frame(number, "host", "02 03 06 33 DA 81", words) for number in range(first, first + 60)]
        bench.frames.look()
        calm()

    say(1)
    say(61)
    followed = (bar.maximum() > 0, bar.value() == bar.maximum())
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    say(121)
    stayed = bar.value()
    bar.triggerAction(bar.SliderAction.SliderToMaximum)
    say(181)

    assert followed == (True, True)
    assert stayed == 0
    assert bar.value() == bar.maximum()


def test_a_late_answer_about_frames_of_another_kind_is_dropped(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    held, works = spawn.Signal(), role.answers["acceptor-frames"]

    def slow(ask: Any) -> Any:
        if ask.news:
            held.wait(20)
        return works(ask)

    role.answers["acceptor-frames"] = slow
    role.frames = [frame(1, "host", "02 03 06 33 DA 81", Words("опрос", "POLL"))]
    bench.frames.look()
    bench.frames.news.click()
    qtbot.waitUntil(lambda: bool(bench.frames.text.toPlainText()))
    held.set()
    calm()

    assert len(bench.frames.text.toPlainText().splitlines()) == 1
