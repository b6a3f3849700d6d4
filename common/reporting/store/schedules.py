"""Schedules as rows."""

from sqlalchemy import bindparam, delete, func, insert, select, update

from common.database import Connection, Row, Statement
from common.reporting.store.reports import SCHEDULES

_S = SCHEDULES.c
_TERMS = [column.name for column in SCHEDULES.columns if column.name not in ("id", "made")]
_ADD = Statement(insert(SCHEDULES).returning(_S.id))
_CHANGE = Statement(
    update(SCHEDULES).where(_S.id == bindparam("of")).values({name: bindparam(name) for name in _TERMS})
)
_MOVE = Statement(
    update(SCHEDULES).where(_S.id == bindparam("of")).values(covered=bindparam("covered"), due=bindparam("due"))
)
_ONE = Statement(select(SCHEDULES).where(_S.id == bindparam("id")))
_ALL = Statement(select(SCHEDULES).order_by(_S.id))
_NEXT = Statement(select(func.min(_S.due).label("due")).where(_S.active == 1))
_DUE = Statement(select(SCHEDULES).where(_S.active == 1, _S.due <= bindparam("now")).order_by(_S.due, _S.id))
_END = Statement(delete(SCHEDULES).where(_S.id == bindparam("id")))


def add(db: Connection, **values: object) -> int:
    """A new schedule; its number."""
    row = db.one(_ADD, **values)
    assert row is not None
    number: int = row["id"]
    return number


def change(db: Connection, number: int, **values: object) -> None:
    """Other terms for a schedule."""
    db.run(_CHANGE, of=number, **values)


def move(db: Connection, number: int, *, covered: int, due: int) -> None:
    """More is covered."""
    db.run(_MOVE, of=number, covered=covered, due=due)


def find(db: Connection, number: int) -> Row | None:
    """One schedule."""
    return db.one(_ONE, id=number)


def every(db: Connection) -> list[Row]:
    """All of them, the oldest first."""
    return db.all(_ALL)


def next_due(db: Connection) -> int | None:
    """When something is due next, if anything is."""
    row = db.one(_NEXT)
    return row["due"] if row is not None else None


def due(db: Connection, now: int) -> list[Row]:
    """Those whose time has come."""
    return db.all(_DUE, now=now)


def end(db: Connection, number: int) -> bool:
    """The schedule is no more; False when it was not there."""
    return db.run(_END, id=number) == 1
