"""Barcodes that were fetched and are still good, in memory: whose each is and for how long. None outlives its process.

A barcode's age is the greater one of two: by the clock on the wall and by the one that only grows. So neither a clock
that was set back, nor a computer that slept, makes any live longer; one that was set forward ends them early.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import NamedTuple

from common import spawn
from common.clock import Clock
from common.errors import Rejected

LIFE_MS = 60_000
GRACE_MS = 5_000
"""How long the former barcode is taken after the next was fetched, within its own time: a till has just scanned it."""
MOST = 6
"""Barcodes that are remembered of a wallet: some pairs."""
OVER_MS = 2 * LIFE_MS
"""An age at which none is good any more."""
REMEMBERED_MS = 5 * 60_000
"""How long one that is over is told from one that never was."""


class Fetched(NamedTuple):
    """A barcode of a wallet: when it was fetched by both clocks, and from what age until what age it is good (ms)."""

    digest: bytes
    wallet_id: str
    wall: int
    steady: int
    begins: int
    ends: int


class LiveBarcodes:
    """All of a centre's; safe between threads. Who asks knows only digests."""

    def __init__(self, clock: Clock) -> None:
        """There is none."""
        self._clock = clock
        self._lock = spawn.Lock()
        self._known: OrderedDict[bytes, Fetched] = OrderedDict()
        self._of: dict[str, list[bytes]] = {}

    def __contains__(self, digest: bytes) -> bool:
        return digest in self._known

    def add(self, wallet_id: str, digests: Sequence[bytes]) -> None:
        """Fetched now: the first is good for a minute, the next one for the minute after it, and so on.

        Those that the wallet had are over: one that is good at this moment 5 s later, the others at once.
        """
        wall, steady = self._now()
        with self._lock:
            before = self._of.get(wallet_id, [])
            for digest in before:
                self._known[digest] = self._ended(self._known[digest])
            for place, digest in enumerate(digests):
                begins = place * LIFE_MS
                self._known[digest] = Fetched(digest, wallet_id, wall, steady, begins, begins + LIFE_MS)
            kept = [*before, *digests]
            for digest in kept[:-MOST]:
                del self._known[digest]
            self._of[wallet_id] = kept[-MOST:]

    def wallet_of(self, digest: bytes) -> str:
        """Whose it is, if it is good now; Rejected `barcode_unknown`, `barcode_expired`, `barcode_early`."""
        found = self._known.get(digest)
        if found is None:
            raise Rejected("barcode_unknown")
        if self._age(found) >= found.ends:
            raise Rejected("barcode_expired")
        if self._steady_age(found) < found.begins:
            raise Rejected("barcode_early")
        return found.wallet_id

    def end(self, wallet_id: str) -> None:
        """All that a wallet has fetched are over now, without the seconds that a till has for the former one."""
        with self._lock:
            for digest in self._of.get(wallet_id, ()):
                self._known[digest] = self._known[digest]._replace(ends=0)

    def forget(self) -> None:
        """Remember no more those that are over since long; they stand in the order in which they were fetched."""
        _, steady = self._now()
        with self._lock:
            while self._known:
                oldest = next(iter(self._known.values()))
                if steady - oldest.steady < OVER_MS + REMEMBERED_MS:
                    return
                del self._known[oldest.digest]
                left = self._of[oldest.wallet_id]
                left.remove(oldest.digest)
                if not left:
                    del self._of[oldest.wallet_id]

    def _ended(self, one: Fetched) -> Fetched:
        age = self._age(one)
        return one._replace(ends=min(one.ends, age + GRACE_MS if self._steady_age(one) >= one.begins else age))

    def _age(self, one: Fetched) -> int:
        wall, steady = self._now()
        return max(wall - one.wall, steady - one.steady)

    def _steady_age(self, one: Fetched) -> int:
        return self._now()[1] - one.steady

    def _now(self) -> tuple[int, int]:
        return self._clock.now_ms(), int(self._clock.monotonic() * 1000)
