"""The table of the codes by which orders are paid at kiosks."""

from sqlalchemy import Column, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE kiosk_codes (code VARCHAR NOT NULL, intent_id VARCHAR NOT NULL, PRIMARY KEY (code), "
    "UNIQUE (intent_id))",
)
"""What brings it into an older file, one statement a version."""


def tables(metadata: MetaData) -> Table:
    """Every code that was ever given out and its intent. None is given out again.

    Cash may reach the centre days after it was taken, and must not find somebody else's order under its code.
    """
    return Table(
        "kiosk_codes",
        metadata,
        Column("code", String, primary_key=True),
        Column("intent_id", String, nullable=False, unique=True),
    )
