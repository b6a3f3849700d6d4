"""A terminal's file of an earlier version opens, keeps what it held, and is then like a new one."""

import re
import sqlite3
from pathlib import Path
from typing import Any

from agent_terminal.store import TABLES, UPGRADES, VERSION
from common.database import Database

BACK = (
    (r"ALTER TABLE (\w+) ADD COLUMN (\w+) .*", r"ALTER TABLE \1 DROP COLUMN \2"),
    (r"CREATE TABLE (\w+) .*", r"DROP TABLE \1"),
    (r"CREATE INDEX (\w+) .*", r"DROP INDEX \1"),
)
"""How each kind of upgrade is taken back."""


def test_a_file_of_any_earlier_version_gets_everything_that_a_new_one_has(tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    opened(new)

    for version in range(1, VERSION):
        old = tmp_path / f"{version}.db"
        opened(old)
        taken_back(old, version)
        assert shape(old) != shape(new)
        opened(old)
        assert shape(old) == shape(new), version


def test_encashments_of_the_first_version_were_not_counted_and_are_not_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    opened(path)
    taken_back(path, 1)
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO encashments (id, at, notes, total, counts) VALUES (1, 5, 2, 20000, '[]')")
    raw.close()

    opened(path)

    with sqlite3.connect(path) as raw:
        rows = raw.execute("SELECT total, counted, in_doubt, reason, who FROM encashments").fetchall()
    raw.close()
    assert rows == [(20_000, "", "[]", "", "")]


def opened(path: Path) -> None:
    Database(path, TABLES, version=VERSION, upgrades=UPGRADES).close()


def taken_back(path: Path, version: int) -> None:
    """Without what later versions brought."""
    with sqlite3.connect(path) as raw:
        for statement in reversed(UPGRADES[version - 1 :]):
            raw.execute(_opposite(statement))
        raw.execute(f"PRAGMA user_version={version}")
    raw.close()


def _opposite(statement: str) -> str:
    for way, back in BACK:
        if re.fullmatch(way, statement, re.DOTALL):
            return re.sub(way, back, statement, flags=re.DOTALL)
    raise AssertionError(f"nobody knows how to take this back: {statement}")


def shape(path: Path) -> dict[str, Any]:
    """Each table's columns (what, type, whether it may be empty, key) and its indexes."""
    with sqlite3.connect(path) as raw:
        names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            name: sorted((row[1], row[2], row[3], row[5]) for row in raw.execute(f"PRAGMA table_info({name})"))
            for name in names
        }
        found |= {f"indexes of {name}": sorted(raw.execute(INDEXES, (name,))) for name in names}
    raw.close()
    return found


INDEXES = "SELECT coalesce(sql, name) FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
