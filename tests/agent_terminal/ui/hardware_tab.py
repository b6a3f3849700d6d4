"""The hardware tab in a window on a screen that is not there, over hardware that a test plays."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from agent_terminal.service.messages.printing import PrinterShown, Prints
from agent_terminal.ui.hardware import Hardware
from common.qt.desk import Desk
from common.qt.server_screen import ServerScreen
from common.qt.window import AppWindow
from common.words import Words
from tests.agent_terminal.ui.hardware_played import ACCEPTOR, PlayedHardware
from tests.common.qt.conftest import calm, desk, qapp

__all__ = ["calm", "desk", "look", "pressed", "qapp", "role", "tab", "window"]
PRINTER = PrinterShown(
    kind="none", target="", columns=42, encoding="cp866", code_page=0, language="payer", configured=False, paper=True,
    problem=None, waiting=0, place="", folder="",
)  # fmt: skip


@pytest.fixture
def role() -> PlayedHardware:
    made = PlayedHardware()
    made.answers["printer"] = PRINTER
    made.answers["prints"] = Prints(prints=[])
    return made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, calm: Callable[[], None]) -> Iterator[AppWindow]:
    made = AppWindow(desk, Words("Агент", "Agent"), (Hardware(desk), ServerScreen(desk)))
    screen = made.screens[0]
    assert isinstance(screen, Hardware)
    screen._timer.stop()
    made.resize(1024, 768)
    made.show()
    calm()
    yield made
    made.end()
    shiboken6.delete(made)


@pytest.fixture
def tab(window: AppWindow) -> Hardware:
    screen = window.screens[0]
    assert isinstance(screen, Hardware)
    return screen


@pytest.fixture
def look(tab: Hardware, role: PlayedHardware, calm: Callable[[], None]) -> Callable[..., None]:
    """The acceptor is another now, and the tab looks at it."""

    def again(**changed: Any) -> None:
        role.acceptor = replace(ACCEPTOR, **changed)
        tab.refresh()
        calm()

    return again


def pressed(qtbot: QtBot, tab: Hardware, name: str, calm: Callable[[], None]) -> None:
    button = next(one for one in tab.findChildren(QPushButton, name) if one.isVisible())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    calm()
