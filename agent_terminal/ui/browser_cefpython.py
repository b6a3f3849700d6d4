"""The second engine: `cefpython3` 66 in a process of its own, whose window stands inside this one."""

import math
from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from agent_terminal.ui import browser_words
from agent_terminal.ui.browser import Browser, BrowserSettings
from agent_terminal.ui.browser_cefpython_line import ENDED, Heard, Line
from common.setup import cefpython, places
from common.words import Words

PROGRAM = "agent_terminal.ui.browser_cefpython_process"
START_MS, END_MS = 20_000, 5_000
QUICK_MS, QUICK_DEATHS = 10_000, 3
"""So many deaths, each so soon after a start, are no accident."""
WINDOWS = ("xcb", "windows")
"""Where a window of another process can stand inside ours."""
ZOOM_STEP = 1.2
"""Chromium counts zoom in powers of it."""
NOT_PREPARED = Words(
    "Второй движок (cefpython3 66) не подготовлен. Выполните: python3 run_all.py terminal --cef cefpython3 — или "
    "назовите свой Python: --cef-python ПУТЬ. Без окна терминал работает с --headless.",
    "The second engine (cefpython3 66) is not prepared. Run: python3 run_all.py terminal --cef cefpython3, or name a "
    "Python: --cef-python PATH. Without a window the terminal works with --headless.",
)
NOT_STARTED = Words(
    "Второй движок (cefpython3 66) не запускается под {python}.\nЧто с ним, скажет python3 run_all.py doctor.\n"
    "Терминал работает и без него: запустите его без --cef cefpython3 или без окна, с --headless.\n\n{why}",
    "The second engine (cefpython3 66) does not start under {python}.\npython3 run_all.py doctor tells what is wrong.\n"
    "The terminal works without it: start it without --cef cefpython3, or without a window: --headless.\n\n{why}",
)
LATE = Words("Не ответил за {seconds} с.", "No answer in {seconds} s.")


class EngineEnded(Exception):
    """The whole engine was gone at once, with the page: for the log, with its last words."""


class CefpythonBrowser(Browser):
    """The same face as every browser's; all the rest is at the other end of a line."""

    _rung = Signal()

    def __init__(self, parent: QWidget | None, settings: BrowserSettings) -> None:
        """An empty place."""
        self._line: Line | None = None
        self._full_screen = False
        super().__init__(parent, settings)
        self._page_width = 0
        self._loads = 0
        self._started = False
        self._deaths = 0
        self._done: Callable[[], None] | None = None
        self._lives = QElapsedTimer()
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._late)
        self._rung.connect(self._listen, Qt.ConnectionType.QueuedConnection)

    @property
    def full_screen(self) -> bool:
        """Whether the whole screen is the page's: then no key is the window's."""
        return self._full_screen

    @full_screen.setter
    def full_screen(self, on: bool) -> None:
        self._full_screen = on
        self._say("full_screen", on)

    def open(self, url: str) -> None:
        """Start the engine and show the page."""
        if self._done is not None:
            return
        if self._line is None and not self._start():
            return
        self._loads += 1
        page, _, fragment = url.partition("#")
        self._say("open", f"{page}?{self._loads}#{fragment}")

    def reload_to(self, url: str) -> None:
        """The same: each address is a new one, and an engine that has died is started again."""
        self.open(url)

    def lay_out(self, width: int) -> None:
        """The page is laid out as on a screen so many pixels wide."""
        self._page_width = width
        self._fit()

    def take_focus(self) -> None:
        """Keys go to the page from now on."""
        self.setFocus()
        self._say("focus")

    def shut(self, done: Callable[[], None]) -> None:
        """End the engine."""
        self._done = done
        self._patience.stop()
        if self._line is None:
            QTimer.singleShot(0, self, self._ended)
            return
        self._line.close()
        self._patience.start(END_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page fills its place."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """The place may have got its size while it was not seen."""
        super().showEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The window has come to the front: its keys are the page's."""
        super().focusInEvent(event)
        self._say("focus")

    def _start(self) -> bool:
        python = self.settings.python or str(cefpython.ready() or "")
        trouble = browser_words.NO_X11 if QGuiApplication.platformName() not in WINDOWS else None
        if trouble is not None or not python:
            self.impossible.emit(trouble or NOT_PREPARED)
            return False
        self._started = False
        self.settings.cache.mkdir(parents=True, exist_ok=True)
        self._line = Line(self._command(python), places.PROJECT, self._rung.emit)
        self._say("full_screen", self._full_screen)
        self._fit()
        self._lives.start()
        self._patience.start(START_MS)
        return True

    def _command(self, python: str) -> list[str]:
        width, height = self._pixels()
        port = self.settings.debugging_port
        words = ["--window", str(int(self.winId())), "--width", str(width), "--height", str(height)]
        words += ["--origin", self.settings.origin, "--folder", str(self.settings.cache)]
        return [python, "-m", PROGRAM, *words, "--debugging-port", str(-1 if port is None else port)]

    def _pixels(self) -> tuple[int, int]:
        ratio = self.devicePixelRatioF()
        return max(1, int(self.width() * ratio)), max(1, int(self.height() * ratio))

    def _fit(self) -> None:
        width, height = self._pixels()
        zoom = math.log(width / self._page_width, ZOOM_STEP) if self._page_width else 0.0
        self._say("lay_out", width, height, zoom)

    def _say(self, act: str, *values: object) -> None:
        if self._line is not None:
            self._line.say(act, *values)

    def _listen(self) -> None:
        if self._line is None:
            return
        for heard in self._line.take():
            self._hear(heard)

    def _hear(self, heard: Heard) -> None:
        match heard.event:
            case "started":
                self._started = True
                self._patience.stop()
            case "shown":
                self._fit()
                self.shown.emit()
            case "died":
                self.died.emit()
            case "refused":
                self.refused.emit(heard.what)
            case "pressed":
                self.pressed.emit(heard.what)
            case "fallen":
                self.fallen.emit(heard.what)
            case _ if heard.event == ENDED:
                self._gone(heard.what)

    def _gone(self, last_words: str) -> None:
        """The whole engine has ended: as it was told to, or with the page, or before there was one."""
        assert self._line is not None
        self._line.close()
        self._line = None
        self._patience.stop()
        self._deaths = self._deaths + 1 if self._lives.elapsed() < QUICK_MS else 1
        if self._done is not None:
            self._ended()
        elif self._started and self._deaths < QUICK_DEATHS:
            self.trouble.emit(EngineEnded(last_words))
            self.died.emit()
        else:
            self._deaths = 0
            self._impossible(last_words, last_words)

    def _late(self) -> None:
        """It has neither started nor ended in time."""
        assert self._line is not None
        self._line.kill()
        if self._done is None:
            seconds = START_MS // 1000
            self._line = None
            self._impossible(*(LATE.format(seconds=seconds).of(language) for language in ("ru", "en")))

    def _impossible(self, ru: str, en: str) -> None:
        python = self.settings.python or cefpython.ready()
        said = Words(NOT_STARTED.ru.format(python=python, why=ru), NOT_STARTED.en.format(python=python, why=en))
        self.impossible.emit(said)

    def _ended(self) -> None:
        done, self._done = self._done, lambda: None
        if done is not None:
            done()
