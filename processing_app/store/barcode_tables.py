"""The tables of barcodes: what they are made of, ahead of time, and which were used. Minor units, ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE barcode_pool (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, wallet_id VARCHAR NOT NULL, "
    "seed BLOB NOT NULL)",
    "CREATE INDEX barcode_pool_of_wallet ON barcode_pool (wallet_id, id)",
    "CREATE TABLE barcodes_spent (digest BLOB NOT NULL, payment_id VARCHAR NOT NULL, provider_id INTEGER NOT NULL, "
    "spent INTEGER NOT NULL, PRIMARY KEY (digest))",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    pool(metadata)
    spent(metadata)


def pool(metadata: MetaData) -> Table:
    """A row a barcode that nobody has fetched: 16 random bytes, of which only the centre's key makes digits."""
    table = Table(
        "barcode_pool",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("wallet_id", String, nullable=False),
        Column("seed", LargeBinary, nullable=False),
        sqlite_autoincrement=True,
    )
    Index("barcode_pool_of_wallet", table.c.wallet_id, table.c.id)
    return table


def spent(metadata: MetaData) -> Table:
    """A row a barcode that was used, by a keyed digest of it, in the commit of its payment. Kept for ever."""
    return Table(
        "barcodes_spent",
        metadata,
        Column("digest", LargeBinary, primary_key=True),
        Column("payment_id", String, nullable=False),
        Column("provider_id", Integer, nullable=False),
        Column("spent", Integer, nullable=False),
    )
