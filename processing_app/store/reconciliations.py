"""Comparisons of registers and what they found, as rows."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, func, insert, or_, select, update

from common.database import Connection, Row, Statement
from processing_app.store.tables import DIFFERENCES, RECONCILIATIONS

_R, _D = RECONCILIATIONS.c, DIFFERENCES.c
_ADD = Statement(insert(RECONCILIATIONS).returning(_R.id))
_END = Statement(
    update(RECONCILIATIONS)
    .where(_R.id == bindparam("of"))
    .values(ended=bindparam("ended"), state=bindparam("state"), outcome=bindparam("outcome"))
)
_ONE = Statement(select(RECONCILIATIONS).where(_R.id == bindparam("id")))
_NEWEST = Statement(select(RECONCILIATIONS).order_by(_R.id.desc()).limit(bindparam("limit")))
_ADD_DIFFERENCE = Statement(
    insert(DIFFERENCES).values({column.name: bindparam(column.name) for column in DIFFERENCES.columns})
)
_OF_KIND = or_(bindparam("kind") == "", _D.kind == bindparam("kind"))
_DIFFERENCES = Statement(
    select(DIFFERENCES)
    .where(_D.reconciliation_id == bindparam("id"), _OF_KIND)
    .order_by(_D.number)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_COUNT = Statement(
    select(func.count().label("number"))
    .select_from(DIFFERENCES)
    .where(_D.reconciliation_id == bindparam("id"), _OF_KIND)
)
_OLD = Statement(select(_R.id).where(_R.id <= bindparam("up_to")).order_by(_R.id).limit(1))
_FORGET_DIFFERENCES = Statement(delete(DIFFERENCES).where(_D.reconciliation_id == bindparam("id")))
_FORGET = Statement(delete(RECONCILIATIONS).where(_R.id == bindparam("id")))


def add(db: Connection, **values: object) -> int:
    """A comparison begins; its number."""
    row = db.one(_ADD, **values)
    assert row is not None
    number: int = row["id"]
    return number


def end(db: Connection, number: int, *, ended: int, state: str, outcome: bytes) -> None:
    """How it ended."""
    db.run(_END, of=number, ended=ended, state=state, outcome=outcome)


def find(db: Connection, number: int) -> Row | None:
    """One comparison."""
    return db.one(_ONE, id=number)


def newest(db: Connection, limit: int) -> list[Row]:
    """The latest comparisons, newest first."""
    return db.all(_NEWEST, limit=limit)


def add_differences(db: Connection, number: int, first: int, found: Iterable[tuple[str, bytes]]) -> None:
    """A part of what a comparison found."""
    for place, (kind, data) in enumerate(found, first):
        db.run(_ADD_DIFFERENCE, reconciliation_id=number, number=place, kind=kind, data=data)


def differences(db: Connection, number: int, kind: str, *, offset: int, limit: int) -> list[Row]:
    """A page of what a comparison found, of one kind or (empty) of all."""
    return db.all(_DIFFERENCES, id=number, kind=kind, offset=offset, limit=limit)


def count(db: Connection, number: int, kind: str) -> int:
    """How many there are of a kind."""
    row = db.one(_COUNT, id=number, kind=kind)
    return row["number"] if row is not None else 0


def forget_oldest(db: Connection, up_to: int) -> bool:
    """Drop one comparison that is not newer than this one; False when there is none left."""
    row = db.one(_OLD, up_to=up_to)
    if row is None:
        return False
    db.run(_FORGET_DIFFERENCES, id=row["id"])
    db.run(_FORGET, id=row["id"])
    return True
