"""How often a card, an intent, an address or a token may be tried, in windows that slide by the minute.

Cards and intents are counted in the vault's database: a restart gives nobody new attempts. Addresses and tokens are
counted in memory, where no stranger can make it grow.
"""

from collections import OrderedDict, deque
from ipaddress import ip_address
from typing import NamedTuple

from common import spawn
from common.clock import Clock
from common.database import Connection
from common.errors import Rejected
from common.words import Words
from processing_app.vault import store

MINUTE_MS = 60_000
REMEMBERED = 10_000


class Limit(NamedTuple):
    """At most so many attempts within so many seconds."""

    most: int
    seconds: int


INTENT, CARD, ADDRESS, TOKEN = "intent", "card", "address", "token"
DURABLE = (INTENT, CARD)
USUAL = {
    INTENT: Limit(20, 3600),
    CARD: Limit(30, 3600),
    ADDRESS: Limit(120, 3600),
    TOKEN: Limit(20, 3600),
}
NAMES = {
    INTENT: Words("с одним намерением", "with one intent"),
    CARD: Words("с одной картой", "with one card"),
    ADDRESS: Words("с одного адреса", "from one address"),
    TOKEN: Words("с одним токеном", "with one token"),
}


class Limits:
    """The bounds, and what was counted in memory. Safe between threads."""

    def __init__(self, clock: Clock, chosen: dict[str, tuple[int, int]]) -> None:
        """`chosen` are an operator's own bounds."""
        self._clock = clock
        self._lock = spawn.Lock()
        self._counted: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self.bounds = USUAL | {kind: Limit(*bound) for kind, bound in chosen.items()}

    def count(self, kind: str, whose: str) -> None:
        """An attempt from an address or with a token; Rejected `limit_exceeded`.

        This computer's own address is everybody's who tries the system here, and nobody's else.
        """
        if kind == ADDRESS and is_own(whose):
            return
        limit, now = self.bounds[kind], self._clock.monotonic()
        with self._lock:
            attempts = self._counted.setdefault((kind, whose), deque())
            self._counted.move_to_end((kind, whose))
            while attempts and attempts[0] <= now - limit.seconds:
                attempts.popleft()
            full = len(attempts) >= limit.most
            if not full:
                attempts.append(now)
            while len(self._counted) > REMEMBERED:
                self._counted.popitem(last=False)
        if full:
            raise exceeded(kind)

    def full(self, db: Connection, kind: str, whose: list[bytes]) -> bool:
        """Whether a card (under any of its fingerprints) or an intent was tried often enough."""
        limit = self.bounds[kind]
        since = self._clock.now_ms() - limit.seconds * 1000
        return sum(store.attempted(db, kind, one, since) for one in whose) >= limit.most

    def keep(self, db: Connection, kind: str, whose: bytes) -> None:
        """An attempt that no restart forgets."""
        store.attempt(db, kind, whose, self._clock.now_ms() // MINUTE_MS * MINUTE_MS)

    def set(self, kind: str, most: int, seconds: int) -> None:
        """From now on, once it is stored."""
        self.bounds = self.bounds | {kind: Limit(most, seconds)}

    def furthest_ms(self) -> int:
        """How far back the longest window looks."""
        return max(limit.seconds for limit in self.bounds.values()) * 1000


def exceeded(kind: str) -> Rejected:
    """Too many attempts, and of what."""
    return Rejected("limit_exceeded", f"{NAMES[kind].ru} / {NAMES[kind].en}")


def is_own(address: str) -> bool:
    """Whether an address is of this computer; what is no address is nobody's."""
    try:
        return not address or ip_address(address).is_loopback
    except ValueError:
        return False
