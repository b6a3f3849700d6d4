"""The second engine's own program: cefpython3 in the window of another process, by lines of JSON both ways.

It runs under the old interpreter that cefpython3 needs: nothing here is newer than Python 3.7, and nothing of the
project is imported but the lock-down and this engine's own half of it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
import threading
import traceback
from typing import Any

from cefpython3 import cefpython as cef

from agent_terminal.ui import lockdown
from agent_terminal.ui.browser_cefpython_client import Client, tell

PULSE_MS = 4000
MISSED = 4
"""So many pulses without an answer: the page hangs, and hanging is as good as dead."""
GRACE_SECONDS = 2.0
LEFT, HANGS, MISTAKE = 2, 3, 70


class Program:
    """One browser in one window; its methods are what the window asks for, all on CEF's main thread."""

    def __init__(self, given: argparse.Namespace) -> None:
        """No browser before the first page."""
        self._window = given.window
        self._client = Client(cef, given.origin)
        self._browser: Any = None
        self._size = (given.width, given.height)
        self._zoom = 0.0
        self._asked = 0
        self._missed = 0

    def open(self, url: str) -> None:
        """Show the page; a renderer that has died comes back with it."""
        self._missed = 0
        if self._browser is not None:
            self._browser.LoadUrl(url)
            return
        place = cef.WindowInfo()
        place.SetAsChild(self._window, [0, 0, *self._size])
        safe = {"plugins_disabled": True, "webgl_disabled": True, "databases_disabled": True}
        self._browser = cef.CreateBrowserSync(place, settings=safe, url=url)
        self._browser.SetClientHandler(self._client)
        self._browser.SetZoomLevel(self._zoom)
        cef.PostDelayedTask(cef.TID_UI, PULSE_MS, self._pulse)

    def lay_out(self, width: int, height: int, zoom: float) -> None:
        """The window's size, in pixels of the screen, and how large the page is drawn."""
        self._size, self._zoom = (width, height), zoom
        if self._browser is None:
            return
        if sys.platform == "win32":
            cef.WindowUtils.OnSize(self._window, 0, 0, 0)
        else:
            self._browser.SetBounds(0, 0, width, height)
        self._browser.SetZoomLevel(zoom)

    def focus(self) -> None:
        """Keys come here."""
        if self._browser is not None:
            self._browser.SetFocus(True)

    def full_screen(self, on: bool) -> None:
        """Which keys are the window's depends on it."""
        self._client.full_screen = on

    def end(self) -> None:
        """Close the browser, then leave the loop."""
        if self._browser is None:
            cef.QuitMessageLoop()
        else:
            self._browser.CloseBrowser(True)

    def free(self) -> None:
        """CEF counts references: none may be left at its end."""
        self._browser = None

    def _pulse(self) -> None:
        """Does the page still answer? This CEF tells of a page that is gone, not of one that hangs."""
        if self._browser is None:
            return
        answered = self._client.heard == f"pulse {self._asked}"
        self._missed = 0 if answered or not self._asked else self._missed + 1
        if self._missed > MISSED:
            os._exit(HANGS)
        self._asked += 1
        self._browser.ExecuteJavascript(f"console.debug('pulse {self._asked}')")
        cef.PostDelayedTask(cef.TID_UI, PULSE_MS, self._pulse)


def main() -> None:
    """Work until standard input ends."""
    sys.excepthook = fail
    given = options()
    silent = {
        "cache_path": "",  # nothing of a payer is written: cookies and storage live in memory
        "user_data_path": given.folder,
        "locale": "ru",
        "accept_language_list": "ru,en",
        "log_severity": cef.LOGSEVERITY_DISABLE,
        "log_file": os.devnull,
        "remote_debugging_port": given.debugging_port,
        "context_menu": {"enabled": False},
        "downloads_enabled": False,
        "persist_session_cookies": False,
    }
    if sys.platform == "win32":
        cef.DpiAware.EnableHighDpiSupport()  # the window around counts real pixels, and so must this one
    cef.Initialize(silent, switches=dict(lockdown.switches(given.origin)))
    if sys.platform != "win32":
        cef.WindowUtils.InstallX11ErrorHandlers()
    program = Program(given)
    threading.Thread(target=listen, args=(program,), daemon=True).start()
    tell("started", cef.GetVersion()["chrome_version"])
    cef.MessageLoop()
    program.free()
    cef.Shutdown()
    os._exit(0)  # the thread may still wait inside standard input, which the interpreter's own end cannot bear


def options() -> argparse.Namespace:
    """Nothing secret is among them: the page's address with its token comes by standard input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--window", type=int, required=True)
    parser.add_argument("--width", type=int, required=True)
    parser.add_argument("--height", type=int, required=True)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--debugging-port", type=int, default=-1)
    return parser.parse_args()


def listen(program: Program) -> None:
    """Hand every line over to CEF's main thread; the end of the lines is the end."""
    acts = {
        "open": program.open,
        "lay_out": program.lay_out,
        "focus": program.focus,
        "full_screen": program.full_screen,
    }
    try:
        with contextlib.suppress(OSError), open(0, encoding="ascii", closefd=False) as lines:
            for line in lines:
                said = json.loads(line)
                cef.PostTask(cef.TID_UI, acts[said["act"]], *said["with"])
    finally:
        cef.PostTask(cef.TID_UI, program.end)
    threading.Event().wait(GRACE_SECONDS)
    os._exit(LEFT)  # our window has gone with the terminal's: CEF waits for its last word for ever


def fail(kind: Any, mistake: Any, place: Any) -> None:
    """A mistake in an answer to CEF would be taken for «yes»: the program ends instead, and is started anew."""
    traceback.print_exception(kind, mistake, place)
    sys.stderr.flush()
    os._exit(MISTAKE)


if __name__ == "__main__":
    main()
