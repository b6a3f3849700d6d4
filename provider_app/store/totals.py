"""Sums over the whole books, to see that balances are what the operations made them."""

from sqlalchemy import bindparam, case, func, select

from common.database import Connection, Statement
from provider_app.store.tables import OPERATIONS, SUBSCRIBERS, USES

_O, _S, _U = OPERATIONS, SUBSCRIBERS, USES
_BY_KIND = Statement(
    select(_O.c.contract, _O.c.kind, func.count().label("number"), func.sum(_O.c.amount).label("amount"))
    .group_by(_O.c.contract, _O.c.kind)
    .order_by(_O.c.contract, _O.c.kind)
)
_USED = Statement(select(func.coalesce(func.sum(_U.c.cost), 0).label("amount")))
_BALANCES = Statement(
    select(func.count().label("number"), func.coalesce(func.sum(_S.c.balance), 0).label("amount")).select_from(_S)
)
_signed = case((_O.c.kind == "reverse", -_O.c.amount), else_=_O.c.amount)
_moved = select(func.coalesce(func.sum(_signed), 0)).where(_O.c.account == _S.c.number).scalar_subquery()
_used = select(func.coalesce(func.sum(_U.c.cost), 0)).where(_U.c.number == _S.c.number).scalar_subquery()
_APART = Statement(
    select(_S.c.number, _S.c.balance, (_moved - _used).label("booked"))
    .where(_S.c.balance != _moved - _used)
    .order_by(_S.c.number)
    .limit(bindparam("limit"))
)


def by_kind(db: Connection) -> list[tuple[int, str, int, int]]:
    """Contract, kind, how many, how much."""
    return [(row["contract"], row["kind"], row["number"], row["amount"]) for row in db.all(_BY_KIND)]


def used(db: Connection) -> int:
    """What all uses cost."""
    row = db.one(_USED)
    return int(row["amount"]) if row is not None else 0


def balances(db: Connection) -> tuple[int, int]:
    """How many subscribers, and all they have."""
    row = db.one(_BALANCES)
    return (row["number"], row["amount"]) if row is not None else (0, 0)


def apart(db: Connection, limit: int) -> list[tuple[str, int, int]]:
    """Subscribers whose balance is not what their operations and uses sum to: number, balance, the sum."""
    return [(row["number"], row["balance"], row["booked"]) for row in db.all(_APART, limit=limit)]
