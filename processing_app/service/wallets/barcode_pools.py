"""Where what barcodes are made of waits to be fetched: the database, or Redis with the database behind it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from common import spawn
from common.database import Connection, Database
from common.errors import Unavailable
from common.logs import Log
from processing_app.store import barcodes as store


class Pool(Protocol):
    """A store of 16 bytes each, a queue a wallet."""

    def take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        """The next ones of a wallet, as many as there are, and how many are left; they are here no more."""

    def put(self, stock: Mapping[str, Iterable[bytes]]) -> None:
        """More of them, by their wallets."""

    def close(self) -> None:
        """Let go of it."""


class Remote(Protocol):
    """A server that may not answer: Unavailable then."""

    def take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        """The next ones of a wallet, as many as there are, and how many are left."""

    def put(self, wallet_id: str, seeds: Iterable[bytes]) -> None:
        """More of them."""

    def close(self) -> None:
        """Let go of the connections."""


class InDatabase:
    """The centre's own database. Nobody who fetches waits for its disk, nor for whoever writes to it.

    What was taken is known in memory, and goes from the file when the wallet's pool is filled up. Cut before that, a
    seed is taken once more by the next start, whose barcodes are others anyhow.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = spawn.Lock()
        self._taken: dict[str, int] = {}

    def take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        """What a snapshot has, less what was taken since."""
        with self._lock:
            after = self._taken.get(wallet_id, 0)
            rows = self._database.read(lambda db: store.waiting(db, wallet_id, after))
            if not rows:
                return [], 0
            seeds = [row["seed"] for row in rows[:count]]
            self._taken[wallet_id] = rows[len(seeds) - 1]["id"]
        return seeds, len(rows) - len(seeds)

    def put(self, stock: Mapping[str, Iterable[bytes]]) -> None:
        """One commit for all, with what was taken of the same wallets."""
        with self._lock:
            taken = {wallet_id: self._taken[wallet_id] for wallet_id in stock if wallet_id in self._taken}
        self._database.write(lambda db: _put(db, stock, taken), "put_barcodes")
        with self._lock:
            for wallet_id, last in taken.items():
                if self._taken[wallet_id] == last:
                    del self._taken[wallet_id]

    def close(self) -> None:
        """It is the centre's."""


class InRedis:
    """A Redis server; while that does not answer, the database."""

    def __init__(self, remote: Remote, spare: Pool, log: Log) -> None:
        """The first question will tell whether it is there."""
        self._remote = remote
        self._spare = spare
        self._log = log
        self._lock = spawn.Lock()
        self._down = False

    def take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        """From either."""
        try:
            found = self._remote.take(wallet_id, count)
        except Unavailable as trouble:
            self._answered(trouble)
            return self._spare.take(wallet_id, count)
        self._answered(None)
        return found

    def put(self, stock: Mapping[str, Iterable[bytes]]) -> None:
        """Into either."""
        try:
            for wallet_id, seeds in stock.items():
                self._remote.put(wallet_id, seeds)
        except Unavailable as trouble:
            self._answered(trouble)
            self._spare.put(stock)

    def close(self) -> None:
        """Let go of both."""
        self._remote.close()
        self._spare.close()

    def _answered(self, trouble: Unavailable | None) -> None:
        """One line when it goes away, one when it is back."""
        with self._lock:
            changed, self._down = self._down is not (trouble is not None), trouble is not None
        if not changed:
            return
        if trouble is not None:
            self._log.warning("barcodes come from the database", code=trouble.code, detail=trouble.detail)
        else:
            self._log.info("barcodes come from Redis again")


def _put(db: Connection, stock: Mapping[str, Iterable[bytes]], taken: Mapping[str, int]) -> None:
    for wallet_id, seeds in stock.items():
        store.drop(db, wallet_id, taken.get(wallet_id, 0))
        store.put(db, wallet_id, seeds)
