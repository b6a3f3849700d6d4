"""The list of payments as the office pages through it: filters, orders, counts and sums, each in one pass of SQL."""

from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, String, and_, bindparam, cast, func, or_, select

from agent_terminal.core.orders import Group, Order
from agent_terminal.core.payment import State
from agent_terminal.store import tables
from agent_terminal.store.payments import Payment, payment_of
from common.database import Connection, Row, Statement

_P = tables.payments.c
_T = tables.TABLES.tables["tasks"].c
_TRIED = _P.payment_id.in_(select(_T.key).where(_T.attempts > 0))
_REVIEW = or_(_P.state == State.REVIEW.value, and_(_P.state == State.SENT.value, _P.needs_review > 0))
_GROUPS: dict[Group, ColumnElement[bool]] = {
    Group.UNSENT: _P.state == State.TO_SEND.value,
    Group.RETRY: and_(_P.state == State.TO_SEND.value, _TRIED),
    Group.REVIEW: _REVIEW,
    Group.SENT: and_(_P.state == State.SENT.value, _P.needs_review == 0),
    Group.CREDITED: _P.state == State.CAPTURED.value,
    Group.REJECTED: or_(_P.state == State.CANCELLED.value, _P.state == State.REFUSED.value),
}


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which payments; what is empty or 0 does not matter. Times in milliseconds, patterns as GLOB has them."""

    group: str = ""
    since: int = 0
    until: int = 0
    provider_id: int = 0
    up_to: int = 0
    text: str = ""
    pattern: str = ""
    id_pattern: str = ""
    code_pattern: str = ""


def _either(name: str, nothing: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """True of everything when the parameter is empty."""
    return or_(bindparam(name) == nothing, condition)


def _holds(column: Any) -> ColumnElement[bool]:
    return cast(column, String).op("GLOB")(bindparam("pattern"))


_WITHOUT_GROUP = and_(
    _P.accepted > 0,
    _either("up_to", 0, _P.accepted <= bindparam("up_to")),
    _either("since", 0, _P.accepted >= bindparam("since")),
    _either("until", 0, _P.accepted < bindparam("until")),
    _either("provider_id", 0, _P.provider_id == bindparam("provider_id")),
    _either(
        "text",
        "",
        or_(
            *(_holds(one) for one in (_P.account, _P.provider_ru, _P.provider_en, _P.number, _P.reference)),
            and_(bindparam("id_pattern") != "", _P.payment_id.op("GLOB")(bindparam("id_pattern"))),
            and_(bindparam("code_pattern") != "", _P.payment_id.op("GLOB")(bindparam("code_pattern"))),
        ),
    ),
)
_ALL_FILTERS = and_(
    _WITHOUT_GROUP,
    or_(bindparam("group") == "", *(and_(bindparam("group") == one.value, which) for one, which in _GROUPS.items())),
)
_ORDERS: dict[Order, Any] = {
    Order.TIME: _P.accepted,
    Order.CHANGED: _P.changed,
    Order.INSERTED: _P.inserted,
    Order.AGENT_FEE: _P.agent_fee,
    Order.AMOUNT: _P.amount,
    Order.ACCOUNT: _P.account,
    Order.PROVIDER: _P.provider_ru,
    Order.STATE: _P.state,
}
_NEWEST = Statement(select(func.coalesce(func.max(_P.accepted), 0).label("at")))
_COUNT = Statement(select(func.count().label("number")).select_from(tables.payments).where(_ALL_FILTERS))
_SUMS = Statement(
    select(
        _P.state,
        (_P.needs_review > 0).label("needs_review"),
        _TRIED.label("tried"),
        func.count().label("number"),
        func.sum(_P.inserted).label("inserted"),
        func.sum(_P.agent_fee).label("agent_fee"),
        func.sum(_P.amount).label("amount"),
    )
    .where(_WITHOUT_GROUP)
    .group_by(_P.state, "needs_review", "tried")
)
_LIKE_CODE = Statement(
    select(tables.payments).where(_P.payment_id.op("GLOB")(bindparam("pattern"))).order_by(_P.made.desc()).limit(1)
)


def newest(db: Connection) -> int:
    """When the newest payment was accepted: what a list that must stay still is bounded by."""
    row = db.one(_NEWEST)
    assert row is not None
    return int(row["at"])


def page(db: Connection, which: Filter, order: Order, *, descending: bool, offset: int, limit: int) -> list[Payment]:
    """A page of payments."""
    rows = db.all(_page(order, descending), offset=offset, limit=limit, **msgspec.structs.asdict(which))
    return [payment_of(row) for row in rows]


def count(db: Connection, which: Filter) -> int:
    """How many there are."""
    row = db.one(_COUNT, **msgspec.structs.asdict(which))
    assert row is not None
    return int(row["number"])


def sums(db: Connection, which: Filter) -> list[Row]:
    """Count and sums by state, review and whether an attempt failed; whatever group is asked for."""
    values = msgspec.structs.asdict(which)
    del values["group"]
    return db.all(_SUMS, **values)


def like_code(db: Connection, pattern: str) -> Payment | None:
    """The newest payment whose id fits the pattern of a code."""
    row = db.one(_LIKE_CODE, pattern=pattern)
    return None if row is None else payment_of(row)


@cache
def _page(order: Order, descending: bool) -> Statement:
    keys = [_ORDERS[order], *([] if order is Order.TIME else [_P.accepted]), _P.payment_id]
    turned = [key.desc() if descending else key.asc() for key in keys]
    found = select(tables.payments).where(_ALL_FILTERS).order_by(*turned)
    return Statement(found.limit(bindparam("limit")).offset(bindparam("offset")))
