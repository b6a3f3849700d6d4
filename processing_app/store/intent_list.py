"""The list of intents as windows page through it: filters, orders and counts, each in one pass of SQL."""

from functools import cache
from typing import Any

import msgspec
from sqlalchemy import MetaData, and_, bindparam, func, or_, select

from common.database import Connection, Row, Statement
from processing_app.store.intent_tables import intents

_I = intents(MetaData())
STOPPED = "stopped"
ORDERS: dict[str, Any] = {"time": _I.c.position, "changed": _I.c.changed, "due": _I.c.due, "amount": _I.c.amount}


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which intents; what is empty or 0 does not matter. Times in milliseconds, `pattern` as GLOB has it."""

    status: str = ""
    pos_id: str = ""
    shop_id: str = ""
    since: int = 0
    until: int = 0
    up_to: int = 0
    text: str = ""
    pattern: str = ""


def _either(name: str, nothing: Any, condition: Any) -> Any:
    """True of everything when the parameter is empty."""
    return or_(bindparam(name) == nothing, condition)


_ALL_FILTERS = and_(
    _either("up_to", 0, _I.c.position <= bindparam("up_to")),
    _either("since", 0, _I.c.at >= bindparam("since")),
    _either("until", 0, _I.c.at < bindparam("until")),
    _either("pos_id", "", _I.c.pos_id == bindparam("pos_id")),
    _either("shop_id", "", _I.c.shop_id == bindparam("shop_id")),
    _either(
        "status",
        "",
        or_(_I.c.status == bindparam("status"), and_(bindparam("status") == STOPPED, _I.c.stopped != "")),
    ),
    _either(
        "text",
        "",
        or_(
            _I.c.intent_id == bindparam("text"),
            _I.c.kiosk_code == bindparam("text"),
            *(column.op("GLOB")(bindparam("pattern")) for column in (_I.c.external_id, _I.c.product, _I.c.intent_id)),
        ),
    ),
)
_TOTALS = Statement(
    select(
        _I.c.status, (_I.c.stopped != "").label("stopped"), func.count().label("number"),
        func.sum(_I.c.amount).label("amount"),
    )
    .where(_ALL_FILTERS)
    .group_by(_I.c.status, _I.c.stopped != "")
)  # fmt: skip
_NEWEST = Statement(select(func.max(_I.c.position).label("position")))
_COUNT = Statement(select(func.count().label("number")).select_from(_I).where(_ALL_FILTERS))


def newest(db: Connection) -> int:
    """The position of the newest intent: what a list that must stay still is bounded by."""
    row = db.one(_NEWEST)
    return (row["position"] or 0) if row is not None else 0


def page(db: Connection, which: Filter, order: str, *, descending: bool, offset: int, limit: int) -> list[Row]:
    """Rows of intents."""
    return db.all(_page(order, descending), offset=offset, limit=limit, **msgspec.structs.asdict(which))


def count(db: Connection, which: Filter) -> int:
    """How many there are."""
    row = db.one(_COUNT, **msgspec.structs.asdict(which))
    return row["number"] if row is not None else 0


def totals(db: Connection, which: Filter) -> list[Row]:
    """How many intents of each status there are, and their sums, those that are stopped apart."""
    return db.all(_TOTALS, **msgspec.structs.asdict(which))


@cache
def _page(order: str, descending: bool) -> Statement:
    by = ORDERS[order]
    keys = [by] if by is _I.c.position else [by, _I.c.position]
    turned = [key.desc() if descending else key.asc() for key in keys]
    found = select(_I).where(_ALL_FILTERS).order_by(*turned)
    return Statement(found.limit(bindparam("limit")).offset(bindparam("offset")))
