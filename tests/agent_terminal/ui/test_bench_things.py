"""The bench's smaller things: which acceptor, paper, network, the centre, and hints for a student."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_terminal.ccnet.codes import Status
from agent_terminal.ui.bench import Bench
from common.errors import Unavailable
from common.protocol import codes
from common.qt.desk import Desk
from common.words import Words
from tests.agent_terminal.ui.benches import acts, bench, calm, desk, look, qapp, role
from tests.agent_terminal.ui.hardware_played import PlayedHardware, happened

__all__ = ["bench", "calm", "desk", "look", "qapp", "role"]


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
