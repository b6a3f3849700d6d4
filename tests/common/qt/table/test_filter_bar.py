"""Chips over a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.table import Choice, FilterBar, LedgerTable, shown_state
from common.shown_status import ShownStatus
from common.words import Words
from tests.common.qt.table.payments import NAMES, Pages, many, table


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> LedgerTable:
    made = table(desk)
    qtbot.addWidget(made)
    made.show_rows(many(12))
    made.show()
    return made


@pytest.fixture
def bar(desk: Desk, qtbot: QtBot, shown: LedgerTable) -> FilterBar:
    providers = [(name, Words(name, name)) for name in NAMES]
    states = [(state, shown_state(state)) for state in (ShownStatus.CREDITED, ShownStatus.REJECTED)]
    choices = [
        Choice("provider", Words("Поставщик", "Provider"), providers),
        Choice(
            "state", Words("Статус", "State"), states, counter=lambda value: 12 if value is None else 4, inline=True
        ),
    ]
    made = FilterBar(desk, choices, shown)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_chip_filters_and_says_what_it_filters_by(bar: FilterBar, shown: LedgerTable, qtbot: QtBot) -> None:
    qtbot.mouseClick(bar.chip("state", ShownStatus.REJECTED), Qt.MouseButton.LeftButton)

    assert shown.model.total == 4
    assert bar.chip("state", ShownStatus.REJECTED).isChecked()
    assert bar.chip("state", ShownStatus.REJECTED).text() == "Отклонён 4"
    assert bar.chip("state", ShownStatus.REJECTED).accessibleName() == "Статус: Отклонён 4"
    assert bar.text.text() == "Показано 4 из 12"
    assert bar.reset.isVisible()


def test_the_same_chip_again_takes_the_filter_off(bar: FilterBar, shown: LedgerTable, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.mouseClick(bar.chip("state", ShownStatus.REJECTED), Qt.MouseButton.LeftButton)

    assert shown.model.total == 12
    assert bar.chip("state", None).isChecked()
    assert not bar.chip("state", ShownStatus.REJECTED).isChecked()


def test_a_menu_chooses_one_value_and_its_cross_drops_it(bar: FilterBar, shown: LedgerTable, qtbot: QtBot) -> None:
    menu = bar.menu(bar.choices["provider"])
    next(action for action in menu.actions() if action.text() == "МегаФон").trigger()

    assert shown.model.total == 4
    assert bar.chip("provider").text() == "Поставщик: МегаФон"
    assert bar.chip("provider", "drop").isVisible()

    qtbot.mouseClick(bar.chip("provider", "drop"), Qt.MouseButton.LeftButton)
    assert shown.model.total == 12
    assert bar.chip("provider").text() == "Поставщик: Все"


@pytest.mark.parametrize("from_table", [True, False])
def test_escape_drops_all_of_them(bar: FilterBar, shown: LedgerTable, qtbot: QtBot, from_table: bool) -> None:
    bar.choose("provider", "МегаФон")
    bar.choose("state", ShownStatus.CREDITED)

    qtbot.keyClick(shown.view if from_table else bar, Qt.Key.Key_Escape)

    assert shown.model.total == 12
    assert bar.values == {"provider": None, "state": None}
    assert not bar.reset.isVisible()


def test_a_link_drops_search_and_filters(bar: FilterBar, shown: LedgerTable, qtbot: QtBot) -> None:
    shown.set_text("мегафон")
    assert bar.text.text() == "Показано 4 из 12"

    with qtbot.waitSignal(shown.cleared):
        bar.reset.click()

    assert shown.model.total == 12
    assert bar.text.text() == "Всего: 12"


def test_other_values_keep_the_chosen_one(bar: FilterBar) -> None:
    bar.choose("provider", "МегаФон")

    bar.set_options("provider", [("Эр-телеком", Words("Эр-телеком", "Er-telecom"))])

    assert bar.chip("provider").text() == "Поставщик: МегаФон"
    assert bar.words() == [Words("Поставщик: МегаФон", "Provider: МегаФон")]


def test_a_default_is_on_from_the_start(desk: Desk, qtbot: QtBot) -> None:
    pages = Pages(many(12))
    made = table(desk)
    qtbot.addWidget(made)
    state = Words("Статус", "State")
    options = [(ShownStatus.REJECTED, shown_state(ShownStatus.REJECTED))]
    qtbot.addWidget(FilterBar(desk, [Choice("state", state, options, default=ShownStatus.REJECTED)], made))
    made.follow(pages)

    made.reload()

    assert pages.asked[0].filters == {"state": ShownStatus.REJECTED}
    assert made.model.total == 4


def test_a_long_search_is_said(desk: Desk, qtbot: QtBot) -> None:
    pages = Pages(many(12))
    made = table(desk)
    qtbot.addWidget(made)
    bar = FilterBar(desk, [], made)
    qtbot.addWidget(bar)
    made.follow(pages)
    made.reload()
    pages.hold = True

    made.set_text("МегаФон")
    qtbot.waitUntil(lambda: bar.text.text() == "Ищем…", timeout=3000)
    pages.let_go()

    assert bar.text.text() == "Показано 4 из 12"


def test_the_language_changes_with_chips_and_everything_has_a_name(bar: FilterBar, desk: Desk) -> None:
    bar.choose("provider", "МегаФон")
    bar.choose("state", ShownStatus.REJECTED)

    desk.languages.use("en")

    assert bar.chip("provider").text() == "Provider: МегаФон"
    assert bar.chip("state", ShownStatus.REJECTED).text() == "Rejected 4"
    assert bar.text.text() == "Shown 0 of 12"
    focusable = [one for one in bar.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert all(one.accessibleName() for one in focusable if one.isVisible())


def test_chips_go_on_in_the_next_line_and_are_large_enough_to_hit(bar: FilterBar, qtbot: QtBot) -> None:
    bar.resize(300, bar.heightForWidth(300))
    QApplication.processEvents()

    tops = {chip.y() for chips in bar.findChildren(type(bar.chip("provider"))) for chip in [chips] if chip.isVisible()}

    assert len(tops) > 1
    assert min(chip.height() for chip in bar.findChildren(type(bar.chip("provider"))) if chip.isVisible()) >= 28
    assert bar.heightForWidth(2000) < bar.heightForWidth(300)
