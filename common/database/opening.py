"""Opening a database file: WAL and synchronous=FULL demanded, its version checked before anything is changed."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.schema import CreateIndex, CreateTable

from common.database.statement import DIALECT
from common.errors import Broken, OplataError, Unavailable

BUSY_MS = 5_000
LOG_KEPT = 32 * 1024 * 1024
"""Bytes of the log beside the file that are kept for the next commits; more pile up only while a snapshot is read."""
LOOKED_THROUGH = 128 * 1024 * 1024
"""Bytes of a file that every start looks through whole, in about half a second; a larger one is not."""
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_SPACE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOMEM,
}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
WHOLE, NOTHING_IN_IT = "ok", "пуста / empty"


def storage_error(problem: sqlite3.Error) -> Exception:
    """What a failure of the storage means to whoever asked; a mistake in our own SQL stays what it is."""
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in BUSY:
        return Unavailable("busy", str(problem))
    if code in NO_SPACE:
        return Unavailable("storage_full", str(problem))
    if code in DAMAGED:
        return Broken("database_damaged", str(problem))
    if isinstance(problem, sqlite3.IntegrityError):
        return Broken("books_do_not_balance", str(problem))
    return problem


def open_prepared(
    path: Path,
    tables: MetaData,
    version: int,
    upgrades: Sequence[str],
    *,
    made_before: bool = False,
    erases: bool = False,
) -> sqlite3.Connection:
    """The writer's connection, with the tables of this version; a newer or a damaged file is refused untouched.

    `made_before` says that there is a database: one that is not there, or empty, is refused, too. With `erases`,
    whatever is deleted or replaced is overwritten with zeros.
    """
    try:
        found = _look(path, version) if path.exists() else 0
        if made_before and not found:
            raise Broken("database_damaged", f"{path.name}: {NOTHING_IN_IT}")
        raw = _connect(path)
        try:
            _demand_durable(raw)
            if erases:
                raw.execute("PRAGMA secure_delete=ON")
            _demand_writable(raw, path, found)
            if found < version:
                _prepare(raw, _creation(tables) if found == 0 else upgrades[found - 1 :], version)
        except BaseException:
            raw.close()
            raise
    except sqlite3.Error as problem:
        raise _cannot_open(problem) from problem
    return raw


def open_reader(path: Path) -> sqlite3.Connection:
    """A connection that sees snapshots and changes nothing."""
    raw = _connect(path)
    try:
        raw.execute("PRAGMA query_only=ON")
    except BaseException:
        raw.close()
        raise
    return raw


def empty_log(path: Path) -> bool:
    """Carry the log beside a file over into it and cut the log to nothing; False while somebody reads or writes it.

    Whoever does is not waited for: while this waits, nobody else may write.
    """
    raw = _connect(path)
    try:
        raw.execute("PRAGMA busy_timeout=0")
        (busy, _, _) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    return not busy


def _connect(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=512)
    raw.row_factory = sqlite3.Row
    raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    raw.execute("PRAGMA foreign_keys=ON")
    raw.execute("PRAGMA temp_store=MEMORY")
    return raw


def _look(path: Path, ours: int) -> int:
    """Which version made the file, and that it is whole.

    Only to read: whoever may write carries the log beside a file over into it when he closes it. But a first start
    that was cut while the file began has left a journal, and nothing can be read before that is undone.
    """
    mode = "rw" if path.with_name(f"{path.name}-journal").exists() else "ro"
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as raw:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        found: int = raw.execute("PRAGMA user_version").fetchone()[0]
        if found > ours:
            raise Broken("database_newer", f"{found} > {ours}")
        if path.stat().st_size <= LOOKED_THROUGH:
            (said,) = raw.execute("PRAGMA integrity_check(1)").fetchone()
            if said != WHOLE:
                raise Broken("database_damaged", f"{path.name}: {said.splitlines()[-1]}")
    return found


def _demand_durable(raw: sqlite3.Connection) -> None:
    (journal,) = raw.execute("PRAGMA journal_mode=WAL").fetchone()
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(f"PRAGMA journal_size_limit={LOG_KEPT}")
    (synchronous,) = raw.execute("PRAGMA synchronous").fetchone()
    if (journal, synchronous) != ("wal", 2):
        raise Broken("database_not_durable", f"journal_mode={journal}, synchronous={synchronous}")


def _demand_writable(raw: sqlite3.Connection, path: Path, version: int) -> None:
    """SQLite opens a file that may only be read without a word, and says so at the first payment."""
    try:
        raw.execute("BEGIN")
        raw.execute(f"PRAGMA user_version={version}")
        raw.execute("ROLLBACK")
    except sqlite3.OperationalError as problem:
        if problem.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        raise Broken("folder_not_writable", str(path)) from problem


def _prepare(raw: sqlite3.Connection, statements: Sequence[str], version: int) -> None:
    """Make the tables of a new file, or bring an older one up to this version, in one transaction."""
    raw.execute("BEGIN IMMEDIATE")
    for statement in statements:
        raw.execute(statement)
    raw.execute(f"PRAGMA user_version={version}")
    raw.execute("COMMIT")


def _creation(tables: MetaData) -> list[str]:
    statements = []
    for table in tables.sorted_tables:
        statements.append(str(CreateTable(table).compile(dialect=DIALECT)))
        statements += [str(CreateIndex(index).compile(dialect=DIALECT)) for index in table.indexes]
    return statements


def _cannot_open(problem: sqlite3.Error) -> OplataError:
    """A file with tables of somebody else is as good as damaged: our own cannot be made in it."""
    meant = storage_error(problem)
    return meant if isinstance(meant, OplataError) else Broken("database_damaged", str(problem))
