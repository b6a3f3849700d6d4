"""A look at a database from another process: one moment of it, read only, while its own role goes on writing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common.database.connection import Connection
from common.database.opening import open_reader, storage_error
from common.errors import Broken


@contextmanager
def snapshot(path: Path) -> Iterator[Connection]:
    """What is committed now; nothing that comes later is seen. Errors of the storage are ours, as everywhere."""
    if not path.is_file():  # the driver would make an empty one
        raise Broken("database_damaged", path.name)
    try:
        raw = open_reader(path)
        try:
            raw.execute("BEGIN")
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on the moment stands still
            yield Connection(raw, {}, snapshot=True)
        finally:
            raw.close()
    except sqlite3.Error as problem:
        raise storage_error(problem) from problem
