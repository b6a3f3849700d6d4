"""The tables of wallets: their contracts, the payments of wallets, what was spent on a day. Minor units, ms UTC."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, String, Table, UniqueConstraint

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE wallets (wallet_id VARCHAR NOT NULL, name VARCHAR NOT NULL, phone VARCHAR NOT NULL, email VARCHAR "
    "NOT NULL, login VARCHAR NOT NULL, currency VARCHAR NOT NULL, blocked VARCHAR NOT NULL, made INTEGER NOT NULL, "
    "per_operation INTEGER NOT NULL, per_day INTEGER NOT NULL, per_hour INTEGER NOT NULL, no_confirmation INTEGER "
    "NOT NULL, PRIMARY KEY (wallet_id))",
    "CREATE TABLE acceptances (provider_id INTEGER NOT NULL, login VARCHAR NOT NULL, active INTEGER NOT NULL, "
    "made INTEGER NOT NULL, PRIMARY KEY (provider_id))",
    "CREATE TABLE wallet_payments (position INTEGER NOT NULL, payment_id VARCHAR NOT NULL, number INTEGER NOT NULL, "
    "way VARCHAR NOT NULL, sender VARCHAR NOT NULL, recipient VARCHAR NOT NULL, amount INTEGER NOT NULL, currency "
    "VARCHAR NOT NULL, at INTEGER NOT NULL, status VARCHAR NOT NULL, version INTEGER NOT NULL, reason VARCHAR NOT "
    "NULL, reference VARCHAR NOT NULL, held INTEGER NOT NULL, confirm_until INTEGER NOT NULL, changed INTEGER NOT "
    "NULL, ended INTEGER NOT NULL, PRIMARY KEY (position), UNIQUE (payment_id), CONSTRAINT no_wallet_hold_is_negative "
    "CHECK (held >= 0))",
    "CREATE INDEX wallet_payments_of_sender ON wallet_payments (sender, position)",
    "CREATE INDEX wallet_payments_of_recipient ON wallet_payments (recipient, position)",
    "CREATE INDEX wallet_payments_done ON wallet_payments (recipient, ended) WHERE ended > 0",
    "CREATE INDEX wallet_payments_waiting ON wallet_payments (confirm_until) WHERE confirm_until > 0",
    "CREATE INDEX wallet_payments_with_holds ON wallet_payments (payment_id) WHERE held > 0",
    "CREATE TABLE wallet_days (wallet_id VARCHAR NOT NULL, day VARCHAR NOT NULL, spent INTEGER NOT NULL, "
    "PRIMARY KEY (wallet_id, day))",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    wallets(metadata)
    acceptances(metadata)
    payments(metadata)
    days(metadata)


def wallets(metadata: MetaData) -> Table:
    """A row a wallet: 12 digits, the last one Luhn's. `blocked` says why it is blocked, empty: it is not.

    Limits as in common/protocol/wallets/wallet.Limits.
    """
    return Table(
        "wallets",
        metadata,
        Column("wallet_id", String, primary_key=True),
        Column("name", String, nullable=False),
        Column("phone", String, nullable=False),
        Column("email", String, nullable=False),
        Column("login", String, nullable=False),
        Column("currency", String, nullable=False),
        Column("blocked", String, nullable=False),
        Column("made", Integer, nullable=False),
        Column("per_operation", Integer, nullable=False),
        Column("per_day", Integer, nullable=False),
        Column("per_hour", Integer, nullable=False),
        Column("no_confirmation", Integer, nullable=False),
    )


def acceptances(metadata: MetaData) -> Table:
    """A row a provider that takes payments by QR and barcode; its contract is that of the directory."""
    return Table(
        "acceptances",
        metadata,
        Column("provider_id", Integer, primary_key=True, autoincrement=False),
        Column("login", String, nullable=False),
        Column("active", Integer, nullable=False),
        Column("made", Integer, nullable=False),
    )


def payments(metadata: MetaData) -> Table:
    """Projection: a row a payment of a wallet, at the position of its first event.

    `sender` and `recipient` are wallet:<number>, provider:<id>, bank:<id>. `confirm_until` while it waits for its
    payer. `ended` is the position of the event that moved the money to its recipient; 0: none has.
    """
    table = Table(
        "wallet_payments",
        metadata,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("payment_id", String, nullable=False),
        Column("number", Integer, nullable=False),
        Column("way", String, nullable=False),
        Column("sender", String, nullable=False),
        Column("recipient", String, nullable=False),
        Column("amount", Integer, nullable=False),
        Column("currency", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("status", String, nullable=False),
        Column("version", Integer, nullable=False),
        Column("reason", String, nullable=False),
        Column("reference", String, nullable=False),
        Column("held", Integer, nullable=False),
        Column("confirm_until", Integer, nullable=False),
        Column("changed", Integer, nullable=False),
        Column("ended", Integer, nullable=False),
        UniqueConstraint("payment_id"),
        CheckConstraint("held >= 0", name="no_wallet_hold_is_negative"),
    )
    Index("wallet_payments_of_sender", table.c.sender, table.c.position)
    Index("wallet_payments_of_recipient", table.c.recipient, table.c.position)
    Index("wallet_payments_done", table.c.recipient, table.c.ended, sqlite_where=table.c.ended > 0)
    Index("wallet_payments_waiting", table.c.confirm_until, sqlite_where=table.c.confirm_until > 0)
    Index("wallet_payments_with_holds", table.c.payment_id, sqlite_where=table.c.held > 0)
    return table


def days(metadata: MetaData) -> Table:
    """What a wallet has spent on a Moscow day, payments under way included; failed ones are given back."""
    return Table(
        "wallet_days",
        metadata,
        Column("wallet_id", String, primary_key=True),
        Column("day", String, primary_key=True),
        Column("spent", Integer, nullable=False),
    )
