"""A part of the centre's window by itself, as large as it is in a usual one."""

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)


def put_up(qtbot: QtBot, part: W) -> W:
    """Shown; it goes with the test."""
    qtbot.addWidget(part)
    part.resize(1300, 760)
    part.show()
    return part
