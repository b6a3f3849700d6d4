"""The file of contracts survives crashes, damage and a newer version."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from common.errors import Broken, Unavailable
from common.protocol.card import Posting
from common.setup.places import PROJECT
from common.words import Words
from consumer_app.store.contracts import Contract, ContractsFile


def a_contract(number: int) -> Contract:
    return Contract(
        id=str(number),
        name=Words("Мегафон", "Megafon"),
        issuer="uid",
        number=f"916{number}",
        url="http://127.0.0.1:8101",
        dialect="json",
        login="subscriber",
        currency="RUB",
        services=[],
        posting=Posting(),
        added_at=1,
        edited_at=1,
    )


@pytest.fixture
def two(tmp_path: Path) -> ContractsFile:
    """A file with two contracts, and its spare with the first alone."""
    file = ContractsFile(tmp_path)
    file.change(lambda _: (a_contract(1),))
    file.change(lambda every: (*every, a_contract(2)))
    return file


def ids(file: ContractsFile) -> list[str]:
    return [one.id for one in file.contracts]


def test_contracts_are_read_again_as_they_were_saved(two: ContractsFile) -> None:
    again = ContractsFile(two.path.parent)

    assert again.contracts == two.contracts
    assert again.trouble == ""


DYING = """
import os, sys
from pathlib import Path
from consumer_app.store.contracts import ContractsFile

renames = iter(range(int(sys.argv[2])))
real = Path.replace

def replace(half, path):
    if next(renames, None) is None:
        os._exit(9)
    return real(half, path)

Path.replace = replace
ContractsFile(Path(sys.argv[1])).change(lambda every: every[:1])
"""


@pytest.mark.parametrize("renames", [0, 1], ids=["of the spare", "of the file"])
def test_a_death_between_writing_and_renaming_leaves_the_contracts_as_they_were(
    two: ContractsFile, renames: int
) -> None:
    folder = two.path.parent
    words = [sys.executable, "-c", DYING, str(folder), str(renames)]
    assert subprocess.run(words, cwd=PROJECT, check=False, timeout=30).returncode == 9
    assert list(folder.glob("*.part"))

    again = ContractsFile(folder)

    assert (again.contracts, again.trouble) == (two.contracts, "")
    assert not list(folder.glob("*.part"))
    again.change(lambda every: (*every, a_contract(3)))
    assert ids(ContractsFile(folder)) == ["1", "2", "3"]


def test_when_the_disk_does_not_take_the_file_nothing_has_changed(two: ContractsFile) -> None:
    spare = two.path.with_name("contracts.json.bak")
    spare.unlink()
    spare.mkdir()

    with pytest.raises(Unavailable, match="storage_full"):
        two.change(lambda every: (*every, a_contract(3)))

    assert ids(two) == ids(ContractsFile(two.path.parent)) == ["1", "2"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: b"",
        lambda data: b"\x00" * len(data),
        lambda data: data.replace(b'"number"', b'"numbr"', 1),
        lambda data: data.replace(b'"id": "2"', b'"id": "1"'),
        lambda data: data.replace(b'"id": "2"', b'"id": "../2"'),
        lambda data: b"[" * 100_000,
    ],
    ids=["truncated", "empty", "zeros", "a field misspelt", "one id twice", "an id that is a path", "deep"],
)
def test_a_damaged_file_is_read_from_its_spare_with_a_word_until_the_next_save(
    two: ContractsFile, damage: Callable[[bytes], bytes]
) -> None:
    spoilt = damage(two.path.read_bytes())
    two.path.write_bytes(spoilt)

    again = ContractsFile(two.path.parent)
    assert (ids(again), again.trouble) == (["1"], "file_damaged")
    assert two.path.read_bytes() == spoilt

    again.change(lambda every: (*every, a_contract(5)))
    assert again.trouble == ""
    assert (two.path.parent / "contracts.json.damaged-1").read_bytes() == spoilt
    assert ids(ContractsFile(two.path.parent)) == ["1", "5"]


def test_a_crash_while_saving_over_a_damaged_file_loses_nothing_more(two: ContractsFile) -> None:
    two.path.rename(two.path.with_name("contracts.json.damaged-1"))

    again = ContractsFile(two.path.parent)

    assert (ids(again), again.trouble) == (["1"], "file_damaged")


def test_when_both_are_damaged_they_are_set_aside_and_never_written_over(two: ContractsFile) -> None:
    folder = two.path.parent
    for turn in (1, 2):
        (folder / "contracts.json").write_text(f"spoilt {turn}", encoding="utf-8")
        (folder / "contracts.json.bak").write_text(f"spoilt spare {turn}", encoding="utf-8")

        again = ContractsFile(folder)

        assert (ids(again), again.trouble) == ([], "file_lost")
        assert ContractsFile(folder).trouble == "file_lost"
        again.change(lambda _: (a_contract(7),))
        assert ContractsFile(folder).trouble == ""

    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.damaged-*")}
    assert kept == {
        "contracts.json.damaged-1": "spoilt 1",
        "contracts.json.bak.damaged-1": "spoilt spare 1",
        "contracts.json.damaged-2": "spoilt 2",
        "contracts.json.bak.damaged-2": "spoilt spare 2",
    }


@pytest.mark.parametrize("name", ["contracts.json", "contracts.json.bak"])
def test_a_file_from_a_newer_version_is_refused_and_left_alone(two: ContractsFile, name: str) -> None:
    two.path.write_bytes(b"spoilt")
    (two.path.parent / name).write_bytes(b'{"version": 2, "contracts": {"other": "shape"}}')
    before = {path.name: path.read_bytes() for path in two.path.parent.iterdir()}

    with pytest.raises(Broken, match="file_newer"):
        ContractsFile(two.path.parent)

    assert {path.name: path.read_bytes() for path in two.path.parent.iterdir()} == before


def test_a_file_of_a_program_that_knew_no_titles_is_read_and_one_without_titles_is_as_it_wrote_it(
    two: ContractsFile,
) -> None:
    assert b"title" not in two.path.read_bytes()
    named = msgspec.structs.replace(two.contracts[0], title="Мама")

    two.change(lambda every: (named, *every[1:]))

    assert [one.title for one in ContractsFile(two.path.parent).contracts] == ["Мама", ""]


def test_it_is_known_when_the_opened_copy_was_written(two: ContractsFile) -> None:
    os.utime(two.path.with_name("contracts.json.bak"), (1_900_000_000, 1_900_000_000))
    two.path.write_bytes(b"spoilt")

    again = ContractsFile(two.path.parent)

    assert again.copy_at == 1_900_000_000_000
    again.change(lambda every: every)
    assert again.copy_at is None
