"""A process that dies around a commit: before it nothing is there, after it everything."""

import sys
from pathlib import Path

import pytest

from common import spawn
from common.database import Database
from common.settings import ROOT
from tests.common.database.books import METADATA, kept


@pytest.mark.parametrize(("moment", "there"), [("before", ["first"]), ("after", ["first", "second"])])
def test_what_was_committed_is_there_and_nothing_else(tmp_path: Path, moment: str, there: list[str]) -> None:
    path = tmp_path / "books.db"
    process = spawn.process(
        [sys.executable, "-m", "tests.common.database.dies", str(path), moment], folder=ROOT, output=spawn.DISCARD
    )
    process.communicate(timeout=20)

    assert process.returncode == 7
    database = Database(path, METADATA)
    assert kept(database) == there
    database.close()
