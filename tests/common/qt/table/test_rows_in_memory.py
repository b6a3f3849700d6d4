"""A table of rows in memory: what it shows, finds, sorts and says."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.qt.desk import Desk
from common.qt.table import LedgerTable
from common.shown_status import ShownStatus
from tests.common.qt.table.payments import many, payment, table

ROLE = Qt.ItemDataRole


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> LedgerTable:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_rows(many(12))
    return made


def texts(made: LedgerTable, name: str) -> list[str]:
    place = next(number for number, column in enumerate(made.columns) if column.name == name)
    return [made.model.line(number)[place].text for number in range(made.model.total)]


def test_a_row_reads_as_people_write(shown: LedgerTable) -> None:
    line = [cell.text for cell in shown.model.line(0)]

    assert line[1:] == ["0000-0012", "МегаФон", "Зачислен", "12,50", "12"]
    assert (shown.model.line(0)[3].icon, shown.model.line(0)[3].token) == ("ok", "ok")


def test_a_screen_reader_gets_a_sentence_for_each_row_and_never_a_list_without_a_current_row(
    shown: LedgerTable,
) -> None:
    index = shown.view.currentIndex()

    assert index.row() == 0
    assert index.data(ROLE.AccessibleTextRole) == "Платёж 0000-0012, МегаФон"
    assert shown.model.index(0, 4).data(ROLE.AccessibleDescriptionRole) == "К зачислению: 12,50"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("мегафон", 4), ("ТЕПЛЫЙ", 4), ("0000-0007", 1), ("00000007", 1), ("7,50", 1), ("отклонён", 4),
        ("мега 0012", 1), ("нет", 0),
    ],
)  # fmt: skip
def test_a_search_looks_into_every_column(shown: LedgerTable, text: str, found: int) -> None:
    shown.set_text(text)

    assert shown.model.total == found
    assert shown.count_words().ru == f"Показано {found} из 12"


def test_a_filter_leaves_what_passes_and_escape_brings_everything_back(shown: LedgerTable, qtbot: QtBot) -> None:
    shown.set_filters({"state": ShownStatus.REJECTED})
    assert shown.model.total == 4

    with qtbot.waitSignal(shown.cleared):
        qtbot.keyClick(shown.view, Qt.Key.Key_Escape)

    assert shown.model.total == 12
    assert shown.count_words().ru == "Всего: 12"


def test_a_header_sorts_by_value_and_a_third_press_gives_the_lists_own_order_back(shown: LedgerTable) -> None:
    shown.memory.sort_by(4, descending=False)
    assert texts(shown, "amount")[:2] == ["1,50", "2,50"]

    shown.memory.sort_by(4, descending=True)
    assert texts(shown, "amount")[:2] == ["12,50", "11,50"]

    shown.memory.sort_by(-1, descending=True)
    assert texts(shown, "code")[0] == "0000-0012"


def test_the_current_row_the_selection_and_the_scroll_survive_a_refresh(desk: Desk, qtbot: QtBot) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_rows(many(100))
    made.select(50)
    made.view.choose([49, 50, 51])
    made.view.verticalScrollBar().setValue(40 * made.view.row_height + 5)
    top = made.model.row(made.view.rowAt(0)).number

    made.show_rows([row for row in many(103) if row.number not in (99, 70)])

    assert [row.number for row in made.selected()] == [51, 50, 49]
    assert made.current().number == 50
    assert made.model.row(made.view.rowAt(0)).number == top


def test_a_row_that_left_hands_the_keyboard_to_the_one_in_its_place(shown: LedgerTable) -> None:
    shown.select(8)

    shown.show_rows([row for row in many(12) if row.number != 8])

    assert shown.current().number == 7


def test_a_new_row_flashes_once_and_what_was_there_does_not(
    shown: LedgerTable, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.theme, "reduced_motion", lambda: False)
    shown.show_rows(many(13))

    assert [number for number in range(13) if shown.view.flashes(number)] == [0]
    qtbot.waitUntil(lambda: not shown.view.flashes(0), timeout=5000)


def test_the_screen_hears_of_another_row_and_of_a_change_of_the_same_one(shown: LedgerTable) -> None:
    heard: list[object] = []
    shown.chosen.connect(heard.append)

    shown.select(5)
    shown.show_rows(many(12))
    shown.show_rows([payment(6) if row.number == 5 else row for row in many(12)][:6])
    shown.show_rows([])

    assert heard[0] == payment(5)
    assert heard[-1] is None
    assert len([row for row in heard if row == payment(5)]) == 1


def test_enter_and_a_double_click_open_the_row(shown: LedgerTable, qtbot: QtBot) -> None:
    opened: list[object] = []
    shown.opened.connect(opened.append)
    shown.select(10)

    qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    at = shown.view.visualRect(shown.model.index(4, 1)).center()
    qtbot.mouseDClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert opened == [payment(10), payment(8)]


def test_the_summary_counts_rows_and_adds_up_the_selected_ones(shown: LedgerTable, qtbot: QtBot) -> None:
    shown.view.choose([0, 1])

    with qtbot.waitSignal(shown.summary) as told:
        shown.view.choose([0, 1, 2])

    assert told.args == ["Всего: 12 · Выделено: 3 · Σ К зачислению 34,50\u00a0₽"]


def test_an_empty_list_says_what_to_do_and_an_empty_search_how_to_undo_it(desk: Desk, qtbot: QtBot) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    overlay = made.states.overlay

    made.show_rows([])
    assert (overlay.text.text(), overlay.button.text()) == ("Платежей ещё не было.", "Показать")

    made.show_rows(many(3))
    assert not overlay.isVisible()

    made.set_text("такого нет")
    assert (overlay.text.text(), overlay.button.text()) == ("Нет платежей с такими условиями", "Сбросить фильтры")
    overlay.button.click()
    assert made.model.total == 3
    assert not overlay.isVisible()


def test_a_list_that_could_not_be_had_says_so_and_old_rows_turn_grey(desk: Desk, qtbot: QtBot) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    overlay = made.states.overlay

    made.fail(Unavailable("storage_full", "x"))
    assert overlay.text.text().startswith("Не удалось загрузить список платежей.")
    with qtbot.waitSignal(made.retried):
        overlay.button.click()

    made.show_rows(many(3))
    made.fail(Unavailable("storage_full", "x"))
    assert (made.view.stale, made.states.old.isVisible()) == (True, True)
    assert made.states.old.text.text().startswith("Не удалось обновить. Показаны данные на ")

    made.show_rows(many(3))
    assert (made.view.stale, made.states.old.isVisible()) == (False, False)


def test_loading_is_said_only_when_it_takes_longer_than_a_moment(desk: Desk, qtbot: QtBot) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    overlay = made.states.overlay

    made.wait()
    assert not overlay.isVisible()
    qtbot.waitUntil(overlay.isVisible, timeout=3000)

    assert overlay.text.text() == "Загружаем список платежей…"


def test_the_language_changes_while_the_table_is_open(shown: LedgerTable, desk: Desk) -> None:
    shown.select(5)

    desk.languages.use("en")

    header = [shown.model.headerData(n, Qt.Orientation.Horizontal) for n in range(2)]
    assert header == ["Time", "Code"]
    assert texts(shown, "state")[0] == "Credited"
    assert texts(shown, "amount")[0] == "12.50"
    assert shown.current().number == 5
    assert shown.summary_text == "Total: 12"
    assert shown.view.accessibleName() == "List of payments"
    assert shown.view.currentIndex().data(ROLE.AccessibleTextRole) == "Payment 0000-0005, Тёплый дом"


def test_rows_are_high_enough_to_hit_and_grow_with_the_text(shown: LedgerTable, desk: Desk) -> None:
    assert shown.view.row_height >= 28

    desk.theme.zoom(150)

    assert shown.view.row_height >= 42
    assert shown.view.columnWidth(2) == 240


def test_letters_typed_into_a_list_do_not_read_it_to_its_end(shown: LedgerTable, qtbot: QtBot) -> None:
    qtbot.keyClicks(shown.view, "0000")

    assert shown.current().number == 12
