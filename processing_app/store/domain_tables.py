"""The tables of the domain: owners, shops, POS, payees and terms by revision. Times in ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE domain_revisions (revision INTEGER NOT NULL, at INTEGER NOT NULL, principal VARCHAR NOT NULL, "
    "on_behalf_of VARCHAR NOT NULL, reason VARCHAR NOT NULL, PRIMARY KEY (revision))",
    "CREATE TABLE domain_objects (kind VARCHAR NOT NULL, id VARCHAR NOT NULL, revision INTEGER NOT NULL, "
    "body BLOB NOT NULL, PRIMARY KEY (kind, id, revision))",
    "CREATE INDEX domain_objects_by_revision ON domain_objects (revision)",
    "CREATE TABLE payers (kind VARCHAR NOT NULL, value VARCHAR NOT NULL, first_at INTEGER NOT NULL, "
    "last_at INTEGER NOT NULL, payments INTEGER NOT NULL, intent_id VARCHAR NOT NULL, PRIMARY KEY (kind, value))",
    "CREATE INDEX payers_latest ON payers (last_at)",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> tuple[Table, Table, Table]:
    """All of them: a row a revision, a row an object of each revision that changed it, a row a mark of payers."""
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
    payers = Table(
        "payers",
        metadata,
        Column("kind", String, primary_key=True),
        Column("value", String, primary_key=True),
        Column("first_at", Integer, nullable=False),
        Column("last_at", Integer, nullable=False),
        Column("payments", Integer, nullable=False),
        Column("intent_id", String, nullable=False),
    )
    Index("payers_latest", payers.c.last_at)
    return revisions, objects, payers
