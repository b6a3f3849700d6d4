"""The tables of what comes by QR and barcode: the card of acceptance, the payments, the centre's notices."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, String, Table, UniqueConstraint

from common.money import LARGEST

UPGRADES = (
    "CREATE TABLE acceptance (id INTEGER NOT NULL, generation INTEGER NOT NULL, issuer VARCHAR NOT NULL, number "
    "VARCHAR NOT NULL, url VARCHAR NOT NULL, centre_ru VARCHAR NOT NULL, centre_en VARCHAR NOT NULL, contract INTEGER "
    "NOT NULL, imported_at INTEGER NOT NULL, told_url VARCHAR NOT NULL, told_code VARCHAR NOT NULL, position VARCHAR "
    "NOT NULL, name VARCHAR NOT NULL, balance INTEGER NOT NULL, active INTEGER NOT NULL, asked_at INTEGER NOT NULL, "
    "trouble VARCHAR NOT NULL, PRIMARY KEY (id), CHECK (id = 1))",
    "CREATE TABLE accepted (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, centre VARCHAR NOT NULL, payment_id VARCHAR "
    "NOT NULL, way VARCHAR NOT NULL CHECK (way IN ('qr', 'barcode')), state VARCHAR NOT NULL, amount INTEGER NOT NULL "
    f"CHECK (amount BETWEEN 1 AND {LARGEST}), currency VARCHAR NOT NULL CHECK (currency = 'RUB'), purpose VARCHAR NOT "
    "NULL, payer VARCHAR NOT NULL, wallet VARCHAR NOT NULL, mask VARCHAR NOT NULL, reason VARCHAR NOT NULL, made_at "
    "INTEGER NOT NULL, changed_at INTEGER NOT NULL, waits_until INTEGER NOT NULL, due INTEGER NOT NULL, asked INTEGER "
    "NOT NULL, \"full\" INTEGER NOT NULL CHECK (\"full\" IN (0, 1)), trace VARCHAR NOT NULL, done INTEGER, "
    "UNIQUE (centre, payment_id), UNIQUE (centre, done), CHECK ((done IS NOT NULL) = (state = 'done')))",
    "CREATE INDEX accepted_open ON accepted (due) WHERE due > 0",
    "CREATE INDEX accepted_by_time ON accepted (made_at, id)",
    "CREATE TABLE notices (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, centre VARCHAR NOT NULL, news_id VARCHAR NOT "
    "NULL, sequence INTEGER NOT NULL, digest VARCHAR NOT NULL, at INTEGER NOT NULL, UNIQUE (centre, news_id), "
    "UNIQUE (centre, sequence))",
)  # fmt: skip
"""What brings them into an older file, one statement a version. A statement that was once in use never changes."""


def tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """The acceptance, the payments, the notices."""
    return _acceptance(metadata), _accepted(metadata), _notices(metadata)


def _acceptance(metadata: MetaData) -> Table:
    """One row: the card in force, what the centre was told, and what it said last; `generation` names its secrets."""
    return Table(
        "acceptance",
        metadata,
        Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
        Column("generation", Integer, nullable=False),
        Column("issuer", String, nullable=False),
        Column("number", String, nullable=False),
        Column("url", String, nullable=False),
        Column("centre_ru", String, nullable=False),
        Column("centre_en", String, nullable=False),
        Column("contract", Integer, nullable=False),
        Column("imported_at", Integer, nullable=False),
        Column("told_url", String, nullable=False),
        Column("told_code", String, nullable=False),
        Column("position", String, nullable=False),
        Column("name", String, nullable=False),
        Column("balance", Integer, nullable=False),
        Column("active", Integer, nullable=False),
        Column("asked_at", Integer, nullable=False),
        Column("trouble", String, nullable=False),
    )


def _accepted(metadata: MetaData) -> Table:
    """A row a payment; `done` numbers those that are done in the order in which that became known here."""
    made = Table(
        "accepted",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("centre", String, nullable=False),
        Column("payment_id", String, nullable=False),
        Column("way", String, CheckConstraint("way IN ('qr', 'barcode')"), nullable=False),
        Column("state", String, nullable=False),
        Column("amount", Integer, CheckConstraint(f"amount BETWEEN 1 AND {LARGEST}"), nullable=False),
        Column("currency", String, CheckConstraint("currency = 'RUB'"), nullable=False),
        Column("purpose", String, nullable=False),
        Column("payer", String, nullable=False),
        Column("wallet", String, nullable=False),
        Column("mask", String, nullable=False),
        Column("reason", String, nullable=False),
        Column("made_at", Integer, nullable=False),
        Column("changed_at", Integer, nullable=False),
        Column("waits_until", Integer, nullable=False),
        Column("due", Integer, nullable=False),
        Column("asked", Integer, nullable=False),
        Column("full", Integer, CheckConstraint("\"full\" IN (0, 1)"), nullable=False),
        Column("trace", String, nullable=False),
        Column("done", Integer),
        UniqueConstraint("centre", "payment_id"),
        UniqueConstraint("centre", "done"),
        CheckConstraint("(done IS NOT NULL) = (state = 'done')", name="numbered_when_done"),
        sqlite_autoincrement=True,
    )  # fmt: skip
    Index("accepted_by_time", made.c.made_at, made.c.id)
    Index("accepted_open", made.c.due, sqlite_where=made.c.due > 0, postgresql_where=made.c.due > 0)
    return made


def _notices(metadata: MetaData) -> Table:
    """Notices that were taken, by the centre's own ids and numbers; `digest` is of the whole body."""
    return Table(
        "notices",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("centre", String, nullable=False),
        Column("news_id", String, nullable=False),
        Column("sequence", Integer, nullable=False),
        Column("digest", String, nullable=False),
        Column("at", Integer, nullable=False),
        UniqueConstraint("centre", "news_id"),
        UniqueConstraint("centre", "sequence"),
        sqlite_autoincrement=True,
    )
