"""What statements read: one subscriber's moves in order by pages, and their sums by other questions than the moves."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Select, bindparam, case, func, literal, select, tuple_, union_all

from common.database import Connection, Row, Statement
from common.reporting.steps import QUARTER_MS
from common.words import Words
from provider_app.core.statement import Move, chained, last_balance
from provider_app.store.tables import OPERATIONS, USES

PAGE = 5000
MOST_AT_ONCE = 1000
_O, _U = OPERATIONS.c, USES.c
_used: Select[Any] = select(
    literal("use").label("kind"), literal(2).label("rank"), _U.id, _U.at, _U.service, _U.unit_ru, _U.unit_en,
    _U.quantity, _U.price, (-_U.cost).label("amount"), _U.balance, _U.use_id.label("key"),
).where(_U.number == bindparam("number"))  # fmt: skip
_MOVES_MONEY = (_O.account == bindparam("number")) & (_O.kind != "void")
_booked: Select[Any] = select(
    _O.kind, literal(1), _O.id, _O.at, literal(""), literal(""), literal(""), literal(0), literal(0),
    case((_O.kind == "reverse", -_O.amount), else_=_O.amount), _O.balance, _O.payment_id,
).where(_MOVES_MONEY)  # fmt: skip
_moves = union_all(_used, _booked).subquery("moves")
_M = _moves.c
_PAGE = Statement(
    select(_moves)
    .where(
        _M.at < bindparam("until"),
        tuple_(_M.at, _M.rank, _M.id) > tuple_(bindparam("at"), bindparam("rank"), bindparam("id")),
    )
    .order_by(_M.at, _M.rank, _M.id)
    .limit(bindparam("limit"))
)
_LATEST = Statement(
    select(_moves)
    .where(_M.at < bindparam("before"))
    .order_by(_M.at.desc(), _M.rank.desc(), _M.id.desc())
    .limit(MOST_AT_ONCE)
)
_USED_WITHIN = (_U.number == bindparam("number")) & (_U.at >= bindparam("since")) & (_U.at < bindparam("until"))
_BOOKED_WITHIN = _MOVES_MONEY & (_O.at >= bindparam("since")) & (_O.at < bindparam("until"))
_BOOKED = Statement(
    select(_O.kind, func.count().label("number"), func.sum(_O.amount).label("amount"))
    .where(_BOOKED_WITHIN)
    .group_by(_O.kind)
)
_SERVICES = Statement(
    select(
        _U.service, _U.unit_ru, _U.unit_en, _U.price,
        func.sum(_U.quantity).label("quantity"), func.sum(_U.cost).label("cost"), func.count().label("number"),
    )
    .where(_USED_WITHIN)
    .group_by(_U.service, _U.unit_ru, _U.unit_en, _U.price)
    .order_by(func.sum(_U.cost).desc(), _U.service, _U.price)
)  # fmt: skip
_QUARTERS = Statement(
    select((_U.at // QUARTER_MS).label("quarter"), func.sum(_U.cost).label("cost"))
    .where(_USED_WITHIN)
    .group_by("quarter")
    .order_by("quarter")
)


def moves(db: Connection, number: str, since: int, until: int, balance: int) -> Iterator[Move]:
    """Everything that changed the balance within [since, until), in order; `balance` is the one at `since`."""
    for _, group in groupby(_rows(db, number, since, until), key=lambda row: int(row["at"])):
        together = chained([_move(row) for row in group], balance)
        yield from together
        balance = together[-1].balance


def balance_at(db: Connection, number: str, at: int) -> int:
    """The balance that the last move before a moment left; 0 when there was none yet.

    Which was the last is told by the balances: moments may be the same, or the clock was set back in between.
    """
    rows = db.all(_LATEST, number=number, before=at)
    return last_balance([_move(row) for row in reversed(rows)]) if rows else 0


def booked(db: Connection, number: str, since: int, until: int) -> dict[str, tuple[int, int]]:
    """How many credits and reversals there were, and on what sums, by kind."""
    rows = db.all(_BOOKED, number=number, since=since, until=until)
    return {row["kind"]: (row["number"], row["amount"]) for row in rows}


def services(db: Connection, number: str, since: int, until: int) -> list[Row]:
    """What was used by service, unit and price: quantity, cost and how often; the dearest first."""
    return db.all(_SERVICES, number=number, since=since, until=until)


def spent_by_quarter(db: Connection, number: str, since: int, until: int) -> list[tuple[int, int]]:
    """The beginning of each quarter of an hour with uses, and what they cost."""
    rows = db.all(_QUARTERS, number=number, since=since, until=until)
    return [(row["quarter"] * QUARTER_MS, row["cost"]) for row in rows]


def _rows(db: Connection, number: str, since: int, until: int) -> Iterator[Row]:
    after = {"at": since, "rank": 0, "id": 0}
    while page := db.all(_PAGE, number=number, until=until, limit=PAGE, **after):
        yield from page
        after = {name: page[-1][name] for name in after}


def _move(row: Row) -> Move:
    unit = Words(row["unit_ru"], row["unit_en"])
    return Move(
        row["kind"], row["id"], row["at"], row["service"], unit, row["quantity"], row["price"], row["amount"],
        row["balance"], row["key"],
    )  # fmt: skip
