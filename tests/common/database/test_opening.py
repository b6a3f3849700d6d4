"""What may be wrong with the file, its folder or its disk, and what is said about it."""

import os
import sqlite3
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, bindparam, insert, select

from common import spawn
from common.database import Connection, Database, Statement, opening
from common.errors import Broken, Unavailable
from tests.common.database.books import ADD, METADATA, add, gather, kept, names


def pragma(name: str) -> Callable[[Connection], int | str]:
    return lambda db: db.raw.execute(f"PRAGMA {name}").fetchone()[0]


def both(db: Connection) -> None:
    add(db, "a")
    add(db, "b")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "books.db"


def made(path: Path, *rows: str) -> None:
    database = Database(path, METADATA)
    for row in rows:
        database.write(partial(add, name=row))
    database.close()


def test_the_writer_is_durable_and_every_reader_is_in_wal(path: Path) -> None:
    database = Database(path, METADATA)

    assert database.write(pragma("journal_mode")) == "wal"
    assert database.write(pragma("synchronous")) == 2
    assert database.read(pragma("journal_mode")) == "wal"
    assert database.write(pragma("foreign_keys")) == 1
    database.close()


def test_what_was_written_is_there_after_a_new_start(path: Path) -> None:
    made(path, "a", "b")

    database = Database(path, METADATA)

    assert kept(database) == ["a", "b"]
    database.close()


