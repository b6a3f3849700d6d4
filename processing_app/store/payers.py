"""Marks by which payers are known, as rows: a projection behind the log."""

from sqlalchemy import MetaData, bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Row, Statement
from processing_app.store import behind
from processing_app.store.domain_tables import tables

NAME = "payers"
"""Whose place behind the log it is."""

_T = tables(MetaData())[2]
_new = insert(_T).values({column.name: bindparam(column.name) for column in _T.columns})
_SEEN = Statement(
    _new.on_conflict_do_update(
        index_elements=[_T.c.kind, _T.c.value],
        set_={
            "last_at": _new.excluded.last_at,
            "payments": _T.c.payments + _new.excluded.payments,
            "intent_id": _new.excluded.intent_id,
        },
    )
)
_LATEST = Statement(
    select(_T)
    .where(
        or_(bindparam("of") == "", _T.c.kind == bindparam("of")),
        _T.c.value.op("GLOB")(bindparam("pattern")),
    )
    .order_by(_T.c.last_at.desc(), _T.c.kind, _T.c.value)
    .limit(bindparam("limit"))
)
_CLEAR = Statement(delete(_T))


def seen(db: Connection, kind: str, value: str, at: int, intent_id: str) -> None:
    """Somebody with this mark has begun to pay an intent."""
    db.run(_SEEN, kind=kind, value=value, first_at=at, last_at=at, payments=1, intent_id=intent_id)


def latest(db: Connection, *, kind: str, pattern: str, limit: int) -> list[Row]:
    """The marks seen last, of one kind or of all, that a GLOB pattern fits."""
    return db.all(_LATEST, of=kind, pattern=pattern, limit=limit)


def forget(db: Connection) -> None:
    """Drop them; who asks next reads the log from its beginning."""
    db.run(_CLEAR)
    behind.forget(db, NAME)
