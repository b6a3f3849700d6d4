"""The tables of keys that sign static QR codes; the private halves are in the secrets. Minor units, ms UTC."""

from sqlalchemy import Column, Integer, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE qr_keys (key_id VARCHAR NOT NULL, public VARCHAR NOT NULL, made INTEGER NOT NULL, "
    "replaced INTEGER, retired INTEGER, principal VARCHAR NOT NULL, PRIMARY KEY (key_id))",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> Table:
    """A row a key: `public` is 64 hex digits, `replaced` since when another one signs, `retired` since when codes
    signed by it pay no more, `principal` who did the last of these. Kept for ever."""
    return Table(
        "qr_keys",
        metadata,
        Column("key_id", String, primary_key=True),
        Column("public", String, nullable=False),
        Column("made", Integer, nullable=False),
        Column("replaced", Integer),
        Column("retired", Integer),
        Column("principal", String, nullable=False),
    )
