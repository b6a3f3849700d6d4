"""The tables of the wallet service: its own balances and statements. Minor units, ms UTC."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, UniqueConstraint

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE wallet_balances (wallet_id VARCHAR NOT NULL, balance INTEGER NOT NULL, lines INTEGER NOT NULL, "
    "PRIMARY KEY (wallet_id))",
    "CREATE TABLE wallet_lines (wallet_id VARCHAR NOT NULL, line INTEGER NOT NULL, position INTEGER NOT NULL, "
    "payment_id VARCHAR NOT NULL, at INTEGER NOT NULL, way VARCHAR NOT NULL, amount INTEGER NOT NULL, balance INTEGER "
    "NOT NULL, with_whom VARCHAR NOT NULL, returned INTEGER NOT NULL, PRIMARY KEY (wallet_id, line), "
    "UNIQUE (wallet_id, position))",
    "CREATE INDEX wallet_lines_of_payment ON wallet_lines (payment_id)",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    balances(metadata)
    lines(metadata)


def balances(metadata: MetaData) -> Table:
    """A row a wallet: what its lines sum to, and how many there are."""
    return Table(
        "wallet_balances",
        metadata,
        Column("wallet_id", String, primary_key=True),
        Column("balance", Integer, nullable=False),
        Column("lines", Integer, nullable=False),
    )


def lines(metadata: MetaData) -> Table:
    """A row a movement, numbered from 1 in its wallet; it is known by the position of its event in the log."""
    table = Table(
        "wallet_lines",
        metadata,
        Column("wallet_id", String, primary_key=True),
        Column("line", Integer, primary_key=True, autoincrement=False),
        Column("position", Integer, nullable=False),
        Column("payment_id", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("way", String, nullable=False),
        Column("amount", Integer, nullable=False),
        Column("balance", Integer, nullable=False),
        Column("with_whom", String, nullable=False),
        Column("returned", Integer, nullable=False),
        UniqueConstraint("wallet_id", "position"),
    )
    Index("wallet_lines_of_payment", table.c.payment_id)
    return table
