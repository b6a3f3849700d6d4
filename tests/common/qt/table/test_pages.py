"""A table that asks for pages as they are looked at."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from common.errors import Unavailable
from common.qt.desk import Desk
from common.qt.table import LedgerTable
from common.qt.table.edition import KEPT_PAGES, PAGE
from common.shown_status import ShownStatus
from tests.common.qt.table.payments import Pages, many, payment, table

Opened = Callable[[Pages], LedgerTable]


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Opened:
    def open_table(pages: Pages) -> LedgerTable:
        made = table(desk)
        qtbot.addWidget(made)
        made.show()
        made.follow(pages)
        made.reload()
        return made

    return open_table


def scrolled(made: LedgerTable, qtbot: QtBot, number: int) -> None:
    """Go there as the wheel does, and wait for the rows."""
    made.view.verticalScrollBar().setValue(number * made.view.row_height)
    qtbot.waitUntil(lambda: made.model.row(made.view.rowAt(0)) is not None, timeout=3000)


def test_only_what_is_looked_at_is_asked_for(opened: Opened, qtbot: QtBot) -> None:
    pages = Pages(many(100_000))

    made = opened(pages)

    assert made.model.total == 100_000
    assert made.current() == payment(100_000)
    assert [query.offset for query in pages.asked] == [0]
    scrolled(made, qtbot, 50_000)
    assert {query.offset // PAGE for query in pages.asked} <= {0, 249, 250, 251}
    assert made.model.row(made.view.rowAt(0)) == payment(50_000)


def test_pages_looked_at_long_ago_are_let_go(opened: Opened, qtbot: QtBot) -> None:
    made = opened(Pages(many(20_000)))

    for page in range(0, 100, 2):
        scrolled(made, qtbot, page * PAGE + 100)

    assert len(list(made.model.edition.known())) <= KEPT_PAGES * PAGE
    assert made.model.row(0) is None


def test_a_row_on_its_way_is_a_dot_row_and_is_read_as_such(opened: Opened, qtbot: QtBot) -> None:
    pages = Pages(many(1000))
    made = opened(pages)
    pages.hold = True

    made.view.verticalScrollBar().setValue(700 * made.view.row_height)

    assert {cell.text for cell in made.model.line(700)} == {"…"}
    assert made.model.index(700, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Строка загружается"
    qtbot.waitUntil(lambda: len(pages.asked) > 1, timeout=3000)
    pages.let_go()
    assert made.model.line(700)[1].text == "0000-0300"


def test_a_list_that_grows_stays_still_under_the_eyes(opened: Opened, qtbot: QtBot) -> None:
    pages = Pages(many(1000))
    made = opened(pages)
    scrolled(made, qtbot, 400)
    made.select(590)
    top = made.model.row(made.view.rowAt(0))

    pages.rows = many(1003)
    made.reload()

    assert made.model.total == 1003
    assert made.model.row(made.view.rowAt(0)) == top
    assert made.current() == payment(590)
    assert [row.number for row in made.selected()] == [590]


def test_at_the_top_new_rows_are_seen_and_the_current_one_stays_itself(
    opened: Opened, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.theme, "reduced_motion", lambda: False)
    pages = Pages(many(1000))
    made = opened(pages)

    pages.rows = many(1002)
    made.reload()

    assert made.view.rowAt(0) == 0
    assert made.model.row(0) == payment(1002)
    assert made.current() == payment(1000)
    assert [made.view.flashes(number) for number in range(4)] == [True, True, False, False]


def test_pages_of_one_list_carry_its_mark_though_it_grows_meanwhile(opened: Opened, qtbot: QtBot) -> None:
    pages = Pages(many(1000))
    made = opened(pages)

    pages.rows = many(1100)
    scrolled(made, qtbot, 500)

    assert made.model.row(500) == payment(500)
    assert {query.mark for query in pages.asked[1:]} == {1000}


def test_the_old_rows_are_shown_until_the_new_ones_are_all_here(opened: Opened, qtbot: QtBot) -> None:
    pages = Pages(many(1000))
    made = opened(pages)
    pages.hold = True

    made.set_text("МегаФон")

    assert made.model.total == 1000
    with qtbot.waitSignal(made.searching, check_params_cb=bool, timeout=3000):
        pass
    with qtbot.waitSignal(made.searching, check_params_cb=lambda slow: not slow):
        pages.let_go()
    assert made.count_words().ru == "Показано 333 из 1\u00a0000"


def test_the_answer_to_the_last_question_is_shown_whatever_came_before(opened: Opened) -> None:
    pages = Pages(many(1000))
    made = opened(pages)
    pages.hold = True

    made.set_text("Мега")
    made.set_text("Тёплый")
    made.set_filters({"state": ShownStatus.CREDITED})
    made.set_filters({})
    pages.let_go()

    assert made.model.total == 333
    assert {row.provider for _, row in made.model.edition.known()} == {"Тёплый дом"}


def test_a_search_begins_at_the_top_and_keeps_the_row_if_it_is_there(opened: Opened, qtbot: QtBot) -> None:
    made = opened(Pages(many(1000)))
    made.select(900)
    scrolled(made, qtbot, 300)

    made.set_text("МегаФон")

    assert made.current() == payment(900)
    assert made.view.in_sight()[0] <= made.view.currentIndex().row() <= made.view.in_sight()[1]


def test_only_columns_that_the_list_can_order_by_are_sorted(opened: Opened) -> None:
    pages = Pages(many(1000))
    made = opened(pages)

    made.memory.sort_by(2, descending=False)
    assert made.memory.sorting()[0] == -1
    made.memory.sort_by(4, descending=False)

    assert (pages.asked[-1].order, pages.asked[-1].descending) == ("sum", False)
    assert made.model.row(0) == payment(1)


def test_a_page_that_did_not_come_is_asked_for_again(opened: Opened, qtbot: QtBot) -> None:
    pages = Pages(many(1000))
    made = opened(pages)
    pages.error = Unavailable("busy")

    made.view.verticalScrollBar().setValue(600 * made.view.row_height)
    qtbot.waitUntil(lambda: made.view.stale, timeout=3000)
    pages.error = None
    made.states.old.button.click()

    assert made.model.row(600) == payment(400)
    assert not made.view.stale


def test_a_first_answer_that_is_an_error_offers_to_try_again(opened: Opened) -> None:
    pages = Pages(many(10))
    pages.error = Unavailable("busy")
    made = opened(pages)
    assert made.states.overlay.isVisible()

    pages.error = None
    made.states.overlay.button.click()

    assert made.model.total == 10
    assert not made.states.overlay.isVisible()


def test_reloads_asked_for_while_one_is_under_way_become_one(opened: Opened) -> None:
    pages = Pages(many(100))
    made = opened(pages)
    pages.hold = True
    for _ in range(5):
        made.reload()
    pages.rows = many(101)
    pages.let_go()

    assert len(pages.asked) == 3
    assert made.model.total == 101


def test_everything_selected_stays_everything(opened: Opened) -> None:
    pages = Pages(many(1000))
    made = opened(pages)
    made.view.selectAll()

    pages.rows = many(900)
    made.reload()

    assert made.view.chosen_count() == 900


def test_a_selection_that_is_not_all_here_is_counted_but_not_added_up(opened: Opened) -> None:
    made = opened(Pages(many(1000)))

    made.view.selectAll()

    assert made.summary_text == "Всего: 1\u00a0000 · Выделено: 1\u00a0000"
