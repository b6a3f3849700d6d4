"""How often an agent may ask whether a number exists: whoever tries number after number learns little of others."""

from common import spawn
from common.clock import Clock
from common.errors import Unavailable

MINUTE_MS = 60_000


class Quota:
    """A bucket an agent: a minute's checks at once, and as many a minute in the long run. Kept in memory."""

    def __init__(self, clock: Clock) -> None:
        """Everybody's bucket is full."""
        self._clock = clock
        self._lock = spawn.Lock()
        self._full_at: dict[int, int] = {}

    def take(self, agent_id: int, per_minute: int) -> None:
        """One check; Unavailable `too_many_checks` when the minute's are used up. An agent's never cost another's.

        A bucket is known by the moment at which it would be full again: each check moves that a little further away.
        """
        now = int(self._clock.monotonic() * 1000)
        with self._lock:
            full_at = max(self._full_at.get(agent_id, now), now) + MINUTE_MS // per_minute
            if full_at - now > MINUTE_MS:
                raise Unavailable("too_many_checks", str(per_minute))
            self._full_at[agent_id] = full_at
