"""The first engine: CEF 131 by cef-capi-py, inside a native widget of the window, in the window's own thread."""

import math
import platform
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QResizeEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from agent_terminal.ui import browser_words
from agent_terminal.ui.browser import Browser, BrowserSettings
from common.words import Words

TURN_MS = 10
"""How often CEF gets its turn: a touch waits 5 ms on the average, and an idle page costs half a per cent of a core."""
HOLD_MS = 200
"""What others take away is taken back: Ctrl and the wheel zoom a page that does not forbid it, and nobody is asked; a
window manager gives the keyboard to the window, where it reaches the page only while the pointer is over it."""
CLOSE_MS = 3000
SMALL = (320, 240)
ZOOM_STEP = 1.2
"""Chromium counts zoom in powers of this."""
SAME_ZOOM = 0.001


class CapiBrowser(Browser):
    """CEF's window is a child of a native widget that fills this one."""

    _heard = Signal(str, object)

    def __init__(self, parent: QWidget | None, settings: BrowserSettings) -> None:
        """Nothing of CEF is loaded yet."""
        super().__init__(parent, settings)
        self._engine: Any = None
        self._capi: Any = None
        self._browser: Any = None
        self._inside: QWindow | None = None
        self._width = 0
        self._loads = 0
        self._in_turn = False
        self._done: Callable[[], None] | None = None
        self._host = QWidget(self)
        self._host.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self._turns = QTimer(self)
        self._turns.setTimerType(Qt.TimerType.PreciseTimer)
        self._turns.timeout.connect(self._turn)
        self._holds = QTimer(self)
        self._holds.timeout.connect(lambda: self._with_host(self._hold))
        # What CEF says comes from inside its turn, or from a thread of its own: it is heard after the turn, here.
        self._heard.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def open(self, url: str) -> None:
        """Load CEF and show the page; `impossible` says what is missing."""
        if self._browser is not None:
            self.reload_to(url)
            return
        trouble = self._begin(url)
        if trouble is not None:
            self.impossible.emit(trouble)

    def reload_to(self, url: str) -> None:
        """A new load even where only the fragment differs, which Chromium would take for a place on the same page."""
        if self._browser is None:
            self.open(url)
            return
        from cef_capi import struct

        self._loads += 1
        page, _, fragment = url.partition("#")
        frame = self._capi.pointed(self._browser.contents.get_main_frame(self._browser), struct.cef_frame_t)
        frame.contents.load_url(frame, self._capi.text(f"{page}?{self._loads}#{fragment}"))
        self._capi.let_go(frame)

    def lay_out(self, width: int) -> None:
        """By Chromium's own zoom, so that the page measures itself as on the real screen."""
        self._width = width
        self._fit()

    def take_focus(self) -> None:
        """The keyboard goes to CEF's own window."""
        self._with_host(lambda host: host.contents.set_focus(host, 1))

    def shut(self, done: Callable[[], None]) -> None:
        """Close the browser, wait for its last word, end CEF."""
        if self._browser is None:
            self._turns.stop()
            if self._engine is not None:
                self._engine.end()
            done()
            return
        if self._done is not None:
            return
        self._done = done
        self._holds.stop()
        self._inside = None
        self._with_host(lambda host: host.contents.close_browser(host, 1))
        QTimer.singleShot(CLOSE_MS, self, lambda: self._finish(whole=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The page grows with its widget."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A widget that has the focus gives it to the page."""
        super().focusInEvent(event)
        self.take_focus()

    def changeEvent(self, event: QEvent) -> None:
        """Another screen may count its pixels in another way."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._fit()

    def _begin(self, url: str) -> Words | None:
        if QGuiApplication.platformName() not in ("xcb", "windows"):
            return browser_words.NO_X11 if platform.system() == "Linux" else browser_words.STRANGE_SYSTEM
        try:
            from agent_terminal.ui import browser_capi_engine, browser_capi_handlers, browser_capi_structs
        except Exception as problem:  # noqa: BLE001 - the library raises a plain Exception on a strange system
            return browser_words.cannot_load(problem)
        self._engine, self._capi = browser_capi_engine, browser_capi_structs
        if not self._engine.start(self.settings, lambda: self._tell("again"), lambda bug: self._tell("trouble", bug)):
            self._engine = None
            return browser_words.busy(self.settings.cache)
        client = browser_capi_handlers.client(self._ears(browser_capi_handlers.Ears))
        # Made small and fitted at once: Chromium takes a pixel off a window that is made as large as the screen.
        self._browser = self._engine.browser(client, url, int(self._host.winId()), *SMALL)
        self._turns.start(TURN_MS)
        self._holds.start(HOLD_MS)
        if self._browser is None:
            return browser_words.NO_WINDOW
        self._with_host(self._adopt)
        self._fit()
        return None

    def _ears(self, ears: Any) -> Any:
        return ears(
            origin=self.settings.origin,
            full_screen=lambda: self.full_screen,
            loaded=lambda: self._tell("loaded"),
            not_loaded=lambda words: self._tell("not_loaded", words),
            refused=lambda url: self._tell("refused", url),
            strayed=lambda url: self._tell("strayed", url),
            terminated=lambda: self._tell("terminated"),
            pressed=lambda name: self._tell("pressed", name),
            closed=lambda: self._tell("closed"),
            closing=lambda: self._tell("closing"),
            trouble=lambda bug: self._tell("trouble", bug),
        )

    def _tell(self, what: str, about: object = "") -> None:
        self._heard.emit(what, about)

    def _hear(self, what: str, about: Any) -> None:
        if what == "closed":
            QTimer.singleShot(0, self, lambda: self._finish(whole=True))
        elif what == "closing":
            self._host.deleteLater()
        elif what == "loaded":
            self._fit()
            self.shown.emit()
        elif what == "terminated":
            self.died.emit()
        elif what == "strayed":
            self.refused.emit(about)
            self.died.emit()
        elif what == "not_loaded":
            self.fallen.emit(about)
        elif what == "refused":
            self.refused.emit(about)
        elif what == "pressed":
            self.pressed.emit(about)
        elif what == "trouble":
            self.trouble.emit(about)

    def _turn(self) -> None:
        """Not inside itself: a dialog that waits inside a turn would turn again."""
        if self._in_turn or self._engine is None:
            return
        self._in_turn = True
        try:
            self._engine.turn()
        finally:
            self._in_turn = False

    def _adopt(self, host: Any) -> None:
        handle = host.contents.get_window_handle(host)
        self._inside = QWindow.fromWinId(_number(handle))

    def _fit(self) -> None:
        if self._done is not None:
            return
        self._host.setGeometry(self.rect())
        if self._inside is None:
            return
        self._inside.setGeometry(QRect(0, 0, self.width(), self.height()))
        self._with_host(self._zoom)

    def _hold(self, host: Any) -> None:
        self._zoom(host)
        top = self.window()
        if top.isActiveWindow() and top.focusWidget() is self and QApplication.activePopupWidget() is None:
            host.contents.set_focus(host, 1)

    def _zoom(self, host: Any) -> None:
        wide = self._pixels().width()
        wanted = math.log(wide / self._width, ZOOM_STEP) if self._width and wide else 0.0
        if abs(host.contents.get_zoom_level(host) - wanted) > SAME_ZOOM:
            host.contents.set_zoom_level(host, wanted)

    def _pixels(self) -> QRect:
        """The size in pixels of the screen itself."""
        ratio = self.devicePixelRatioF()
        return QRect(0, 0, round(self.width() * ratio), round(self.height() * ratio))

    def _with_host(self, work: Callable[[Any], Any]) -> None:
        if self._browser is None:
            return
        from cef_capi import struct

        host = self._capi.pointed(self._browser.contents.get_host(self._browser), struct.cef_browser_host_t)
        try:
            work(host)
        finally:
            self._capi.let_go(host)

    def _finish(self, *, whole: bool) -> None:
        """The browser is gone; or it does not go: then the end of the process is the end of CEF."""
        done, self._done = self._done, None
        if done is None:
            return
        self._browser = None
        self._turns.stop()
        engine, self._engine = self._engine, None
        if whole:
            engine.end()
        done()


def _number(handle: Any) -> int:
    """A window's handle is a number, on Windows behind a pointer."""
    import ctypes

    return handle if isinstance(handle, int) else int(ctypes.cast(handle, ctypes.c_void_p).value or 0)
