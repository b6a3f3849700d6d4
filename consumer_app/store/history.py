"""Uses and news of a contract in one row of time."""

from sqlalchemy import bindparam, func, literal, select, union_all

from common.database import Connection, Statement
from consumer_app.store.tables import NEWS, USES

USE, TOLD = "use", "news"
_USES = select(literal(USE).label("kind"), USES.c.use_id.label("id"), USES.c.made_at.label("at")).where(
    USES.c.contract == bindparam("contract")
)
_NEWS = select(literal(TOLD).label("kind"), NEWS.c.news_id.label("id"), NEWS.c.heard_at.label("at")).where(
    NEWS.c.contract == bindparam("contract")
)
_BOTH = union_all(_USES, _NEWS).subquery()
_PAGE = Statement(
    select(_BOTH.c.kind, _BOTH.c.id)
    .order_by(_BOTH.c.at.desc(), _BOTH.c.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_SIZE = Statement(select(func.count().label("size")).select_from(_BOTH))


def page(db: Connection, contract: str, offset: int, limit: int) -> list[tuple[str, str]]:
    """Kind and id of what happened, newest first."""
    rows = db.all(_PAGE, contract=contract, limit=limit, offset=offset)
    return [(row["kind"], row["id"]) for row in rows]


def size(db: Connection, contract: str) -> int:
    """How much has happened."""
    row = db.one(_SIZE, contract=contract)
    assert row is not None
    return int(row["size"])
