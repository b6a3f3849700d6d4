"""A role's disk in memory: what was committed outlives the process, what was not is gone with it."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
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
WORD = re.compile(r"\w+")
BEFORE_ITS_TABLE = {"INSERT": "INTO", "UPDATE": "UPDATE", "DELETE": "FROM"}
MOST_KNOWN = 4_000
Question = tuple[str, Sequence[Any]]


class Answer:
    """Rows that were read before, or just now."""

    __slots__ = ("_rows",)
    rowcount = -1

    def __init__(self, rows: list[Any]) -> None:
        self._rows = rows

    def fetchall(self) -> list[Any]:
        return list(self._rows)

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None

    def __iter__(self) -> Iterator[Any]:
        return iter(self._rows)

    def close(self) -> None: ...


class Original:
    """A database that many worlds begin from, with its compiled statements: each takes back what it has changed."""

    def __init__(self, content: bytes = b"") -> None:
        self.raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False, cached_statements=1024)
        if content:
            self.raw.deserialize(content)
        self.raw.row_factory = sqlite3.Row
        self.raw.execute("PRAGMA foreign_keys=ON")
        self.known: dict[Question, Answer] = {}
        """Of tables as they are here."""
        self._tables: frozenset[str] = frozenset()
        self._named: dict[str, frozenset[str]] = {}
        if content:
            self.learn_tables()

    def learn_tables(self) -> None:
        """They are made."""
        found = self.raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        self._tables = frozenset(row["name"] for row in found)

    def tables_in(self, sql: str) -> frozenset[str]:
        """Every table that a statement can be about."""
        named = self._named.get(sql)
        if named is None:
            named = self._named[sql] = self._tables.intersection(WORD.findall(sql))
        return named


_original = cache(Original)


class Disk:
    """One database. While its writer is inside a transaction readers wait: it has one connection for both.

    All of a world is inside one transaction of SQLite, which the next world takes back; a role's own is a savepoint.
    """

    def __init__(self, content: bytes = b"", beside: Mapping[str, bytes] | None = None) -> None:
        """Empty, or as it was; `beside` are the other databases of the same process, by their files' names."""
        self._name = ""
        self._beside_before = dict(beside or {})
        self.beside: dict[str, Disk] = {}
        self._original = _original(content) if content else Original()
        self.raw = self._original.raw
        if self.raw.in_transaction:
            self.raw.execute("ROLLBACK")
        if content:
            self.raw.execute("BEGIN")
        self.after_commit: sqlite3.Error | None = None
        """What the next commit ends with, although it has written everything."""
        self._writing = False
        self._waiting: list[Strand] = []
        self._known: dict[Question, Answer] = {}
        self._about = defaultdict[str, list[Question]](list)
        """Which answers fall with a change of a table."""
        self._changed: set[str] = set()
        self._dirty: set[str] = set()
        """Tables that the transaction under way has changed."""

    def of(self, name: str) -> "Disk":
        """The database of a file: this one is whichever is opened first, a role's own; the others lie beside it."""
        if self._name in ("", name):
            self._name = name
            return self
        if name not in self.beside:
            self.beside[name] = Disk(self._beside_before.get(name, b""))
        return self.beside[name]

    def read(self, sql: str, values: Sequence[Any]) -> Answer:
        """The same question about the same rows has the same answer: SQLite is asked once."""
        tables = self._original.tables_in(sql)
        if not self._dirty.isdisjoint(tables):
            return Answer(self.raw.execute(sql, values).fetchall())
        question = sql, values
        as_signed = self._changed.isdisjoint(tables)
        known = self._original.known if as_signed else self._known
        answer = known.get(question)
        if answer is None:
            answer = Answer(self.raw.execute(sql, values).fetchall())
            if len(known) < MOST_KNOWN:
                known[question] = answer
            if not as_signed:
                for table in tables:
                    self._about[table].append(question)
        return answer

    def change(self, sql: str, values: Sequence[Any]) -> Any:
        """Anything but a question."""
        self._dirty.add(_table_of(sql))
        return self.raw.execute(sql, values)

    def change_many(self, sql: str, rows: Sequence[Any]) -> Any:
        """The same for many rows."""
        self._dirty.add(_table_of(sql))
        return self.raw.executemany(sql, rows)

    def content(self) -> bytes:
        """All of it, as a file."""
        self.raw.execute("COMMIT")
        data = bytearray(self.raw.serialize())
        self.raw.execute("BEGIN")
        data[HEADER_MODE] = ROLLBACK_MODE
        return bytes(data)

    def prepare(self, tables: MetaData, version: int) -> None:
        """Make the tables, if there are none."""
        if not self.raw.in_transaction:
            opening._prepare(self.raw, opening._creation(tables), version)
            self._original.learn_tables()
            self.raw.execute("BEGIN")

    def begin(self) -> None:
        """The writer goes in."""
        self.raw.execute("SAVEPOINT group_of_units")
        self._writing = True

    def commit(self) -> None:
        """The writer comes out; what was known of its tables is not so any more."""
        self.raw.execute("RELEASE group_of_units")
        for table in self._dirty:
            for question in self._about.pop(table, ()):
                self._known.pop(question, None)
        self._changed |= self._dirty
        self._over()
        if self.after_commit is not None:
            problem, self.after_commit = self.after_commit, None
            raise problem

    def cut(self) -> None:
        """The process is gone, with whatever it was writing."""
        self.give_up()
        for other in self.beside.values():
            other.cut()

    def give_up(self) -> None:
        """This writer takes back what it has not committed."""
        if self._writing:
            self.raw.execute("ROLLBACK TO group_of_units")
            self.raw.execute("RELEASE group_of_units")
        self.after_commit = None
        self._over()

    @property
    def writing(self) -> bool:
        """Whether the writer is inside."""
        return self._writing

    def settled(self) -> None:
        """Wait until the writer is out."""
        while self._writing:
            strand = world().current()
            strand.ticket += 1
            self._waiting.append(strand)
            world().park()

    def _over(self) -> None:
        self._writing = False
        self._dirty.clear()
        for strand in self._waiting:
            world().wake(strand)
        self._waiting.clear()


