"""A list beside the details of its row."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.table import LedgerTable, ListAndDetails
from tests.common.qt.table.payments import many, table


class Both(QWidget):
    """A list, its details with one field, and the two together."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.list: LedgerTable = table(desk)
        self.list.show_rows(many(12))
        details = QWidget()
        self.field = QLineEdit()
        QVBoxLayout(details).addWidget(self.field)
        self.both = ListAndDetails(desk, "payments", self.list, details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.both)


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> Both:
    return opened(desk, qtbot)


def opened(desk: Desk, qtbot: QtBot) -> Both:
    made = Both(desk)
    qtbot.addWidget(made)
    made.resize(1300, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_the_details_stand_beside_a_wide_list_and_under_a_narrow_one(shown: Both) -> None:
    assert shown.both.splitter.orientation() == Qt.Orientation.Horizontal

    shown.resize(1000, 700)

    assert shown.both.splitter.orientation() == Qt.Orientation.Vertical


def test_enter_goes_to_the_details_and_escape_back_to_the_same_row(shown: Both, qtbot: QtBot) -> None:
    shown.list.select(5)
    shown.list.view.setFocus()

    qtbot.keyClick(shown.list.view, Qt.Key.Key_Return)
    assert shown.field.hasFocus()

    qtbot.keyClick(shown.field, Qt.Key.Key_Escape)
    assert shown.list.view.hasFocus()
    assert shown.list.current().number == 5


def test_the_keyboard_is_not_lost_with_the_details(shown: Both) -> None:
    shown.field.setFocus()

    shown.both.toggle_details()

    assert not shown.both.seen
    assert shown.list.view.hasFocus()


def test_hidden_details_and_the_splitters_place_survive_a_restart(shown: Both, desk: Desk, qtbot: QtBot) -> None:
    shown.both.splitter.setSizes([900, 395])
    shown.both.splitter.splitterMoved.emit(900, 1)
    shown.both.toggle_details()
    shown.hide()

    again = opened(desk, qtbot)
    assert not again.both.seen
    again.both.toggle_details()

    assert again.both.splitter.sizes()[0] == pytest.approx(900, abs=20)
