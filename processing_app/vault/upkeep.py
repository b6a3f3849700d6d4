"""What the vault does unasked: ends late sessions, seals by the current key, erases what is kept no longer."""

from typing import Any

import msgspec

from common import spawn
from common.clock import Clock
from common.database import Connection, Row
from common.errors import Unavailable
from common.logs import Log
from processing_app.vault import store
from processing_app.vault.keyring import Keyring
from processing_app.vault.service import Secret, Vault, opened

TURN_SECONDS = 0.25
"""A session that ended by its time is wiped within a second."""
CLEAN_SECONDS = 60.0
AFTER_BUG_SECONDS = 1.0
TOGETHER = 100
"""Cards that are sealed anew in one unit of work: some milliseconds, in which nobody is tokenised."""
DAY_MS = 24 * 3600 * 1000
UNUSED_MS = DAY_MS
NUMBER_KEPT_MS = 90 * DAY_MS
"""How long the number of a used card is kept, for what may become of its payment; its tokens stay to be shown."""


class Upkeep:
    """A thread of its own; a simulation calls `turn` itself."""

    def __init__(self, vault: Vault, clock: Clock, log: Log) -> None:
        """Nothing is done yet."""
        self._vault = vault
        self._clock = clock
        self._log = log
        self._cleaned = clock.monotonic() - CLEAN_SECONDS
        self._erased = True
        self._thread: Any = None

    def start(self, stop: spawn.Signal) -> None:
        """Turn after turn until told to stop."""
        self._thread = spawn.thread("vault", lambda: self._run(stop))

    def close(self) -> None:
        """Wait for the turn under way."""
        if self._thread is not None:
            self._thread.join()

    def turn(self) -> int:
        """One turn; how many cards still wait for the current key, as far as they were looked at."""
        self._vault.sessions.end_late()
        now = self._clock.monotonic()
        if now - self._cleaned >= CLEAN_SECONDS:
            self._cleaned = now
            self.clean()
        done = self.seal_again()
        self._empty_log()
        return done

    def seal_again(self, most: int = TOGETHER) -> int:
        """Seal some cards by the current key; how many it were. Cut at any point, the rest waits for the next turn."""
        keyring = self._vault.keyring
        if not self._vault.database.read(lambda db: store.under_other_keys(db, keyring.current, 1)):
            return 0
        done = self._vault.database.write(lambda db: _seal_again(db, keyring, most), "seal_again")
        self._erased = self._erased or done > 0
        return done

    def clean(self) -> int:
        """Remove tokens that nobody used, numbers that were kept long enough, attempts out of every window."""
        erased = self._vault.database.write(self._clean, "clean_vault")
        self._erased = self._erased or erased > 0
        return erased

    def _clean(self, db: Connection) -> int:
        now, keyring = self._clock.now_ms(), self._vault.keyring
        numbers = store.numbers_before(db, now - NUMBER_KEPT_MS, TOGETHER)
        for row in numbers:
            erase_number(db, keyring, row)
        attempts = store.drop_attempts(db, now - self._vault.limits.furthest_ms())
        return store.drop_unused(db, now - UNUSED_MS) + len(numbers) + attempts

    def _empty_log(self) -> None:
        """What was replaced is overwritten in the file at once; in the log beside it, when nobody is in the way."""
        if self._erased:
            self._erased = not self._vault.database.empty_log()

    def _run(self, stop: spawn.Signal) -> None:
        pause = TURN_SECONDS
        while not stop.wait(pause):
            try:
                pause = 0 if self.turn() else TURN_SECONDS
            except Unavailable as trouble:
                self._log.warning("the vault's upkeep waits", code=trouble.code)
                pause = AFTER_BUG_SECONDS
            except Exception as bug:  # noqa: BLE001 - the thread's end: sessions must go on ending
                self._log.error("the vault's upkeep stumbled", error=type(bug).__name__)
                pause = AFTER_BUG_SECONDS


def erase_number(db: Connection, keyring: Keyring, row: Row) -> None:
    """Nothing of a card is left but its tokens, to be shown to its shop."""
    secret = opened(keyring, row)
    bare = Secret(secret.token, secret.session, secret.fingerprint, secret.address)
    _replace(db, keyring, row, bare, None)


def _seal_again(db: Connection, keyring: Keyring, most: int) -> int:
    rows = store.under_other_keys(db, keyring.current, most)
    for row in rows:
        secret = opened(keyring, row)
        _replace(db, keyring, row, secret, keyring.fingerprints(secret.number)[0] if secret.number else None)
    return len(rows)


def _replace(db: Connection, keyring: Keyring, row: Row, secret: Secret, fingerprint: bytes | None) -> None:
    resource = row["resource"]
    sealed = keyring.seal(msgspec.json.encode(secret), resource)
    store.seal_again(
        db, resource, under=row["key_id"], key_id=sealed.key_id, nonce=sealed.nonce, sealed=sealed.data,
        fingerprint=fingerprint,
    )  # fmt: skip
