"""A role's disk in memory: what was committed outlives the process, what was not is gone with it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import MetaData

from common.database import opening, writer
from tests.faults.simulation.scheduler import Strand
from tests.faults.simulation.threads import world

HEADER_MODE = slice(18, 20)
"""Where a database file says that it is kept with a write-ahead log."""
ROLLBACK_MODE = b"\x01\x01"


class Disk:
    """One database. While its writer is inside a transaction readers wait: it has one connection for both."""

    def __init__(self, content: bytes = b"") -> None:
        """Empty, or as it was."""
        self.raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=512)
        if content:
            self.raw.deserialize(content)
        self.raw.row_factory = sqlite3.Row
        self.raw.execute("PRAGMA foreign_keys=ON")
        self.after_commit: sqlite3.Error | None = None
        """What the next commit ends with, although it has written everything."""
        self._writing = False
        self._waiting: list[Strand] = []

    def content(self) -> bytes:
        """All of it, as a file."""
        data = bytearray(self.raw.serialize())
        data[HEADER_MODE] = ROLLBACK_MODE
        return bytes(data)

    def prepare(self, tables: MetaData, version: int) -> None:
        """Make the tables, if there are none."""
        if not self.raw.execute("PRAGMA user_version").fetchone()[0]:
            opening._prepare(self.raw, opening._creation(tables), version)

    def begin(self) -> None:
        """The writer goes in."""
        self.raw.execute("BEGIN")
        self._writing = True

    def end(self, how: str) -> None:
        """The writer comes out."""
        self.raw.execute(how)
        self._over()
        if how == "COMMIT" and self.after_commit is not None:
            problem, self.after_commit = self.after_commit, None
            raise problem

    def cut(self) -> None:
        """The process is gone."""
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")
        self.after_commit = None
        self._over()

    def settled(self) -> None:
        """Wait until the writer is out."""
        while self._writing:
            strand = world().current()
            strand.ticket += 1
            self._waiting.append(strand)
            world().park()

    def _over(self) -> None:
        self._writing = False
        for strand in self._waiting:
            world().wake(strand)
        self._waiting.clear()


class Writer:
    """What the writer has for a connection."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._execute = disk.raw.execute
        self.executemany = disk.raw.executemany

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if sql == "BEGIN IMMEDIATE":
            return self._disk.begin()
        if sql in ("COMMIT", "ROLLBACK"):
            return self._disk.end(sql)
        return self._execute(sql, values)

    @property
    def in_transaction(self) -> bool:
        return self._disk.raw.in_transaction

    def close(self) -> None: ...


class Reader:
    """What a reader has for one: nothing changes between its BEGIN and its COMMIT, for it never gives its turn away."""

    in_transaction = False

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._execute = disk.raw.execute

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if sql == "BEGIN":
            return self._disk.settled() if self._disk._writing else None
        return self._execute(sql, values)

    def close(self) -> None: ...


def _writer(_: Path, tables: MetaData, version: int, __: Sequence[str], **___: object) -> Writer:
    disk: Disk = world().current().owner.disk
    disk.prepare(tables, version)
    return Writer(disk)


def _reader(_: Path) -> Reader:
    return Reader(world().current().owner.disk)


@contextmanager
def in_memory() -> Iterator[None]:
    """While the block lasts, every database is on the disk of the process that opens it."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(writer, "open_prepared", _writer))
        stack.enter_context(patch.object(writer, "open_reader", _reader))
        yield
