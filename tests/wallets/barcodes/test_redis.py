"""Barcodes wait in a real Redis: whatever is lost of it, and whenever, nobody is paid twice and everybody is served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from common import ids
from common.errors import Unavailable
from processing_app.service.wallets.barcode_pools import InDatabase, InRedis
from processing_app.service.wallets.barcodes import FULL, Barcodes
from processing_app.store.barcodes_redis import PAUSE_SECONDS, RedisPool
from tests.processing_app.standin import Centre
from tests.wallets.barcodes import redis_server
from tests.wallets.barcodes.redis_server import PASSWORD, RedisServer
from tests.wallets.barcodes.test_address import address_file
from tests.wallets.barcodes.till import WallClock, fetch, open_wallets, spend
from tests.wallets.centre import Town

pytestmark = redis_server.needed
UID = "uid-1"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    """A server with nothing in it."""
    with RedisServer(tmp_path / "redis") as started:
        yield started


@pytest.fixture
def remote(server: RedisServer, clock: WallClock) -> Iterator[RedisPool]:
    """The centre's way to it."""
    opened = RedisPool(server.url, UID, clock.monotonic)
    yield opened
    opened.close()


@pytest.fixture
def stored(centre: Centre, clock: WallClock, remote: RedisPool) -> Barcodes:
    """Barcodes that wait there."""
    pool = InRedis(remote, InDatabase(centre.database), centre.instance.place.log)
    return Barcodes(centre.database, clock, ids.key(), pool)


def in_redis(server: RedisServer) -> dict[str, int]:
    """How many there are of each list."""
    with Redis.from_url(server.url) as asked:
        return {key.decode(): asked.llen(key) for key in asked.keys("*")}


def flush(server: RedisServer) -> None:
    """FLUSHALL."""
    with Redis.from_url(server.url) as asked:
        asked.flushall()


def write_down(server: RedisServer) -> None:
    """All of its memory goes into a file, which its next start reads."""
    with Redis.from_url(server.url) as asked:
        asked.save()


def test_a_pool_is_filled_behind_and_taken_from_in_order(server: RedisServer, centre: Centre, stored: Barcodes) -> None:
    (ivan,) = open_wallets(centre)
    fetch(stored, ivan)
    assert stored.turn() is False
    ((key, waiting),) = in_redis(server).items()
    assert (key.split(":")[1], key.split(":")[-1], waiting) == (UID, ivan.id, FULL)

    pairs = [fetch(stored, ivan) for _ in range(FULL // 2)]

    assert in_redis(server) == {}
    assert spend(centre, stored, pairs[-1][0]) == ivan.id


def test_flushall_takes_no_barcode_from_a_screen_and_makes_none_good_twice(
    server: RedisServer, centre: Centre, stored: Barcodes
) -> None:
    ivan, olga = open_wallets(centre, 2)
    used, unused = fetch(stored, ivan)[0], fetch(stored, olga)[0]
    assert spend(centre, stored, used) == ivan.id
    stored.turn()

    flush(server)

    assert spend(centre, stored, used) == "barcode_used"
    assert [spend(centre, stored, unused) for _ in range(2)] == [olga.id, "barcode_used"]
    assert spend(centre, stored, fetch(stored, ivan)[0]) == ivan.id


def test_while_redis_is_down_barcodes_come_from_the_database(
    server: RedisServer, centre: Centre, stored: Barcodes, clock: WallClock
) -> None:
    (ivan,) = open_wallets(centre)
    used = fetch(stored, ivan)[0]
    stored.turn()
    assert spend(centre, stored, used) == ivan.id
    server.kill()

    for _ in range(3):
        code = fetch(stored, ivan)[0]
        stored.turn()
        assert [spend(centre, stored, code) for _ in range(2)] == [ivan.id, "barcode_used"]
    assert spend(centre, stored, used) == "barcode_used"

    server.start()
    clock.advance(PAUSE_SECONDS)
    code = fetch(stored, ivan)[0]
    stored.turn()
    assert spend(centre, stored, code) == ivan.id
    assert sum(in_redis(server).values()) == FULL


def test_what_an_older_copy_of_redis_brings_back_is_never_fetched_again(server: RedisServer, remote: RedisPool) -> None:
    seeds = [bytes([number]) * 16 for number in range(4)]
    remote.put("1", seeds)
    write_down(server)
    assert remote.take("1", 2) == (seeds[:2], 2)

    server.kill()
    server.start()

    assert sum(in_redis(server).values()) == 4
    assert remote.take("1", 2) == ([], 0)
    remote.put("1", [b"x" * 16])
    assert remote.take("1", 2) == ([b"x" * 16], 0)


def test_a_server_that_is_not_there_is_asked_once_in_a_while(
    server: RedisServer, remote: RedisPool, clock: WallClock
) -> None:
    server.kill()
    with pytest.raises(Unavailable):
        remote.take("1", 2)
    server.start()

    with pytest.raises(Unavailable):
        remote.take("1", 2)

    clock.advance(PAUSE_SECONDS)
    assert remote.take("1", 2) == ([], 0)


def test_centres_that_share_a_server_share_no_barcodes(server: RedisServer, clock: WallClock) -> None:
    one, other = (RedisPool(server.url, uid, clock.monotonic) for uid in ("one", "other"))

    one.put("1", [b"1" * 16])

    assert other.take("1", 2) == ([], 0)
    assert one.take("1", 2) == ([b"1" * 16], 0)
    one.close()
    other.close()


def test_whoever_reads_redis_knows_no_barcode(server: RedisServer, centre: Centre, stored: Barcodes) -> None:
    (ivan,) = open_wallets(centre)
    fetch(stored, ivan)
    stored.turn()
    with Redis.from_url(server.url) as asked:
        kept = [value for key in asked.keys("*") for value in asked.lrange(key, 0, -1)]

    shown = [code for _ in range(FULL // 2) for code in fetch(stored, ivan)]

    assert len(kept) == FULL
    for code in shown:
        assert not any(code[2:17].encode() in value or int(code[2:17]).to_bytes(7, "big") in value for value in kept)


def test_a_centre_is_started_with_redis_and_no_line_holds_its_password(server: RedisServer, tmp_path: Path) -> None:
    with Town(tmp_path / "town", own={"barcodes": address_file(tmp_path, server.url)}) as town:
        ivan, shop = town.holder(), town.provider()
        ivan.barcode()
        town.parts.barcodes.turn()
        assert sum(in_redis(server).values()) == FULL
        assert shop.charge(ivan.barcode(), 1_000).status == 200
        server.kill()
        assert shop.charge(ivan.barcode(), 1_000).status == 200

    lines = b"".join(path.read_bytes() for path in (tmp_path / "town").rglob("*") if path.is_file())
    assert b"barcodes come from the database" in lines
    assert PASSWORD.encode() not in lines
