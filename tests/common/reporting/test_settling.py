"""What a report writes is brought to the disk while it is written, and what vanishes meanwhile disturbs nothing."""

import os
from pathlib import Path

import pytest

from common import spawn
from common.reporting import settling
from common.reporting.settling import Settling

SECONDS = 10.0


def test_files_are_brought_to_the_disk_while_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "book.part"
    inside.mkdir()
    (inside / "sheet").write_bytes(b"rows")
    brought: set[int] = set()
    enough = spawn.Signal()

    def sync(descriptor: int) -> None:
        brought.add(os.fstat(descriptor).st_ino)
        enough.set()

    monkeypatch.setattr(settling, "SYNC", sync)
    with Settling(tmp_path):
        assert enough.wait(SECONDS)

    assert brought == {(inside / "sheet").stat().st_ino}


def test_a_file_or_a_folder_that_is_gone_is_nobodys_trouble(tmp_path: Path) -> None:
    settling.settle(tmp_path / "gone")

    with Settling(tmp_path / "never"):
        pass

    assert list(tmp_path.iterdir()) == []
