"""Breaking a grading off: whatever waits by its clock is let go at once, and says that it was."""

from common import spawn
from common.clock import Clock
from common.words import Words

BROKEN_OFF = Words("прервано: до этой проверки дело не дошло", "broken off: this check was not reached")
SLICE_SECONDS = 0.2


class BrokenOff(Exception):
    """The grading was told to end; not the judged program's fault."""


class StoppableClock:
    """The clock of scenarios. Once `stop` is set nobody waits by it any more, until `closing`: ends need their time."""

    def __init__(self, clock: Clock, stop: spawn.Signal) -> None:
        """It goes as `clock` does."""
        self._clock = clock
        self._stop = stop
        self._closing = False

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        return self._clock.now_ms()

    def monotonic(self) -> float:
        """Seconds that only grow; BrokenOff once it was told to stop."""
        self._look()
        return self._clock.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait, at most until it is told to stop; then BrokenOff."""
        end = self._clock.monotonic() + seconds
        while (left := end - self._clock.monotonic()) > 0:
            self._look()
            self._clock.sleep(min(left, SLICE_SECONDS))
        self._look()

    def closing(self) -> None:
        """From now on it is a clock like any other: what was started has to end."""
        self._closing = True

    def _look(self) -> None:
        if self._stop.is_set() and not self._closing:
            raise BrokenOff
