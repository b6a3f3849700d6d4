"""The browser of the kiosk's page as its window sees it; which engine draws it is chosen here, and nowhere else."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from agent_terminal.ui.options import CEFPYTHON, ENGINES

__all__ = ["DEBUGGING_PORT", "ENGINES", "Browser", "BrowserSettings", "debugging_port", "made"]

DEBUGGING_PORT = "OPLATA_CEF_DEBUGGING_PORT"
"""For tests only: the page can be looked into through this port. Chromium binds it to 127.0.0.1 alone, and whoever can
set this program's environment can do all that the program can, so that nothing is opened to anyone new."""


@dataclass(frozen=True, slots=True)
class BrowserSettings:
    """`origin` is all that may be opened; `cache` the engine's own folder; `python` the second engine's interpreter."""

    origin: str
    cache: Path
    full_screen: bool = False
    debugging_port: int | None = None
    python: str = ""


class Browser(QWidget):
    """Shows one page and nothing else.

    `shown`: the page has loaded. `died`: its process is gone, `reload_to` brings it back. `refused`: an address was not
    opened. `pressed`: a key that is the window's, by name. `impossible`: this engine cannot run here, the Words say why
    and what to do. `fallen`: the page could not be loaded, with what the engine says of it. `trouble`: a bug of ours,
    met where nobody could catch it.
    """

    shown = Signal()
    died = Signal()
    refused = Signal(str)
    pressed = Signal(str)
    impossible = Signal(object)
    fallen = Signal(str)
    trouble = Signal(object)

    def __init__(self, parent: QWidget | None, settings: BrowserSettings) -> None:
        """An empty place; nothing of the engine is loaded before `open`."""
        super().__init__(parent)
        self.settings = settings
        self.full_screen = settings.full_screen
        self.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors, on=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def open(self, url: str) -> None:
        """Start the engine and show the page."""
        raise NotImplementedError

    def reload_to(self, url: str) -> None:
        """Show the page at this address anew, in a new process where the old one has died."""
        raise NotImplementedError

    def lay_out(self, width: int) -> None:
        """The page is laid out as on a screen so many pixels wide and shrunk to fit; 0: as wide as it is."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Keys go to the page from now on."""
        raise NotImplementedError

    def shut(self, done: Callable[[], None]) -> None:
        """End the engine; `done` is called once, when nothing of it is left."""
        raise NotImplementedError


def made(engine: str, parent: QWidget | None, settings: BrowserSettings) -> Browser:
    """The browser of the chosen engine. There is no other web view to fall back to: without CEF the window says so."""
    if engine == CEFPYTHON:
        from agent_terminal.ui.browser_cefpython import CefpythonBrowser

        return CefpythonBrowser(parent, settings)
    from agent_terminal.ui.browser_capi import CapiBrowser

    return CapiBrowser(parent, settings)


def debugging_port() -> int | None:
    """What a test has asked for."""
    asked = os.environ.get(DEBUGGING_PORT, "")
    return int(asked) if asked.isdecimal() else None
