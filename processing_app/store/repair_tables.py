"""The tables of repair: operators' names, and acts that wait for a second person. Times in ms UTC."""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, String, Table

UPGRADES: tuple[str, ...] = (
    "CREATE TABLE operators (login VARCHAR NOT NULL, name VARCHAR NOT NULL, at INTEGER NOT NULL, "
    "added_by VARCHAR NOT NULL, PRIMARY KEY (login))",
    "CREATE TABLE repair_proposals (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, "
    "intent_id VARCHAR NOT NULL, version INTEGER NOT NULL, amount INTEGER NOT NULL, ask BLOB NOT NULL, "
    "proposer VARCHAR NOT NULL, state VARCHAR NOT NULL, decided_by VARCHAR NOT NULL, decided_at INTEGER, "
    "note VARCHAR NOT NULL)",
    "CREATE INDEX repair_proposals_of_intent ON repair_proposals (intent_id)",
)
"""What brings them into an older file, one statement a version."""


def tables(metadata: MetaData) -> tuple[Table, Table]:
    """All of them."""
    operators = Table(
        "operators",
        metadata,
        Column("login", String, primary_key=True),
        Column("name", String, nullable=False),
        Column("at", Integer, nullable=False),
        Column("added_by", String, nullable=False),
    )
    proposals = Table(
        "repair_proposals",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("at", Integer, nullable=False),
        Column("intent_id", String, nullable=False),
        Column("version", Integer, nullable=False),
        Column("amount", Integer, nullable=False),
        Column("ask", LargeBinary, nullable=False),
        Column("proposer", String, nullable=False),
        Column("state", String, nullable=False),
        Column("decided_by", String, nullable=False),
        Column("decided_at", Integer),
        Column("note", String, nullable=False),
        sqlite_autoincrement=True,
    )
    Index("repair_proposals_of_intent", proposals.c.intent_id)
    return operators, proposals
