"""The frame of the launcher's window: what stands above its pages, and the place it had the last time."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from common.qt import spoken
from common.qt.desk import Desk
from common.qt.main_window import MainWindow
from common.qt.window import STRIP

PLACE, DOCKS = "window", "docks"


def middle(desk: Desk, above: Sequence[QWidget], pages: QWidget) -> QWidget:
    """The strip that this is training, what is above the pages, the pages."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    strip = QFrame()
    strip.setProperty("strip", True)
    inside = QHBoxLayout(strip)
    inside.setContentsMargins(10, 3, 10, 3)
    inside.addWidget(spoken.label(desk, STRIP))
    for widget in (strip, *above):
        column.addWidget(widget)
    column.addWidget(pages, 1)
    return made


def restore(window: MainWindow, first: QSize) -> None:
    """The place it had, if that is still on some screen, and its docks."""
    keep = window.desk.keep
    window.resize(first)
    kept, docks = keep.bytes(PLACE), keep.bytes(DOCKS)
    if not kept.isEmpty():
        window.restoreGeometry(kept)
    if not docks.isEmpty():
        window.restoreState(docks)
    screens = QGuiApplication.screens()
    if screens and not any(one.availableGeometry().intersects(window.frameGeometry()) for one in screens):
        window.move(screens[0].availableGeometry().topLeft())


def remember(window: MainWindow) -> None:
    """For the next time."""
    window.desk.keep.put(PLACE, window.saveGeometry())
    window.desk.keep.put(DOCKS, window.saveState())
