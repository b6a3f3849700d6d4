"""Bringing a widget onto the screen of a test, in front and ready for keys."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def seen(qtbot: QtBot, widget: QWidget) -> None:
    """Show it and wait until it has the keyboard; the test's end closes it."""
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
