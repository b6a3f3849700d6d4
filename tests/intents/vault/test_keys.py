"""Keys of the vault: what they seal opens nowhere else, they are changed under load, and an old one can go for good."""

import hmac
import shutil
import sys
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b, sha256
from pathlib import Path

import pytest

from common import ids, spawn
from common.clock import SystemClock, VirtualClock
from common.database import Connection, Row
from common.errors import Broken, Rejected
from common.protocol.endpoint import Nothing
from common.secrets import Secrets
from processing_app.vault import asks, store
from processing_app.vault.service import opened
from tests.intents.vault.stand import (
    NUMBER,
    OPERATOR,
    START_MS,
    Stand,
    check_digit,
    image,
    numbers,
    standing,
)

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="there the file is sealed for its user")
LONG = pytest.mark.long
FEW = 200


def rows(stand: Stand) -> list[Row]:
    """Every card as it is stored."""
    return stand.vault.database.read(lambda db: db.all(store._OLD_KEY, current=-1, most=100_000))


def kept_numbers(stand: Stand) -> list[str]:
    """Every card's number, unsealed."""
    return sorted(opened(stand.vault.keyring, row).number for row in rows(stand))


def several(stand: Stand, count: int) -> list[str]:
    """Put cards in, each with an intent of its own."""
    put = numbers(count)
    for place, number in enumerate(put):
        stand.tokenise(number, intent=f"intent{place}", address="127.0.0.1")
    return put


def turned(stand: Stand) -> None:
    """Until nothing waits for the current key."""
    while stand.upkeep.turn():
        pass


def _hmac(key: bytes, number: bytes) -> bytes:
    return hmac.digest(key, number, "sha256")


def test_row_78_a_seal_moved_to_another_row_does_not_open(stand: Stand) -> None:
    mine, other = (stand.admitted(stand.tokenise(number)) for number in numbers(2))

    def swap(db: Connection) -> None:
        found = {row["resource"]: row for row in db.all(store._OLD_KEY, current=-1, most=9)}
        for to, source in ((mine, other), (other, mine)):
            row = found[source.resource]
            db.raw.execute(
                "UPDATE cards SET nonce = ?, sealed = ? WHERE resource = ?", (row["nonce"], row["sealed"], to.resource)
            )

    stand.vault.database.write(swap)

    for one in (mine, other):
        with pytest.raises(Broken, match="card_unreadable"):
            stand.vault.card(one.resource, one.session)


@pytest.mark.parametrize("column", ["nonce", "sealed", "key_id", "resource"])
def test_row_78_a_seal_that_was_changed_does_not_open(stand: Stand, column: str) -> None:
    stand.vault.keyring.rotate()
    stand.tokenise()
    (row,) = rows(stand)

    changed = dict(zip(row.keys(), row, strict=True))
    was = changed[column]
    changed[column] = was[:-1] + bytes([was[-1] ^ 1]) if isinstance(was, bytes) else 1 if column == "key_id" else "x"

    with pytest.raises(Broken, match="card_unreadable"):
        opened(stand.vault.keyring, changed)  # type: ignore[arg-type]


def test_row_78_no_nonce_is_ever_used_twice(stand: Stand) -> None:
    seals = [stand.vault.keyring.seal(b"secret", "resource") for _ in range(1000)]

    assert len({seal.nonce for seal in seals}) == len({seal.data for seal in seals}) == 1000
    assert {len(seal.nonce) for seal in seals} == {12}
    assert len({ids.nonce() for _ in range(1_000_000)}) == 1_000_000


def test_row_79_no_table_of_numbers_finds_a_card_in_a_stolen_database(stand: Stand) -> None:
    """The thief knows the first six and the last four digits, and tries what is between them."""
    stand.tokenise()
    (row,) = rows(stand)
    (key,) = stand.vault.database.read(store.keys)
    known = [b"", b"\0" * 32, key["check"], row["resource"].encode(), row["nonce"], row["intent_id"].encode()]
    candidates = [f"{row['first6']}{middle:06}{row['last4']}" for middle in range(424_242 - 2_000, 424_242 + 2_000)]
    sound = [one.encode() for one in candidates if check_digit(one[:-1]) == one[-1]]
    ways: list[Callable[[bytes], bytes]] = [
        lambda number: sha256(number).digest(),
        lambda number: blake2b(number, digest_size=32).digest(),
        *(partial(_hmac, secret) for secret in known),
    ]

    found = [way for way in ways for number in sound if way(number) == row["fingerprint"]]

    assert NUMBER.encode() in sound
    assert found == []
    assert stand.vault.keyring.fingerprints(NUMBER) == [row["fingerprint"]]


def test_row_81_a_new_key_takes_over_every_card_and_the_old_one_may_go(stand: Stand) -> None:
    put = several(stand, FEW)
    before = stand.desk.rotate_vault_key(OPERATOR, Nothing())

    with pytest.raises(Rejected, match="vault_key_in_use"):
        stand.desk.destroy_vault_key(OPERATOR, asks.VaultKeyId(key_id=1))
    turned(stand)
    after = stand.desk.destroy_vault_key(OPERATOR, asks.VaultKeyId(key_id=1))

    assert (before.waiting, after.waiting) == (FEW, 0)
    assert [(key.key_id, key.cards, key.current, key.destroyed is None) for key in after.keys] == [
        (1, 0, False, False), (2, FEW, True, True),
    ]  # fmt: skip
    assert kept_numbers(stand) == sorted(put)
    assert not (stand.folder / "secrets" / "vault-1.key").exists()


