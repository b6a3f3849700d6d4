"""What the tests of the centre's screens do with a window: press, read, find dialogs and notices."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from common.qt.desk import Desk
from common.qt.table import LedgerTable

D = TypeVar("D", bound=QDialog)


def press(qtbot: QtBot, root: QWidget, name: str) -> None:
    """Click a button by its name."""
    button = root.findChild(QPushButton, name) or root.findChild(QToolButton, name)
    assert button is not None, name
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def text(root: QWidget, name: str) -> str:
    """What a label says, with plain spaces."""
    label = root.findChild(QLabel, name)
    assert label is not None, name
    return label.text().replace("\u00a0", " ")


def column(table: LedgerTable, name: str) -> list[str]:
    """The texts of a column."""
    place = next(number for number, one in enumerate(table.columns) if one.name == name)
    return [table.model.line(row)[place].text.replace("\u00a0", " ") for row in range(table.model.total)]


def opened(kind: type[D], name: str) -> D:
    """The dialog of this name that is open."""
    for one in QApplication.topLevelWidgets():
        if isinstance(one, kind) and one.objectName() == name and one.isVisible():
            return one
    raise AssertionError(f"{name} is not open")


def told(desk: Desk) -> str:
    """The newest notice, in Russian."""
    return desk.messages.recent[-1].notice.words.ru if desk.messages.recent else ""
