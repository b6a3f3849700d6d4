"""Registers as rows: what terminals told, and our own payments of a period with what the queue has to do with them."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import ColumnElement, Integer, and_, bindparam, func, insert, literal_column, or_, select, update

from common.database import Connection, Row, Statement
from processing_app.store.tables import PAYMENTS, TASKS, TERMINALS, TOLD

PAGE = 5_000
_T, _S, _P = TOLD.c, TERMINALS.c, PAYMENTS.c
_KEYS = ("agent_id", "terminal", "payment_id")
_CONTENT = tuple(column.name for column in TOLD.columns if column.name not in _KEYS)
_told_row: ColumnElement[int] = literal_column("told.rowid", Integer)
_ONE_TOLD = Statement(
    select(TOLD).where(
        _T.agent_id == bindparam("agent_id"),
        _T.terminal == bindparam("terminal"),
        _T.payment_id == bindparam("payment_id"),
    )
)
_ADD_TOLD = Statement(insert(TOLD).values({column.name: bindparam(column.name) for column in TOLD.columns}))
_CHANGE_TOLD = Statement(
    update(TOLD)
    .where(
        _T.agent_id == bindparam("of_agent"),
        _T.terminal == bindparam("of_terminal"),
        _T.payment_id == bindparam("of_payment"),
    )
    .values({name: bindparam(name) for name in _CONTENT})
)
_TOLD_BETWEEN = Statement(
    select(_told_row.label("row"), TOLD)
    .where(_told_row > bindparam("after"), _T.at >= bindparam("since"), _T.at < bindparam("until"))
    .order_by(_told_row)
    .limit(PAGE)
)
_TERMINAL = Statement(
    select(TERMINALS).where(_S.agent_id == bindparam("agent_id"), _S.terminal == bindparam("terminal"))
)
_TERMINALS = Statement(
    select(TERMINALS, func.count(_T.payment_id).label("payments"))
    .outerjoin(TOLD, and_(_T.agent_id == _S.agent_id, _T.terminal == _S.terminal))
    .group_by(_S.agent_id, _S.terminal)
    .order_by(_S.agent_id, _S.terminal)
)
_ADD_TERMINAL = Statement(
    insert(TERMINALS).values({column.name: bindparam(column.name) for column in TERMINALS.columns})
)
_CHANGE_TERMINAL = Statement(
    update(TERMINALS)
    .where(_S.agent_id == bindparam("of_agent"), _S.terminal == bindparam("of_terminal"))
    .values(told_at=bindparam("told_at"), complete_at=bindparam("complete_at"))
)
_OURS_BETWEEN = Statement(
    select(PAYMENTS)
    .where(
        _P.position > bindparam("after"),
        _P.at >= bindparam("since"),
        _P.at < bindparam("until"),
        or_(bindparam("provider_id") == 0, _P.provider_id == bindparam("provider_id")),
    )
    .order_by(_P.position)
    .limit(PAGE)
)
_NAMED = Statement(
    select(PAYMENTS).where(
        or_(
            _P.number.in_(select(func.json_each(bindparam("numbers")).table_valued("value").c.value)),
            _P.payment_id.in_(select(func.json_each(bindparam("ids")).table_valued("value").c.value)),
        )
    )
)
_TASKS = Statement(select(TASKS.c.key, TASKS.c.state))


def told(db: Connection, agent_id: int, terminal: str, payment_id: str) -> Row | None:
    """What a terminal told of a payment."""
    return db.one(_ONE_TOLD, agent_id=agent_id, terminal=terminal, payment_id=payment_id)


def add_told(db: Connection, **values: object) -> None:
    """A terminal told of a payment for the first time."""
    db.run(_ADD_TOLD, **values)


def change_told(db: Connection, agent_id: int, terminal: str, payment_id: str, **values: object) -> None:
    """It told something new of it."""
    db.run(_CHANGE_TOLD, of_agent=agent_id, of_terminal=terminal, of_payment=payment_id, **values)


def told_between(db: Connection, since: int, until: int) -> Iterator[Row]:
    """What terminals told of payments made in a period, by their clocks."""
    after = 0
    while page := db.all(_TOLD_BETWEEN, after=after, since=since, until=until):
        yield from page
        after = page[-1]["row"]


def heard(db: Connection, agent_id: int, terminal: str, now: int, *, complete: bool) -> None:
    """A terminal told something just now; `complete` when it had nothing more to tell."""
    row = db.one(_TERMINAL, agent_id=agent_id, terminal=terminal)
    if row is None:
        db.run(_ADD_TERMINAL, agent_id=agent_id, terminal=terminal, told_at=now, complete_at=now if complete else None)
        return
    complete_at = now if complete else row["complete_at"]
    db.run(_CHANGE_TERMINAL, of_agent=agent_id, of_terminal=terminal, told_at=now, complete_at=complete_at)


def terminals(db: Connection) -> list[Row]:
    """Every terminal that ever told something, and of how many payments."""
    return db.all(_TERMINALS)


def ours_between(db: Connection, since: int, until: int, provider_id: int) -> Iterator[Row]:
    """Our payments accepted in a period, of one provider or (0) of all."""
    after = 0
    while page := db.all(_OURS_BETWEEN, after=after, since=since, until=until, provider_id=provider_id):
        yield from page
        after = page[-1]["position"]


def named(db: Connection, numbers: list[int], ids: list[str]) -> list[Row]:
    """Our payments by their numbers or ids, in one pass through the books."""
    return db.all(_NAMED, numbers=msgspec.json.encode(numbers).decode(), ids=msgspec.json.encode(ids).decode())


def task_states(db: Connection) -> dict[str, str]:
    """What the queue has to do, by payment: `waiting` or `dead`."""
    return {row["key"]: row["state"] for row in db.all(_TASKS)}
