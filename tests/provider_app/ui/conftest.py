"""A real provider behind its window; and for bad days, one that the test plays."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from common.errors import OplataError
from common.protocol.endpoint import Message
from common.qt.desk import Desk
from common.qt.inside import RoleInside
from common.qt.table import FilterBar
from common.qt.window import AppWindow
from provider_app import server
from provider_app.ui.window import window as make_window
from tests.common.qt.conftest import calm, desk, qapp
from tests.common.qt.standin import StandInServer
from tests.provider_app.running import Running

__all__ = ["calm", "desk", "qapp"]
W = TypeVar("W", bound=QWidget)


class Behind(RoleInside):
    """The provider in this process; `broken[operation]` is raised instead of an answer, `asked` counts them."""

    def __init__(self, running: Running) -> None:
        super().__init__(running.instance, server.OPERATIONS)
        self.broken: dict[str, OplataError] = {}
        self.asked: list[str] = []
        self._server = StandInServer()
        self._server.url = running.instance.place.url

    @property
    def server(self) -> Any:
        return self._server

    def carry_out(self, operation: str, question: Message) -> Any:
        self.asked.append(operation)
        if operation in self.broken:
            raise self.broken[operation]
        return super().carry_out(operation, question)


class Person:
    """Whoever sits before the window."""

    def __init__(self, qtbot: QtBot, desk: Desk, window: AppWindow, calm: Callable[[], None]) -> None:
        self.qtbot, self.desk, self.window, self.calm = qtbot, desk, window, calm

    def open(self, tab: str) -> Any:
        """A tab, filled."""
        assert self.window.show_tab(tab)
        self.calm()
        return self.window.screen_shown

    def press(self, name: str, within: QWidget | None = None) -> None:
        """A button by its stable name."""
        QApplication.processEvents()
        found = self.find(QPushButton, name, within)
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton)
        self.calm()

    def do(self, command: str) -> None:
        """A command of the open tab, whose dialog or notice it may open."""
        action = next(one for one in self.window.actions_of_window.every if one.objectName() == command)
        action.trigger()
        self.calm()

    def find(self, kind: type[W], name: str, within: QWidget | None = None) -> W:
        """A visible widget by its name."""
        for root in [within] if within is not None else [*self.dialogs(), self.window]:
            for one in root.findChildren(kind, name):
                if one.isVisible():
                    return one
        raise AssertionError(f"no visible {name}")

    def dialogs(self) -> list[QDialog]:
        """What is open over the window, the newest first."""
        every = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return every[::-1]

    def dialog(self) -> Any:
        """The one that is open."""
        self.calm()
        (found,) = self.dialogs()
        return found

    def answer(self, words: str) -> None:
        """A button of the open question, by its text."""
        button = next(one for one in self.dialog().findChildren(QPushButton) if one.text() == words)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.calm()

    def filters(self, screen: QWidget) -> FilterBar:
        """The chips over a tab's list."""
        return screen.findChildren(FilterBar)[0]

    def told(self) -> list[str]:
        """What the window has said, the newest last."""
        return [self.desk.say(one.notice.words) for one in self.desk.messages.recent]

    def until(self, so: Callable[[], object]) -> None:
        """Wait until something is seen."""
        self.qtbot.waitUntil(lambda: bool(so()), timeout=5_000)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    made = Running(tmp_path / "provider")
    yield made
    made.close()


@pytest.fixture
def role(running: Running) -> Behind:
    """The role behind the window."""
    return Behind(running)


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> Iterator[AppWindow]:
    made = make_window(desk)
    made.resize(1024, 768)
    made.show()
    calm()
    yield made
    made.end()
    shiboken6.delete(made)


@pytest.fixture
def person(qtbot: QtBot, desk: Desk, window: AppWindow, calm: Callable[[], None]) -> Person:
    return Person(qtbot, desk, window, calm)
