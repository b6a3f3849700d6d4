"""The service menu's PIN: kept by argon2, three tries and then a minute, and a key for as long as somebody is there."""

from hmac import compare_digest

import msgspec

from agent_terminal.service import kept
from agent_terminal.service.ground import Ground
from agent_terminal.store import papers
from common import ids, spawn
from common.database import Connection
from common.errors import Rejected
from common.secrets import hash_typed, typed_matches

TRAINING_PIN = "1234"
"""Good until the operator sets one."""
SHORTEST, LONGEST = 4, 8
TRIES = 3
LOCKED_MS = 60_000
QUIET_SECONDS = 300


def demand_pin(pin: str) -> None:
    """Refuse what is not 4 to 8 digits, or is the one that everybody knows."""
    if not (pin.isascii() and pin.isdecimal() and SHORTEST <= len(pin) <= LONGEST):
        raise Rejected("wrong_value", f"PIN: {SHORTEST}–{LONGEST} цифр / digits")
    if pin == TRAINING_PIN:
        raise Rejected("wrong_value", f"PIN {TRAINING_PIN}: учебный / for training")


def set_pin(db: Connection, pin: str) -> None:
    """Another PIN; whoever was locked out may try again."""
    kept.keep(db, "pin", hash_typed(pin))
    kept.keep(db, "pin_tries", kept.Tries())


class Lock:
    """Tries are counted in the database: neither a reload of the page nor a restart gives new ones."""

    def __init__(self, ground: Ground) -> None:
        """Nobody is in."""
        self._ground = ground
        self._one_at_a_time = spawn.Lock()
        self._key = ""
        self._opened_by: str | None = None
        self._touched = 0.0

    def enter(self, pin: str) -> str:
        """A key for the right PIN; Rejected `wrong_pin` (so many tries left) or `pin_locked` (for so many seconds)."""
        with self._one_at_a_time:
            tries, known = self._ground.database.read(lambda db: (kept.tries(db), kept.pin(db)))
            self._demand_patience(tries)
            good = compare_digest(pin.encode(), TRAINING_PIN.encode()) if known is None else typed_matches(known, pin)
            if not good:
                self._ground.write(lambda db: self._failed(db, tries), "wrong_pin")
                raise self._refusal(tries)
            if tries.failed:
                self._ground.write(lambda db: kept.keep(db, "pin_tries", kept.Tries()), "pin")
            self._key, self._opened_by, self._touched = ids.password(), known, self._ground.clock.monotonic()
            return self._key

    def demand(self, key: str) -> None:
        """Whoever holds the key is still there; Rejected `pin_required` after five minutes of quiet, or by another PIN.

        An operator changes a PIN because of somebody who knows it.
        """
        now = self._ground.clock.monotonic()
        good = self._key and compare_digest(key.encode(), self._key.encode())
        changed = self._ground.database.read(kept.pin) != self._opened_by
        if not good or changed or now - self._touched > QUIET_SECONDS:
            raise Rejected("pin_required")
        self._touched = now

    def _demand_patience(self, tries: kept.Tries) -> None:
        left = tries.until - self._ground.now()
        if 0 < left <= LOCKED_MS:
            raise Rejected("pin_locked", str(-(-left // 1000)))

    def _failed(self, db: Connection, tries: kept.Tries) -> None:
        if tries.failed + 1 < TRIES:
            kept.keep(db, "pin_tries", msgspec.structs.replace(tries, failed=tries.failed + 1))
            return
        now = self._ground.now()
        kept.keep(db, "pin_tries", kept.Tries(until=now + LOCKED_MS))
        papers.note(db, now, "pin_locked")

    def _refusal(self, tries: kept.Tries) -> Rejected:
        left = TRIES - tries.failed - 1
        return Rejected("wrong_pin", str(left)) if left else Rejected("pin_locked", str(LOCKED_MS // 1000))
