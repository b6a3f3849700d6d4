"""A table in the window it is made for: the window's keys, search box and status bar."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.screen import Screen
from common.qt.table import Choice, FilterBar, ListAndDetails, shown_state
from common.qt.table.export_dialog import ExportDialog
from common.qt.window import AppWindow
from common.shown_status import ShownStatus
from common.words import Words
from tests.common.qt import audit
from tests.common.qt.table.payments import many, table

CONTROL = Qt.KeyboardModifier.ControlModifier


class Payments(Screen):
    """A tab with chips, a table and details."""

    name = "payments"
    title = Words("Платежи", "Payments")
    icon = "payments"
    help = Words("О платежах.", "About payments.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table = table(desk)
        states = [(state, shown_state(state)) for state in (ShownStatus.CREDITED, ShownStatus.REJECTED)]
        self.bar = FilterBar(desk, [Choice("state", Words("Статус", "State"), states)], self.table)
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(ListAndDetails(desk, self.name, self.table, QWidget()), 1)

    def refresh(self) -> None:
        self.table.show_rows(many(12))


@pytest.fixture
def screen(desk: Desk) -> Payments:
    return Payments(desk)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot, screen: Payments) -> Iterator[AppWindow]:
    made = AppWindow(desk, Words("МегаФон", "MegaFon"), [screen])
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.end()


@pytest.mark.parametrize("language", ["ru", "en"])
def test_everything_that_takes_the_keyboard_has_a_name(
    window: AppWindow, screen: Payments, desk: Desk, language: str
) -> None:
    screen.bar.choose("state", ShownStatus.REJECTED)
    window.desk.use_language("en" if language == "en" else "ru")

    assert audit.unnamed(window) == []
    screen.table.set_text("такого нет")
    assert audit.unnamed(window) == []


def test_escape_in_the_table_empties_the_search_box_too(window: AppWindow, screen: Payments, qtbot: QtBot) -> None:
    window.commands.box.setText("мегафон")
    qtbot.waitUntil(lambda: screen.table.model.total == 4, timeout=3000)
    screen.table.view.setFocus()

    qtbot.keyClick(screen.table.view, Qt.Key.Key_Escape)

    assert screen.table.model.total == 12
    assert window.commands.box.text() == ""


def test_the_windows_keys_copy_and_export_the_table(window: AppWindow, screen: Payments, qtbot: QtBot) -> None:
    screen.table.view.setFocus()

    qtbot.keyClick(screen.table.view, Qt.Key.Key_C, CONTROL)
    assert "0000-0012" in QGuiApplication.clipboard().text()

    qtbot.keyClick(screen.table.view, Qt.Key.Key_E, CONTROL)
    dialog = screen.table.findChild(ExportDialog)
    assert isinstance(dialog, ExportDialog)
    assert audit.unnamed(dialog) == []
    dialog.reject()


def test_the_status_bar_counts_the_rows(window: AppWindow, screen: Payments, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.status.summary.text() == "Всего: 12", timeout=3000)

    screen.bar.choose("state", ShownStatus.REJECTED)

    qtbot.waitUntil(lambda: window.status.summary.text() == "Показано 4 из 12", timeout=3000)


@pytest.mark.parametrize("percent", [100, 130])
def test_everything_fits_a_small_screen(window: AppWindow, screen: Payments, desk: Desk, percent: int) -> None:
    window.resize(1024, 768)
    desk.theme.zoom(percent)
    screen.bar.choose("state", ShownStatus.REJECTED)

    assert audit.misfits(screen) == []
