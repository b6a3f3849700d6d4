"""Payments of wallets beside the tasks about them: what waits for its next try, and for a person."""

from typing import Any, NamedTuple

import msgspec
from sqlalchemy import MetaData, bindparam, func, or_, select

from common.database import Connection, Row, Statement
from common.queue import TaskState
from processing_app.core.wallet_events import WalletPaymentStarted
from processing_app.store.tables import EVENTS, TASKS
from processing_app.store.wallet_tables import payments

_P = payments(MetaData())
_T = TASKS.c
_TROUBLED = or_(_T.state == TaskState.DEAD.value, _T.reason != "", _T.attempts > 0)
_MINE = _T.key == _P.c.payment_id
_TASK = (
    _T.id.label("task_id"), _T.kind.label("task_kind"), _T.state.label("task_state"), _T.attempts, _T.due, _T.made,
    _T.reason.label("task_reason"),
)  # fmt: skip
_COLUMNS: tuple[Any, ...] = (*_P.columns, EVENTS.c.data, *_TASK)
_BEGAN = EVENTS.c.position == _P.c.position
_ONE = Statement(
    select(*_COLUMNS)
    .select_from(_P.join(EVENTS, _BEGAN).outerjoin(TASKS, _MINE))
    .where(_P.c.payment_id == bindparam("payment_id"))
    .order_by(_T.id.desc())
)
_UNFINISHED = Statement(
    select(*_COLUMNS)
    .select_from(TASKS.join(_P, _MINE).join(EVENTS, _BEGAN))
    .where(_TROUBLED, or_(bindparam("task_state") == "", _T.state == bindparam("task_state")))
    .order_by(_T.state, _T.id)
    .limit(bindparam("limit"))
)
_WEIGHED = Statement(
    select(_T.state, func.count().label("number"), func.sum(_P.c.amount).label("amount"))
    .select_from(TASKS.join(_P, _MINE))
    .where(_TROUBLED)
    .group_by(_T.state)
)
_AMOUNT = Statement(select(_P.c.amount).select_from(TASKS.join(_P, _MINE)).where(_T.id == bindparam("task_id")))
_STARTED = msgspec.json.Decoder(WalletPaymentStarted)


class Working(NamedTuple):
    """A payment's row with that of its task (empty columns when it has none), and what the payment began with."""

    row: Row
    began: WalletPaymentStarted


def one(db: Connection, payment_id: str) -> Working | None:
    """One payment; None when no wallet's has this id."""
    row = db.one(_ONE, payment_id=payment_id)
    return _working(row) if row is not None else None


def unfinished(db: Connection, state: str, limit: int) -> list[Working]:
    """Payments whose tasks were set aside or put off, of one state of tasks or both: dead letters first."""
    return [_working(row) for row in db.all(_UNFINISHED, task_state=state, limit=limit)]


def weigh_unfinished(db: Connection) -> list[Row]:
    """How many those are and what they sum to, by the state of their tasks."""
    return db.all(_WEIGHED)


def amount_of_task(db: Connection, task_id: int) -> int | None:
    """The sum of the payment that a task is about."""
    row = db.one(_AMOUNT, task_id=task_id)
    return row["amount"] if row is not None else None


def _working(row: Row) -> Working:
    return Working(row, _STARTED.decode(row["data"]))
