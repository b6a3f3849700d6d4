"""The tables of what reconciliations of wallets found, and when they come by themselves. Minor units, ms UTC."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE wallet_reconciliations (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, who VARCHAR NOT NULL, "
    "started INTEGER NOT NULL, ended INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER NOT NULL, agreed INTEGER "
    "NOT NULL, counts BLOB NOT NULL, unread BLOB NOT NULL)",
    "CREATE TABLE wallet_differences (reconciliation_id INTEGER NOT NULL, number INTEGER NOT NULL, kind VARCHAR NOT "
    "NULL, payment_id VARCHAR NOT NULL, wallet_id VARCHAR NOT NULL, provider_id INTEGER NOT NULL, ours INTEGER, theirs "
    "INTEGER, PRIMARY KEY (reconciliation_id, number))",
    "CREATE TABLE wallet_schedule (id INTEGER NOT NULL, hour INTEGER NOT NULL, PRIMARY KEY (id))",
)
"""What brings them into an older file, one statement a version."""
SETTLED = (
    "CREATE TABLE wallet_registers (provider_id INTEGER NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY (provider_id))"
)
"""A later one."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    reconciliations(metadata)
    differences(metadata)
    schedule(metadata)
    registers(metadata)


def reconciliations(metadata: MetaData) -> Table:
    """A row a reconciliation: `agreed` movements and payments, `counts` by kind, `unread` providers and why."""
    return Table(
        "wallet_reconciliations",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("who", String, nullable=False),
        Column("started", Integer, nullable=False),
        Column("ended", Integer, nullable=False),
        Column("since", Integer, nullable=False),
        Column("until", Integer, nullable=False),
        Column("agreed", Integer, nullable=False),
        Column("counts", LargeBinary, nullable=False),
        Column("unread", LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )


def differences(metadata: MetaData) -> Table:
    """A row a discrepancy: `ours` is the ledger's sum, `theirs` the other side's."""
    return Table(
        "wallet_differences",
        metadata,
        Column("reconciliation_id", Integer, primary_key=True, autoincrement=False),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("kind", String, nullable=False),
        Column("payment_id", String, nullable=False),
        Column("wallet_id", String, nullable=False),
        Column("provider_id", Integer, nullable=False),
        Column("ours", Integer),
        Column("theirs", Integer),
    )


def schedule(metadata: MetaData) -> Table:
    """One row: after which hour of Moscow the day before is reconciled; -1: never. No row: the usual one."""
    return Table(
        "wallet_schedule",
        metadata,
        Column("id", Integer, primary_key=True, autoincrement=False),
        Column("hour", Integer, nullable=False),
    )


def registers(metadata: MetaData) -> Table:
    """A row a provider: up to which position its register was read by night and is about days that are over."""
    return Table(
        "wallet_registers",
        metadata,
        Column("provider_id", Integer, primary_key=True, autoincrement=False),
        Column("position", String, nullable=False),
    )
