"""A file is written whole or not at all, by however many at once."""

import stat
import sys
from pathlib import Path

import pytest

from common import spawn
from common.durable import write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.json"

    write_whole(path, b"first")
    write_whole(path, b"2")

    assert path.read_bytes() == b"2"
    assert [file.name for file in tmp_path.iterdir()] == ["a.json"]


def test_many_may_write_one_file_and_one_of_them_wins(tmp_path: Path) -> None:
    path = tmp_path / "current"
    contents = [f"profile-{number}".encode() * 100 for number in range(40)]

    with spawn.pool("writers", 8) as pool:
        list(pool.map(lambda content: write_whole(path, content), contents))

    assert path.read_bytes() in contents
    assert [file.name for file in tmp_path.iterdir()] == ["current"]


def test_a_write_that_fails_leaves_the_old_file_and_no_half(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "inside").write_bytes(b"x")

    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"new")

    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_mode_is_the_one_asked_for_whatever_was_there(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.write_bytes(b"open to all")
    path.chmod(0o644)

    write_whole(path, b"closed", mode=0o600)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
