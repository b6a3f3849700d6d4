"""Dynamic barcodes: made ahead of time, fetched two at once, good for a minute and for one payment.

A barcode's 15 digits follow from 16 bytes of the system's random source, drawn ahead of time and kept in a pool, and
from secrets of the centre and of this start of it: whoever reads the pool knows no barcode, and nothing that an older
copy of a pool brings back is a barcode that somebody has seen. What is fetched lives in memory (live_barcodes.py); what
is used is a row in the payment's own commit. So whatever happens to a pool, no barcode is good twice.
"""

from datetime import datetime
from hashlib import blake2b
from itertools import chain
from typing import NamedTuple

from common import ids, spawn
from common.clock import Clock, moment
from common.database import Connection, Database, Row
from common.errors import Rejected, Unavailable
from common.pay_codes import digits
from common.principal import Principal
from common.protocol.wallets import codes
from processing_app.service.quota import Quota
from processing_app.service.wallets.barcode_pools import Pool
from processing_app.service.wallets.live_barcodes import LIFE_MS, LiveBarcodes
from processing_app.service.wallets.naming import masked
from processing_app.store import barcodes as store
from processing_app.store import wallets

PAIR = 2
FULL, LOW = 16, 8
"""A wallet's pool is filled up to the first when fewer than the second are left."""
TOGETHER = 100
"""Wallets whose pools are filled in one commit."""
SEED_BYTES = 16
WRONG_CODES = 300
"""So many barcodes that nobody has may a provider's tills try in an hour: after a restart, all on screens are such.

Of 10^5 that are good at a time, guessing at this rate finds one in some 4,000 years.
"""
HOUR_MS = 60 * 60_000
FETCHES = 60
"""So many pairs may a wallet fetch at once, and as many a minute in the long run: a window wants one or two a minute.

Whoever has fetched them all is told to come back in a second: by then there is one more.
"""
MAKING, COMPARING = b"oplata barcode", b"oplata spent"
NUMBERS = 10**digits.RANDOM


class Spent(NamedTuple):
    """Whose barcode it was, and the barcode as it may be shown."""

    wallet_id: str
    mask: str


class Barcodes:
    """The barcodes of one centre."""

    def __init__(self, database: Database, clock: Clock, key: bytes, pool: Pool) -> None:
        """Nobody has fetched any; `key` is a secret of the centre, 32 bytes."""
        self._database = database
        self._clock = clock
        self._key = key
        self._start = ids.key()
        self._pool = pool
        self._live = LiveBarcodes(clock)
        self._guesses = Quota(clock, HOUR_MS, "too_many_guesses")
        self._fetches = Quota(clock, code="too_many_requests")
        self._lock = spawn.Lock()
        self._wanting: dict[str, int] = {}

    def fetch(self, who: Principal, ask: codes.AskBarcodes) -> codes.Barcodes:
        """Two barcodes of the asker's wallet, the second for the minute after the first one's; those before are over.

        Rejected `wallet_blocked`, Unavailable `too_many_requests`. A call: it waits for a pool, and goes on without one
        that does not answer.
        """
        self._fetches.take(who.id, FETCHES)
        wallet = self._database.read(lambda db: _wallet(db, who.id))
        now = self._clock.now_ms()
        first, second = self._draw(who.id)
        self._live.add(who.id, (self._digest(first), self._digest(second)))
        return codes.Barcodes(
            now=codes.Barcode(code=first, valid_from=moment(now), valid_until=_after(now, 1)),
            later=codes.Barcode(code=second, valid_from=_after(now, 1), valid_until=_after(now, 2)),
            no_confirmation=wallet["no_confirmation"],
        )

    def spend(self, db: Connection, code: str, payment_id: str, provider_id: int, now: int) -> Spent:
        """Use a barcode up, in the unit of work of its payment.

        Rejected `barcode_unknown`, `barcode_used`, `barcode_expired`, `barcode_early`; Unavailable `too_many_guesses`
        for a provider that has tried too many that nobody has. A slip of a finger is none of those.
        """
        if not digits.sound(code):
            raise Rejected("barcode_unknown")
        self._guesses.take(provider_id, WRONG_CODES)
        guessed = False
        try:
            return self.use(db, code, payment_id, provider_id, now)
        except Rejected as no:
            guessed = no.code == "barcode_unknown"
            raise
        finally:
            if not guessed:
                self._guesses.give_back(provider_id, WRONG_CODES)

    def use(self, db: Connection, code: str, payment_id: str, provider_id: int, now: int) -> Spent:
        """The same for whoever guesses as often as he likes: nobody but a test."""
        digest = self._digest(code)
        if store.is_spent(db, digest):
            raise Rejected("barcode_used")
        wallet_id = self._live.wallet_of(digest)
        store.spend(db, digest, payment_id, provider_id, now)
        return Spent(wallet_id, masked(code))

    def end_of(self, wallet_id: str) -> None:
        """The wallet's login was changed: whoever had the former one has no barcode any more."""
        self._live.end(wallet_id)

    def turn(self) -> bool:
        """Fill pools that run low, forget what is over since long; whether there is more to fill."""
        self._live.forget()
        with self._lock:
            chosen = dict(list(self._wanting.items())[:TOGETHER])
            for wallet_id in chosen:
                del self._wanting[wallet_id]
            more = bool(self._wanting)
        if chosen:
            self._pool.put({wallet_id: [_seed() for _ in range(count)] for wallet_id, count in chosen.items()})
        return more

    def close(self) -> None:
        """Let go of the pool."""
        self._pool.close()

    def _draw(self, wallet_id: str) -> tuple[str, str]:
        """Two barcodes that nobody has on a screen: from the pool, or made now where it has none."""
        try:
            seeds, left = self._pool.take(wallet_id, PAIR)
        except Unavailable:
            seeds, left = [], 0
        if left < LOW:
            with self._lock:
                self._wanting[wallet_id] = FULL - left
        found: list[str] = []
        for seed in chain(seeds, iter(_seed, b"")):
            code = self._code(seed)
            if code not in found and self._digest(code) not in self._live:
                found.append(code)
            if len(found) == PAIR:
                break
        return found[0], found[1]

    def _code(self, seed: bytes) -> str:
        drawn = blake2b(seed + self._start, key=self._key, person=MAKING, digest_size=32).digest()
        return digits.whole(f"{int.from_bytes(drawn, 'big') % NUMBERS:0{digits.RANDOM}d}")

    def _digest(self, code: str) -> bytes:
        return blake2b(code.encode(), key=self._key, person=COMPARING, digest_size=16).digest()


def _wallet(db: Connection, wallet_id: str) -> Row:
    found = wallets.wallet(db, wallet_id)
    if found is None:
        raise Rejected("unknown_wallet", wallet_id)
    if found["blocked"]:
        raise Rejected("wallet_blocked", found["blocked"])
    return found


def _seed() -> bytes:
    return ids.key()[:SEED_BYTES]


def _after(now: int, lives: int) -> datetime:
    return moment(now + lives * LIFE_MS)
