"""The list of what came by QR and barcode, a page at a time, with its count and its sum by SQL."""

from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select

from common.database import Connection, Row, Statement
from provider_app.core.accepting import FINAL
from provider_app.store.lists import Which
from provider_app.store.sheets import either, turned
from provider_app.store.tables import ACCEPTED

_P = ACCEPTED.c
_OVER = or_(*(_P.state == state.value for state in FINAL))
_GROUP = case((_P.state == "done", "done"), (_OVER, "failed"), else_="open")
_HELD = (_P.purpose, _P.payer, _P.wallet, _P.mask)
_WHERE = and_(
    either("since", 0, _P.made_at >= bindparam("since")),
    either("until", 0, _P.made_at < bindparam("until")),
    _P.id <= bindparam("up_to"),
    either("way", "", _P.way == bindparam("way")),
    either("group", "", bindparam("group") == _GROUP),
    either(
        "text",
        "",
        or_(
            *(one.like(bindparam("pattern"), escape="\\") for one in _HELD),
            _P.payment_id.like(bindparam("id_pattern"), escape="\\"),
            and_(bindparam("code_pattern") != "", _P.payment_id.like(bindparam("code_pattern"))),
        ),
    ),
)
_IS_DONE = case((_P.state == "done", 1), else_=0)
_SUMS = Statement(
    select(
        func.count().label("count"),
        func.coalesce(func.sum(_IS_DONE), 0).label("done"),
        func.coalesce(func.sum(_IS_DONE * _P.amount), 0).label("amount"),
    ).where(_WHERE)
)
_NEWEST = Statement(select(func.max(_P.id).label("id")))


def accepted(
    db: Connection, which: Which, narrow: dict[str, Any], *, order: str, descending: bool, offset: int, limit: int
) -> list[Row]:
    """A page of payments; `narrow` is by way and group."""
    return db.all(_page(order, descending), offset=offset, limit=limit, **which._asdict(), **narrow)


def sums(db: Connection, which: Which, narrow: dict[str, Any]) -> tuple[int, int, int]:
    """How many there are on all pages, how many of them are done, and what those sum to."""
    row = db.one(_SUMS, **which._asdict(), **narrow)
    return (row["count"], row["done"], row["amount"]) if row is not None else (0, 0, 0)


def newest(db: Connection) -> int:
    """The last row there is: what the pages of one list are bounded by."""
    row = db.one(_NEWEST)
    return (row["id"] or 0) if row is not None else 0


@cache
def _page(order: str, descending: bool) -> Statement:
    """The places of a page's rows are sorted first, alone; only then the rows are read whole."""
    keys: list[Any] = [ACCEPTED.c["made_at" if order == "at" else order], ACCEPTED.c.id]
    places = select(ACCEPTED.c.id).where(_WHERE).order_by(*turned(keys, descending))
    places = places.limit(bindparam("limit")).offset(bindparam("offset"))
    rows = select(ACCEPTED).where(ACCEPTED.c.id.in_(places.scalar_subquery()))
    return Statement(rows.order_by(*turned(keys, descending)))
