"""Another process looks at one moment of the books while their role goes on writing."""

from functools import partial
from itertools import count
from pathlib import Path

import pytest

from common.database import Database, snapshot
from common.database.opening import LOG_KEPT
from common.errors import Broken
from tests.common.database.books import METADATA, add, names


def test_a_snapshot_stays_as_it_was_when_it_began(tmp_path: Path) -> None:
    database = Database(tmp_path / "books.db", METADATA)
    database.write(partial(add, name="before"))

    with snapshot(database.path) as db:
        database.write(partial(add, name="after"))
        seen = names(db)
    with snapshot(database.path) as db:
        later = names(db)

    database.close()
    assert (seen, later) == (["before"], ["before", "after"])


def test_a_snapshot_changes_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "books.db", METADATA)

    with pytest.raises(Exception, match="attempt to write a readonly database"), snapshot(database.path) as db:
        db.raw.execute("INSERT INTO accounts (name, balance) VALUES ('a', 0)")

    database.close()


def test_what_piled_up_while_a_snapshot_was_read_is_given_back_to_the_disk(tmp_path: Path) -> None:
    database = Database(tmp_path / "books.db", METADATA)
    log, number = tmp_path / "books.db-wal", count()

    def write(megabytes: int) -> None:
        for _ in range(megabytes):
            database.write(partial(add, name=f"{next(number)}" + "x" * 1_000_000))

    with snapshot(database.path) as db:
        names(db)
        write(40)
    piled = log.stat().st_size
    for _ in range(40):
        write(1)

    left = log.stat().st_size
    database.close()
    assert piled > LOG_KEPT >= left


def test_where_there_are_no_books_none_are_made(tmp_path: Path) -> None:
    with pytest.raises(Broken) as refused, snapshot(tmp_path / "books.db"):
        pass

    assert refused.value.code == "database_damaged"
    assert not (tmp_path / "books.db").exists()