def test_row_81_a_backup_from_before_an_old_key_went_is_unreadable(stand: Stand, tmp_path: Path) -> None:
    several(stand, 3)
    stand.vault.database.empty_log()
    backup = tmp_path / "backup.db"
    shutil.copy(stand.folder / "vault.db", backup)
    stand.vault.keyring.rotate()
    turned(stand)
    stand.vault.keyring.destroy(1)
    stand.vault.close()

    shutil.copy(backup, stand.folder / "vault.db")

    with pytest.raises(Broken, match=r"vault-1\.key"):
        Stand(tmp_path, stand.clock)


@pytest.mark.parametrize("key_id", [1, 2, 99])
def test_the_current_key_a_destroyed_one_and_one_that_never_was_are_not_destroyed(stand: Stand, key_id: int) -> None:
    if key_id == 2:
        stand.vault.keyring.rotate()
        stand.vault.keyring.rotate()
        stand.vault.keyring.destroy(2)

    with pytest.raises(Rejected, match="vault_key"):
        stand.vault.keyring.destroy(key_id if key_id != 1 else stand.vault.keyring.current)


@pytest.mark.parametrize("count", [300, pytest.param(10_000, marks=LONG)])
def test_row_81_cards_come_and_go_to_banks_while_the_key_changes(tmp_path: Path, count: int) -> None:
    with standing(tmp_path, SystemClock()) as stand:
        stand.desk.limit_cards(OPERATOR, asks.LimitCards(kind="card", most=1_000_000, seconds=60))
        put = several(stand, count)
        come: list[str] = []
        stop = spawn.Signal()

        def pay() -> None:
            while not stop.is_set():
                (number,) = numbers(1, 410_000 + len(come))
                come.append(number)
                told = stand.tokenise(number, intent=number, address="127.0.0.1")
                assert stand.card(told, number).number == number

        payers = [spawn.pool("payers", 1).submit(pay)]
        for _ in range(3):
            stand.vault.keyring.rotate()
            turned(stand)
        stop.set()
        for payer in payers:
            payer.result(30)
        turned(stand)

        status = stand.desk.vault_status(OPERATOR, Nothing())
        assert len(come) > 3
        assert kept_numbers(stand) == sorted(put + come)
        assert [key.cards for key in status.keys] == [0, 0, 0, count + len(come)]


def test_row_81_a_fall_at_any_point_of_the_change_leaves_every_card_readable(tmp_path: Path) -> None:
    """54 moments: before and after the commits of a new key, of 25 times four cards, and of the old key's end."""
    clock = VirtualClock(START_MS)
    images: list[Path] = []
    taking = spawn.Signal()

    def watch(moment: str, _names: Sequence[str]) -> None:
        if taking.is_set():
            images.append(image(tmp_path / "live" / "processing", tmp_path / f"{len(images)}-{moment}" / "processing"))

    with standing(tmp_path / "live", clock, watch) as stand:
        put = several(stand, 100)
        taking.set()
        stand.vault.keyring.rotate()
        while stand.upkeep.seal_again(4):
            pass
        stand.vault.keyring.destroy(1)
        taking.clear()

    assert len(images) == 54
    for fallen in images:
        with standing(fallen.parent, clock) as again:
            assert kept_numbers(again) == sorted(put)
            turned(again)
            assert kept_numbers(again) == sorted(put)
            assert again.desk.vault_status(OPERATOR, Nothing()).waiting == 0


def test_a_key_whose_file_outlived_its_end_goes_at_the_next_start(stand: Stand, tmp_path: Path) -> None:
    stand.vault.keyring.rotate()
    path = stand.folder / "secrets" / "vault-1.key"
    copied = path.read_bytes()
    stand.vault.keyring.destroy(1)
    path.write_bytes(copied)
    stand.vault.close()

    Stand(tmp_path, stand.clock).close()

    assert not path.exists()


def test_row_82_a_database_that_was_carried_away_opens_in_no_other_home(stand: Stand, tmp_path: Path) -> None:
    stand.tokenise()
    stand.vault.database.empty_log()
    other = tmp_path / "other"
    with standing(other, stand.clock) as there:
        home = there.folder

    shutil.copy(stand.folder / "vault.db", home / "vault.db")

    with pytest.raises(Broken, match="vault_key_lost"):
        Stand(other, stand.clock)
    shutil.rmtree(home / "secrets")
    with pytest.raises(Broken, match="vault_key_lost"):
        Stand(other, stand.clock)
    assert [path.name for path in (home / "secrets").glob("vault*")] == []


def test_row_82_a_vault_whose_database_was_lost_does_not_begin_anew_without_a_word(
    stand: Stand, tmp_path: Path
) -> None:
    stand.vault.close()
    for path in stand.folder.glob("vault.db*"):
        path.unlink()

    with pytest.raises(Broken, match="database_damaged"):
        Stand(tmp_path, stand.clock)


def test_row_82_no_file_but_the_keys_own_holds_a_key(stand: Stand) -> None:
    stand.tokenise()
    key = Secrets(stand.folder / "secrets").key("vault-1")

    files = [path for path in stand.folder.parents[1].rglob("*") if path.is_file()]
    holding = [path.name for path in files if key in path.read_bytes() or key.hex().encode() in path.read_bytes()]

    assert len(files) > 4
    assert set(holding) <= {"vault-1.key"}


@POSIX
def test_row_82_only_its_owner_reads_a_key(stand: Stand) -> None:
    stand.vault.keyring.rotate()

    for key_id in (1, 2):
        path = stand.folder / "secrets" / f"vault-{key_id}.key"
        assert path.stat().st_mode & 0o777 == 0o600
    assert (stand.folder / "secrets").stat().st_mode & 0o077 == 0
