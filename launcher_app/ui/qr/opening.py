"""From `run_all.py qr` to the workbench's open window, and to its end."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer

from common import spawn
from common.clock import SystemClock
from common.logs import say
from common.qt import application
from common.qt.desk import Desk
from common.qt.keep import Keep
from common.qt.languages import Languages
from common.qt.theme import Theme
from common.setup.debian import has_screen
from common.words import Language, Words
from launcher_app.instance import open_log
from launcher_app.ui.qr.inside import WorkbenchInside
from launcher_app.ui.qr.window import QrWindow

KEPT = "qr.ini"
LOOK_MS = 200
NO_SCREEN = Words(
    "Экрана нет (переменные DISPLAY и WAYLAND_DISPLAY пусты), окно открыть негде. То же без окна: "
    "python3 run_all.py qr explain КОД|КАРТИНКА, python3 run_all.py qr make ФОРМАТ поле=значение",
    "There is no screen (DISPLAY and WAYLAND_DISPLAY are empty) to open a window on. The same without one: "
    "python3 run_all.py qr explain CODE|PICTURE, python3 run_all.py qr make FORMAT key=value",
)


def run(data: Path, stop: spawn.Signal, language: Language | None = None) -> int:
    """Show the window until it is closed, or told to stop; the exit code. Without a language, that of the last time."""
    if not has_screen():
        say(NO_SCREEN.of(language or "ru"), sys.stderr)
        return application.NO_SCREEN_CODE
    data.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    log = open_log(data, "qr", clock)
    try:
        running = application.start()
        keep = Keep(data / KEPT)
        languages = Languages(language or ("en" if keep.text("language") == "en" else "ru"))
        theme = Theme(keep.text("theme", "system"), keep.number("zoom", 100))
        desk = Desk(WorkbenchInside(log), languages, theme, keep, clock)
        with theme.making():
            window = QrWindow(desk)
        application.keep_going(desk)
        window.left.connect(running.quit)
        watch = QTimer()
        watch.timeout.connect(lambda: window.end() if stop.is_set() else None)
        watch.start(LOOK_MS)
        window.appear()
        running.exec()
        watch.stop()
        window.hide()
        desk.close()
    finally:
        log.close()
    return 0
