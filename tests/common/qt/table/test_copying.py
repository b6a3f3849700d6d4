"""What a person gets into the clipboard."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from common.qt import wording
from common.qt.desk import Desk
from common.qt.table import Column, Kind, LedgerTable
from common.qt.table.context_menu import build
from common.words import Words
from tests.common.qt.table.payments import Pages, many, payment, table

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shown(desk: Desk, qtbot: QtBot) -> LedgerTable:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.show_rows(many(12))
    only(made, "code", "provider", "amount")
    return made


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def only(made: LedgerTable, *names: str) -> None:
    for place, column in enumerate(made.columns):
        made.view.setColumnHidden(place, column.name not in names)


def test_three_rows_of_three_columns_are_nine_cells(shown: LedgerTable, qtbot: QtBot) -> None:
    shown.view.choose([0, 1, 2])

    qtbot.keyClick(shown.view, Qt.Key.Key_C, CONTROL)

    assert [line.split("\t") for line in clipboard().split("\n")] == [
        ["0000-0012", "МегаФон", "12,50"],
        ["0000-0011", "Тёплый дом", "11,50"],
        ["0000-0010", "Эр-телеком", "10,50"],
    ]


def test_with_shift_the_names_of_the_columns_stand_above(shown: LedgerTable, qtbot: QtBot) -> None:
    qtbot.keyClick(shown.view, Qt.Key.Key_C, CONTROL | SHIFT)

    assert clipboard() == "Код\tПоставщик\tК зачислению\n0000-0012\tМегаФон\t12,50"


def test_columns_are_copied_as_they_stand(shown: LedgerTable) -> None:
    header = shown.view.horizontalHeader()
    header.moveSection(header.visualIndex(4), 0)

    shown.copy()

    assert clipboard() == "12,50\t0000-0012\tМегаФон"


def test_a_large_sum_is_copied_without_the_spaces_it_is_shown_with(desk: Desk, qtbot: QtBot) -> None:
    column = Column("sum", Words("Сумма", "Sum"), lambda row: row, Kind.MONEY)
    made = LedgerTable(desk, "sums", [column], noun=Words("сумм", "sums"), key=lambda row: row)
    qtbot.addWidget(made)
    made.show_rows([123_456_750, -5])
    made.view.selectAll()

    made.copy()

    assert made.model.line(0)[0].text == f"1{wording.BREAK}234{wording.BREAK}567,50"
    assert clipboard() == "1234567,50\n-0,05"


def test_a_text_with_tabs_and_lines_stays_one_cell(desk: Desk, qtbot: QtBot) -> None:
    column = Column("note", Words("Заметка", "Note"), lambda row: row)
    made = LedgerTable(desk, "notes", [column], noun=Words("заметок", "notes"), key=lambda row: row)
    qtbot.addWidget(made)
    made.show_rows(["раз\tдва\nтри"])

    made.copy()

    assert clipboard() == "раз два три"


def test_the_menu_copies_the_cell_and_the_row_as_json(shown: LedgerTable) -> None:
    shown.select(5)
    shown.view.setCurrentIndex(shown.model.index(shown.view.currentIndex().row(), 4))
    actions = {action.objectName(): action for action in build(shown).actions()}

    actions["copy-cell"].trigger()
    assert clipboard() == "5,50"

    actions["copy-json"].trigger()
    row = json.loads(clipboard())
    assert row == {
        "at": payment(5).at.astimezone().isoformat(timespec="milliseconds"),
        "code": "0000-0005", "provider": "Тёплый дом", "state": "Отклонён", "amount": 550, "number": 5,
    }  # fmt: skip


def test_rows_that_are_not_here_are_fetched_for_the_copy(desk: Desk, qtbot: QtBot) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show()
    made.follow(Pages(many(2500)))
    made.reload()
    made.view.selectAll()

    made.copy()
    qtbot.waitUntil(lambda: clipboard().count("\n") == 2499, timeout=3000)

    assert desk.messages.recent[-1].notice.words.ru == "Скопировано строк: 2\u00a0500"
    assert clipboard().split("\n")[-1].split("\t")[1] == "0000-0001"


def test_nothing_selected_is_said_and_not_silent(desk: Desk, qtbot: QtBot) -> None:
    made = table(desk)
    qtbot.addWidget(made)
    made.show_rows([])

    made.copy()

    assert desk.messages.recent[-1].notice.words.ru.startswith("Нечего копировать")
