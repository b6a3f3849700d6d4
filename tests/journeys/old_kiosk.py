"""A payer at the kiosk drawn by the second engine: real touches where its page says its buttons are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psutil

from agent_terminal.ui.browser import DEBUGGING_PORT
from common.errors import OplataError
from tests.journeys.cdp import Cdp, Gone, free_port
from tests.journeys.kiosk import end, words_of
from tests.journeys.lesson import Lesson
from tests.journeys.person import Person, Seen
from tests.journeys.screen import Screen

Found = TypeVar("Found")
SECONDS = 20.0
PAUSE_SECONDS = 0.02
DEPOSIT = 1_000_000
KIND = "CefpythonBrowser"
ENGINE, RENDERER = "agent_terminal.ui.browser_cefpython_process", "--type=renderer"
MIDDLE = """
(selector) => {
  const seen = (one) => one.getClientRects().length > 0;
  const box = (one) => one.getBoundingClientRect();
  const found = Array.from(document.querySelectorAll(selector)).filter(seen).map(box)[0];
  return found ? [found.left + found.width / 2, found.top + found.height / 2, window.innerWidth] : null;
}
"""
DRAWN = """
() => {
  const page = document.querySelector("#page");
  return page && page.getAttribute("aria-busy") !== "true" && page.dataset.view;
}
"""


class OldKiosk(Lesson):
    """Provider and centre without windows, everything signed; then the terminal with its own."""

    def __init__(self, folder: Path, screen: Screen, python: str) -> None:
        """Nothing is started yet."""
        super().__init__(folder, screen)
        self._python = python
        self.debugging_port = free_port()
        self._cdp: Cdp | None = None
        self.person = Person(screen, self.terminal)
        self.number = ""

    @property
    def page(self) -> Cdp:
        """What is in the page now; connected again after a death."""
        if self._cdp is None:
            self._cdp = Cdp(self.debugging_port, self.clock)
        return self._cdp

    def close(self) -> None:
        """Look away, then end every program."""
        self.forget_page()
        super().close()

    def forget_page(self) -> None:
        """The page that was looked into is gone."""
        if self._cdp is not None:
            self._cdp.close()
            self._cdp = None

    def open_window(self, python: str = "") -> None:
        """Start the terminal in its window, its engine under this interpreter or the usual one."""
        self.forget_page()
        by = ("agent_terminal", "--cef", "cefpython3", "--cef-python", python or self._python)
        where = self.screen.environment | {DEBUGGING_PORT: str(self.debugging_port)}
        self.terminal.start(by=by, windows=True, environment=where)
        self.terminal.wait()

    def stop_terminal(self) -> int | None:
        """As the launcher does; its exit code."""
        self.forget_page()
        return self.terminal.stop()

    def kill_terminal(self) -> None:
        """As a crash does."""
        self.forget_page()
        self.terminal.kill()

    def place(self) -> Seen:
        """Where the browser stands on the screen."""
        return self.waits(lambda: next((one for one in self.person.sees() if one.kind == KIND), None), KIND)

    def point(self, selector: str) -> tuple[int, int]:
        """The middle of the first such thing that is seen, in pixels of the screen."""
        x, y, width = self.waits(lambda: self._look(MIDDLE, selector), selector)
        place = self.place()
        return place.x + int(x * place.width / width), place.y + int(y * place.width / width)

    def touch(self, selector: str) -> None:
        """Once, with the mouse of the screen."""
        self.screen.click(*self.point(selector))

    def tap(self, *acts: str) -> None:
        """Press the page's buttons by their acts."""
        for act in acts:
            self.touch(f'[data-act="{act}"]')

    def types(self, text: str) -> None:
        """On the keyboard of the page."""
        self.tap(*(f"key:{sign}" for sign in text))

    def shows(self, *screens: str) -> str:
        """Wait until one of these is drawn, and hears what is wished there; which."""

        def found() -> str | None:
            view = self._look(DRAWN)
            return str(view) if view in screens else None

        return self.waits(found, "/".join(screens))

    def reads(self, selector: str, text: str) -> str:
        """Wait until this stands there; all that stands there."""
        content = "(selector) => (document.querySelector(selector) || {}).textContent"

        def found() -> str | None:
            there = plain(self._look(content, selector) or "")
            return there if text in there else None

        return self.waits(found, f"{selector}: {text}")

    def insert(self, note: int) -> None:
        """Push a note in as soon as the acceptor lets one in."""
        self.waits(lambda: self.acceptor.do("insert", value=note)["done"], f"note {note}")

    def keep_picture(self, file: Path) -> None:
        """What the whole screen shows."""
        file.parent.mkdir(exist_ok=True)
        self.screen.still().save(str(file))

    def engine(self, word: str = ENGINE) -> list[psutil.Process]:
        """The processes under the terminal whose command has this word."""
        every = psutil.Process(self.terminal.process_id).children(recursive=True)
        return [one for one in every if word in words_of(one)]

    def kill(self, word: str) -> None:
        """End them."""
        found = self.engine(word)
        assert found, word
        end(found)
        psutil.wait_procs(found)

    def waits(self, ready: Callable[[], Found | None], what: str, seconds: float = SECONDS) -> Found:
        """Look until it is so; a page that dies meanwhile is looked for again."""
        deadline = self.clock.monotonic() + seconds
        trouble = ""
        while True:
            try:
                if found := ready():
                    return found
            except (AssertionError, OplataError, OSError, Gone, psutil.NoSuchProcess) as problem:
                trouble = str(problem)[:300]
                self.forget_page()
            assert self.clock.monotonic() < deadline, f"{what}; {trouble}; {self._seen()}"
            self.clock.sleep(PAUSE_SECONDS)

    def _look(self, function: str, *values: object) -> Any:
        return self.page.value(f"({function})({', '.join(map(json.dumps, values))})")

    def _seen(self) -> str:
        try:
            seen = self._look("() => JSON.stringify(document.querySelector('#page').dataset)")
            return f"{seen} {self.page.complaints}"
        except (AssertionError, OSError, Gone) as problem:
            return str(problem)

    def _start(self) -> None:
        roles = (*self.windows.values(), self.terminal)
        for role in roles:
            role.start()
        self.acceptor.start()
        for role in roles:
            role.wait()
        self.number = self.sign(DEPOSIT)
        self.terminal.stop()
        self.open_window()


def plain(text: str) -> str:
    """Spaces as people read them."""
    return " ".join(text.split())
