"""A file is written whole or not at all, by however many at once."""

import errno
import stat
import sys
from pathlib import Path

import pytest

from common import spawn
from common.durable import closed, not_written, write_whole


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


def test_a_full_disk_has_words_of_its_own(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")

    assert (not_written(full, "a.xlsx").code, closed(full, tmp_path).code) == ("storage_full", "storage_full")
    assert not_written(RuntimeError(full), "a.xlsx").code == "storage_full"


def test_what_else_the_disk_refuses_is_told_with_its_reason(tmp_path: Path) -> None:
    shut = PermissionError(errno.EACCES, "Permission denied")

    assert (not_written(shut, "a.xlsx").code, not_written(shut, "a.xlsx").detail) == (
        "file_not_written",
        "a.xlsx (Permission denied)",
    )
    assert closed(shut, tmp_path).code == "folder_closed"
    assert not_written(ValueError("no zip"), "a.xlsx").detail == "a.xlsx (no zip)"
