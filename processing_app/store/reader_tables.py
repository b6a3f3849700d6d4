"""The table of those who read behind the log: each keeps its place in the commit of what it made of the events."""

from sqlalchemy import Column, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE readers (name VARCHAR NOT NULL, position VARCHAR NOT NULL, PRIMARY KEY (name))",
)
"""What brings it into an older file, one statement a version."""


def tables(metadata: MetaData) -> None:
    """All of them."""
    readers(metadata)


def readers(metadata: MetaData) -> Table:
    """Where each reader is: a position that means something to the log alone."""
    return Table(
        "readers",
        metadata,
        Column("name", String, primary_key=True),
        Column("position", String, nullable=False),
    )
