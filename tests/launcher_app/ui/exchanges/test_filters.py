"""What is looked for among exchanges, and what the list says when there is nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from common import spawn
from common.qt.desk import Desk
from common.qt.table.chip import Chip
from launcher_app.feed.hop import Arrow, Outcome
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges import ExchangesTab, lines
from launcher_app.ui.exchanges.tab import NOTHING_RUNS, NOTHING_YET
from launcher_app.watched import Look, State
from tests.launcher_app.feed.said import poll
from tests.launcher_app.ui.exchanges.shown import hear, rows, said
from tests.launcher_app.ui.listening import CODE, Listening
from tests.launcher_app.ui.reading import texts


def test_a_filter_and_back_keeps_what_is_chosen(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network, *(f"911000{n:04d}" for n in range(120)))
    seen()
    tab.tree.go_to(CODE)

    tab.search(CODE)
    seen()
    tab.filters.clear()
    seen()

    assert len(rows(tab)) == 121
    current = tab.tree.current()
    assert current is not None
    assert current.key == CODE


def test_a_filter_that_hides_what_is_chosen_chooses_nothing_else(
    tab: ExchangesTab, network: Listening, chosen: Chosen, seen: Callable[[], None]
) -> None:
    hear(network, "9110000001", "9110000002")
    seen()
    chosen.choose(CODE, 4)

    tab.search("9110000002")
    seen()
    hidden = (chosen.story, chosen.hop, tab.tree.selectionModel().hasSelection())
    tab.filters.clear()
    seen()

    assert hidden == (CODE, 4, False)
    current = tab.tree.current()
    assert current is not None
    assert (current.story.key, current.number) == (CODE, 4)


@pytest.mark.parametrize("text", [CODE, CODE[:6], CODE.replace("-", "").lower(), "9123456789"])
def test_a_payment_is_found_by_its_code_or_account(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None], text: str
) -> None:
    hear(network, "9110000001", "9110000002")

    tab.search(text)
    seen()

    assert [row.key for row in rows(tab)] == [CODE]
    assert "Показано 5 из 15" in texts(tab)


def test_filters_by_arrow_and_outcome_are_dropped_by_esc(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None], qtbot: QtBot
) -> None:
    hear(network, "9110000001")
    tab.filters.choose_arrow(Arrow("processing", "provider"))
    tab.filters.choose_outcome(Outcome.LOST)
    seen()
    narrowed = [row.key for row in rows(tab)]

    with qtbot.waitSignal(tab.cleared):
        key(Qt.Key.Key_Escape)
    seen()

    assert narrowed == [CODE]
    assert len(rows(tab)) == 2
    assert not tab.filters.narrowed


def test_polls_are_one_line_and_can_be_hidden(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    network.hear([poll(60_000 + n) for n in range(12)])
    seen()
    titles = [said(tab, row)[lines.WHO] for row in rows(tab)]

    qtbot.mouseClick(tab.filters.findChild(Chip, "chip-polls"), Qt.MouseButton.LeftButton)
    seen()

    assert "Опросы ×12" in titles
    assert [row.key for row in rows(tab)] == [CODE]


def test_only_starred_ones_can_be_asked_for(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None], qtbot: QtBot
) -> None:
    hear(network, "9110000001")
    seen()
    tab.tree.go_to(CODE)
    key(Qt.Key.Key_Space)

    qtbot.mouseClick(tab.filters.findChild(Chip, "chip-starred"), Qt.MouseButton.LeftButton)
    seen()

    assert [row.key for row in rows(tab)] == [CODE]
    assert network.launcher.session.starred(CODE)


def test_an_empty_list_says_what_to_do_and_offers_the_demo(
    qtbot: QtBot, tab: ExchangesTab, seen: Callable[[], None]
) -> None:
    seen()
    assert NOTHING_RUNS.ru in texts(tab)

    button = tab.findChild(QPushButton, "empty-button")
    assert isinstance(button, QPushButton)
    with qtbot.waitSignal(tab.show_asked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_that_matches_is_said_and_can_be_undone(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    tab.search("такого нет")
    seen()
    assert "Нет обменов с такими условиями" in texts(tab)

    button = tab.findChild(QPushButton, "empty-button")
    assert isinstance(button, QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    seen()

    assert [row.key for row in rows(tab)] == [CODE]


def test_earlier_exchanges_that_left_the_list_are_told_of(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    network.launcher.feed.trimmed = 1_200
    hear(network)
    seen()

    assert "Более ранних: 1200" in texts(tab)


def test_another_network_begins_with_an_empty_list(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()

    network.launcher.open("network-2")
    seen()

    assert rows(tab) == []


def test_a_search_that_takes_long_says_so_and_the_window_goes_on(
    qtbot: QtBot,
    tab: ExchangesTab,
    network: Listening,
    seen: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hear(network)
    seen()
    found, may_end = network.launcher.stories.find, spawn.Signal()
    monkeypatch.setattr(network.launcher.stories, "find", lambda query: [may_end.wait(10), found(query)][1])

    tab.search(CODE)
    qtbot.waitUntil(lambda: "Ищем…" in texts(tab))
    may_end.set()
    seen()

    assert "Показано 5 из 5" in texts(tab)


def test_the_chosen_arrow_and_outcome_stand_on_their_chips(tab: ExchangesTab, desk: Desk) -> None:
    tab.filters.choose_arrow(Arrow("processing", "provider"))
    tab.filters.choose_outcome(Outcome.NO_CONNECTION)

    chips = [chip.accessibleName() for chip in tab.filters.findChildren(Chip) if chip.isChecked()]

    assert "Стрелка: ПЦ → Поставщик" in chips
    assert "Исход: нет связи" in chips


def test_an_empty_list_of_a_running_network_says_what_will_come_and_offers_nothing(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    seen()

    network.launcher.board.looks["provider"] = Look("provider", State.RUNNING, "http://127.0.0.1:1", 1)
    seen()

    assert NOTHING_YET.ru in texts(tab)
    button = tab.findChild(QPushButton, "empty-button")
    assert isinstance(button, QPushButton)
    assert button.isHidden()
