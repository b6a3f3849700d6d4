"""From `run_all.py` without arguments to the open list of roles, and to its end."""

from pathlib import Path

from PySide6.QtCore import QTimer

from common import spawn
from common.clock import Clock
from common.logs import Log
from common.qt import application
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from launcher_app.board import Board
from launcher_app.ui.inside import BoardInside
from launcher_app.ui.window import RolesWindow
from launcher_app.watched import network

KEPT = "launcher.ini"
LOOK_MS = 200


def run(profile: str, data: Path, log: Log, clock: Clock, stop: spawn.Signal, *, port: int | None = None) -> int:
    """Show the list until it is closed, or told to stop; 0."""
    data.mkdir(parents=True, exist_ok=True)
    running = application.start()
    keep = Keep(data / KEPT)
    languages = Languages("en" if keep.text("language") == "en" else "ru")
    theme = Theme(keep.text("theme", "system"), keep.number("zoom", 100))
    board = Board(network(profile, data, log, clock, port=port), log)
    desk = Desk(BoardInside(board, profile, log), languages, theme, keep, clock)
    try:
        window = RolesWindow(desk, board)
        window.left.connect(running.quit)
        watch = QTimer()
        watch.timeout.connect(lambda: window.end() if stop.is_set() else None)
        watch.start(LOOK_MS)
        window.show()
        running.exec()
        watch.stop()
    finally:
        board.close()
        desk.close()
    return 0
