"""The long lists as windows page through them: operations, uses and checks, each with its count and sums by SQL."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Column, String, Table, and_, bindparam, case, cast, func, or_, select

from common.database import Connection, Row, Statement
from provider_app.store.sheets import either, turned
from provider_app.store.tables import CHECKS, CONTRACTS, OPERATIONS, SUBSCRIBERS, USES

_O, _U, _C = OPERATIONS.c, USES.c, CHECKS.c


class Which(NamedTuple):
    """What every list may be narrowed by; what is empty or 0 does not matter. Moments in milliseconds.

    `pattern` is what numbers hold, `id_pattern` what ids hold, `code_pattern` what a payment's code may mean.
    """

    text: str = ""
    pattern: str = ""
    id_pattern: str = ""
    code_pattern: str = ""
    since: int = 0
    until: int = 0
    up_to: int = 0


def _bounds(key: Column[Any], at: Column[Any]) -> Any:
    in_time = and_(either("since", 0, at >= bindparam("since")), either("until", 0, at < bindparam("until")))
    return and_(in_time, key <= bindparam("up_to"))


def _holds(account: Column[Any], *ids: Column[Any]) -> list[Any]:
    """The text is somewhere in the number or the ids, or it is a code of one of them."""
    found: list[Any] = [account.like(bindparam("pattern"), escape="\\")]
    found += [one.like(bindparam("id_pattern"), escape="\\") for one in ids]
    found += [and_(bindparam("code_pattern") != "", one.like(bindparam("code_pattern"))) for one in ids]
    return found


_OPERATIONS_WHERE = and_(
    _bounds(_O.id, _O.at),
    either("kind", "", _O.kind == bindparam("kind")),
    either("contract", 0, _O.contract == bindparam("contract")),
    either("account", "", _O.account == bindparam("account")),
    either("text", "", or_(cast(_O.id, String) == bindparam("text"), *_holds(_O.account, _O.payment_id))),
)
_USES_WHERE = and_(
    _bounds(_U.id, _U.at),
    either("number", "", _U.number == bindparam("number")),
    either("service", "", _U.service == bindparam("service")),
    either("text", "", or_(cast(_U.id, String) == bindparam("text"), *_holds(_U.number, _U.use_id))),
)
_CHECKS_WHERE = and_(
    _bounds(_C.id, _C.at),
    either("contract", 0, _C.contract == bindparam("contract")),
    either("found", -1, (_C.result == "found") == bindparam("found")),
    either("text", "", or_(*_holds(_C.account, _C.payment_id))),
)
_OPERATION_SUMS = Statement(
    select(_O.kind, func.count().label("count"), func.sum(_O.amount).label("amount"))
    .where(_OPERATIONS_WHERE)
    .group_by(_O.kind)
    .order_by(_O.kind)
)
_USE_SUMS = Statement(
    select(func.count().label("count"), func.coalesce(func.sum(_U.cost), 0).label("cost")).where(_USES_WHERE)
)
_CHECK_SUMS = Statement(
    select(
        func.count().label("count"),
        func.coalesce(func.sum(case((_C.result == "found", 0), else_=1)), 0).label("refused"),
    ).where(_CHECKS_WHERE)
)
_NEWEST = {one.name: Statement(select(func.max(one.c.id).label("id"))) for one in (OPERATIONS, USES, CHECKS)}
_CONTRACT_NAMES = Statement(select(CONTRACTS.c.id, CONTRACTS.c.name))
_TARIFF = select(SUBSCRIBERS.c.tariff).where(SUBSCRIBERS.c.number == _U.number).scalar_subquery().label("tariff")


def operations(
    db: Connection, which: Which, narrow: dict[str, Any], *, order: str, descending: bool, offset: int, limit: int
) -> list[Row]:
    """A page of the books; `narrow` is by kind, contract and account."""
    found = _page(OPERATIONS, order, descending)
    return db.all(found, offset=offset, limit=limit, **which._asdict(), **narrow)


def operation_sums(db: Connection, which: Which, narrow: dict[str, Any]) -> list[Row]:
    """How many of each kind there are on all pages, and how much."""
    return db.all(_OPERATION_SUMS, **which._asdict(), **narrow)


def uses(
    db: Connection, which: Which, narrow: dict[str, Any], *, order: str, descending: bool, offset: int, limit: int
) -> list[Row]:
    """A page of uses, each with its subscriber's tariff; `narrow` is by number and service."""
    return db.all(_page(USES, order, descending), offset=offset, limit=limit, **which._asdict(), **narrow)


def use_sums(db: Connection, which: Which, narrow: dict[str, Any]) -> tuple[int, int]:
    """How many there are on all pages, and what they cost."""
    row = db.one(_USE_SUMS, **which._asdict(), **narrow)
    return (row["count"], row["cost"]) if row is not None else (0, 0)


def checks(
    db: Connection, which: Which, narrow: dict[str, Any], *, order: str, descending: bool, offset: int, limit: int
) -> list[Row]:
    """A page of checks; `narrow` is by contract and by whether the number was found."""
    return db.all(_page(CHECKS, order, descending), offset=offset, limit=limit, **which._asdict(), **narrow)


def check_sums(db: Connection, which: Which, narrow: dict[str, Any]) -> tuple[int, int]:
    """How many there are on all pages, and how many were refused."""
    row = db.one(_CHECK_SUMS, **which._asdict(), **narrow)
    return (row["count"], row["refused"]) if row is not None else (0, 0)


def newest(db: Connection, table: str) -> int:
    """The last row there is: what the pages of one list are bounded by."""
    row = db.one(_NEWEST[table])
    return (row["id"] or 0) if row is not None else 0


def contract_names(db: Connection) -> dict[int, str]:
    """What each centre is called."""
    return {row["id"]: row["name"] for row in db.all(_CONTRACT_NAMES)}


_WHERE: dict[Table, Any] = {OPERATIONS: _OPERATIONS_WHERE, USES: _USES_WHERE, CHECKS: _CHECKS_WHERE}
_BESIDE: dict[Table, Any] = {OPERATIONS: [], USES: [_TARIFF], CHECKS: []}


@cache
def _page(table: Table, order: str, descending: bool) -> Statement:
    """The places of a page's rows are sorted first, alone; only then the rows are read whole."""
    keys: list[Any] = [table.c.id] if order == "at" else [table.c[order], table.c.id]
    places = select(table.c.id).where(_WHERE[table]).order_by(*turned(keys, descending))
    places = places.limit(bindparam("limit")).offset(bindparam("offset"))
    rows = select(table, *_BESIDE[table]).where(table.c.id.in_(places.scalar_subquery()))
    return Statement(rows.order_by(*turned(keys, descending)))
