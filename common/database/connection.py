"""What a unit of work sees of the database, and how its rows are gathered into the group's commit."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from common.database.statement import Statement

Row = sqlite3.Row


class NeedsFlush(Exception):
    """A unit of work must see rows that an earlier one of its group has only gathered."""


@dataclass(slots=True)
class Job:
    """A unit of work on its way through the writer."""

    work: Callable[["Connection"], Any]
    name: str
    done: Callable[["Job"], None]
    trace: str = ""
    result: Any = field(default=None)
    error: BaseException | None = field(default=None)

    def fail(self, error: BaseException) -> None:
        """Nothing of it was kept."""
        self.result, self.error = None, error


class Connection:
    """A unit of work's view: questions and changes by compiled statements, all or nothing of them kept.

    `gather` puts a row aside until the group's commit, where each statement's rows go in one executemany: the way to
    write in the hot path. A unit that asks for rows still gathered is run again after they are written. `memory` lives
    with the writer from start to end; whoever changes it says with `undo` how to change it back.
    """

    def __init__(self, raw: sqlite3.Connection, memory: dict[str, Any], *, snapshot: bool = False) -> None:
        """Wrap one connection of the driver; a `snapshot` only reads."""
        self.raw = raw
        self.memory = memory
        self._snapshot = snapshot
        self._gathered: dict[Statement, list[tuple[Any, ...]]] = {}
        self._keys: set[Hashable] = set()
        self._tables: set[str] = set()
        self._mine: list[tuple[Statement, tuple[Any, ...], Hashable]] = []
        self._undo: list[Callable[[], object]] = []
        self._undo_mark = 0
        self._then: list[Callable[[], object]] = []
        self._then_mark = 0
        self._saved = False
        self._closing: dict[str, Callable[[], None]] = {}
        self.group = 0
        """Which group of units this is: what was true of the database may be trusted within one group."""

    def all(self, statement: Statement, **values: Any) -> list[Row]:
        """Every row of the answer."""
        return self._execute(statement, values).fetchall()

    def each(self, statement: Statement, **values: Any) -> Iterator[Row]:
        """The same one by one: of a snapshot, for answers larger than should be held at once."""
        assert self._snapshot, "rows that a unit of work reads one by one could change under it"
        yield from self._execute(statement, values)

    def one(self, statement: Statement, **values: Any) -> Row | None:
        """The first row of the answer, if there is one."""
        rows = self._execute(statement, values)
        row: Row | None = rows.fetchone()
        rows.close()
        return row

    def run(self, statement: Statement, **values: Any) -> int:
        """Change rows now; how many it were."""
        return self._execute(statement, values).rowcount

    def gather(self, statement: Statement, key: Hashable = None, /, **values: Any) -> None:
        """Put a row aside for the group's commit; `key` is what others will ask for it by."""
        assert not self._snapshot, "a snapshot changes nothing"
        self._mine.append((statement, statement.row(values), key))

    def settle(self, key: Hashable) -> None:
        """Make sure that whatever was gathered under this key is there to be read."""
        if key in self._keys:
            raise NeedsFlush

    def undo(self, back: Callable[[], object]) -> None:
        """Say how to take back a change of `memory` if this unit, or the whole group, fails."""
        self._undo.append(back)

    def then(self, told: Callable[[], object]) -> None:
        """Say what to do once this unit is durable and seen by every reader, before its caller hears of it."""
        self._then.append(told)

    def at_commit(self, name: str, last: Callable[[], None]) -> None:
        """Call once more before the group's rows are written; the same name is called once a group."""
        self._closing[name] = last

    def begin(self) -> None:
        """A unit of work begins."""
        self._mine.clear()
        self._undo_mark = len(self._undo)
        self._then_mark = len(self._then)
        self._saved = False

    def release(self) -> None:
        """A unit of work ended well: its rows join the group's."""
        if self._saved:
            self.raw.execute("RELEASE unit")
        for statement, row, key in self._mine:
            rows = self._gathered.get(statement)
            if rows is None:
                rows = self._gathered[statement] = []
                self._tables |= statement.tables
            rows.append(row)
            if key is not None:
                self._keys.add(key)

    def rollback(self) -> None:
        """A unit of work failed: nothing of it stays."""
        self._mine.clear()
        self._undo_to(self._undo_mark)
        del self._then[self._then_mark :]
        if self._saved:
            self.raw.execute("ROLLBACK TO unit")
            self.raw.execute("RELEASE unit")
            self._saved = False

    def flush(self) -> None:
        """Write all gathered rows."""
        for last in self._closing.values():
            last()
        self._closing.clear()
        for statement, rows in self._gathered.items():
            self.raw.executemany(statement.sql, rows)
        self._gathered.clear()
        self._keys.clear()
        self._tables.clear()

    def forget(self) -> None:
        """The group is durable: there is nothing to take back any more."""
        self._undo.clear()
        self.group += 1
        for told in self._then:
            told()
        self._then.clear()

    def take_back(self) -> None:
        """The whole group failed."""
        self._mine.clear()
        self._gathered.clear()
        self._keys.clear()
        self._tables.clear()
        self._closing.clear()
        self._then.clear()
        self.group += 1
        self._undo_to(0)

    def _undo_to(self, mark: int) -> None:
        while len(self._undo) > mark:
            self._undo.pop()()

    def _save(self) -> None:
        assert not self._snapshot, "a snapshot changes nothing"
        if not self._saved:
            self.raw.execute("SAVEPOINT unit")
            self._saved = True

    def _execute(self, statement: Statement, values: dict[str, Any]) -> sqlite3.Cursor:
        if self._tables and not statement.keyed and not self._tables.isdisjoint(statement.tables):
            raise NeedsFlush
        if self._mine and not statement.keyed:
            self._write_mine(statement)
        if statement.writes:
            self._save()
        return self.raw.execute(statement.sql, statement.row(values))

    def _write_mine(self, statement: Statement) -> None:
        """A unit reads a table it has gathered rows for itself: write those first, inside its own savepoint."""
        if any(not statement.tables.isdisjoint(s.tables) for s, _, _ in self._mine):
            self._save()
            for gathered, row, _ in self._mine:
                self.raw.execute(gathered.sql, row)
            self._mine.clear()
