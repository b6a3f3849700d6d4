"""Barcodes are made ahead of time: filled up behind, handed out once, worth nothing to whoever copies the database."""

from common import ids
from common.database import Connection
from common.errors import Unavailable
from common.pay_codes import digits
from common.principal import Principal
from processing_app.service.wallets.barcode_pools import InDatabase
from processing_app.service.wallets.barcodes import FULL, LOW, Barcodes
from processing_app.store import barcodes as store
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.till import WallClock, fetch, open_wallets, spend


def waiting(centre: Centre, who: Principal) -> list[bytes]:
    """What a wallet's next barcodes will be made of, as committed."""
    centre.database.write(lambda db: None)
    return centre.database.read(lambda db: [row["seed"] for row in store.waiting(db, who.id, 0)])


def test_a_pool_is_filled_behind_whoever_fetches_and_before_it_is_empty(centre: Centre, barcodes: Barcodes) -> None:
    (ivan,) = open_wallets(centre)
    fetch(barcodes, ivan)
    assert waiting(centre, ivan) == []
    barcodes.turn()
    filled = waiting(centre, ivan)
    assert len(filled) == FULL

    for _ in range(FULL - 2, LOW - 2, -2):
        fetch(barcodes, ivan)
        barcodes.turn()
        assert waiting(centre, ivan) == filled
    fetch(barcodes, ivan)
    barcodes.turn()

    assert len(waiting(centre, ivan)) == FULL
    assert waiting(centre, ivan)[: LOW - 2] == filled[2 - LOW :]


def test_what_was_taken_is_taken_though_it_is_not_durable_yet(centre: Centre) -> None:
    pool = InDatabase(centre.database)
    seeds = [bytes([number]) * 16 for number in range(6)]
    pool.put({"W": seeds})
    taken: list[bytes] = []

    def in_the_way(db: Connection) -> None:
        taken.extend(seed for _ in range(2) for seed in pool.take("W", 2)[0])

    centre.database.write(in_the_way)

    assert taken == seeds[:4]
    assert pool.take("W", 4) == (seeds[4:], 0)
    assert pool.take("W", 4) == ([], 0)
    pool.put({"W": [b"x" * 16]})
    assert pool.take("W", 4) == ([b"x" * 16], 0)


def test_whoever_copies_the_database_knows_no_barcode(centre: Centre, barcodes: Barcodes, clock: WallClock) -> None:
    (ivan,) = open_wallets(centre)
    fetch(barcodes, ivan)
    barcodes.turn()
    copied = waiting(centre, ivan)

    shown = {code for _ in range(FULL // 2) for code in fetch(barcodes, ivan)}

    thief = Barcodes(centre.database, clock, ids.key(), InDatabase(centre.database))
    assert len(copied) == FULL
    assert not shown & {thief._code(seed) for seed in copied}
    assert not shown & {digits.whole(f"{int.from_bytes(seed, 'big') % 10**15:015d}") for seed in copied}


def test_the_next_start_makes_other_barcodes_of_the_same_pool(
    centre: Centre, barcodes: Barcodes, clock: WallClock
) -> None:
    key, pool = ids.key(), InDatabase(centre.database)
    one, next_one = (Barcodes(centre.database, clock, key, pool) for _ in range(2))

    assert one._code(b"x" * 16) != next_one._code(b"x" * 16)


def test_a_barcode_that_somebody_has_is_not_fetched_again(centre: Centre, barcodes: Barcodes) -> None:
    ivan, olga = open_wallets(centre, 2)
    pool = InDatabase(centre.database)
    pool.put({ivan.id: [b"1" * 16, b"2" * 16], olga.id: [b"1" * 16, b"2" * 16]})
    first = fetch(barcodes, ivan)
    assert spend(centre, barcodes, first[0]) == ivan.id

    assert not set(fetch(barcodes, olga)) & set(first)


class _Full:
    """A disk that takes nothing more."""

    def take(self, wallet_id: str, count: int) -> tuple[list[bytes], int]:
        raise Unavailable("disk_full")

    def put(self, stock: object) -> None:
        raise Unavailable("disk_full")

    def close(self) -> None:
        pass


def test_without_any_pool_barcodes_are_made_when_they_are_asked_for(centre: Centre, clock: WallClock) -> None:
    (ivan,) = open_wallets(centre)
    barcodes = Barcodes(centre.database, clock, ids.key(), _Full())

    code, _ = fetch(barcodes, ivan)

    assert spend(centre, barcodes, code) == ivan.id
