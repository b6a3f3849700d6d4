"""The only place that knows the time: the system's clock, and a virtual one that tests move by hand."""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOSCOW = timezone(timedelta(hours=3))
"""Payment networks go by Moscow's time, which has no summer time since 2014."""
FIRST_MS = -62_135_596_800_000
LAST_MS = 253_402_300_799_999
"""The first and the last millisecond that a moment in UTC can be."""
JUMP_MS = 60_000


class Clock(Protocol):
    """What every part that needs the time takes as an argument."""

    def now_ms(self) -> int:
        """Milliseconds since 1970 in UTC: what is stored."""

    def monotonic(self) -> float:
        """Seconds that only grow: what durations are measured by."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The computer's own clock."""

    def now_ms(self) -> int:
        """Milliseconds since 1970, UTC."""
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        """Seconds that only grow."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait for real."""
        time.sleep(seconds)


class Steadiness:
    """Whether a clock's hours go on as time does: they do not when somebody set it, or the computer slept."""

    def __init__(self, clock: Clock) -> None:
        """It is right as it is now."""
        self._clock = clock
        self._ahead = self._ahead_now()

    def jumped(self) -> int:
        """Milliseconds that it was set by since this was asked last; less than a minute is the system's own care."""
        before, self._ahead = self._ahead, self._ahead_now()
        jump = self._ahead - before
        return jump if abs(jump) >= JUMP_MS else 0

    def _ahead_now(self) -> int:
        return self._clock.now_ms() - int(self._clock.monotonic() * 1000)


class VirtualClock:
    """A clock that moves when told to, or when somebody sleeps on it; safe between threads."""

    def __init__(self, start_ms: int = 1_900_000_000_000) -> None:
        """Begin at the given moment."""
        self._ms = float(start_ms)
        self._lock = threading.Lock()

    def now_ms(self) -> int:
        """The moment it was set to."""
        return int(self._ms)

    def monotonic(self) -> float:
        """The same moment in seconds."""
        return self._ms / 1000

    def sleep(self, seconds: float) -> None:
        """Move on at once."""
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self._ms += seconds * 1000


def has_come(due: int, now: int, furthest_ms: int) -> bool:
    """Whether a stored moment is there; one that lies further ahead than it was ever put is of a clock since set back.

    Without this, whatever was put off under a clock that went wrong waits until the right one gets there.
    """
    return due <= now or due - now > furthest_ms


def moment(ms: int) -> datetime:
    """Stored milliseconds as the aware UTC moment that messages carry; Windows takes none before 1970."""
    return datetime.fromtimestamp(ms / 1000, UTC) if ms >= 0 else EPOCH + timedelta(milliseconds=ms)


def stamp(ms: int) -> str:
    """Stored milliseconds as log lines write them; lines of one millisecond share the text."""
    global _latest
    known, text = _latest
    if known != ms:
        text = moment(ms).isoformat(timespec="milliseconds")
        _latest = (ms, text)
    return text


_latest = (-1, "")


def milliseconds(at: datetime) -> int:
    """An aware moment from a message as stored milliseconds; OverflowError for one that `moment` cannot give back."""
    ms = round(at.timestamp() * 1000)
    if not FIRST_MS <= ms <= LAST_MS:
        raise OverflowError("a moment outside the years 1–9999 of UTC")
    return ms
