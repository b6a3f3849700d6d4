"""The tree of stories: its rows, its order, its calm while exchanges come."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from launcher_app.stories.wallet_words import MONEY
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges import ExchangesTab, lines
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.launcher_app.feed.said import Question, payment
from tests.launcher_app.ui.exchanges.shown import hear, rows, said
from tests.launcher_app.ui.listening import CODE, PAYMENT, Listening


def test_a_payment_holds_its_exchanges_and_a_retry_stands_under_the_first_try(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()

    (story,) = rows(tab)
    hops = rows(tab, tab.model.place_of(story.key))
    (retry,) = rows(tab, tab.model.place_of(hops[-1].key))

    assert CODE in said(tab, story)[lines.WHO]
    assert said(tab, story)[lines.REPLY] == "Зачислен"
    assert [said(tab, row)[lines.WHAT] for row in hops] == [
        "проверка номера",
        "проверка номера",
        "платёж",
        "зачисление · повторов: 1 · ⚡ ответ потерян",
    ]
    assert said(tab, hops[0])[lines.WHO] == "Терминал → ПЦ"
    assert said(tab, hops[-1])[lines.REPLY] == "ответ потерян"
    assert said(tab, retry)[lines.REPLY] == "200"
    assert said(tab, retry)[lines.SUM] == "485,00"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("failed", ("Не исполнен", "Not carried out", "остались в кошельке плательщика")),
        ("returned", ("Возвращён в кошелёк", "Returned to the wallet", "вернулись в кошелёк плательщика")),
        ("done", ("Зачислен", "Credited", "у получателя")),
    ],
)
def test_a_wallets_payment_has_words_of_its_own_and_no_cash(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None], desk: Desk, state: str, told: tuple[str, str, str]
) -> None:
    answer = {"payment_id": PAYMENT, "state": state, "amount": 15_000, "currency": "RUB"}
    asked = {"payment_id": PAYMENT, "recipient": "123456789015", "amount": 15_000}
    network.hear([Question("consumer", "processing", "/payments/send", asked, answer)])
    seen()

    (row,) = rows(tab)
    russian = said(tab, row)[lines.REPLY]
    assert row.story is not None
    shown = lines.state(row.story, None)
    assert shown is not None

    assert (russian, shown.words.en) == told[:2]
    assert row.story.status is not None
    assert MONEY[row.story.status].ru == told[2]


def test_the_newest_payment_is_on_top_and_the_order_turns(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network, "9110000001", "9110000002")
    seen()
    newest_first = [row.story.account for row in rows(tab)]

    tab.tree.header().sectionClicked.emit(lines.TIME)
    seen()

    assert newest_first == ["9110000002", "9110000001", "9123456789"]
    assert [row.story.account for row in rows(tab)] == newest_first[::-1]
    assert not tab.filters.newest_first


def test_sorting_by_sum_never_tears_a_payment_apart(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    network.hear(payment(0, "9110000001", amount=10_000))
    network.hear(payment(60_000, "9110000002", amount=30_000))
    network.hear(payment(120_000, "9110000003", amount=20_000))

    tab.tree.header().sectionClicked.emit(lines.SUM)
    seen()

    assert [row.story.account[-1] for row in rows(tab)] == ["2", "3", "1"]
    for row in rows(tab):
        under = rows(tab, tab.model.place_of(row.key))
        assert [one.number for one in under] == sorted(row.story.hops)


def test_what_is_chosen_opened_and_in_sight_stays_while_exchanges_come(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network, *(f"91100000{n:02d}" for n in range(40)))
    seen()
    story = rows(tab)[30]
    tab.tree.expand(tab.model.place_of(story.key))
    hop = rows(tab, tab.model.place_of(story.key))[1]
    tab.tree.go_to(hop.key)
    top = tab.tree.exchanges.row(tab.tree.indexAt(tab.tree.viewport().rect().topLeft()))
    assert top is not None

    network.hear(payment(60_000 * 60, "9119999999"))
    network.hear(payment(60_000 * 61, "9119999998"))
    seen()

    current = tab.tree.current()
    assert current is not None
    assert current.key == hop.key
    assert tab.tree.isExpanded(tab.model.place_of(story.key))
    now = tab.tree.exchanges.row(tab.tree.indexAt(tab.tree.viewport().rect().topLeft()))
    assert now is not None
    assert now.key == top.key


def test_the_newest_rows_are_seen_at_once_at_the_top(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network, *(f"91100000{n:02d}" for n in range(40)))
    seen()

    network.hear(payment(60_000 * 60, "9119999999"))
    seen()

    assert tab.tree.verticalScrollBar().value() == 0
    assert rows(tab)[0].story.account == "9119999999"


def test_rows_that_come_are_marked_for_a_moment_and_rows_that_a_filter_brings_back_are_not(
    qtbot: QtBot,
    desk: Desk,
    tab: ExchangesTab,
    network: Listening,
    seen: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(desk.theme, "reduced_motion", lambda: False)
    hear(network, "9110000001")
    seen()
    qtbot.waitUntil(lambda: not tab.tree._flashing)
    tab.search(CODE)
    seen()
    tab.filters.clear()
    seen()
    brought_back = set(tab.tree._flashing)

    network.hear(payment(60_000 * 60, "9119999999"))
    seen()

    assert brought_back == set()
    assert rows(tab)[0].key in tab.tree._flashing
    qtbot.waitUntil(lambda: not tab.tree._flashing)


def test_an_answer_that_comes_later_is_shown_in_its_row(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    (question, *_) = payment()
    network.tell([question.record(1, ended=False)])
    seen()
    (story,) = rows(tab)
    (hop,) = rows(tab, tab.model.place_of(story.key))
    waiting = said(tab, hop)[lines.REPLY]

    network.tell([question.record(1)])
    seen()

    assert waiting == "ждём ответа"
    assert said(tab, hop)[lines.REPLY] == "200"


def test_a_row_is_one_sentence_to_a_screen_reader(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()
    (story,) = rows(tab)
    hop = rows(tab, tab.model.place_of(story.key))[-1]
    role = Qt.ItemDataRole.AccessibleTextRole

    of_story = tab.model.data(tab.model.place_of(story.key), role)
    of_hop = tab.model.data(tab.model.place_of(hop.key), role)

    assert f"Платёж {CODE}" in of_story
    assert "состояние: Зачислен, сумма 500,00\u00a0₽, обменов: 5" in of_story
    assert "ПЦ → Поставщик: зачисление · повторов: 1 · ⚡ ответ потерян, ответ: ответ потерян" in of_hop


def test_what_is_chosen_is_the_same_here_and_elsewhere(
    tab: ExchangesTab, network: Listening, chosen: Chosen, seen: Callable[[], None]
) -> None:
    hear(network, *(f"911000{n:04d}" for n in range(250)))
    seen()

    chosen.choose(CODE, 4)

    current = tab.tree.current()
    assert current is not None
    assert (current.story.key, current.number) == (CODE, 4)
    tab.tree.go_to(CODE)
    assert (chosen.story, chosen.hop) == (CODE, 0)


@pytest.mark.parametrize("percent", [100, 130])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_is_named_fits_and_speaks_the_language_that_is_on(
    window: QMainWindow,
    desk: Desk,
    tab: ExchangesTab,
    network: Listening,
    seen: Callable[[], None],
    percent: int,
    language: str,
) -> None:
    hear(network)
    desk.theme.zoom(percent)
    if language == "en":
        desk.switch_language()
    tab.search(CODE)
    seen()
    settle(window)

    assert unnamed(window) == []
    assert misfits(window) == []
    assert of_other_language(window, language, {"Esc"}) == []
    header = tab.model.headerData(lines.WHAT, Qt.Orientation.Horizontal)
    assert header == lines.COLUMNS[lines.WHAT].of(desk.languages.current)
    desk.theme.zoom(100)


def test_columns_keep_the_width_that_a_person_gave_them(
    qtbot: QtBot, desk: Desk, tab: ExchangesTab, network: Listening
) -> None:
    tab.tree.header().resizeSection(lines.WHO, 250)
    qtbot.waitUntil(lambda: "250" in desk.keep.text("exchanges/roomy"))

    again = ExchangesTab(desk, network.launcher, Chosen())
    qtbot.addWidget(again)
    again.resize(tab.size())
    again.show()

    assert again.tree.columnWidth(lines.WHO) == 250


def test_milliseconds_hide_before_a_sum_is_cut(qtbot: QtBot, window: QMainWindow, tab: ExchangesTab) -> None:
    roomy = tab.tree.isColumnHidden(lines.MS)

    settle(window, 700)

    assert not roomy
    assert tab.tree.isColumnHidden(lines.MS)
    assert tab.tree.columnViewportPosition(lines.SUM) + tab.tree.columnWidth(lines.SUM) <= tab.tree.width()
