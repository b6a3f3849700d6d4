"""Where Redis is: an address with a password is read from a file, for a command line is in everybody's sight."""

from dataclasses import replace
from pathlib import Path

import pytest

from common.errors import Rejected
from common.words import Words
from processing_app.service.wallets.barcode_pools import InRedis, Pool
from processing_app.store.barcodes_redis import RedisPool
from processing_app.wallets import BARCODES, _pool
from processing_app.wallets import IN_SIGHT as IN_SIGHT_WORDS
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.redis_server import PASSWORD
from tests.wallets.centre import Town

ADDRESS = f"redis://:{PASSWORD}@127.0.0.1:1"
"""Nobody answers there."""


def address_file(folder: Path, address: str | bytes) -> str:
    """The option's value that names a file with this address."""
    path = folder / "address.txt"
    path.write_bytes(address.encode() if isinstance(address, str) else address)
    return f"@{path}"


def lines_of(folder: Path) -> bytes:
    """All that a centre has written."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def opened(centre: Centre, given: str) -> Pool:
    """The pool of a centre that was started with this option."""
    place = centre.instance.place
    return _pool(replace(place, settings=replace(place.settings, own={"barcodes": given})), centre.database)


def refused(centre: Centre, given: str) -> str:
    """Why a centre does not start with it; the password is in none of the words."""
    with pytest.raises(Rejected, match="wrong_value") as no:
        opened(centre, given)
    assert PASSWORD not in str(no.value)
    return str(no.value.detail)


IN_SIGHT = (
    ADDRESS, f"rediss://name:{PASSWORD}@redis.example", f"redis://:{PASSWORD}@192.0.2.1:6379",
    f"redis://127.0.0.1:6379?password={PASSWORD}", f"redis://:{PASSWORD}@127.0.0.1:port",
)  # fmt: skip


@pytest.mark.parametrize("url", IN_SIGHT)
def test_a_password_on_the_command_line_is_refused_and_the_way_to_give_it_told(url: str, centre: Centre) -> None:
    why = refused(centre, url)

    assert "списке процессов" in why
    assert '--barcodes "@файл"' in why
    assert '--barcodes "@file"' in why


def test_a_centre_that_is_refused_keeps_the_password_nowhere(tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        Town(tmp_path, own={"barcodes": ADDRESS})

    assert PASSWORD.encode() not in lines_of(tmp_path)


def test_a_centre_reads_its_address_from_a_file_and_writes_its_password_nowhere(tmp_path: Path) -> None:
    with Town(tmp_path / "town", own={"barcodes": address_file(tmp_path, ADDRESS)}) as town:
        assert town.holder(balance=0).barcode()

    lines = lines_of(tmp_path / "town")
    assert b"barcodes come from the database" in lines
    assert PASSWORD.encode() not in lines


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_editors_put_around_an_address_is_no_part_of_it(
    written: str, ending: str, centre: Centre, tmp_path: Path
) -> None:
    pool = opened(centre, address_file(tmp_path, (ADDRESS + ending).encode(written)))

    assert isinstance(pool, InRedis)
    assert isinstance(pool._remote, RedisPool)
    assert pool._remote._redis.connection_pool.connection_kwargs["password"] == PASSWORD
    pool.close()


def test_an_address_without_a_password_may_stand_on_the_command_line(centre: Centre) -> None:
    pool = opened(centre, "redis://127.0.0.1:1")

    assert isinstance(pool, InRedis)
    pool.close()


WRONG = (
    "", "http://127.0.0.1", f"redis://:{PASSWORD}@192.0.2.1:6379", f"redis://:{PASSWORD}@redis.example", "redis://[",
    f"unix:///tmp/{PASSWORD}", PASSWORD, f"redis://:{PASSWORD}@127.0.0.1:port", ADDRESS.encode("utf-16-le"),
)  # fmt: skip


@pytest.mark.parametrize("address", WRONG)
def test_a_file_with_no_such_address_is_refused_and_not_repeated(
    address: str | bytes, centre: Centre, tmp_path: Path
) -> None:
    refused(centre, address_file(tmp_path, address))


@pytest.mark.parametrize("url", ["http://127.0.0.1", "redis://192.0.2.1:6379", "redis://[", f"unix:///tmp/{PASSWORD}"])
def test_no_other_address_is_taken_and_none_is_repeated_whole(url: str, centre: Centre) -> None:
    refused(centre, url)


@pytest.mark.parametrize("lines", [b"redis://\xef\xf0\xe8@127.0.0.1", b"\xff\xfer", b"\xff\xfe\x00\xd8"])
def test_a_file_whose_letters_cannot_be_read_is_told_in_words(lines: bytes, centre: Centre, tmp_path: Path) -> None:
    why = refused(centre, address_file(tmp_path, lines))

    assert why.endswith("@address.txt: не UTF-8 / not UTF-8")


@pytest.mark.parametrize("words", [BARCODES.does, IN_SIGHT_WORDS])
def test_the_file_is_named_in_quotes_wherever_it_is_told_of(words: Words) -> None:
    """Without them PowerShell takes @ for its own."""
    assert ('"@файл"' in words.ru, '"@file"' in words.en) == (True, True)


def test_a_file_that_is_not_there_is_told_by_its_name(centre: Centre, tmp_path: Path) -> None:
    assert "@nowhere.txt" in refused(centre, f"@{tmp_path / 'nowhere.txt'}")
