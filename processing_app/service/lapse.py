"""How long an answer took: measured where it is asked for, kept with the event that it led to."""

from collections.abc import Callable
from typing import TypeVar

from common.clock import Clock

Answer = TypeVar("Answer")


class Lapse:
    """The time of the latest question, milliseconds, whatever its answer was; 0 when nothing was asked."""

    def __init__(self, clock: Clock) -> None:
        """Nothing was asked yet."""
        self._clock = clock
        self.ms = 0

    def of(self, question: Callable[[], Answer]) -> Answer:
        """Ask and measure; an answer that came at once took a millisecond, for 0 is «not known»."""
        started = self._clock.monotonic()
        try:
            return question()
        finally:
            self.ms = max(1, round((self._clock.monotonic() - started) * 1000))
