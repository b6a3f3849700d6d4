"""A role's database: one writer with group commit, snapshots for readers; the only importer of sqlite3.

Whoever wants a change hands a function to `Database.write`. One thread runs all that wait inside one
`BEGIN IMMEDIATE … COMMIT`, then wakes the callers: one fdatasync serves many. WAL with synchronous=FULL is demanded,
for it alone among SQLite's modes loses nothing acknowledged when the power goes.
"""

import sqlite3
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import MetaData

from common import spawn, trace
from common.database.connection import Connection, Job, NeedsFlush
from common.database.opening import empty_log, open_prepared, open_reader, storage_error
from common.errors import Unavailable

T = TypeVar("T")
Work = Callable[[Connection], T]
Watch = Callable[[str, Sequence[str]], None]
Tables = MetaData
GROUP = 256
"""How many units of work share a commit at the most."""
READERS = 16
REFUSALS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError, sqlite3.NotSupportedError)
"""What one unit's rows or SQL may cause; any other error of SQLite is the storage's, and the whole group's."""


class Database:
    """One SQLite file; `watch(moment, names)` is told «before» and «after» each commit with its units' names.

    A watch may end the process or, before the commit, fail it; nothing else. `commits` grows with each group.
    """

    def __init__(
        self,
        path: Path,
        tables: MetaData,
        *,
        version: int = 1,
        upgrades: Sequence[str] = (),
        watch: Watch | None = None,
        made_before: bool = False,
        erases: bool = False,
    ) -> None:
        """Open or make the file; Broken `database_newer`, `_damaged`, `_not_durable` when it cannot be.

        One that was `made_before` is not made again: without it everything would be forgotten without a word.
        With `erases`, what is deleted is overwritten; the log beside the file keeps it until `empty_log`.
        """
        self.path = path
        self.memory: dict[str, Any] = {}
        self.commits = 0
        self._watch = watch
        self._jobs: deque[Job] = deque()
        self._wake = spawn.Signal()
        self._asleep = False
        self._closing = False
        self._closed = False
        self._readers: deque[Connection] = deque()
        prepared = open_prepared(path, tables, version, upgrades, made_before=made_before, erases=erases)
        self._writer = Connection(prepared, self.memory)
        self._thread = spawn.thread(f"writer {path.stem}", self._run)

    def read(self, work: Work[T]) -> T:
        """Run a function over a snapshot of what is committed; it can change nothing."""
        if self._closing:
            raise Unavailable("stopping")
        try:
            db = self._reader()
            try:
                db.raw.execute("BEGIN")
                return work(db)
            finally:
                self._put_back(db)
        except sqlite3.Error as problem:
            raise storage_error(problem) from problem

    def write(self, work: Work[T], name: str = "") -> T:
        """Run a unit of work in the writer and wait until it is durable; what it raises is raised here."""
        assert not spawn.inside(self._thread), "a unit of work cannot wait for another one"
        done = spawn.Signal()
        job = Job(work, name or _name(work), lambda _: done.set(), trace.current.get())
        self.submit(job)
        done.wait()
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result

    def submit(self, job: Job) -> None:
        """Hand a unit of work to the writer; it calls `job.done(job)` from its own thread when all is decided."""
        if self._closing:
            job.fail(Unavailable("stopping"))
            job.done(job)
            return
        self._jobs.append(job)
        if self._asleep:
            self._wake.set()
        if self._closed:
            self._refuse_the_rest()

    def empty_log(self) -> bool:
        """Nothing of what was deleted stays in the log beside the file; False while somebody reads or writes it."""
        try:
            return empty_log(self.path)
        except sqlite3.Error as problem:
            raise storage_error(problem) from problem

    def close(self) -> None:
        """Finish what waits, then close the file; who comes too late is told so."""
        self._closing = True
        self._wake.set()
        self._thread.join()
        self._closed = True
        self._refuse_the_rest()
        while self._readers:
            self._readers.popleft().raw.close()
        self._writer.raw.close()

    def _refuse_the_rest(self) -> None:
        """Units that came between the writer's last look and its end."""
        while (job := _first(self._jobs)) is not None:
            job.fail(Unavailable("stopping"))
            job.done(job)

    def _reader(self) -> Connection:
        return _first(self._readers) or Connection(open_reader(self.path), self.memory, snapshot=True)

    def _put_back(self, db: Connection) -> None:
        """Keep a reader for the next who asks, unless something is wrong with it."""
        try:
            if db.raw.in_transaction:
                db.raw.execute("COMMIT")
        except sqlite3.Error:
            db.raw.close()
            return
        if len(self._readers) < READERS and not self._closing:
            self._readers.append(db)
        else:
            db.raw.close()

    def _run(self) -> None:
        while not (self._closing and not self._jobs):
            if not self._jobs:
                self._sleep()
                continue
            group = [self._jobs.popleft() for _ in range(min(GROUP, len(self._jobs)))]
            self._commit(group)
            for job in group:
                job.done(job)

    def _sleep(self) -> None:
        """Until there is something to do. Who hands a unit over wakes only a writer that sleeps: a signal costs."""
        self._asleep = True
        if not self._jobs and not self._closing:
            self._wake.wait()
        self._asleep = False
        self._wake.clear()

    def _commit(self, group: list[Job]) -> None:
        try:
            self._together(group)
        except Exception as problem:  # noqa: BLE001 - the writer outlives any unit of work; its callers get the error
            self._take_back()
            self.commits += 1  # a commit that ended with an error may have been made all the same
            self._after_failure(group, problem)
        else:
            self._after_commit(group)

    def _after_failure(self, group: list[Job], problem: Exception) -> None:
        """The storage failed them all; or one unit's rows did, and then each is tried by itself."""
        of_storage = isinstance(problem, sqlite3.Error) and not isinstance(problem, REFUSALS)
        if len(group) == 1 or of_storage:
            meant = storage_error(problem) if isinstance(problem, sqlite3.Error) else problem
            for job in group:
                job.fail(meant)
            return
        for job in group:
            self._commit([job])

    def _together(self, group: list[Job]) -> None:
        db = self._writer
        db.raw.execute("BEGIN IMMEDIATE")
        for job in group:
            self._one(db, job)
        db.flush()
        if self._watch is not None:
            self._watch("before", _kept(group))
        db.raw.execute("COMMIT")

    def _after_commit(self, group: list[Job]) -> None:
        self.commits += 1  # before anybody is told: who looks because of that must see that something has changed
        self._writer.forget()
        if self._watch is not None:
            self._watch("after", _kept(group))

    def _one(self, db: Connection, job: Job) -> None:
        """Run one unit of work; when it must see rows that are only gathered, run it again after they are written."""
        job.result, job.error = None, None
        trace.current.set(job.trace)
        while True:
            db.begin()
            try:
                job.result = job.work(db)
            except NeedsFlush:
                db.rollback()
                db.flush()
                continue
            except sqlite3.Error as problem:
                if not isinstance(problem, REFUSALS) or not db.raw.in_transaction:
                    raise
                db.rollback()
                job.error = storage_error(problem)
                return
            except Exception as bug:  # noqa: BLE001 - a unit's end: the caller gets it and logs it
                db.rollback()
                job.error = bug
                return
            db.release()
            return

    def _take_back(self) -> None:
        self._writer.take_back()
        if self._writer.raw.in_transaction:
            self._writer.raw.execute("ROLLBACK")


def _kept(group: list[Job]) -> list[str]:
    return [job.name for job in group if job.error is None]


def _first(waiting: deque[T]) -> T | None:
    """Another thread may take the last one between a look and a grasp."""
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _name(work: Callable[..., object]) -> str:
    return getattr(work, "__name__", type(work).__name__)