def test_a_newer_database_is_refused_and_not_a_byte_of_it_changes(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE future (x)")
    raw.execute("PRAGMA user_version=7")
    raw.commit()
    raw.close()
    before = path.read_bytes()

    with pytest.raises(Broken) as refused:
        Database(path, METADATA, version=6)

    assert (refused.value.code, refused.value.detail) == ("database_newer", "7 > 6")
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_older_database_is_brought_up_step_by_step(path: Path) -> None:
    made(path, "a")
    upgrades = ("ALTER TABLE accounts ADD COLUMN two INTEGER", "ALTER TABLE accounts ADD COLUMN three INTEGER")

    database = Database(path, METADATA, version=3, upgrades=upgrades)

    assert database.read(pragma("user_version")) == 3
    columns = database.read(lambda db: [row["name"] for row in db.raw.execute("PRAGMA table_info(accounts)")])
    assert columns == ["id", "name", "balance", "two", "three"]
    database.close()


def test_an_upgrade_that_fails_half_way_leaves_the_old_version(path: Path) -> None:
    made(path, "a")
    upgrades = ("ALTER TABLE accounts ADD COLUMN two INTEGER", "this is not SQL")

    with pytest.raises(Broken) as refused:
        Database(path, METADATA, version=3, upgrades=upgrades)

    assert refused.value.code == "database_damaged"
    database = Database(path, METADATA)
    assert database.read(pragma("user_version")) == 1
    assert database.read(lambda db: len(list(db.raw.execute("PRAGMA table_info(accounts)")))) == 3
    database.close()


@pytest.mark.parametrize("content", [b"not a database at all, only some text in a file" * 20, os.urandom(8192)])
def test_a_damaged_file_is_named_and_kept(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Broken) as refused:
        Database(path, METADATA)

    assert refused.value.code == "database_damaged"
    assert path.read_bytes() == content


def test_damage_in_the_middle_is_found_at_the_start_and_left_as_it_is(path: Path) -> None:
    made(path, *(f"name {number} {'x' * 200}" for number in range(60)))
    data = bytearray(path.read_bytes())
    data[8192:-100] = b"\xff" * (len(data) - 8292)
    path.write_bytes(data)

    with pytest.raises(Broken) as refused:
        Database(path, METADATA)

    assert refused.value.code == "database_damaged"
    assert path.read_bytes() == data


def test_damage_of_a_file_too_large_to_be_looked_through_is_told_to_whoever_reads_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(path, *(f"name {number} {'x' * 200}" for number in range(60)))
    data = bytearray(path.read_bytes())
    data[8192:-100] = b"\xff" * (len(data) - 8292)
    path.write_bytes(data)
    monkeypatch.setattr(opening, "LOOKED_THROUGH", 8192)
    database = Database(path, METADATA)

    with pytest.raises(Broken) as refused:
        database.read(names)

    assert refused.value.code == "database_damaged"
    database.close()


def test_a_row_that_its_index_has_lost_is_found_at_the_start(path: Path) -> None:
    """By such an index an id that was done before is a new one: its money would move twice."""
    made(path, "a", "b")
    raw = sqlite3.connect(path)
    raw.execute("CREATE INDEX by_name ON accounts (name)")
    raw.commit()
    raw.close()
    data = path.read_bytes()
    path.write_bytes(data[:-8192] + data[-8192:].replace(b"b", b"c"))

    with pytest.raises(Broken, match="missing from index"):
        Database(path, METADATA)


@pytest.mark.parametrize("left", [b"", None], ids=["empty", "missing"])
def test_a_database_that_was_there_is_not_made_anew(path: Path, left: bytes | None) -> None:
    made(path, "a")
    path.unlink()
    if left is not None:
        path.write_bytes(left)

    with pytest.raises(Broken, match="database_damaged"):
        Database(path, METADATA, made_before=True)

    assert [file.name for file in path.parent.iterdir()] == ([] if left is None else [path.name])


def test_a_newer_database_of_a_program_that_died_keeps_the_log_beside_it(path: Path) -> None:
    """Its last commits are in there: whoever carries them over must be the version that wrote them."""
    made(path, "a")
    before = left_by_a_death(path, "PRAGMA user_version=7")

    with pytest.raises(Broken, match="7 > 1"):
        Database(path, METADATA)

    assert contents(path) == before


def left_by_a_death(path: Path, *statements: str) -> list[bytes]:
    """What was committed is only in the log; the file and its log as a killed program leaves them."""
    aside = path.with_name("aside")
    raw = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    aside.mkdir()
    for part in (path, beside(path)):
        (aside / part.name).write_bytes(part.read_bytes())
    raw.close()
    for part in (path, beside(path)):
        part.write_bytes((aside / part.name).read_bytes())
    return contents(path)


def beside(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def contents(path: Path) -> list[bytes]:
    return [path.read_bytes(), beside(path).read_bytes()]


def test_a_file_with_somebody_elses_tables_is_refused(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE accounts (theirs TEXT)")
    raw.commit()
    raw.close()

    with pytest.raises(Broken, match="already exists"):
        Database(path, METADATA)


@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="no mode keeps root out")
def test_a_file_that_may_only_be_read_stops_the_start(path: Path) -> None:
    made(path, "a")
    path.chmod(0o400)

    with pytest.raises(Broken) as refused:
        Database(path, METADATA)

    assert (refused.value.code, refused.value.detail) == ("folder_not_writable", str(path))
    path.chmod(0o600)


def test_a_folder_that_is_not_there_is_unavailable_storage(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refused:
        Database(tmp_path / "nowhere" / "books.db", METADATA)

    assert refused.value.code == "storage_full"


@pytest.mark.parametrize("way", [add, gather])
def test_a_full_disk_refuses_the_unit_whole_and_writing_goes_on_when_there_is_space(
    path: Path, way: Callable[[Connection, str], None]
) -> None:
    database = Database(path, METADATA)
    database.write(lambda db: add(db, "small"))
    pages = database.write(pragma("page_count"))
    database.write(pragma(f"max_page_count={pages}"))

    def large(db: Connection) -> None:
        for number in range(50):
            way(db, f"{number} {'x' * 1000}")

    with pytest.raises(Unavailable) as refused:
        database.write(large)

    assert refused.value.code == "storage_full"
    assert kept(database) == ["small"]
    database.write(pragma("max_page_count=100000"))
    database.write(large)
    assert len(kept(database)) == 51
    database.close()


def test_another_programme_that_holds_the_file_makes_a_unit_wait_then_busy(path: Path) -> None:
    database = Database(path, METADATA)
    database.write(pragma("busy_timeout=50"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(Unavailable) as refused:
        database.write(lambda db: add(db, "a"))

    assert refused.value.code == "busy"
    other.execute("ROLLBACK")
    other.close()
    database.write(lambda db: add(db, "a"))
    assert kept(database) == ["a"]
    database.close()


@pytest.mark.parametrize("change", [lambda db: add(db, "x"), lambda db: gather(db, "x")])
def test_a_snapshot_changes_nothing(path: Path, change: Callable[[Connection], None]) -> None:
    database = Database(path, METADATA)

    with pytest.raises(AssertionError, match="a snapshot changes nothing"):
        database.read(change)
    with pytest.raises(Unavailable, match="readonly"):
        database.read(lambda db: db.raw.execute("DELETE FROM accounts"))

    assert kept(database) == []
    database.close()


def test_a_snapshot_stays_as_it_was_while_others_write(path: Path) -> None:
    database = Database(path, METADATA)
    database.write(lambda db: add(db, "a"))

    def look(db: Connection) -> tuple[list[str], list[str]]:
        first = names(db)
        database.write(lambda writer: add(writer, "b"))
        return first, names(db)

    assert database.read(look) == (["a"], ["a"])
    assert kept(database) == ["a", "b"]
    database.close()


def test_a_mistake_in_our_own_sql_is_not_called_a_full_disk(path: Path) -> None:
    stray = Table("stray", MetaData(), Column("id", Integer, primary_key=True))
    database = Database(path, METADATA)

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        database.read(lambda db: db.all(Statement(select(stray))))

    database.write(lambda db: add(db, "a"))
    database.close()


def test_many_readers_at_once_share_the_kept_connections(path: Path) -> None:
    database = Database(path, METADATA)
    database.write(lambda db: add(db, "a"))

    with spawn.pool("readers", 32) as pool:
        seen = list(pool.map(lambda _: kept(database), range(300)))

    assert seen == [["a"]] * 300
    database.close()


@pytest.mark.parametrize("values", [{"name": "x"}, {"name": "x", "balance": 1, "blance": 2}])
def test_a_parameter_too_few_or_too_many_is_a_programmers_mistake(path: Path, values: dict[str, object]) -> None:
    database = Database(path, METADATA)

    with pytest.raises(KeyError):
        database.write(lambda db: db.run(ADD, **values))

    database.close()


def test_a_list_whose_length_is_not_known_cannot_be_compiled_once() -> None:
    table = METADATA.tables["accounts"]

    with pytest.raises(AssertionError, match="IN with a list"):
        Statement(select(table).where(table.c.name.in_(bindparam("names", expanding=True))))


def test_an_insert_names_every_column_but_the_key_that_the_database_numbers() -> None:
    statement = Statement(insert(METADATA.tables["accounts"]))

    assert statement.names == ("name", "balance")
    assert statement.writes


def test_what_a_statement_fills_itself_need_not_be_given_even_when_it_is_nothing(path: Path) -> None:
    accounts = METADATA.tables["accounts"]
    changed = Statement(accounts.update().where(accounts.c.name == bindparam("of")).values(balance=None))
    first = Statement(select(accounts).order_by(accounts.c.id).limit(1))

    assert changed.row({"of": "a"}) == (None, "a")
    database = Database(path, METADATA)
    database.write(both)
    assert database.read(lambda db: [row["name"] for row in db.all(first)]) == ["a"]
    database.close()


def test_a_first_start_that_was_cut_while_its_file_began_is_done_again(path: Path) -> None:
    cut = path.with_name("cut.db")
    raw = sqlite3.connect(cut, isolation_level=None)
    raw.execute("PRAGMA cache_size=1")
    raw.execute("BEGIN")
    raw.execute("CREATE TABLE begun (row)")
    raw.executemany("INSERT INTO begun VALUES (?)", [("x" * 3000,)] * 50)
    for ending in ("", "-journal"):
        path.with_name(path.name + ending).write_bytes(cut.with_name(cut.name + ending).read_bytes())
    raw.close()

    made(path, "a")

    database = Database(path, METADATA)
    assert kept(database) == ["a"]
    database.close()
