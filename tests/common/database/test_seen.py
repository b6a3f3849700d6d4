"""What workers look at again and again is read once a commit, and never older than the commit they were told of."""

import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select

from common.database import Connection, Database, Seen, Statement
from common.errors import OplataError

_TABLES = MetaData()
_NOTES = Table("notes", _TABLES, Column("id", Integer, primary_key=True))
_COUNT = Statement(select(func.count().label("n")).select_from(_NOTES))
_ADD = Statement(insert(_NOTES).values())
ROUNDS = 200


def add(db: Connection) -> None:
    db.run(_ADD)


def count(db: Connection) -> int:
    row = db.one(_COUNT)
    assert row is not None
    return int(row["n"])


def test_a_question_is_asked_once_a_commit(tmp_path: Path) -> None:
    database = Database(tmp_path / "seen.db", _TABLES)
    asked: list[int] = []

    def question(db: Connection) -> int:
        asked.append(count(db))
        return len(asked)

    seen = Seen(database, question)

    before = [seen.now(), seen.now()]
    database.write(add)
    after = [seen.now(), seen.now()]

    database.close()
    assert (before, after, asked) == ([1, 1], [2, 2], [0, 1])


def test_whoever_was_told_of_a_commit_sees_it(tmp_path: Path) -> None:
    database = Database(tmp_path / "seen.db", _TABLES)
    seen = Seen(database, count)
    told: list[tuple[int, int]] = []

    def add_and_tell(db: Connection, number: int) -> None:
        add(db)
        db.then(lambda: told.append((number, seen.now())))

    looking = Thread(target=lambda: [seen.now() for _ in range(ROUNDS * 20)])
    looking.start()
    for number in range(1, ROUNDS + 1):
        database.write(lambda db, number=number: add_and_tell(db, number))  # type: ignore[misc]
    looking.join()

    database.close()
    assert [one for one in told if one[0] != one[1]] == []
    assert len(told) == ROUNDS


class Lying:
    """A connection whose COMMIT is made, and ends with an error all the same."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def __getattr__(self, name: str) -> Any:
        return getattr(self._raw, name)

    def execute(self, sql: str, *values: Any) -> Any:
        done = self._raw.execute(sql, *values)
        if sql == "COMMIT":
            problem = sqlite3.OperationalError("disk I/O error")
            problem.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise problem
        return done


def test_a_commit_that_was_made_and_failed_all_the_same_is_seen(tmp_path: Path) -> None:
    database = Database(tmp_path / "seen.db", _TABLES)
    seen = Seen(database, count)
    before = seen.now()
    honest = database._writer.raw
    database._writer.raw = Lying(honest)  # type: ignore[assignment]

    with pytest.raises(OplataError):
        database.write(add)

    database._writer.raw = honest
    after = seen.now()
    database.close()
    assert (before, after) == (0, 1)
