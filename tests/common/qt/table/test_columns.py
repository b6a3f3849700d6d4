"""Columns as a person arranged them, now and after a restart."""

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.table import LedgerTable
from tests.common.qt.table.payments import many, table


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> LedgerTable:
    return opened(desk, qtbot)


def opened(desk: Desk, qtbot: QtBot) -> LedgerTable:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_rows(many(5))
    return made


def names(made: LedgerTable) -> list[str]:
    return [column.name for column in made.seen_columns()]


def press(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.objectName() == name).trigger()


def test_width_order_hidden_columns_and_sorting_survive_a_restart(shown: LedgerTable, desk: Desk, qtbot: QtBot) -> None:
    header = shown.view.horizontalHeader()
    header.resizeSection(1, 177)
    header.moveSection(header.visualIndex(4), 0)
    press(shown.memory.menu(), "column-provider")
    press(shown.memory.menu(), "column-number")
    shown.memory.sort_by(4, descending=False)
    shown.hide()

    again = opened(desk, qtbot)

    assert names(again) == ["amount", "at", "code", "state", "number"]
    assert again.view.columnWidth(1) == 177
    assert again.memory.sorting() == (4, False)
    assert again.model.row(0).number == 1


def test_the_original_look_comes_back(shown: LedgerTable) -> None:
    header = shown.view.horizontalHeader()
    header.resizeSection(1, 177)
    header.moveSection(0, 3)
    press(shown.memory.menu(), "column-provider")

    press(shown.memory.menu(), "columns-original")

    assert names(shown) == ["at", "code", "provider", "state", "amount"]
    assert shown.view.columnWidth(1) == 100


def test_the_last_column_cannot_be_hidden(shown: LedgerTable) -> None:
    for name in ("at", "code", "provider", "state"):
        press(shown.memory.menu(), f"column-{name}")

    last = next(action for action in shown.memory.menu().actions() if action.objectName() == "column-amount")

    assert not last.isEnabled()


def test_what_was_kept_of_other_columns_is_not_taken_over(shown: LedgerTable, desk: Desk, qtbot: QtBot) -> None:
    shown.view.horizontalHeader().moveSection(0, 3)
    shown.memory.save()
    desk.keep.put("table/payments/1/shape", "other,columns")

    assert names(opened(desk, qtbot)) == ["at", "code", "provider", "state", "amount"]


def test_widths_kept_at_one_zoom_fit_another(shown: LedgerTable, desk: Desk, qtbot: QtBot) -> None:
    shown.view.horizontalHeader().resizeSection(1, 200)
    shown.memory.save()
    desk.theme.zoom(150)

    assert shown.view.columnWidth(1) == 300
    shown.hide()
    assert opened(desk, qtbot).view.columnWidth(1) == 300
