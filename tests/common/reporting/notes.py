"""The books that the tests' reports are about: notes."""

from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from common import credentials
from common.database import Connection, Statement
from common.reporting.tables import tables

METADATA = MetaData()
NOTES = Table("notes", METADATA, Column("id", Integer, primary_key=True), Column("text", String))
credentials.table(METADATA)
tables(METADATA)
_ADD = Statement(insert(NOTES))
_ALL = Statement(select(NOTES).order_by(NOTES.c.id))


def add(db: Connection, text: str) -> None:
    """One more."""
    db.run(_ADD, text=text)


def texts(db: Connection) -> list[str]:
    """All of them."""
    return [row["text"] for row in db.all(_ALL)]
