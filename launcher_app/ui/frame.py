"""The frame of the launcher's window: the place and the docks that it had the last time."""

from PySide6.QtCore import QSize

from common.qt.main_window import MainWindow

PLACE, DOCKS = "window", "docks"


def restore(window: MainWindow, first: QSize) -> None:
    """The place it had, if that is still on some screen, and its docks."""
    keep = window.desk.keep
    window.resize(first)
    kept, docks = keep.bytes(PLACE), keep.bytes(DOCKS)
    if not kept.isEmpty():
        window.restoreGeometry(kept)
    if not docks.isEmpty():
        window.restoreState(docks)
    window.keep_on_screen()


def remember(window: MainWindow) -> None:
    """For the next time."""
    window.desk.keep.put(PLACE, window.saveGeometry())
    window.desk.keep.put(DOCKS, window.saveState())
