"""A file of an earlier version opens, and is then like a new one."""

import sqlite3
from pathlib import Path

from sqlalchemy import MetaData

from common.database import Database
from common.reporting.tables import tables
from provider_app.store import accepting_tables
from provider_app.store.tables import METADATA, UPGRADES, VERSION

INDEXES = "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ? ORDER BY name"


def test_a_file_of_the_first_version_gets_everything_that_a_new_one_has(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    opened(new)
    opened(old)
    taken_back_to_version_1(old)

    opened(old)

    assert shape(old) == shape(new)


def test_subscribers_of_the_first_version_get_their_contracts_numbers_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    opened(path)
    taken_back_to_version_1(path)
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO tariffs VALUES ('mobile', 'М', 'M', '9XX')")
        for number in ("905", "903", "904"):
            raw.execute(f"INSERT INTO subscribers VALUES ('{number}', 'И', 'п', 'e', 's', 'mobile', 0, 0, '', 5)")
    raw.close()

    opened(path)

    with sqlite3.connect(path) as raw:
        found = raw.execute("SELECT number, contract FROM subscribers ORDER BY contract").fetchall()
    raw.close()
    assert found == [("905", 1), ("903", 2), ("904", 3)]


def opened(path: Path) -> None:
    Database(path, METADATA, version=VERSION, upgrades=UPGRADES).close()


def taken_back_to_version_1(path: Path) -> None:
    """Without what later versions brought."""
    with sqlite3.connect(path) as raw:
        for table in (*tables(MetaData()), *accepting_tables.tables(MetaData())):
            raw.execute(f"DROP TABLE {table.name}")
        raw.execute("DROP INDEX subscribers_by_contract")
        raw.execute("ALTER TABLE subscribers DROP COLUMN contract")
        raw.execute("PRAGMA user_version=1")
    raw.close()


def shape(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Each table's columns (what, type, whether it may be empty, key) and its indexes."""
    with sqlite3.connect(path) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: dict[str, list[tuple[object, ...]]] = {
            name: sorted((row[1], row[2], row[3], row[5]) for row in raw.execute(f"PRAGMA table_info({name})"))
            for name in names
        }
        found |= {f"indexes of {name}": raw.execute(INDEXES, (name,)).fetchall() for name in names}
    raw.close()
    return found
