"""The table of statistics: what happened to a POS's intents on a day. Sums in minor units, days are Moscow's."""

from sqlalchemy import Column, Integer, MetaData, String, Table

COUNTED = (
    "intents", "intents_amount", "paid", "overdue", "cancelled", "payments", "failed", "authorized", "given_back",
    "captured", "captured_amount", "refunds", "refunded_amount", "refunds_failed", "chargebacks", "charged_back_amount",
    "chargebacks_won", "won_amount", "fees",
)  # fmt: skip
"""What is counted and added up; each is 0 where nothing of the kind has happened."""
UPGRADES: tuple[str, ...] = (
    "CREATE TABLE statistics (pos_id VARCHAR NOT NULL, day VARCHAR NOT NULL, currency VARCHAR NOT NULL, "
    "intents INTEGER NOT NULL, intents_amount INTEGER NOT NULL, paid INTEGER NOT NULL, overdue INTEGER NOT "
    "NULL, cancelled INTEGER NOT NULL, payments INTEGER NOT NULL, failed INTEGER NOT NULL, authorized INTEGER "
    "NOT NULL, given_back INTEGER NOT NULL, captured INTEGER NOT NULL, captured_amount INTEGER NOT NULL, "
    "refunds INTEGER NOT NULL, refunded_amount INTEGER NOT NULL, refunds_failed INTEGER NOT NULL, chargebacks "
    "INTEGER NOT NULL, charged_back_amount INTEGER NOT NULL, chargebacks_won INTEGER NOT NULL, won_amount "
    "INTEGER NOT NULL, fees INTEGER NOT NULL, PRIMARY KEY (pos_id, day, currency))",
)
"""What brings it into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    statistics(metadata)


def statistics(metadata: MetaData) -> Table:
    """Projection: a row a POS, day and currency; `day` is written as 2026-11-28, so that texts sort as days do."""
    return Table(
        "statistics",
        metadata,
        Column("pos_id", String, primary_key=True),
        Column("day", String, primary_key=True),
        Column("currency", String, primary_key=True),
        *(Column(name, Integer, nullable=False) for name in COUNTED),
    )
