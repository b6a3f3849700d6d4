"""A file of an earlier version opens, and is then like a new one."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData

from common.database import Database
from common.reporting import tables as reporting_tables
from processing_app.store import (
    barcode_tables,
    domain_tables,
    intent_tables,
    kiosk_tables,
    notice_tables,
    qr_key_tables,
    reader_tables,
    repair_tables,
    statistics_tables,
    token_tables,
    wallet_book_tables,
    wallet_difference_tables,
    wallet_tables,
    webhook_tables,
)
from processing_app.store.tables import TABLES, UPGRADES, VERSION

PARTS = (
    reporting_tables, domain_tables, intent_tables, kiosk_tables, reader_tables, repair_tables, statistics_tables,
    token_tables, webhook_tables, wallet_tables, barcode_tables, wallet_book_tables, notice_tables,
    wallet_difference_tables, qr_key_tables,
)  # fmt: skip


def _made_by_parts() -> list[str]:
    metadata = MetaData()
    for part in PARTS:
        part.tables(metadata)
    return [table.name for table in metadata.sorted_tables]


ADDED = ("decisions", "told", "terminals", "reconciliations", "differences", *_made_by_parts())


def test_a_file_of_the_first_version_gets_everything_that_a_new_one_has(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    opened(new)
    opened(old)
    taken_back_to_version_1(old)

    opened(old)

    assert shape(old) == shape(new)


def test_agents_of_the_first_version_have_no_threshold_and_are_not_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    opened(path)
    taken_back_to_version_1(path)
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO agents VALUES (1, 'А-00001', 'Ромашка', 'agent-1', 0, 'RUB', 0, NULL, 5)")
    raw.close()

    opened(path)

    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT name, threshold, blocked_at FROM agents").fetchall() == [("Ромашка", 0, None)]
    raw.close()


def opened(path: Path) -> None:
    Database(path, TABLES, version=VERSION, upgrades=UPGRADES).close()


def taken_back_to_version_1(path: Path) -> None:
    """Without what later versions brought."""
    with sqlite3.connect(path) as raw:
        for table in ADDED:
            raw.execute(f"DROP TABLE {table}")
        raw.execute("DROP INDEX tasks_of_key")
        for column in ("threshold", "blocked_at", "checks_per_minute"):
            raw.execute(f"ALTER TABLE agents DROP COLUMN {column}")
        for column in ("attempts", "answered_ms"):
            raw.execute(f"ALTER TABLE payments DROP COLUMN {column}")
        raw.execute("PRAGMA user_version=1")
    raw.close()


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
