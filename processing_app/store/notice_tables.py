"""The tables of notices of payments: receivers, and what they are told. Minor units, ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table, UniqueConstraint

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE notice_receivers (receiver VARCHAR NOT NULL, url VARCHAR NOT NULL, generation INTEGER NOT NULL, "
    "rotated INTEGER NOT NULL, since INTEGER NOT NULL, sequence INTEGER NOT NULL, state VARCHAR NOT NULL, reason "
    "VARCHAR NOT NULL, due INTEGER NOT NULL, made INTEGER NOT NULL, changed INTEGER NOT NULL, PRIMARY KEY (receiver))",
    "CREATE INDEX notice_receivers_due ON notice_receivers (due) WHERE due > 0",
    "CREATE TABLE notices (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, receiver VARCHAR NOT NULL, sequence INTEGER "
    "NOT NULL, payment_id VARCHAR NOT NULL, position INTEGER NOT NULL, trace VARCHAR NOT NULL, kind VARCHAR NOT NULL, "
    "body BLOB NOT NULL, made INTEGER NOT NULL, state VARCHAR NOT NULL, attempts INTEGER NOT NULL, tried INTEGER NOT "
    "NULL, outcome VARCHAR NOT NULL, UNIQUE (receiver, sequence), UNIQUE (receiver, position))",
    "CREATE INDEX notices_waiting ON notices (receiver, sequence) WHERE state = 'waiting'",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    receivers(metadata)
    notices(metadata)


def receivers(metadata: MetaData) -> Table:
    """Who is told of its payments, wallet:<number> or provider:<id>, and where; the login there is in `secrets`.

    `generation` tells which login and which signing secret count; the secret before it is signed by, too, for a day
    after `rotated`. Only events behind position `since` are told. `sequence` is the number of the last notice made: it
    never begins again. `due` is when the first of those that wait may be tried, 0: none waits.
    """
    table = Table(
        "notice_receivers",
        metadata,
        Column("receiver", String, primary_key=True),
        Column("url", String, nullable=False),
        Column("generation", Integer, nullable=False),
        Column("rotated", Integer, nullable=False),
        Column("since", Integer, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("reason", String, nullable=False),
        Column("due", Integer, nullable=False),
        Column("made", Integer, nullable=False),
        Column("changed", Integer, nullable=False),
    )
    Index("notice_receivers_due", table.c.due, sqlite_where=table.c.due > 0)
    return table


def notices(metadata: MetaData) -> Table:
    """A row a notice: its body is the same at every sending. `position` is that of the event it tells of."""
    table = Table(
        "notices",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("receiver", String, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("payment_id", String, nullable=False),
        Column("position", Integer, nullable=False),
        Column("trace", String, nullable=False),
        Column("kind", String, nullable=False),
        Column("body", LargeBinary, nullable=False),
        Column("made", Integer, nullable=False),
        Column("state", String, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("tried", Integer, nullable=False),
        Column("outcome", String, nullable=False),
        UniqueConstraint("receiver", "sequence"),
        UniqueConstraint("receiver", "position"),
        sqlite_autoincrement=True,
    )
    Index("notices_waiting", table.c.receiver, table.c.sequence, sqlite_where=table.c.state == "waiting")
    return table
