"""How long the window's thread was ever away from its events."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from common.clock import SystemClock

TICK_MS = 5
ATTEMPTS = 3
"""A machine that also does other things pauses any thread now and then: the best of three counts."""


class Watchdog(QObject):
    """Ticks in the window's thread and keeps the longest time between two ticks, seconds."""

    def __init__(self) -> None:
        super().__init__()
        self._clock = SystemClock()
        self.longest = 0.0
        self._last = self._clock.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)

    def stop(self) -> float:
        """The longest time away, up to now."""
        self._tick()
        self._timer.stop()
        return self.longest

    def _tick(self) -> None:
        now = self._clock.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def longest_wait(work: Callable[[], object]) -> float:
    """The longest time that the window's thread was away while `work` ran its events, seconds; the best of three."""
    best = float("inf")
    for _ in range(ATTEMPTS):
        watchdog = Watchdog()
        work()
        best = min(best, watchdog.stop())
    return best
