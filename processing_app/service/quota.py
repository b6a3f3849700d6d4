"""How often somebody may ask whether a number exists: whoever tries number after number learns little of others."""

from common import spawn
from common.clock import Clock
from common.errors import Unavailable

MINUTE_MS = 60_000
REMEMBERED = 1_000
"""So many askers are remembered before it is looked whose buckets are full again."""


class Quota:
    """A bucket an asker (an agent, a wallet): a span's checks at once, and as many a span in the long run.

    Kept in memory.
    """

    def __init__(self, clock: Clock, span_ms: int = MINUTE_MS, code: str = "too_many_checks") -> None:
        """Everybody's bucket is full; `code` is what whoever has emptied his is told."""
        self._clock = clock
        self._span_ms = span_ms
        self._code = code
        self._lock = spawn.Lock()
        self._full_at: dict[int | str, int] = {}
        self._crowd = REMEMBERED

    def __len__(self) -> int:
        """How many askers are remembered."""
        return len(self._full_at)

    def take(self, asker: int | str, most: int) -> None:
        """One check; Unavailable when the span's are used up. One's never cost another's.

        A bucket is known by the moment at which it would be full again: each check moves that a little further away.
        """
        now = int(self._clock.monotonic() * 1000)
        with self._lock:
            full_at = max(self._full_at.get(asker, now), now) + self._span_ms // most
            if full_at - now > self._span_ms:
                raise Unavailable(self._code, str(most))
            self._full_at[asker] = full_at
            if len(self._full_at) > self._crowd:
                self._full_at = {who: at for who, at in self._full_at.items() if at > now}
                self._crowd = max(REMEMBERED, 2 * len(self._full_at))

    def give_back(self, asker: int | str, most: int) -> None:
        """A check that was taken costs nothing after all; whose bucket is full is remembered no more."""
        now = int(self._clock.monotonic() * 1000)
        with self._lock:
            full_at = self._full_at.pop(asker, now) - self._span_ms // most
            if full_at > now:
                self._full_at[asker] = full_at
