"""From `run_all.py` without arguments to the launcher's open window, and to its end."""

import sys
from collections.abc import Callable
from contextlib import ExitStack

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from common import spawn
from common.logs import say
from common.operation import doors
from common.qt import application
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.probe import OPERATIONS, Probe
from common.qt.theme import Theme
from common.setup.debian import has_screen
from common.words import Words
from launcher_app.launcher import Launcher
from launcher_app.served import Served
from launcher_app.ui.inside import LauncherInside
from launcher_app.ui.window import LauncherWindow

NO_SCREEN = Words(
    "Экрана нет (переменные DISPLAY и WAYLAND_DISPLAY пусты), окно открыть негде. Данные не тронуты. "
    "Роли можно запустить и без окон: python3 run_all.py start --headless",
    "There is no screen (DISPLAY and WAYLAND_DISPLAY are empty) to open a window on. No data was touched. "
    "The roles start without windows, too: python3 run_all.py start --headless",
)
KEPT = "launcher.ini"
LOOK_MS = 200


def run(launcher: Launcher, stop: spawn.Signal) -> int:
    """Show the window until it is closed, or told to stop; the exit code."""
    if not has_screen():
        say(NO_SCREEN.ru, sys.stderr)
        return application.NO_SCREEN_CODE
    launcher.data.mkdir(parents=True, exist_ok=True)
    running = application.start()
    keep = Keep(launcher.data / KEPT)
    languages = Languages("en" if keep.text("language") == "en" else "ru")
    theme = Theme(keep.text("theme", "system"), keep.number("zoom", 100))
    with ExitStack() as last_first:
        last_first.callback(launcher.close)
        served = Served(launcher.data, launcher.log, launcher.clock)
        last_first.callback(served.stop)
        desk = Desk(LauncherInside(launcher, served), languages, theme, keep, launcher.clock)
        last_first.callback(desk.close)
        with theme.making():
            window = LauncherWindow(desk, launcher)
        application.keep_going(desk)
        served.doors = doors(OPERATIONS, Probe(desk, window))
        _work(running, window, served.start, stop)
    return 0


def _work(running: QApplication, window: LauncherWindow, serve: Callable[[], None], stop: spawn.Signal) -> None:
    """Until everything that was started from here has ended."""
    window.left.connect(running.quit)
    watch = QTimer()
    watch.timeout.connect(lambda: window.end() if stop.is_set() else None)
    watch.start(LOOK_MS)
    window.appear()
    QTimer.singleShot(0, window, serve)
    running.exec()
    watch.stop()
    window.hide()
