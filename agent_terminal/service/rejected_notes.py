"""Counting the notes that the acceptor itself gives back: at once in memory, now and then on the disk."""

from collections import Counter
from collections.abc import Callable

from agent_terminal.ccnet.happenings import Happening, Rejecting
from agent_terminal.store import rejects
from common import spawn
from common.clock import Clock
from common.database import Connection

Write = Callable[[Callable[[Connection], None], str], object]
PAUSE_SECONDS = 10.0
"""A payer who feeds bad notes again and again costs no more writes than this; a crash loses no more counts."""
NOT_NAMED = 0
"""The reason of a device that gave none."""


class RejectedNotes:
    """Heard by the line's thread, written down by the payer's clock; no money hangs on them."""

    def __init__(self, clock: Clock) -> None:
        """Nothing was rejected yet."""
        self._clock = clock
        self._lock = spawn.Lock()
        self._waiting: Counter[tuple[int, int]] = Counter()
        self._next = clock.monotonic()

    def heed(self, news: Happening) -> None:
        """A piece of news; only rejected notes are counted."""
        if isinstance(news, Rejecting):
            reason = NOT_NAMED if news.reason is None else news.reason
            with self._lock:
                self._waiting[rejects.slot_of(self._clock.now_ms()), reason] += 1

    def turn(self, write: Write) -> None:
        """Write down what waits, if the last time is long enough ago."""
        if self._waiting and self._clock.monotonic() >= self._next:
            self._next = self._clock.monotonic() + PAUSE_SECONDS
            self.store(write)

    def store(self, write: Write) -> None:
        """Write down what waits; what could not be written waits on."""
        with self._lock:
            taken = Counter(self._waiting)
        if taken:
            write(lambda db: _add(db, taken), "rejects")
        with self._lock:
            self._waiting = self._waiting - taken


def _add(db: Connection, taken: Counter[tuple[int, int]]) -> None:
    for (slot, reason), number in taken.items():
        rejects.add(db, slot, reason, number)
