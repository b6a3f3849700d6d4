"""The kiosk's page alone in the second engine, with the face that the page's own tests have in Chromium."""

import base64
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Self

from common import spawn
from common.settings import ROOT
from tests.agent_terminal.kiosk.kiosk import TOLD
from tests.agent_terminal.kiosk.terminal import Terminal
from tests.journeys.cdp import Cdp, Gone, free_port
from tests.journeys.old_kiosk import MIDDLE
from tests.journeys.screen import Screen

SECONDS = 20.0
PAUSE_SECONDS = 0.02
STOP_SECONDS = 10.0
VISIBILITY = """
Element.prototype.checkVisibility = Element.prototype.checkVisibility || function () {
  for (let one = this; one && one !== document; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (style.display === 'none' || style.visibility === 'hidden' || Number(style.opacity) === 0) { return false; }
  }
  return this.getClientRects().length > 0;
};
"""
"""What the rules of the page's geometry ask for and an engine of 2018 does not know."""


class OldPage:
    """A window with the engine, its corner in the corner of the screen, before a terminal of the test's own."""

    def __init__(self, screen: Screen, terminal: Terminal, folder: Path, python: str) -> None:
        """Nothing is started yet."""
        self.terminal = terminal
        self.page = self
        """Its own tests call Playwright's page by this name: what they use of it is here, too."""
        self._screen = screen
        self._cdp: Cdp | None = None
        self._clock = terminal.clock
        self._port = free_port()
        words = [sys.executable, "-m", "tests.journeys.browser_host", "cefpython3", terminal.url, str(folder)]
        self._words = [*words, "--port", str(self._port), "--python", python]

    def __enter__(self) -> Self:
        environment = self._screen.environment | {"PYTHONPATH": str(ROOT), "QT_NO_GLIB": "1"}
        self._process = spawn.process(self._words, environment=environment, output=spawn.DISCARD)
        try:
            token = self.terminal.operate("open-kiosk").token
            self._tell(f"{self.terminal.url}/kiosk#{token}")
            self._cdp = Cdp(self._port, self._clock)
            self.cdp.value(VISIBILITY)
            self.shows(self.terminal.screen.screen)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._cdp is not None:
            self._cdp.close()
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(STOP_SECONDS)
        finally:
            self._process.kill()
            self._process.wait()

    @property
    def cdp(self) -> Cdp:
        """What is in the page."""
        assert self._cdp is not None
        return self._cdp

    def shows(self, screen: str, view: str = "") -> Self:
        """Wait for a screen, and for what is drawn in its place where that is another."""
        self._waits(lambda: self._data("screen") == screen and view in ("", self._data("view")), f"{screen} {view}")
        return self

    def catches_up(self) -> Self:
        """Wait until what the server has now is drawn."""
        self._waits(lambda: self._data("edition") == self.terminal.screen.edition, "the newest edition")
        return self

    def waits_out(self, screen: str) -> None:
        """From now on nobody touches anything for as long as the present screen waits; every touch was told."""
        self.cdp.value(TOLD)
        self.terminal.waits_out(screen)

    def tap(self, *acts: str) -> Self:
        """Press the page's buttons by their acts."""
        for act in acts:
            self._touch(f'[data-act="{act}"]')
        return self

    def types(self, text: str) -> Self:
        """On the keyboard of the page."""
        return self.tap(*(f"key:{sign}" for sign in text))

    def measures(self, size: tuple[int, int]) -> None:
        """The window takes this size."""
        self._tell(f"{size[0]} {size[1]}")
        self._waits(lambda: tuple(self.cdp.value("[innerWidth, innerHeight]")) == size, f"{size}")

    def dresses(self, language: str, theme: str) -> None:
        """By their keys, which a dialog does not cover."""
        for key, name, wanted in (("F2", "lang", language), ("F3", "data-theme", theme)):
            if self._root(name) != wanted:
                self._screen.press(key)
                self._waits(partial(self._is, name, wanted), wanted)

    def keep_picture(self, file: Path) -> None:
        """What the engine draws."""
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(base64.b64decode(self.cdp.ask("Page.captureScreenshot")["data"]))

    def reload(self) -> None:
        """As the engine does after a crash."""
        self.cdp.ask("Page.reload")
        self._waits(lambda: self._data("screen") != "", "the page again")
        self.cdp.value(VISIBILITY)

    def locator(self, selector: str) -> Any:
        """Something to be tapped."""
        return _Place(lambda: self._touch(selector))

    def _touch(self, selector: str) -> None:
        found: list[float] = []

        def seen() -> bool:
            found[:] = self.cdp.value(f"({MIDDLE})({json.dumps(selector)})") or []
            return bool(found)

        self._waits(seen, selector)
        self._screen.click(int(found[0]), int(found[1]))

    def _root(self, name: str) -> str:
        return str(self.cdp.value(f"document.documentElement.getAttribute({json.dumps(name)})"))

    def _is(self, name: str, wanted: str) -> bool:
        return self._root(name) == wanted

    def _data(self, name: str) -> str:
        return str(self.cdp.value(f"(document.querySelector('#page') || {{dataset: {{}}}}).dataset.{name} || ''"))

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}{os.linesep}".encode())
        self._process.stdin.flush()

    def _waits(self, ready: Callable[[], bool], what: str) -> None:
        deadline = self._clock.monotonic() + SECONDS
        while not _there(ready):
            assert self._clock.monotonic() < deadline, f"{what}: {self._seen()}"
            self._clock.sleep(PAUSE_SECONDS)

    def _seen(self) -> str:
        try:
            return str(self.cdp.value("JSON.stringify(document.querySelector('#page').dataset)"))
        except (AssertionError, Gone) as problem:
            return str(problem)


def _there(ready: Callable[[], bool]) -> bool:
    """A page that is being loaded anew is not there yet."""
    with suppress(Gone):
        return ready()
    return False


class _Place:
    """As Playwright's locator, as far as the ways to the screens go."""

    def __init__(self, tap: Callable[[], None]) -> None:
        self.tap = tap
