"""How long a gatekeeper takes to refuse, in processor time of its own thread: another program's load is not in it."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import MetaData

from common import credentials
from common.clock import VirtualClock
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import OplataError

BETWEEN_SECONDS = 7
"""Fewer than ten failures in a minute: nobody is told to wait."""
TRIES = 3
BOUND = 0.05
METADATA = MetaData()
credentials.table(METADATA)


class Gate:
    """A gatekeeper with one issued login."""

    def __init__(self, folder: Path, kind: type[Gatekeeper] = Gatekeeper) -> None:
        self.clock = VirtualClock()
        self.between_seconds = BETWEEN_SECONDS
        self.database = Database(folder / "gate.db", METADATA)
        self.keeper = kind(self.database, b"k" * 32, self.clock)
        self.password = self.database.write(lambda db: self.keeper.issue(db, "agent", "7", "agent-007"))

    def spent(self, login: str, password: str) -> float:
        """Nanoseconds of one refusal."""
        self.clock.sleep(self.between_seconds)
        taken, code = 0, ""
        began = time.thread_time_ns()
        try:
            self.keeper.admit(b"", login, password)
        except OplataError as refusal:
            taken, code = time.thread_time_ns() - began, refusal.code
        assert code == "wrong_password", (login, code)
        return taken

    def close(self) -> None:
        """Let the database go."""
        self.database.close()


def difference(one: Callable[[], float], other: Callable[[], float], samples: int) -> float:
    """By how much of itself the median of one is away from the other's: their samples are taken in turn."""
    gc.collect()
    gc.disable()
    try:
        pairs = [(one(), other()) for _ in range(samples)]
    finally:
        gc.enable()
    first, second = (median(side) for side in zip(*pairs, strict=True))
    return float(abs(first - second) / second)


def alike(one: Callable[[], float], other: Callable[[], float], samples: int, bound: float = BOUND) -> bool:
    """Whether the two cost the same; noise is in some tries, a real difference in all of them."""
    return any(difference(one, other, samples) < bound for _ in range(TRIES))


class Hasty(Gatekeeper):
    """A mutant: it knows at once whom it does not know."""

    def _find(self, login: str, password: str) -> Any:
        return super()._find(login, password) if login == "agent-007" else None


class Letterwise(Gatekeeper):
    """A mutant: passwords are kept as they are and compared letter by letter, up to the first that differs."""

    def _digest(self, login: str, password: str) -> bytes:
        return password.encode()

    def _find(self, login: str, password: str) -> Any:
        kept = self._database.read(lambda db: db.all(credentials._BY_LOGIN, login=login))[0]["digest"]
        for mine, theirs in zip(kept, password.encode(), strict=False):
            if mine != theirs:
                break
            _step()
        return None


def _step() -> int:
    """What a letter costs in a program that is not careful: 0.4 µs at least, so that a small machine sees it, too."""
    return sum(range(20))
