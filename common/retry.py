"""How long to pause before the next attempt: five strategies that a contract chooses from."""

from collections.abc import Callable
from enum import StrEnum

import msgspec

HOUR_MS = 3600 * 1000
LONGEST_MS = 366 * 24 * HOUR_MS
MOST_ATTEMPTS = 1_000_000


class Strategy(StrEnum):
    """How pauses grow."""

    IMMEDIATE = "immediate"
    FIXED = "fixed"
    INCREMENTAL = "incremental"
    EXPONENTIAL = "exponential"
    RANDOM = "random"


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A contract's policy: pauses in milliseconds, at most `attempts` answers and `age_ms` since the task was made."""

    strategy: Strategy = Strategy.EXPONENTIAL
    pause_ms: int = 1_000
    longest_ms: int = 5 * 60 * 1000
    attempts: int = 25
    age_ms: int = 24 * HOUR_MS

    def __post_init__(self) -> None:
        """A policy comes from people and from cards: msgspec makes a refusal of the ValueError."""
        if min(self.pause_ms, self.longest_ms) < 0 or min(self.attempts, self.age_ms) < 1:
            raise ValueError("pauses are 0 or more, attempts and age 1 or more")
        if max(self.pause_ms, self.longest_ms, self.age_ms) > LONGEST_MS or self.attempts > MOST_ATTEMPTS:
            raise ValueError(f"at most {LONGEST_MS} ms and {MOST_ATTEMPTS} attempts")

    def pause(self, attempt: int, chance: Callable[[], float]) -> int:
        """Milliseconds before the next attempt, after `attempt` of them (1, 2, …); `chance()` is in [0, 1)."""
        assert attempt >= 1
        if self.strategy is Strategy.IMMEDIATE:
            return 0
        if self.strategy is Strategy.FIXED:
            return self.pause_ms
        if self.strategy is Strategy.INCREMENTAL:
            return min(self.longest_ms, self.pause_ms * attempt)
        longest: int = min(self.longest_ms, self.pause_ms << min(attempt - 1, 40))
        if self.strategy is Strategy.EXPONENTIAL:
            return longest
        return int(chance() * longest)

    @property
    def furthest_ms(self) -> int:
        """No pause is longer."""
        return max(self.pause_ms, self.longest_ms)

    def spent(self, attempts: int, age_ms: int) -> bool:
        """Whether it is time to stop trying."""
        return attempts >= self.attempts or age_ms >= self.age_ms
