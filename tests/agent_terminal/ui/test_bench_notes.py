"""Notes and hands at the bench: by click and key, whole and crumpled, and what may go wrong with a device."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.reasons import REJECTS
from agent_terminal.service.messages.bench import BenchDone
from agent_terminal.ui.bench import Bench
from agent_terminal.ui.bench_notes import VALUES
from common.errors import Rejected
from common.protocol import codes
from common.words import Words
from tests.agent_terminal.ui.benches import acts, bench, calm, desk, look, qapp, role
from tests.agent_terminal.ui.hardware_played import DEVICE, PlayedHardware, device

__all__ = ["bench", "calm", "desk", "look", "qapp", "role"]


def test_a_click_on_a_sum_pushes_that_note_in_and_says_what_came_of_it(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    role.done = BenchDone(done=True, said=Words("Вставлено: 500,00 ₽", "Pushed in: 500.00 ₽"), device=DEVICE)

    qtbot.mouseClick(bench.notes.buttons[4], Qt.MouseButton.LeftButton)
    calm()

    assert acts(role) == [("insert", {"value": 50_000})]
    assert bench.said.label.text().endswith("Вставлено: 500,00 ₽")
    assert bench.said.label.property("role") == "ok"


@pytest.mark.parametrize("place", range(len(VALUES)))
def test_keys_1_to_8_push_notes_in(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None], place: int
) -> None:
    bench.choice.box.setFocus()

    qtbot.keyClick(bench.choice.box, Qt.Key(Qt.Key.Key_1 + place))
    calm()

    assert acts(role) == [("insert", {"value": VALUES[place]})]


def test_digits_typed_into_the_scanners_field_are_no_notes(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    bench.scanner.code.setFocus()

    qtbot.keyClicks(bench.scanner.code, "12345678")
    calm()

    assert bench.scanner.code.text() == "12345678"
    assert acts(role) == []


def test_a_double_click_is_one_note(qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    button = bench.notes.buttons[0]

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    calm()

    assert len(acts(role)) == 1


def test_a_note_that_is_not_drawn_in_is_told_with_its_reason(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    why = Words("Не втянул (10,00 ₽): приём закрыт", "Not drawn in (10.00 ₽): the mouth is closed")
    role.done = BenchDone(done=False, said=why, device=DEVICE)

    bench.notes.push(0)
    calm()

    assert bench.said.label.text().endswith("Не втянул (10,00 ₽): приём закрыт")
    assert bench.said.label.property("role") == "mistake"


def test_every_reason_of_the_document_can_be_chosen_for_a_crumpled_note(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    box = bench.notes.reason_box
    texts = [box.itemText(place) for place in range(box.count())]
    assert texts == [f"{code:02X} · {words.ru}" for code, words in REJECTS.items()]

    bench.notes.crumpled.setChecked(True)
    box.setCurrentIndex(box.findData(0x60))
    bench.notes.push(2)
    calm()
    bench.notes.hasty.setChecked(True)
    bench.notes.strange.click()
    calm()

    assert acts(role) == [
        ("insert", {"value": 10_000, "reason": 0x60}),
        ("insert", {"reason": 0x60, "too_early": True}),
    ]


def test_hands_and_faults_reach_the_device(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    card = bench.device
    for button in (card.jam_head, card.jam_cassette, card.cassette, card.fill, card.cable, card.spoil, card.pull):
        button.click()
        calm()
    for button in (card.cheat, card.fail, card.power):
        button.click()
        calm()
    card.moments.setCurrentIndex(card.moments.findData("in_escrow"))
    card.power.click()
    calm()

    assert acts(role) == [
        ("jam", {}),
        ("jam", {"in_cassette": True}),
        ("cassette", {"do": "take"}),
        ("cassette", {"do": "fill"}),
        ("wire", {"plugged": False}),
        ("spoil", {"bad_crcs": 3}),
        ("pull", {}),
        ("cheat", {}),
        ("fail", {"code": 0x50}),
        ("power", {"on": False}),
        ("power", {"on": False, "at": "in_escrow"}),
    ]


def test_what_is_out_can_be_put_in_and_what_is_off_switched_on(
    bench: Bench, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    look(device=replace(DEVICE, powered=False, plugged=False, cassette=False))
    card = bench.device
    shown = [one.text() for one in (card.cassette, card.power, card.cable)]

    for button in (card.cassette, card.power, card.cable):
        button.click()
    calm()

    assert shown == ["Вставить пустую кассету", "Включить питание", "Вставить кабель"]
    reached = sorted(acts(role), key=lambda act: act[0])
    assert reached == [("cassette", {"do": "put"}), ("power", {"on": True}), ("wire", {"plugged": True})]


def test_mending_is_possible_only_where_something_is_broken(bench: Bench, look: Callable[..., None]) -> None:
    assert not bench.device.clear.isEnabled()

    look(device=device(Status.JAMMED))

    assert bench.device.clear.isEnabled()


def test_a_refused_act_says_why(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    refused = Rejected("real_acceptor", "COM3")
    role.answers["bench-do"] = refused

    bench.notes.push(0)
    calm()

    assert bench.said.label.text().endswith(codes.words_of(refused).ru)
