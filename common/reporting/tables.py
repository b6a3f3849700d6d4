"""The tables of reports, schedules, letters and imported registers, for a role's own tables; times in ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

from common import queue

ERRANDS = "errands"
"""The queue of what is made and sent for people: a lane for reports, a lane for letters."""


UPGRADES = (
    'CREATE TABLE errands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, "key" VARCHAR NOT '
    "NULL, lane VARCHAR NOT NULL, line VARCHAR NOT NULL, due INTEGER NOT NULL, attempts INTEGER NOT NULL, made "
    "INTEGER NOT NULL, trace VARCHAR NOT NULL, state VARCHAR NOT NULL, reason VARCHAR NOT NULL)",
    "CREATE INDEX dead_errands ON errands (\"key\") WHERE state = 'dead'",
    "CREATE INDEX errands_of_lane ON errands (lane, state, id)",
    "CREATE TABLE reports (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, subject VARCHAR "
    "NOT NULL, name VARCHAR NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, language VARCHAR NOT NULL, "
    "csv INTEGER NOT NULL, owner VARCHAR NOT NULL, schedule INTEGER, mail BLOB NOT NULL, state VARCHAR NOT NULL, "
    "asked INTEGER NOT NULL, started INTEGER, ended INTEGER, outcome BLOB NOT NULL, UNIQUE (schedule, since))",
    "CREATE INDEX reports_by_state ON reports (state, id)",
    "CREATE TABLE findings (report INTEGER NOT NULL, number INTEGER NOT NULL, kind VARCHAR NOT NULL, data BLOB NOT "
    "NULL, PRIMARY KEY (report, number))",
    "CREATE TABLE schedules (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, kind VARCHAR NOT NULL, subject VARCHAR "
    "NOT NULL, name VARCHAR NOT NULL, every VARCHAR NOT NULL, minute INTEGER NOT NULL, day INTEGER NOT NULL, "
    "working_days INTEGER NOT NULL, language VARCHAR NOT NULL, csv INTEGER NOT NULL, mail BLOB NOT NULL, "
    "active INTEGER NOT NULL, covered INTEGER NOT NULL, due INTEGER NOT NULL, made INTEGER NOT NULL)",
    "CREATE TABLE letters (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, message_id VARCHAR NOT NULL, recipient "
    "VARCHAR NOT NULL, subject VARCHAR NOT NULL, language VARCHAR NOT NULL, body BLOB NOT NULL, report INTEGER, "
    "state VARCHAR NOT NULL, attempts INTEGER NOT NULL, reason VARCHAR NOT NULL, way VARCHAR NOT NULL, made INTEGER"
    " NOT NULL, ended INTEGER, UNIQUE (message_id))",
    "CREATE INDEX letters_by_state ON letters (state, id)",
    "CREATE TABLE imports (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, subject VARCHAR NOT NULL, day VARCHAR NOT"
    " NULL, name VARCHAR NOT NULL, kept VARCHAR NOT NULL, sha256 VARCHAR NOT NULL, number INTEGER NOT NULL, total "
    "INTEGER NOT NULL, at INTEGER NOT NULL, who VARCHAR NOT NULL, UNIQUE (subject, day, sha256))",
    "CREATE TABLE mail (id INTEGER NOT NULL, settings BLOB NOT NULL, PRIMARY KEY (id))",
)
"""What brings them into an older file, one statement a version. A statement that was once in use never changes, and
none is added here: what roles have of their own after these would move to other versions."""


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
        Column("name", String, nullable=False),
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
