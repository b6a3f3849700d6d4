"""The tab in a window of its own over a played role, and a person before it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from common.clock import VirtualClock, milliseconds
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.reports import Reports
from common.qt.screen import Screen
from common.qt.theme import Theme
from common.qt.window import AppWindow
from common.words import Words
from tests.common.qt import audit
from tests.common.qt.conftest import calm, qapp, role
from tests.common.qt.reports.played import NOW, Played
from tests.common.qt.standin import StandInRole

__all__ = ["calm", "qapp", "role"]
W = TypeVar("W", bound=QWidget)


class PaymentsTab(Screen):
    """Where «К платежу» leads."""

    name = "payments"
    title = Words("Платежи", "Payments")
    icon = "payments"
    help = Words("Платежи.", "Payments.")
    shown = ""

    def show_about(self, about: str) -> None:
        self.shown = about


class Person:
    """Whoever sits before the tab."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: AppWindow, tab: Reports, calm: Callable[[], None]) -> None:
        self.qtbot, self.desk, self.window, self.tab, self.calm = qtbot, desk, window, tab, calm

    def open(self, page: str) -> Any:
        """A page of the tab, filled."""
        self.tab.show_about(page)
        self.look_again()
        return self.tab.pages.currentWidget()

    def look_again(self) -> None:
        """F5."""
        self.window.refresh()
        self.settle()

    def settle(self) -> None:
        """Everything asked for is answered, and everything shown has its place."""
        for _ in range(3):
            self.calm()
            QApplication.processEvents()

    def press(self, name: str) -> None:
        """A button by its stable name."""
        QApplication.processEvents()
        for kind in (QPushButton, QToolButton):
            for one in self._seen(kind, name):
                self.qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise AssertionError(f"no visible {name}")

    def do(self, command: str) -> None:
        """A command of the tab."""
        next(one for one in self.window.actions_of_window.every if one.objectName() == command).trigger()
        self.settle()

    def find(self, kind: type[W], name: str) -> W:
        """A visible widget by its name."""
        found = self._seen(kind, name)
        assert found, f"no visible {name}"
        return found[0]

    def sees(self, name: str) -> bool:
        """Whether it is to be seen."""
        QApplication.processEvents()
        return bool(self._seen(QWidget, name))

    def text(self, name: str) -> str:
        """What a label says, with plain spaces."""
        return plain(self.find(QLabel, name).text())

    def write(self, name: str, text: str) -> None:
        """Into a line by its name, instead of what is there."""
        line = self.find(QLineEdit, name)
        line.setFocus()
        line.selectAll()
        line.insert(text)
        line.textEdited.emit(line.text())
        self.settle()

    def dialog(self) -> Any:
        """The newest one that is open."""
        self.settle()
        found = self.dialogs()
        assert found, "no dialog is open"
        return found[0]

    def dialogs(self) -> list[QDialog]:
        """What is open over the window, the newest first."""
        every = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return every[::-1]

    def answer(self, words: Words) -> None:
        """A button of a question, by its words."""
        text = self.desk.say(words)
        found = [
            one for dialog in self.dialogs() for one in dialog.findChildren(QPushButton)
            if one.isVisible() and one.text() == text
        ]  # fmt: skip
        assert found, f"nobody asks «{text}»"
        self.qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def told(self) -> list[str]:
        """What the window has said, the newest last."""
        return [plain(self.desk.say(one.notice.words)) for one in self.desk.messages.recent]

    def _seen(self, kind: type[W], name: str) -> list[W]:
        return [
            one for root in [*self.dialogs(), self.window] for one in root.findChildren(kind, name) if one.isVisible()
        ]


def plain(text: str) -> str:
    """With plain spaces."""
    return text.replace("\u00a0", " ")


def column(table: Any, name: str) -> list[str]:
    """The texts of a column."""
    place = next(number for number, one in enumerate(table.columns) if one.name == name)
    return [plain(table.model.line(row)[place].text) for row in range(table.model.total)]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, role: StandInRole) -> Iterator[Desk]:
    """At the moment that the played role knows."""
    clock = VirtualClock(milliseconds(NOW))
    made = Desk(role, Languages("ru"), Theme("light"), Keep(tmp_path / "window.ini"), clock)
    yield made
    made.close()


@pytest.fixture
def played(role: StandInRole) -> Played:
    """A role of a centre, which has everything."""
    role.role = "processing"
    return Played(role)


@pytest.fixture
def tab(desk: Desk, played: Played) -> Reports:
    return Reports(desk, registers=True, payment_tab="payments")


@pytest.fixture
def window(desk: Desk, tab: Reports, calm: Callable[[], None]) -> Iterator[AppWindow]:
    made = AppWindow(desk, Words("ПЦ", "Centre"), [tab, PaymentsTab(desk)])
    audit.settle(made)
    calm()
    yield made
    for one in QApplication.topLevelWidgets():
        if isinstance(one, QDialog):
            one.hide()
    desk.languages.use("ru")
    desk.theme.zoom(100)
    made.end()
    shiboken6.delete(made)


@pytest.fixture
def person(qtbot: QtBot, desk: Desk, window: AppWindow, tab: Reports, calm: Callable[[], None]) -> Person:
    return Person(qtbot, desk, window, tab, calm)
