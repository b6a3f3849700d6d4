"""A window with nothing but the kiosk's browser in it: `python -m tests.journeys.browser_host ENGINE ORIGIN … URL`.

Each line of its input is an address to be opened or two numbers, a size; the end of the input is the end. What the
browser tells is told in lines.
"""

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from agent_terminal.ui.browser import ENGINES, BrowserSettings, made
from common import spawn

FIRST = (1024, 768)


class Told(QObject):
    """Lines of the input, in the window's own thread."""

    line = Signal(str)
    end = Signal()


def main() -> int:
    """Until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("origin")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--port", type=int)
    parser.add_argument("--python", default="")
    given = parser.parse_args()
    application = QApplication([sys.argv[0]])
    window = QWidget()
    window.setWindowFlag(Qt.WindowType.FramelessWindowHint)
    settings = BrowserSettings(given.origin, given.folder, debugging_port=given.port, python=given.python)
    browser = made(given.engine, window, settings)
    browser.setGeometry(0, 0, *FIRST)
    window.showFullScreen()
    for name in ("shown", "died"):
        getattr(browser, name).connect(lambda name=name: print(name, flush=True))
    for name in ("refused", "pressed", "fallen", "impossible", "trouble"):
        getattr(browser, name).connect(lambda what, name=name: print(name, what, flush=True))
    browser.shown.connect(browser.take_focus)
    told = Told()
    queued = Qt.ConnectionType.QueuedConnection

    def heard(line: str) -> None:
        size = line.split()
        if len(size) == 2:
            browser.resize(int(size[0]), int(size[1]))
        else:
            browser.reload_to(line)

    told.line.connect(heard, queued)
    told.end.connect(lambda: browser.shut(application.quit), queued)

    def listen() -> None:
        for line in sys.stdin:
            told.line.emit(line.strip())
        told.end.emit()

    spawn.thread("told", listen)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
