"""A circuit breaker: closed → open after silences in a row → one probe → closed, or open for longer."""

from dataclasses import dataclass, replace

SILENCES = 5
FIRST_MS = 1_000
LONGEST_MS = 60_000


@dataclass(frozen=True, slots=True)
class Breaker:
    """`until` is when an open breaker lets one probe through (milliseconds); `probing` while that probe is out."""

    silences: int = 0
    pause_ms: int = 0
    until: int = 0
    probing: bool = False

    @property
    def open(self) -> bool:
        """Whether only a probe may pass."""
        return self.pause_ms > 0

    def allows(self, now: int) -> bool:
        """Whether one more call may be made now; an `until` too far ahead is of a clock that was set back since."""
        return not self.open or (not self.probing and (now >= self.until or self.until - now > LONGEST_MS))

    def called(self) -> "Breaker":
        """A call goes out; of an open breaker it is the probe."""
        return replace(self, probing=True) if self.open else self

    def answered(self) -> "Breaker":
        """Any answer closes it."""
        return Breaker()

    def hurried(self) -> "Breaker":
        """A person does not want to wait: the next probe may go out at once."""
        return replace(self, until=0) if self.open else self

    def not_asked(self) -> "Breaker":
        """Nothing was asked after all: it knows no more than before, and a probe may go out again."""
        return replace(self, probing=False)

    def silent(self, now: int) -> "Breaker":
        """One more silence: open at the fifth in a row, and twice as long after each failed probe."""
        silences = self.silences + 1
        if self.open and not self.probing:
            return replace(self, silences=silences)
        if silences < SILENCES and not self.open:
            return replace(self, silences=silences)
        pause = min(LONGEST_MS, self.pause_ms * 2) if self.open else FIRST_MS
        return Breaker(silences, pause, now + pause)
