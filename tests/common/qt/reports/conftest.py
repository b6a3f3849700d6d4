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
from common.qt.reports.awaiting import Awaiting
from common.qt.screen import Screen
from common.qt.table import LedgerTable
from common.qt.theme import Theme
from common.qt.window import AppWindow
from common.words import Words
from tests.common.qt import audit
from tests.common.qt.conftest import calm, qapp
from tests.common.qt.reports.played import NOW, Played
from tests.common.qt.standin import StandInRole

__all__ = ["calm", "qapp"]
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


@pytest.fixture(scope="module")
def stage(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator["Stage"]:
    """One window for a whole file of tests: making one costs as much as several tests."""
    made = Stage(tmp_path_factory.mktemp("reports"))
    yield made
    made.close()


class Stage:
    """A centre's window with the tab over a played role; `clear` makes it as if it had just been opened."""

    def __init__(self, folder: Path) -> None:
        self.role = StandInRole("processing")
        self.folder, self._number = folder, 0
        keep = Keep(folder / "window.ini")
        self.desk = Desk(self.role, Languages("ru"), Theme("light"), keep, VirtualClock(milliseconds(NOW)))
        self.played = Played(self.role)
        self.tab = Reports(self.desk, registers=True, payment_tab="payments")
        self.window = AppWindow(self.desk, Words("ПЦ", "Centre"), [self.tab, PaymentsTab(self.desk)])
        audit.settle(self.window)

    def clear(self) -> None:
        """Nothing was asked, told, typed or chosen yet."""
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog):
                one.hide()
                one.deleteLater()
        for awaiting in self.window.findChildren(Awaiting):
            shiboken6.delete(awaiting)
        self._number += 1
        desk, tab = self.desk, self.tab
        desk.keep = Keep(self.folder / f"window-{self._number}.ini")
        desk.undo.stack.clear()
        desk.messages.recent.clear()
        while self.window.notices.close_last():
            pass
        desk.languages.use("ru")
        if desk.theme.percent != 100:
            self.window.zoom(100)
        self.played = Played(self.role)
        self.window.show_tab("reports")
        self.window.commands.box.put("")
        tab.search("")
        tab.pages.setCurrentIndex(0)
        for table in tab.findChildren(LedgerTable):
            table.clear()
            table.forget()
        self.role.asked.clear()

    def close(self) -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog):
                one.hide()
        self.window.end()
        self.desk.close()
        shiboken6.delete(self.window)


@pytest.fixture
def desk(stage: Stage) -> Desk:
    """At the moment that the played role knows."""
    return stage.desk


@pytest.fixture
def played(stage: Stage, calm: Callable[[], None]) -> Played:
    """A role of a centre, which has everything."""
    calm()
    stage.clear()
    calm()
    stage.role.asked.clear()
    return stage.played


@pytest.fixture
def person(qtbot: QtBot, stage: Stage, played: Played, calm: Callable[[], None]) -> Person:
    return Person(qtbot, stage.desk, stage.window, stage.tab, calm)
