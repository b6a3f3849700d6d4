"""What reports read: payments in order by pages, sums by whatever they are shown by, each in one pass of SQL."""

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from common.database import Connection, Row, Statement
from common.reporting.steps import QUARTER_MS
from common.status import Status
from processing_app.store.tables import DECISIONS, DIFFERENCES, PAYMENTS, RECONCILIATIONS, TASKS

PAGE = 5000
REVERSED = "reversed"
"""The kind of an operator's decision to take a credited sum back."""
_P = PAYMENTS.c


class Which(NamedTuple):
    """Payments accepted in [since, until), milliseconds UTC, of one provider and one agent or (0) of all."""

    since: int
    until: int
    provider_id: int = 0
    agent_id: int = 0


def _either(name: str, nothing: object, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(bindparam(name) == nothing, condition)


_WHOSE = and_(
    _either("provider_id", 0, _P.provider_id == bindparam("provider_id")),
    _either("agent_id", 0, _P.agent_id == bindparam("agent_id")),
)
_WHICH = and_(_P.at >= bindparam("since"), _P.at < bindparam("until"), _WHOSE)
_SUMS = (
    func.count().label("number"), func.sum(_P.inserted).label("inserted"), func.sum(_P.agent_fee).label("agent_fee"),
    func.sum(_P.amount).label("amount"), func.sum(_P.processing_fee).label("processing_fee"),
)  # fmt: skip
_PAGE = Statement(
    select(PAYMENTS)
    .where(_P.position > bindparam("after"), _P.status == bindparam("status"), _WHICH)
    .order_by(_P.position)
    .limit(bindparam("limit"))
)
_UNFINISHED = Statement(
    select(PAYMENTS, TASKS.c.state.label("task_state"), TASKS.c.reason.label("why"), TASKS.c.attempts.label("tries"))
    .select_from(PAYMENTS.outerjoin(TASKS, TASKS.c.key == _P.payment_id))
    .where(_P.status == Status.AUTHORIZED.value, _WHICH)
    .order_by(_P.position)
)
_PAIRS = Statement(
    select(_P.agent_id, _P.provider_id, _P.status, *_SUMS)
    .where(_WHICH)
    .group_by(_P.agent_id, _P.provider_id, _P.status)
)
_quarter = (_P.at // QUARTER_MS).label("quarter")
_QUARTERS = Statement(
    select(_quarter, _P.provider_id, _P.status, *_SUMS)
    .where(_WHICH)
    .group_by("quarter", _P.provider_id, _P.status)
    .order_by("quarter")
)
_REASONS = Statement(
    select(_P.reason, func.count().label("number"), func.sum(_P.amount).label("amount"))
    .where(_P.status == Status.CANCELLED.value, _WHICH)
    .group_by(_P.reason)
    .order_by(func.count().desc(), _P.reason)
)
_RETURNED = Statement(
    select(_P.status, func.count().label("number"), func.sum(_P.amount + _P.processing_fee).label("amount"))
    .where(
        or_(_P.status == Status.CANCELLED.value, _P.status == Status.REFUNDED.value),
        _P.changed >= bindparam("since"), _P.changed < bindparam("until"), _WHOSE,
    )
    .group_by(_P.status)
)  # fmt: skip
_measured = (
    select(
        _P.provider_id, _P.answered_ms,
        func.row_number().over(partition_by=_P.provider_id, order_by=_P.answered_ms).label("place"),
        func.count().over(partition_by=_P.provider_id).label("number"),
    )
    .where(_P.answered_ms > 0, _WHICH)
    .subquery()
)  # fmt: skip
_MEDIANS = Statement(
    select(_measured.c.provider_id, _measured.c.answered_ms)
    .where(_measured.c.place == (_measured.c.number + 1) // 2)
)  # fmt: skip
_R, _D = RECONCILIATIONS.c, DIFFERENCES.c
_COVERING = Statement(
    select(RECONCILIATIONS)
    .where(
        _R.state == bindparam("done"), _R.since <= bindparam("since"), _R.until >= bindparam("until"),
        or_(_R.provider_id == 0, _R.provider_id == bindparam("provider_id")),
    )
    .order_by(_R.id.desc())
    .limit(1)
)  # fmt: skip
_DIFFERENCES = Statement(
    select(_D.number, _D.kind, _D.data)
    .where(_D.reconciliation_id == bindparam("id"), _D.number > bindparam("after"))
    .order_by(_D.number)
    .limit(bindparam("limit"))
)
_REVERSALS = Statement(
    select(DECISIONS.c.payment_id, DECISIONS.c.reason)
    .where(DECISIONS.c.kind == bindparam("kind"), DECISIONS.c.reason != "")
    .order_by(DECISIONS.c.id)
)


def payments(db: Connection, which: Which, status: Status) -> Iterator[Row]:
    """Payments of one status in the order they were accepted, read by pages."""
    after = 0
    while page := db.all(_PAGE, after=after, status=status.value, limit=PAGE, **which._asdict()):
        yield from page
        after = page[-1]["position"]


def unfinished(db: Connection, which: Which) -> Iterator[Row]:
    """Payments that have not come to their end, with the state, reason and attempts of their tasks."""
    return db.each(_UNFINISHED, **which._asdict())


def pairs(db: Connection, which: Which) -> list[Row]:
    """Counts and sums by agent, provider and status."""
    return db.all(_PAIRS, **which._asdict())


def quarters(db: Connection, which: Which) -> list[Row]:
    """Counts and sums by quarter of an hour (its number since 1970), provider and status, in order."""
    return db.all(_QUARTERS, **which._asdict())


def reasons(db: Connection, which: Which) -> list[Row]:
    """Why payments were rejected, the most frequent first, how often and on what sums."""
    return db.all(_REASONS, **which._asdict())


def returned(db: Connection, which: Which) -> list[Row]:
    """What was given back to deposits within the period, whenever it was accepted: rejected and reversed payments."""
    return db.all(_RETURNED, **which._asdict())


def medians(db: Connection, which: Which) -> dict[int, int]:
    """The median of the last answers' times by provider, milliseconds; nobody knows those that took no answer."""
    return {row["provider_id"]: row["answered_ms"] for row in db.all(_MEDIANS, **which._asdict())}


def why_reversed(db: Connection) -> dict[str, str]:
    """What operators said when they reversed payments, by payment id."""
    return {row["payment_id"]: row["reason"] for row in db.all(_REVERSALS, kind=REVERSED)}


def covering(db: Connection, which: Which, done: str) -> Row | None:
    """The latest finished comparison of registers that covers the period and the provider."""
    return db.one(_COVERING, since=which.since, until=which.until, provider_id=which.provider_id, done=done)


def differences(db: Connection, number: int) -> Iterator[Row]:
    """Everything that a comparison found, in order."""
    after = 0
    while page := db.all(_DIFFERENCES, id=number, after=after, limit=PAGE):
        yield from page
        after = page[-1]["number"]
