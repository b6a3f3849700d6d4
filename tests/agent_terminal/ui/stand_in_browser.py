"""A browser that a test plays: it keeps the addresses it was given and says what the test wants it to say."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from agent_terminal.ui.browser import Browser, BrowserSettings

ORIGIN = "http://127.0.0.1:8103"


class StandInBrowser(Browser):
    """Draws nothing."""

    def __init__(self, parent: QWidget | None = None, settings: BrowserSettings | None = None) -> None:
        super().__init__(parent, settings or BrowserSettings(ORIGIN, Path()))
        self.opened: list[str] = []
        self.widths: list[int] = []
        self.shut_down = False

    def open(self, url: str) -> None:
        self.opened.append(url)

    def reload_to(self, url: str) -> None:
        self.opened.append(url)

    def lay_out(self, width: int) -> None:
        self.widths.append(width)

    def take_focus(self) -> None:
        pass

    def shut(self, done: Callable[[], None]) -> None:
        self.shut_down = True
        done()
