"""The tables of reports, schedules, letters and imported registers, for a role's own tables; times in ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from common import queue
from common.database.statement import DIALECT

ERRANDS = "errands"
"""The queue of what is made and sent for people: a lane for reports, a lane for letters."""


def tables(metadata: MetaData) -> tuple[Table, ...]:
    """All of them, in the order in which an older file gets them."""
    return (
        queue.table(metadata, ERRANDS),
        _reports(metadata),
        _findings(metadata),
        _schedules(metadata),
        _letters(metadata),
        _imports(metadata),
        _mail(metadata),
    )


def _reports(metadata: MetaData) -> Table:
    """A row a report: what was ordered, by whom, and what came of it; `mail` is who gets it when it is ready."""
    made = Table(
        "reports",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kind", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("name", String, nullable=False),
        Column("since", Integer, nullable=False),
        Column("until", Integer, nullable=False),
        Column("language", String, nullable=False),
        Column("csv", Integer, nullable=False),
        Column("owner", String, nullable=False),
        Column("schedule", Integer),
        Column("mail", LargeBinary, nullable=False),
        Column("state", String, nullable=False),
        Column("asked", Integer, nullable=False),
        Column("started", Integer),
        Column("ended", Integer),
        Column("outcome", LargeBinary, nullable=False),
        UniqueConstraint("schedule", "since"),
        sqlite_autoincrement=True,
    )
    Index("reports_by_state", made.c.state, made.c.id)
    return made


def _findings(metadata: MetaData) -> Table:
    """What a comparison of a register with our books found, a row a difference."""
    return Table(
        "findings",
        metadata,
        Column("report", Integer, primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("kind", String, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )


def _schedules(metadata: MetaData) -> Table:
    """What is made by itself: `covered` is the end of the last period, `due` when the next one is made.

    `minute` counts from the local midnight; `day` is 0…6 from Monday of a weekly one, 1…28 of a monthly one.
    """
    return Table(
        "schedules",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kind", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("every", String, nullable=False),
        Column("minute", Integer, nullable=False),
        Column("day", Integer, nullable=False),
        Column("working_days", Integer, nullable=False),
        Column("language", String, nullable=False),
        Column("csv", Integer, nullable=False),
        Column("mail", LargeBinary, nullable=False),
        Column("active", Integer, nullable=False),
        Column("covered", Integer, nullable=False),
        Column("due", Integer, nullable=False),
        Column("made", Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def _letters(metadata: MetaData) -> Table:
    """The outbox: a letter a recipient; `way` says where it went, `reason` why it did not."""
    made = Table(
        "letters",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("message_id", String, nullable=False, unique=True),
        Column("recipient", String, nullable=False),
        Column("subject", String, nullable=False),
        Column("language", String, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("report", Integer),
        Column("state", String, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("reason", String, nullable=False),
        Column("way", String, nullable=False),
        Column("made", Integer, nullable=False),
        Column("ended", Integer),
        sqlite_autoincrement=True,
    )
    Index("letters_by_state", made.c.state, made.c.id)
    return made


def _imports(metadata: MetaData) -> Table:
    """Registers that came as files: whose, of which day, and how much they say; the file itself is kept beside."""
    return Table(
        "imports",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("subject", String, nullable=False),
        Column("day", String, nullable=False),
        Column("name", String, nullable=False),
        Column("kept", String, nullable=False),
        Column("sha256", String, nullable=False),
        Column("number", Integer, nullable=False),
        Column("total", Integer, nullable=False),
        Column("at", Integer, nullable=False),
        Column("who", String, nullable=False),
        UniqueConstraint("subject", "day", "sha256"),
        sqlite_autoincrement=True,
    )


def _mail(metadata: MetaData) -> Table:
    """How letters leave: one row, without the password."""
    return Table(
        "mail",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("settings", LargeBinary, nullable=False),
    )


def upgrades() -> tuple[str, ...]:
    """What brings them into an older file, one statement a version. Their number and order never change."""
    statements = []
    for one in tables(MetaData()):
        statements.append(str(CreateTable(one).compile(dialect=DIALECT)))
        statements += [str(CreateIndex(index).compile(dialect=DIALECT)) for index in sorted_indexes(one)]
    return tuple(statements)


def sorted_indexes(table: Table) -> list[Index]:
    """A table's indexes in one order at every start."""
    return sorted(table.indexes, key=lambda index: str(index.name))
