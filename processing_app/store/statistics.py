"""Statistics of POS by day and currency, as rows: added to, listed, dropped to be made again."""

from sqlalchemy import MetaData, bindparam, delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Row, Statement
from processing_app.store.statistics_tables import COUNTED, statistics

Key = tuple[str, str, str]
"""A POS, a day (2026-11-28), a currency."""
_T = statistics(MetaData())
_NOTHING = dict.fromkeys(COUNTED, 0)
_upsert = insert(_T).values({column.name: bindparam(column.name) for column in _T.columns})
_ADD = Statement(
    _upsert.on_conflict_do_update(
        index_elements=[_T.c.pos_id, _T.c.day, _T.c.currency],
        set_={name: _T.c[name] + _upsert.excluded[name] for name in COUNTED},
    )
)
_CLEAR = Statement(delete(_T))
_LIST = Statement(
    select(_T)
    .where(
        or_(bindparam("of") == "", _T.c.pos_id == bindparam("of")),
        _T.c.day >= bindparam("since"),
        _T.c.day <= bindparam("until"),
    )
    .order_by(_T.c.day.desc(), _T.c.pos_id, _T.c.currency)
    .limit(bindparam("limit"))
)


def add(db: Connection, key: Key, counts: dict[str, int]) -> None:
    """Add what happened to a row."""
    pos_id, day, currency = key
    db.run(_ADD, pos_id=pos_id, day=day, currency=currency, **(_NOTHING | counts))


def clear(db: Connection) -> None:
    """Drop them all."""
    db.run(_CLEAR)


def rows(db: Connection, *, pos_id: str, since: str, until: str, limit: int) -> list[Row]:
    """Days from `since` to `until`, both included, the newest first; of all POS when `pos_id` is empty."""
    return db.all(_LIST, of=pos_id, since=since, until=until, limit=limit)
