"""The tables of the domain: owners, shops, POS, payees and terms by revision. Times in ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE domain_revisions (revision INTEGER NOT NULL, at INTEGER NOT NULL, principal VARCHAR NOT NULL, "
    "on_behalf_of VARCHAR NOT NULL, reason VARCHAR NOT NULL, PRIMARY KEY (revision))",
    "CREATE TABLE domain_objects (kind VARCHAR NOT NULL, id VARCHAR NOT NULL, revision INTEGER NOT NULL, "
    "body BLOB NOT NULL, PRIMARY KEY (kind, id, revision))",
    "CREATE INDEX domain_objects_by_revision ON domain_objects (revision)",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> tuple[Table, Table]:
    """All of them: a row a revision, and a row an object of each revision that changed it."""
    revisions = Table(
        "domain_revisions",
        metadata,
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("at", Integer, nullable=False),
        Column("principal", String, nullable=False),
        Column("on_behalf_of", String, nullable=False),
        Column("reason", String, nullable=False),
    )
    objects = Table(
        "domain_objects",
        metadata,
        Column("kind", String, primary_key=True),
        Column("id", String, primary_key=True),
        Column("revision", Integer, primary_key=True, autoincrement=False),
        Column("body", LargeBinary, nullable=False),
    )
    Index("domain_objects_by_revision", objects.c.revision)
    return revisions, objects
