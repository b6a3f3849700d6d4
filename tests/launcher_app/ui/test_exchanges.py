"""«Обмены»: the tree of stories, its filters, its keys, and its calm while exchanges come."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QMainWindow, QPushButton
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.table.chip import Chip
from launcher_app.feed.hop import Arrow, Outcome
from launcher_app.ui.chosen import Chosen
from launcher_app.ui.exchanges import ExchangesTab, lines
from launcher_app.ui.exchanges.model import Row, hop_key
from tests.common.qt.audit import misfits, of_other_language, settle, unnamed
from tests.common.qt.conftest import qapp  # noqa: F401 - a fixture
from tests.launcher_app.feed.said import START_MS, payment, poll
from tests.launcher_app.ui.listening import CODE, Listening, at_a_desk, listening, lost

NOWHERE = QModelIndex()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Listening]:
    with listening(tmp_path) as made:
        yield made


@pytest.fixture
def desk(qtbot: QtBot, network: Listening, tmp_path: Path) -> Iterator[Desk]:
    with at_a_desk(network.launcher, tmp_path) as made:
        yield made


@pytest.fixture
def chosen(desk: Desk) -> Chosen:
    return Chosen()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, network: Listening, chosen: Chosen) -> QMainWindow:
    made = QMainWindow()
    made.setCentralWidget(ExchangesTab(desk, network.launcher, chosen))
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def tab(window: QMainWindow) -> ExchangesTab:
    made = window.centralWidget()
    assert isinstance(made, ExchangesTab)
    return made


@pytest.fixture
def seen(qtbot: QtBot, tab: ExchangesTab, network: Listening) -> Callable[[], None]:
    """Wait until the list shows everything that was said, as it is looked for now."""

    def wait() -> None:
        launcher = network.launcher
        now = (launcher.network, launcher.stories.changes, launcher.feed.changes, launcher.session.changes)

        def caught_up() -> bool:
            tab.look()
            return tab._seen == now and tab._asked == tab.filters.query and not tab._is_looking

        qtbot.waitUntil(caught_up, timeout=5000)

    return wait


@pytest.fixture
def key(qtbot: QtBot, tab: ExchangesTab) -> Callable[..., None]:
    def press(which: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        tab.tree.setFocus()
        qtbot.keyClick(tab.tree, which, held)

    return press


def hear(network: Listening, *payments: str) -> None:
    """The payment with a lost reply, and others that went well, each a minute after the other."""
    for question, told in lost():
        network.hear([question], **told)
    for number, account in enumerate(payments, 1):
        network.hear(payment(60_000 * number, account))


def rows(tab: ExchangesTab, above: QModelIndex = NOWHERE) -> list[Row]:
    found = [tab.model.row(tab.model.index(n, 0, above)) for n in range(tab.model.rowCount(above))]
    return [row for row in found if row is not None]


def said(tab: ExchangesTab, row: Row) -> list[str]:
    return [cell.text for cell in tab.model.cells(row)]


def texts(tab: ExchangesTab) -> str:
    return "\n".join(label.text() for label in tab.findChildren(QLabel) if label.isVisible())


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


def test_the_newest_rows_are_seen_at_once_at_the_top(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network, *(f"91100000{n:02d}" for n in range(40)))
    seen()

    network.hear(payment(60_000 * 60, "9119999999"))
    seen()

    assert tab.tree.verticalScrollBar().value() == 0
    assert rows(tab)[0].story.account == "9119999999"


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
    assert "Обменов ещё не было. Нажмите «Позвонить» в окне потребителя." in texts(tab)

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


def test_a_star_is_put_taken_away_and_taken_back(
    qtbot: QtBot, desk: Desk, tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    session = network.launcher.session
    hear(network)
    seen()
    tab.tree.go_to(hop_key(CODE, 3))
    hop = network.launcher.feed.hop(3)
    assert hop is not None

    key(Qt.Key.Key_Space)
    starred = session.starred(CODE, hop.span)
    key(Qt.Key.Key_Space)
    desk.undo.undo()

    assert starred
    assert session.starred(CODE, hop.span)
    (mark,) = session.marks()
    assert (mark.code, mark.at_ms) == (CODE, START_MS + 400)
    assert "Терминал → ПЦ: платёж" in mark.line


@pytest.mark.parametrize("letter", [Qt.Key.Key_N, Qt.Key(ord("Т"))], ids=["N", "Т, Russian layout"])
def test_a_note_is_written_and_shown_at_its_row(
    qtbot: QtBot,
    tab: ExchangesTab,
    network: Listening,
    seen: Callable[[], None],
    key: Callable[..., None],
    letter: Qt.Key,
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)
    key(letter)
    dialog = tab.findChild(QDialog, "exchange-note-dialog")
    assert isinstance(dialog, QDialog)

    dialog.form.fields["note"].fill("где 500 ₽?")  # type: ignore[attr-defined]
    dialog.body.press()  # type: ignore[attr-defined]
    seen()

    assert network.launcher.session.note(CODE) == "где 500 ₽?"
    assert tab.model.cells(rows(tab)[0])[lines.WHO].icon == "note"


def test_keys_pause_show_raw_and_delete_nothing(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)

    key(Qt.Key.Key_P)
    paused = network.launcher.feed.paused
    key(Qt.Key.Key_P)
    with qtbot.waitSignal(tab.raw_asked):
        key(Qt.Key.Key_F4)
    key(Qt.Key.Key_Delete)

    assert paused
    assert not network.launcher.feed.paused
    assert [row.key for row in rows(tab)] == [CODE]


def test_keys_of_the_list_do_nothing_while_the_focus_is_elsewhere(
    qtbot: QtBot, tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)
    chip = tab.filters.findChild(Chip, "chip-arrow")
    assert chip is not None
    chip.setFocus()

    qtbot.keyClick(chip, Qt.Key.Key_N)
    qtbot.keyClick(chip, Qt.Key.Key_P)

    assert tab.findChild(QDialog) is None
    assert not network.launcher.feed.paused


def test_the_selection_is_copied_as_lines_with_tabs(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(CODE)
    tab.tree.expand(tab.tree.currentIndex())
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    plain = QGuiApplication.clipboard().text().splitlines()
    key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    headed = QGuiApplication.clipboard().text().splitlines()

    assert len(plain) == 2
    assert plain[0].split("\t")[-1] == "500,00"
    assert "Терминал → ПЦ" in plain[1]
    assert headed == ["\t".join(words.ru for words in lines.COLUMNS), *plain]


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


def test_two_exchanges_are_compared_and_fewer_are_explained(
    qtbot: QtBot, desk: Desk, tab: ExchangesTab, network: Listening, seen: Callable[[], None], key: Callable[..., None]
) -> None:
    hear(network)
    seen()
    compare = Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    tab.tree.go_to(hop_key(CODE, 1))
    key(*compare)
    alone = tab.findChild(QDialog, "compare-dialog")

    key(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    key(*compare)

    assert alone is None
    assert "Сравнить можно два обмена" in desk.messages.recent[-1].notice.words.ru
    assert isinstance(tab.findChild(QDialog, "compare-dialog"), QDialog)


def test_the_menu_names_every_deed_with_its_key(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()
    tab.tree.go_to(hop_key(CODE, 3))

    named = {deed.name: deed for group in tab.acting.deeds() for deed in group}
    named["copy-code"].run()
    code = QGuiApplication.clipboard().text()
    named["copy-json"].run()
    told = QGuiApplication.clipboard().text()
    named["copy-curl"].run()
    curl = QGuiApplication.clipboard().text()

    assert code == CODE
    assert '"verb": "payments"' in told
    assert "/v1/payments" in curl
    assert named["star"].keys == "Space"


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


def test_another_network_begins_with_an_empty_list(
    tab: ExchangesTab, network: Listening, seen: Callable[[], None]
) -> None:
    hear(network)
    seen()

    network.launcher.open("network-2")
    seen()

    assert rows(tab) == []
