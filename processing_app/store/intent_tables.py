"""The tables of payment intents: projections, snapshots. Sums in minor units, times in ms UTC."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    or_,
)

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE intents (position INTEGER NOT NULL, intent_id VARCHAR NOT NULL, pos_id VARCHAR NOT NULL, "
    "shop_id VARCHAR NOT NULL, product VARCHAR NOT NULL, amount INTEGER NOT NULL, currency VARCHAR NOT NULL, "
    "external_id VARCHAR NOT NULL, at INTEGER NOT NULL, due INTEGER NOT NULL, status VARCHAR NOT NULL, "
    "version INTEGER NOT NULL, changed INTEGER NOT NULL, stopped VARCHAR NOT NULL, wake_at INTEGER NOT NULL, "
    "kiosk_code VARCHAR NOT NULL, PRIMARY KEY (position), UNIQUE (intent_id))",
    "CREATE UNIQUE INDEX intents_by_external_id ON intents (shop_id, external_id) WHERE external_id != ''",
    "CREATE UNIQUE INDEX intents_by_kiosk_code ON intents (kiosk_code) WHERE kiosk_code != ''",
    "CREATE INDEX intents_to_wake ON intents (wake_at) WHERE wake_at > 0",
    "CREATE INDEX intents_stopped ON intents (changed) WHERE stopped != ''",
    "CREATE TABLE intent_payments (position INTEGER NOT NULL, intent_id VARCHAR NOT NULL, n INTEGER NOT NULL, "
    "external_id VARCHAR NOT NULL, means VARCHAR NOT NULL, bank VARCHAR NOT NULL, amount INTEGER NOT NULL, "
    "currency VARCHAR NOT NULL, at INTEGER NOT NULL, status VARCHAR NOT NULL, failure VARCHAR NOT NULL, "
    "reference VARCHAR NOT NULL, changed INTEGER NOT NULL, held INTEGER NOT NULL, captured INTEGER NOT NULL, "
    "refunded INTEGER NOT NULL, refund_held INTEGER NOT NULL, chargeback_held INTEGER NOT NULL, "
    "PRIMARY KEY (position), UNIQUE (intent_id, n), CONSTRAINT no_hold_of_an_attempt_is_negative CHECK "
    "(held >= 0 AND refund_held >= 0 AND chargeback_held >= 0), CONSTRAINT no_more_goes_back_than_came CHECK "
    "(captured >= 0 AND refunded >= 0 AND refunded <= captured AND captured <= amount))",
    "CREATE TABLE intent_snapshots (intent_id VARCHAR NOT NULL, version INTEGER NOT NULL, data BLOB NOT NULL, "
    "PRIMARY KEY (intent_id))",
    "CREATE INDEX intent_payments_with_holds ON intent_payments (intent_id) WHERE held > 0 OR refund_held > 0 OR "
    "chargeback_held > 0",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    intents(metadata)
    payments(metadata)
    snapshots(metadata)


def intents(metadata: MetaData) -> Table:
    """Projection: a row a shop's intent, at the position of its first event.

    `stopped` is why nothing moves any more, `wake_at` when time will do something (0: never), `kiosk_code` is kept for
    as long as the intent is open.
    """
    table = Table(
        "intents",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("intent_id", String, nullable=False),
        Column("pos_id", String, nullable=False),
        Column("shop_id", String, nullable=False),
        Column("product", String, nullable=False),
        Column("amount", Integer, nullable=False),
        Column("currency", String, nullable=False),
        Column("external_id", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("due", Integer, nullable=False),
        Column("status", String, nullable=False),
        Column("version", Integer, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("stopped", String, nullable=False),
        Column("wake_at", Integer, nullable=False),
        Column("kiosk_code", String, nullable=False),
        UniqueConstraint("intent_id"),
    )
    named, coded, timed = table.c.external_id != "", table.c.kiosk_code != "", table.c.wake_at > 0
    Index("intents_by_external_id", table.c.shop_id, table.c.external_id, unique=True, sqlite_where=named)
    Index("intents_by_kiosk_code", table.c.kiosk_code, unique=True, sqlite_where=coded)
    Index("intents_to_wake", table.c.wake_at, sqlite_where=timed)
    Index("intents_stopped", table.c.changed, sqlite_where=table.c.stopped != "")
    return table


def payments(metadata: MetaData) -> Table:
    """Projection: a row an attempt to pay, at the position of its first event; the holds are ledger accounts.

    `held` is what the bank holds, `refund_held` and `chargeback_held` what is held of the POS's for them.
    """
    table = Table(
        "intent_payments",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("intent_id", String, nullable=False),
        Column("n", Integer, nullable=False),
        Column("external_id", String, nullable=False),
        Column("means", String, nullable=False),
        Column("bank", String, nullable=False),
        Column("amount", Integer, nullable=False),
        Column("currency", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("status", String, nullable=False),
        Column("failure", String, nullable=False),
        Column("reference", String, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("held", Integer, nullable=False),
        Column("captured", Integer, nullable=False),
        Column("refunded", Integer, nullable=False),
        Column("refund_held", Integer, nullable=False),
        Column("chargeback_held", Integer, nullable=False),
        UniqueConstraint("intent_id", "n"),
        CheckConstraint(
            "held >= 0 AND refund_held >= 0 AND chargeback_held >= 0", name="no_hold_of_an_attempt_is_negative"
        ),
        CheckConstraint(
            "captured >= 0 AND refunded >= 0 AND refunded <= captured AND captured <= amount",
            name="no_more_goes_back_than_came",
        ),
    )
    of = table.c
    holds = or_(of.held > 0, of.refund_held > 0, of.chargeback_held > 0)
    Index("intent_payments_with_holds", of.intent_id, sqlite_where=holds)
    return table


def snapshots(metadata: MetaData) -> Table:
    """An intent as it was at a version, so that a long story need not be folded from its beginning."""
    return Table(
        "intent_snapshots",
        metadata,
        Column("intent_id", String, primary_key=True),
        Column("version", Integer, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