@cache
def _table_of(sql: str) -> str:
    """The table that a statement changes; empty for one that only reads, or rules a transaction."""
    words = WORD.findall(sql)
    before = BEFORE_ITS_TABLE.get(words[0])
    assert before is not None or not BEFORE_ITS_TABLE.keys() & set(words), sql
    return "" if before is None else words[words.index(before) + 1]


class Writer:
    """What the writer has for a connection."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self.executemany = disk.change_many

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if sql.startswith("SELECT"):
            return self._disk.read(sql, values)
        if sql == "BEGIN IMMEDIATE":
            return self._disk.begin()
        if sql == "COMMIT":
            return self._disk.commit()
        if sql == "ROLLBACK":
            return self._disk.give_up()
        return self._disk.change(sql, values)

    @property
    def in_transaction(self) -> bool:
        return self._disk.writing

    def close(self) -> None: ...


class Reader:
    """What a reader has for one: nothing changes between its BEGIN and its COMMIT, for it never gives its turn away."""

    in_transaction = False

    def __init__(self, disk: Disk) -> None:
        self._disk = disk

    def execute(self, sql: str, values: Sequence[Any] = ()) -> Any:
        if sql == "BEGIN":
            return self._disk.settled() if self._disk.writing else None
        return self._disk.read(sql, values)

    def close(self) -> None: ...


_opened: dict[Path, Disk] = {}
"""By the path of its file: whoever looks into the books from outside has no disk of his own."""


def _writer(path: Path, tables: MetaData, version: int, _: Sequence[str], **__: object) -> Writer:
    whole: Disk = world().current().owner.disk
    disk = whole.of(path.name)
    disk.prepare(tables, version)
    _opened[path] = disk
    return Writer(disk)


def _reader(path: Path) -> Reader:
    return Reader(_opened[path])


@contextmanager
def in_memory() -> Iterator[None]:
    """While the block lasts, every database is on the disk of the process that opens it."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(writer, "open_prepared", _writer))
        stack.enter_context(patch.object(writer, "open_reader", _reader))
        stack.enter_context(patch.object(writer, "empty_log", lambda _: True))
        stack.callback(_opened.clear)
        yield
