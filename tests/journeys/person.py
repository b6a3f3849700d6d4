"""A person at a role's window: finds things by their names, clicks, types, reads; asks the role only where they are."""

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec

from common.clock import SystemClock
from common.errors import OplataError
from launcher_app.instance import Instance
from tests.journeys.screen import Screen

Found = TypeVar("Found")
SECONDS = 15.0
PAUSE_SECONDS = 0.05
AGAIN_SECONDS = 4.0
STILL_LOOKS = 4
"""A dialog is moved by the window manager a moment after it is shown."""
SHOTS = Path(__file__).with_name("shots")
IN_ITS_PLACE = "instead"
MIDDLE = 2


class Seen(msgspec.Struct, frozen=True):
    """Something in a window, in pixels of the screen: its stable name, its accessible one, its class, its text."""

    window: str
    name: str
    said: str
    kind: str
    text: str
    x: int
    y: int
    width: int
    height: int
    enabled: bool
    focused: bool

    @property
    def middle(self) -> tuple[int, int]:
        """Where to click."""
        return self.x + self.width // MIDDLE, self.y + self.height // MIDDLE

    def is_called(self, name: str) -> bool:
        """By its stable or accessible name, or by what is written on it."""
        return name in (self.name, self.said, self.text)


class Tree(msgspec.Struct, frozen=True):
    """What is on the screen; `busy` while a window still waits for something."""

    widgets: list[Seen]
    busy: bool
    tabs: list[str]


class Person:
    """Sits before the window of one role."""

    def __init__(self, screen: Screen, role: Instance, seconds: float = SECONDS) -> None:
        """The window comes to the front when it is first needed; `seconds` is how long anything is waited for."""
        self.screen = screen
        self.role = role
        self._seconds = seconds
        self._clock = SystemClock()

    def looks(self) -> Tree:
        """Everything visible in all windows of the role."""
        tree: Tree = self.role.ask("ui-tree", answer=Tree)
        return tree

    def sees(self) -> list[Seen]:
        """The same, without what is as small as nothing."""
        return [one for one in self.looks().widgets if one.width > 0 and one.height > 0]

    def come(self) -> None:
        """Bring the window to the front."""
        self.role.ask("ui-raise")

    def show(self, tab: str) -> None:
        """Turn to a tab by its stable name."""
        self.role.ask("ui-show", tab=tab)

    def calm(self) -> None:
        """Wait until the window waits for nothing."""
        self.until(lambda: not self.looks().busy, "calm")

    def wait_for_page(self) -> None:
        """Wait until nothing is said in the place of the kiosk's page; other windows have no such place."""
        self.until(lambda: all(one.name != IN_ITS_PLACE for one in self.sees()), "the kiosk's page")

    def find(self, name: str, *, kind: str = "", window: str = "") -> Seen:
        """The one thing of that name; waits until it is there, may be used, and stands still."""
        seen: deque[Seen | None] = deque(maxlen=STILL_LOOKS)

        def still() -> Seen | None:
            seen.append(self._found(name, kind, window))
            moves = len({one.middle for one in seen if one is not None}) != 1
            return None if moves or None in seen or len(seen) < STILL_LOOKS else seen[-1]

        return self.until(still, f"{kind or 'widget'} «{name}»")

    def click(self, name: str, *, kind: str = "", window: str = "", times: int = 1, button: int = 1) -> None:
        """Click it."""
        x, y = self.find(name, kind=kind, window=window).middle
        self.screen.click(x, y, times=times, button=button)

    def write(self, name: str, text: str, *, window: str = "") -> None:
        """Click a field, replace what is in it."""
        self.click(name, window=window)
        self.screen.press("ctrl+a")
        self.screen.type(text)

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        self.screen.type(text)

    def press(self, *keys: str) -> None:
        """Press keys, once a window of the role hears them: the window manager gives the focus a moment later."""
        self.until(lambda: any(one.focused for one in self.looks().widgets), "the focus")
        self.screen.press(*keys)

    def call_up(self, key: str, name: str, *, window: str = "") -> None:
        """Press a key until what it opens is there: a window that has just come to the front may not hear the first."""
        pressed = [-AGAIN_SECONDS]

        def opened() -> Seen | None:
            if self._clock.monotonic() - pressed[0] > AGAIN_SECONDS:
                self.press(key)
                pressed[0] = self._clock.monotonic()
            return self._found(name, "", window)

        self.until(opened, f"«{name}» by {key}")

    def wait_for_focus(self, name: str, *, window: str = "") -> None:
        """Wait until what is typed goes there."""
        self.until(lambda: self._is_focused(name, window), f"focus in «{name}»")

    def wait_for(self, text: str) -> Seen:
        """Wait until somewhere this can be read."""
        return self.until(lambda: self._reads(text), f"text «{text}»")

    def wait_until_gone(self, text: str) -> None:
        """Wait until nowhere this can be read."""
        self.until(lambda: self._reads(text) is None, f"gone «{text}»")

    def until(self, ready: Callable[[], Found | None], what: str) -> Found:
        """Look until it is so; what was seen instead is told."""
        deadline = self._clock.monotonic() + self._seconds
        trouble = ""
        while True:
            try:
                if found := ready():
                    return found
            except OplataError as problem:
                trouble = str(problem)
            if self._clock.monotonic() > deadline:
                raise AssertionError(f"{self.role.role}: {what}; {trouble}; {self._pictured()}\n{self._told()}")
            self._clock.sleep(PAUSE_SECONDS)

    def _found(self, name: str, kind: str, window: str) -> Seen | None:
        fits = [
            one
            for one in self.sees()
            if one.is_called(name) and one.enabled and kind in ("", one.kind) and window in ("", one.window)
        ]
        return fits[-1] if fits else None

    def _is_focused(self, name: str, window: str) -> bool:
        return any(one.focused and one.is_called(name) and window in ("", one.window) for one in self.sees())

    def _reads(self, text: str) -> Seen | None:
        return next((one for one in self.sees() if text in one.text or text in one.said), None)

    def _pictured(self) -> Path:
        """What was on the screen when it was waited for in vain."""
        SHOTS.mkdir(exist_ok=True)
        file = SHOTS / f"failed-{self.role.role}.png"
        self.screen.picture().save(str(file))
        return file

    def _told(self) -> str:
        try:
            return "\n".join(
                f"{one.window} | {one.kind} | {one.name} | {one.said} | {one.text[:80]}" for one in self.sees()
            )
        except OplataError as problem:
            return str(problem)
