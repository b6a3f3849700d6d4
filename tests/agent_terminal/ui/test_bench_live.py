"""The bench over a real terminal and the simulator's own process: a key on the bench is a sum on the payer's screen."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from agent_terminal import server
from agent_terminal.service import messages
from agent_terminal.ui.bench import Bench
from agent_terminal.ui.hardware import Hardware
from common.qt.desk import Desk
from common.qt.inside import RoleInside
from tests.agent_terminal.running import Page, Running, running
from tests.agent_terminal.stand import CARD, NUMBER
from tests.common.qt.conftest import calm, desk, qapp

__all__ = ["calm", "desk", "qapp"]
SECONDS = 20_000


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "terminal") as made:
        made.operate("connect", messages.Connect(card=CARD, terminal="T1"))
        made.operate("set-acceptor", messages.SetAcceptor(line="simulator"))
        yield made


@pytest.fixture
def role(terminal: Running) -> RoleInside:
    return RoleInside(terminal.instance, server.OPERATIONS)


@pytest.fixture
def bench(desk: Desk, calm: Callable[[], None]) -> Iterator[Bench]:
    made = Bench(desk)
    made.show()
    yield made
    made._timer.stop()
    calm()
    shiboken6.delete(made)


def to_cash(terminal: Running) -> Page:
    page = terminal.page()
    page.comes_to("K0")
    page.do("touch")
    page.do("provider", provider_id=1)
    page.do("fields", account=NUMBER)
    page.comes_to("K5")
    page.do("confirm")
    return page


def test_a_key_on_the_bench_is_a_sum_on_the_payers_screen(qtbot: QtBot, bench: Bench, terminal: Running) -> None:
    page = to_cash(terminal)
    qtbot.waitUntil(lambda: bench.state.state.label.text() == "ждёт купюру", timeout=SECONDS)

    qtbot.keyClick(bench, Qt.Key.Key_5)
    qtbot.waitUntil(lambda: page.screen().data["inserted"] == 50_000, timeout=SECONDS)

    qtbot.waitUntil(lambda: "1 купюра · 500,00" in bench.state.cassette.label.text(), timeout=SECONDS)
    qtbot.waitUntil(lambda: "купюра уложена: тип 5" in bench.frames.text.toPlainText(), timeout=SECONDS)
    assert bench.said.label.text().endswith("Вставлено: 500,00 ₽")
    assert any("это деньги" in row.what.label.text() for row in bench.hints.rows)


def test_a_note_before_anybody_pays_is_not_drawn_in(qtbot: QtBot, bench: Bench, terminal: Running) -> None:
    qtbot.waitUntil(lambda: bench.state.state.label.text() == "приём выключен", timeout=SECONDS)

    qtbot.keyClick(bench, Qt.Key.Key_1)

    qtbot.waitUntil(lambda: bench.said.label.text().endswith("Не втянул (10,00 ₽): приём закрыт"), timeout=SECONDS)
    assert bench.said.label.property("role") == "mistake"


def test_the_network_cable_on_the_bench_stops_the_talk_with_the_centre(
    qtbot: QtBot, bench: Bench, terminal: Running
) -> None:
    qtbot.waitUntil(bench.centre.now["deposit"].isEnabled, timeout=SECONDS)

    bench.network.turn.click()
    qtbot.waitUntil(lambda: bench.network.state.label.text() == "кабель вынут", timeout=SECONDS)
    bench.centre.now["deposit"].click()
    qtbot.waitUntil(lambda: "Нет связи" in bench.said.label.text(), timeout=SECONDS)
    bench.network.turn.click()
    qtbot.waitUntil(lambda: bench.network.state.label.text() == "кабель вставлен", timeout=SECONDS)
    bench.centre.now["deposit"].click()

    qtbot.waitUntil(lambda: bench.said.label.text().endswith("Баланс получен."), timeout=SECONDS)


def test_a_jam_on_the_bench_stops_the_cash_and_keeps_the_sum(qtbot: QtBot, bench: Bench, terminal: Running) -> None:
    page = to_cash(terminal)
    qtbot.waitUntil(lambda: bench.state.state.label.text() == "ждёт купюру", timeout=SECONDS)
    qtbot.keyClick(bench, Qt.Key.Key_3)
    qtbot.waitUntil(lambda: page.screen().data["inserted"] == 10_000, timeout=SECONDS)

    bench.device.jam_cassette.click()
    qtbot.waitUntil(lambda: page.screen().screen == "K6s", timeout=SECONDS)
    qtbot.waitUntil(bench.device.clear.isEnabled, timeout=SECONDS)
    bench.device.clear.click()

    qtbot.waitUntil(lambda: bench.state.state.label.text() == "приём выключен", timeout=SECONDS)
    assert page.screen().data["inserted"] == 10_000


def test_the_hardware_tab_tells_the_simulator_from_its_own_words(
    qtbot: QtBot, desk: Desk, terminal: Running, calm: Callable[[], None]
) -> None:
    tab = Hardware(desk)
    tab.show()
    qtbot.waitUntil(lambda: tab.unit.facts.lines["part"].text() == "SM-RU1353", timeout=SECONDS)

    tab.work.test()
    qtbot.waitUntil(lambda: tab.work.running, timeout=SECONDS)
    qtbot.waitUntil(lambda: not tab.work.running, timeout=SECONDS)

    texts = [one.words.ru for one in tab.work._seen.findings] if tab.work._seen is not None else []
    assert any(text.startswith("Сброс принят") for text in texts)
    assert len(tab.notes.boxes) == 8
    tab._timer.stop()
    calm()
    shiboken6.delete(tab)
