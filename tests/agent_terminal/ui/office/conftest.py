"""A real terminal on a virtual clock behind its office; for bad days, operations that the test breaks or holds back."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from agent_terminal import server
from agent_terminal.ui.office import office as make_office
from common.errors import OplataError
from common.exchange import Exchange
from common.operation import carry_out
from common.protocol.endpoint import Message
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.table import FilterBar, LedgerTable
from common.qt.theme import Theme
from common.qt.window import AppWindow
from common.words import Words
from tests.agent_terminal.stand import OPERATOR, Stand
from tests.common.qt.conftest import calm, qapp
from tests.common.qt.standin import StandInServer

__all__ = ["calm", "qapp"]
W = TypeVar("W", bound=QWidget)
OPERATIONS = {one.name: one for one in server.OPERATIONS}


class Behind:
    """The terminal in this process; `broken[operation]` is raised instead of an answer, `asked` keeps the questions."""

    role, profile = "terminal", "test"

    def __init__(self, stand: Stand) -> None:
        self.stand = stand
        self.server = StandInServer()
        self.broken: dict[str, OplataError] = {}
        self.asked: list[tuple[str, Message]] = []

    def carry_out(self, operation: str, question: Message) -> Any:
        self.asked.append((operation, question))
        if operation in self.broken:
            raise self.broken[operation]
        return carry_out(self.stand, OPERATIONS[operation], OPERATOR, question)

    def commits(self) -> int:
        return self.stand.database.commits

    def exchanges(self) -> list[Exchange]:
        return list(self.stand.log.recent)

    def exchanged(self) -> int:
        return self.stand.log.exchanged

    def refused_logins(self) -> list[Exchange]:
        return []

    def log_path(self) -> str:
        return str(self.stand.log.lines.path)

    def unexpected(self, error: BaseException) -> None:
        raise error

    def times(self, operation: str) -> int:
        """How often an operation was asked for."""
        return sum(name == operation for name, _ in self.asked)


class Person:
    """Whoever sits before the office."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: AppWindow, calm: Callable[[], None]) -> None:
        self.qtbot, self.desk, self.window, self.calm = qtbot, desk, window, calm

    def open(self, tab: str) -> Any:
        """A tab, filled with what is true now."""
        assert self.window.show_tab(tab)
        return self.look_again()

    def look_again(self) -> Any:
        """F5."""
        self.window.refresh()
        self.calm()
        return self.window.screen_shown

    def press(self, name: str, within: QWidget | None = None) -> None:
        """A button by its stable name."""
        QApplication.processEvents()
        self.qtbot.mouseClick(self.find(QPushButton, name, within), Qt.MouseButton.LeftButton)
        self.calm()

    def do(self, command: str) -> None:
        """A command of the open tab."""
        action = next(one for one in self.window.actions_of_window.every if one.objectName() == command)
        action.trigger()
        self.calm()

    def write(self, name: str, text: str, within: QWidget | None = None) -> None:
        """Into a line by its name, instead of what is there."""
        line = self.find(QLineEdit, name, within)
        line.setFocus()
        line.selectAll()
        if text.isascii():
            self.qtbot.keyClicks(line, text)
        else:  # Qt's own test keys are those of an English keyboard
            line.insert(text)
        self.calm()

    def find(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """A visible widget by its name."""
        for root in [within] if within is not None else [*self.dialogs(), self.window]:
            for one in root.findChildren(kind, name):
                if one.isVisible():
                    return one
        raise AssertionError(f"no visible {name}")

    def sees(self, name: str) -> bool:
        """Whether something of this name is to be seen, once the layouts have come to rest."""
        QApplication.processEvents()
        return any(one.isVisible() for one in self.window.findChildren(QWidget, name))

    def text(self, name: str, within: QWidget | None = None) -> str:
        """What a label says, with plain spaces."""
        return plain(self.find(QLabel, name, within).text())

    def dialogs(self) -> list[QDialog]:
        """What is open over the window, the newest first."""
        every = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return every[::-1]

    def dialog(self) -> Any:
        """The one that is open."""
        self.calm()
        (found,) = self.dialogs()
        return found

    def answer(self, words: Words) -> None:
        """A button of the newest question, by its words."""
        text = self.desk.say(words)
        for dialog in self.dialogs():
            for button in dialog.findChildren(QPushButton):
                if button.isVisible() and button.text() == text:
                    self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
                    self.calm()
                    return
        raise AssertionError(f"nobody asks «{text}»")

    def filters(self, screen: QWidget) -> FilterBar:
        """The chips over a tab's list."""
        return next(one for one in screen.findChildren(FilterBar) if one.isVisible())

    def told(self) -> list[str]:
        """What the window has said, the newest last."""
        return [plain(self.desk.say(one.notice.words)) for one in self.desk.messages.recent]

    def undo(self) -> None:
        """Ctrl+Z."""
        self.desk.undo.undo()
        self.calm()

    def redo(self) -> None:
        """Ctrl+Y."""
        self.desk.undo.redo()
        self.calm()


def plain(text: str) -> str:
    """With plain spaces."""
    return text.replace("\u00a0", " ")


def column(table: LedgerTable, name: str) -> list[str]:
    """The texts of a column."""
    place = next(number for number, one in enumerate(table.columns) if one.name == name)
    return [plain(table.model.line(row)[place].text) for row in range(table.model.total)]


@pytest.fixture
def role(stand: Stand) -> Behind:
    """The terminal behind the window: just unpacked, until the test does something with it."""
    return Behind(stand)


@pytest.fixture
def desk(qtbot: QtBot, stand: Stand, role: Behind) -> Iterator[Desk]:
    """What every screen gets."""
    made = Desk(role, Languages("ru"), Theme("light"), Keep(stand.folder / "window.ini"), stand.clock)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> Iterator[AppWindow]:
    made = make_office(desk)
    made.resize(1024, 768)
    made.show()
    calm()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.hide()
    made.end()
    shiboken6.delete(made)


@pytest.fixture
def person(qtbot: QtBot, desk: Desk, window: AppWindow, calm: Callable[[], None]) -> Person:
    return Person(qtbot, desk, window, calm)
