"""What tests of wallets' tab do with its dialogs and lists."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from common.qt.form import FormDialog
from common.qt.question import Question
from common.qt.table import LedgerTable
from processing_app.ui.issued import IssuedCard
from tests.processing_app.ui.pressing import opened

Calm = Callable[[], None]


def form(name: str) -> FormDialog:
    """The dialog of this name that is open."""
    return opened(FormDialog, f"dialog-{name}")


def question() -> Question:
    """The question that is open."""
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible())


def answer(words: str) -> None:
    """Press the button with these words of the question that is open."""
    next(one for one in question().buttons if one.text() == words).click()


def close_card() -> IssuedCard:
    """The card that was just issued is handed over."""
    card = opened(IssuedCard, "issued-card")
    card.close_button.click()
    return card


def click_code(qtbot: QtBot, table: LedgerTable) -> None:
    """On the code of the first row."""
    cell = table.model.index(0, next(number for number, one in enumerate(table.columns) if one.name == "code"))
    table.view.scrollTo(cell)
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=table.view.visualRect(cell).center())
