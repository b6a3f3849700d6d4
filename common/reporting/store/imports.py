"""Imported registers as rows: one for each day that a file is the register of."""

from datetime import date

from sqlalchemy import MetaData, bindparam, delete, func, insert, or_, select

from common.database import Connection, Row, Statement
from common.reporting import tables

_METADATA = MetaData()
tables.tables(_METADATA)
IMPORTS = _METADATA.tables["imports"]
_I = IMPORTS.c
_OF_SUBJECT = or_(bindparam("subject") == "", _I.subject == bindparam("subject"))
_PAGE = Statement(
    select(IMPORTS)
    .where(_OF_SUBJECT)
    .order_by(_I.day.desc(), _I.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_COUNT = Statement(select(func.count().label("number")).select_from(IMPORTS).where(_OF_SUBJECT))
_ONE = Statement(select(IMPORTS).where(_I.id == bindparam("id")))
_SAME = Statement(
    select(IMPORTS).where(
        _I.subject == bindparam("subject"), _I.day == bindparam("day"), _I.sha256 == bindparam("sha256")
    )
)
_ADD = Statement(insert(IMPORTS).returning(_I.id))
_BETWEEN = Statement(
    select(IMPORTS)
    .where(_I.subject == bindparam("subject"), _I.day >= bindparam("first"), _I.day <= bindparam("last"))
    .order_by(_I.day, _I.id)
)
_FORGET = Statement(delete(IMPORTS).where(_I.id == bindparam("id")))
_FORGET_FILE = Statement(delete(IMPORTS).where(_I.subject == bindparam("subject"), _I.kept == bindparam("kept")))
_OF_FILE = Statement(select(_I.id).where(_I.kept == bindparam("kept")).limit(1))


def page(db: Connection, subject: str, *, offset: int, limit: int) -> tuple[list[Row], int]:
    """Registers of a subject or (empty) of all, the newest day first, and how many there are."""
    counted = db.one(_COUNT, subject=subject)
    rows = db.all(_PAGE, subject=subject, offset=offset, limit=limit)
    return rows, counted["number"] if counted is not None else 0


def find(db: Connection, number: int) -> Row | None:
    """One of them."""
    return db.one(_ONE, id=number)


def same(db: Connection, subject: str, day: date, sha256: str) -> Row | None:
    """This very file, taken in before."""
    return db.one(_SAME, subject=subject, day=day.isoformat(), sha256=sha256)


def add(db: Connection, **values: object) -> Row:
    """A register was taken in."""
    made = db.one(_ADD, **values)
    row = find(db, made["id"]) if made is not None else None
    assert row is not None
    return row


def between(db: Connection, subject: str, first: date, last: date) -> list[Row]:
    """A subject's registers of these days, in order."""
    return db.all(_BETWEEN, subject=subject, first=first.isoformat(), last=last.isoformat())


def forget(db: Connection, number: int) -> None:
    """Drop one of them."""
    db.run(_FORGET, id=number)


def forget_file(db: Connection, subject: str, kept: str) -> None:
    """Drop a file with all its days."""
    db.run(_FORGET_FILE, subject=subject, kept=kept)


def is_kept(db: Connection, kept: str) -> bool:
    """Whether some row still names a file."""
    return db.one(_OF_FILE, kept=kept) is not None
