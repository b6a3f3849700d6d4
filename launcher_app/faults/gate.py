"""Where requests wait to be let through one by one, and how much slower than they do everything goes."""

from collections.abc import Callable
from typing import NamedTuple

import msgspec

from common import spawn
from common.clock import Clock
from launcher_app.feed.hop import Arrow

AT_ONCE = 0
SLOW = 5


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A request that waits; `patience` is how long its sender is known to wait for an answer, None while nobody knows.

    `since` is of the monotonic clock.
    """

    number: int
    arrow: Arrow
    path: str
    since: float
    patience: float | None = None


class _Waiting(NamedTuple):
    held: Held
    go: Callable[[], None]


class Gate:
    """Threads may share one; `told` is called, without its lock, after each change."""

    def __init__(self, clock: Clock, told: Callable[[], None]) -> None:
        """Open: everything passes, as fast as it does."""
        self._clock = clock
        self._told = told
        self._lock = spawn.Lock()
        self._last = 0
        self._stepping = False
        self._waiting: list[_Waiting] = []
        self._patience: dict[tuple[Arrow, str], float] = {}
        self.slow = 1
        self.polls_wait = False

    @property
    def stepping(self) -> bool:
        """Whether requests wait for a step."""
        return self._stepping

    def use_steps(self, on: bool) -> None:
        """From now on each waits; or none, and those that wait go."""
        with self._lock:
            self._stepping = on
            if not on:
                self._open()
        self._told()

    @property
    def held(self) -> list[Held]:
        """Those that wait, in the order in which they came; the first goes by the next step."""
        with self._lock:
            return [one.held for one in self._waiting]

    def waited(self, held: Held) -> float:
        """For how many seconds it has waited."""
        return self._clock.monotonic() - held.since

    def step(self) -> bool:
        """Let the first one go; False when none waits."""
        with self._lock:
            if not self._waiting:
                return False
            self._waiting.pop(0).go()
        self._told()
        return True

    def arrive(self, arrow: Arrow, path: str, go: Callable[[], None]) -> int:
        """AT_ONCE when it may pass; else its number, and `go` is called when it may."""
        with self._lock:
            if not self._stepping:
                return AT_ONCE
            self._last += 1
            known = self._patience.get((arrow, path))
            held = Held(number=self._last, arrow=arrow, path=path, since=self._clock.monotonic(), patience=known)
            self._waiting.append(_Waiting(held, go))
        self._told()
        return held.number

    def gone(self, number: int, *, left: bool) -> None:
        """It waits no more; one whose sender has left tells how patient that sender is."""
        with self._lock:
            found = next((one for one in self._waiting if one.held.number == number), None)
            if found is None:
                return
            self._waiting.remove(found)
            if left:
                self._patience[found.held.arrow, found.held.path] = self.waited(found.held)
        self._told()

    def _open(self) -> None:
        while self._waiting:
            self._waiting.pop(0).go()
