"""What barcodes are made of, ahead of time, in Redis instead of the database: a list a wallet; all may be lost.

A run of the Redis server has lists of its own: what an older copy of its memory brings back is never read again.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from common.errors import Rejected, Unavailable

T = TypeVar("T")
SECONDS = 0.25
"""How long it is waited for; a payer is given a barcode from elsewhere then."""
PAUSE_SECONDS = 5.0
"""How long nobody asks a server that has not answered."""
KEPT_SECONDS = 24 * 3600
SERVER = b"run_id:"


class RedisPool:
    """Lists `oplata:<centre>:<run of the server>:barcodes:<wallet>`. Unavailable `no_connection` without the server."""

    def __init__(self, url: str, centre: str, monotonic: Callable[[], float]) -> None:
        """Nothing is asked yet; Rejected `wrong_value` for an address that is none; it may hold a password."""
        self._centre = centre
        self._monotonic = monotonic
        self._asleep_until = 0.0
        self._run = ""
        try:
            self._redis = Redis.from_url(
                url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS, retry=Retry(NoBackoff(), 0), protocol=2,
                redis_connect_func=self._connected,
            )  # fmt: skip
        except ValueError:
            raise Rejected("wrong_value", "redis://…") from None

    def take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        """What the next barcodes of a wallet are made of, and how many are left; these are there no more."""
        return self._asked(lambda: self._take(wallet_id, count))

    def put(self, wallet_id: str, seeds: Iterable[bytes]) -> None:
        """More of them."""
        self._asked(lambda: self._put(wallet_id, list(seeds)))

    def close(self) -> None:
        """Let go of the connections."""
        self._redis.close()

    def _take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        run, key = self._key(wallet_id)
        asked = self._redis.pipeline(transaction=False)
        asked.lpop(key, count)
        asked.llen(key)
        seeds, left = asked.execute()
        return (seeds or [], left) if run == self._run else ([], 0)

    def _put(self, wallet_id: str, seeds: list[bytes]) -> None:
        _, key = self._key(wallet_id)
        asked = self._redis.pipeline()
        asked.rpush(key, *seeds)
        asked.expire(key, KEPT_SECONDS)
        asked.execute()

    def _key(self, wallet_id: str) -> tuple[str, str]:
        if not self._run:
            self._redis.ping()
        return self._run, f"oplata:{self._centre}:{self._run}:barcodes:{wallet_id}"

    def _connected(self, connection: Any) -> None:
        """Each new connection asks which run of the server it has found."""
        connection.on_connect()
        connection.send_command("INFO", "server")
        said = connection.read_response()
        self._run = next(line[len(SERVER) :].strip().decode() for line in said.splitlines() if line.startswith(SERVER))

    def _asked(self, asking: Callable[[], T]) -> T:
        if self._monotonic() < self._asleep_until:
            raise Unavailable("no_connection", "Redis")
        try:
            return asking()
        except RedisError as problem:
            self._asleep_until = self._monotonic() + PAUSE_SECONDS
            raise Unavailable("no_connection", f"Redis: {type(problem).__name__}") from None
