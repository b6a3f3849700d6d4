"""The bench before a person: notes by click and key, faults, scanner, paper, cables; all states, both languages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.reasons import REJECTS
from agent_terminal.service.messages.bench import BenchDone
from agent_terminal.ui.bench import Bench
from agent_terminal.ui.bench_notes import VALUES
from common import qr, spawn
from common.errors import Rejected, Unavailable
from common.protocol import codes
from common.qt.desk import Desk
from common.words import Words
from tests.agent_terminal.ui.hardware_played import (
    DEVICE,
    STATE,
    PlayedHardware,
    device,
    frame,
    happened,
)
from tests.common.qt import audit
from tests.common.qt.conftest import calm, desk, qapp

__all__ = ["calm", "desk", "qapp"]
SAME = {"CCNET", "QR", "ACK", "STACK", "RTS", "DTR", "SM", "SL", "POLL", "COM", "simulator", "ILLEGAL", "COMMAND"}
NO_CABLE = "Кабель выдернут: ждёт купюру"


@pytest.fixture
def role() -> PlayedHardware:
    return PlayedHardware()


@pytest.fixture
def bench(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> Iterator[Bench]:
    made = Bench(desk)
    made._timer.stop()
    made.resize(560, 720)
    made.show()
    calm()
    yield made
    shiboken6.delete(made)


@pytest.fixture
def look(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> Callable[..., None]:
    """The world is another now, and the bench looks at it."""

    def again(**changed: Any) -> None:
        role.state = replace(STATE, **changed)
        bench.refresh()
        calm()

    return again


def waits(held: spawn.Signal, answer: Any) -> Callable[[Any], Any]:
    """An answer that comes when the test lets it."""

    def late(_question: Any) -> Any:
        held.wait(20)
        return answer

    return late


def acts(role: PlayedHardware) -> list[tuple[str, dict[str, Any]]]:
    return [(one.act, one.fields) for one in role.given("bench-do")]


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
    for button in (card.cheat, card.fail, card.power):
        button.click()
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
    assert acts(role) == [("cassette", {"do": "put"}), ("power", {"on": True}), ("wire", {"plugged": True})]


def test_mending_is_possible_only_where_something_is_broken(bench: Bench, look: Callable[..., None]) -> None:
    assert not bench.device.clear.isEnabled()

    look(device=device(Status.JAMMED))

    assert bench.device.clear.isEnabled()


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


def test_with_a_real_device_its_acts_are_out_of_reach_with_the_reason_and_the_rest_works(
    bench: Bench, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    why = Words("Настоящий приёмник, COM3: купюры вставляют в него руками.", "A real acceptor.")
    look(line="COM3", simulated=False, device=None, why_not=why)

    for card in (bench.notes, bench.device):
        assert not card.body.isEnabled()
        assert card.reason.isVisible()
        assert card.reason.text() == why.ru
    bench.notes.push(0)
    bench.network.turn.click()
    calm()
    assert acts(role) == []
    assert [one.plugged for one in role.given("cable")] == [False]
    assert bench.choice.box.currentText() == "COM3 · USB Serial Port"


def test_choosing_a_port_takes_hold_at_once_and_keeps_rate_and_rts(
    bench: Bench, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    look(speed=19200, rts=True)
    texts = [bench.choice.box.itemText(place) for place in range(bench.choice.box.count())]

    bench.choice.box.activated.emit(texts.index("COM3 · USB Serial Port"))
    calm()

    assert texts == ["Нет", "Имитатор", "COM1", "COM3 · USB Serial Port"]
    (asked,) = role.given("set-acceptor")
    assert (asked.line, asked.speed, asked.rts) == ("COM3", 19200, True)
    assert bench.said.label.text().endswith("Приёмник: COM3")


def test_choosing_what_is_in_use_changes_nothing(
    bench: Bench, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    look()

    bench.choice.box.activated.emit(1)
    calm()

    assert role.given("set-acceptor") == []


def test_a_port_that_has_gone_stays_in_the_list_while_it_is_in_use(bench: Bench, look: Callable[..., None]) -> None:
    look(line="/dev/ttyUSB7", simulated=False, device=None, why_not=Words("Настоящий", "Real"))

    assert bench.choice.box.currentText() == "/dev/ttyUSB7"


def test_a_code_is_scanned_by_enter_and_the_answer_is_told(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, calm: Callable[[], None]
) -> None:
    qtbot.keyClicks(bench.scanner.code, " 9123456789 ")
    qtbot.keyClick(bench.scanner.code, Qt.Key.Key_Return)
    calm()

    assert [one.text for one in role.given("scan")] == ["9123456789"]
    assert bench.said.label.text().endswith("Прочитано: 9123456789")


def test_an_empty_scan_asks_for_a_code(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    bench.scanner.scan_button.click()
    calm()

    assert role.given("scan") == []
    assert bench.said.label.text().endswith("Введите код или выберите картинку.")


def picture(text: str) -> QImage:
    """A QR code with its quiet edge, large enough for a camera."""
    rows = qr.squares(text)
    side, scale = len(rows) + 2 * qr.QUIET, 6
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            if dark:
                image.setPixel(x + qr.QUIET, y + qr.QUIET, 0)
    return image.scaled(side * scale, side * scale)


def test_a_picture_of_a_qr_code_is_read_from_a_file_a_drop_and_the_clipboard(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None], tmp_path: Path
) -> None:
    image, path = picture("7F3K-92QD"), tmp_path / "код.png"
    assert image.save(str(path))

    bench.scanner.take_file(str(path))
    calm()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(path))])
    bench.scanner.dropEvent(_dropped(files))
    calm()
    QGuiApplication.clipboard().setImage(image)
    bench.scanner.paste_button.click()
    calm()

    assert [one.text for one in role.given("scan")] == ["7F3K-92QD"] * 3


def test_a_dropped_text_is_scanned_as_it_is(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    data = QMimeData()
    data.setText("7F3K-92QD")

    bench.scanner.dropEvent(_dropped(data))
    calm()

    assert [one.text for one in role.given("scan")] == ["7F3K-92QD"]


def test_pictures_without_a_code_and_files_that_are_none_are_told(
    bench: Bench, role: PlayedHardware, calm: Callable[[], None], tmp_path: Path
) -> None:
    blank = QImage(50, 50, QImage.Format.Format_RGB32)
    blank.fill(Qt.GlobalColor.white)
    bench.scanner.take_picture(blank)
    calm()
    first = bench.said.label.text()
    (tmp_path / "слово.txt").write_text("нет", encoding="utf-8")
    bench.scanner.take_file(str(tmp_path / "слово.txt"))
    second = bench.said.label.text()
    nothing = QMimeData()
    bench.scanner.dropEvent(_dropped(nothing))

    assert first.endswith("На картинке не нашлось QR-кода.")
    assert second.endswith("Это не картинка: слово.txt")
    assert bench.said.label.text().endswith("В буфере обмена нет ни текста, ни картинки.")
    assert role.given("scan") == []


def test_paper_and_network_turn_with_the_world(
    bench: Bench, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    bench.printer.turn.click()
    bench.network.turn.click()
    calm()
    look(paper=False, cable=False)
    words = (bench.printer.state.label.text(), bench.network.state.label.text())
    bench.printer.turn.click()
    bench.network.turn.click()
    calm()

    assert words == ("бумаги нет", "кабель вынут")
    assert [one.inside for one in role.given("paper")] == [False, True]
    assert [one.plugged for one in role.given("cable")] == [False, True]


def test_a_printer_that_is_no_training_printer_keeps_its_paper(bench: Bench, look: Callable[..., None]) -> None:
    look(paper=None)

    assert not bench.printer.body.isEnabled()
    assert "учебного принтера" in bench.printer.reason.text()


def test_the_centre_is_asked_now_and_its_silence_is_told(
    qtbot: QtBot, bench: Bench, role: PlayedHardware, look: Callable[..., None], calm: Callable[[], None]
) -> None:
    look(unsent=2)
    timers = [bench.centre.timers[what].label.text() for what in ("deposit", "directory")]
    bench.centre.now["directory"].click()
    calm()
    silence = Unavailable("no_connection", "http://127.0.0.1:1")
    role.answers["ask-now"] = silence
    qtbot.keyClick(bench, Qt.Key.Key_F8)
    calm()

    assert timers == ["Баланс: через 4:37", "Список поставщиков: через 28:10"]
    assert bench.centre.queue.label.text() == "Ждут отправки: 2"
    assert [one.what for one in role.given("ask-now")] == ["directory", "deposit"]
    assert bench.said.label.text().endswith(codes.words_of(silence).ru)


def test_without_a_contract_there_is_nobody_to_ask(bench: Bench, look: Callable[..., None]) -> None:
    look(deposit_seconds=None, directory_seconds=None)

    assert bench.centre.timers["deposit"].label.text() == "Баланс: договора с ПЦ нет"
    assert not bench.centre.now["deposit"].isEnabled()


def test_a_refused_act_says_why(bench: Bench, role: PlayedHardware, calm: Callable[[], None]) -> None:
    refused = Rejected("real_acceptor", "COM3")
    role.answers["bench-do"] = refused

    bench.notes.push(0)
    calm()

    assert bench.said.label.text().endswith(codes.words_of(refused).ru)


def test_hints_explain_the_last_news_and_can_be_put_away(bench: Bench, desk: Desk, look: Callable[..., None]) -> None:
    news = [
        happened(1, "Online", Words("прибор отвечает", "answers")),
        happened(2, "StateChanged", Words("ждёт купюру", "idling"), detail=Status.IDLING),
        happened(3, "Escrowed", Words("500 ₽ в эскроу", "500 ₽ in escrow"), turn="stack"),
        happened(4, "Stacked", Words("500 ₽ в кассете", "500 ₽ stacked")),
        happened(5, "Stacked", Words("100 ₽ в кассете", "100 ₽ stacked")),
    ]
    look(happened=news)

    rows = [(row.what.label.text(), row.why.label.text()) for row in bench.hints.rows if row.isVisible()]
    assert [what.partition("  ")[2] for what, _ in rows] == ["100 ₽ в кассете", "500 ₽ в эскроу", "прибор отвечает"]
    assert "ACK" in rows[0][1]
    assert "за 10 с" in rows[1][1]
    bench.hints.shown.click()
    assert not bench.hints.body.isVisible()
    assert desk.keep.text("bench-hints") == "0"


def test_news_are_asked_for_once(bench: Bench, role: PlayedHardware, look: Callable[..., None]) -> None:
    look(happened=[happened(7, "Online", Words("прибор отвечает", "answers"))])
    look(happened=[happened(7, "Online", Words("прибор отвечает", "answers"))])

    assert role.given("bench-state")[-1].after == 7
    assert len(bench.hands.happened) == 1


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


def _dropped(data: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
