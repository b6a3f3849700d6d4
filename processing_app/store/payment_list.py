"""The list of payments as windows page through it: filters, orders, counts and sums, each in one pass of SQL."""

from functools import cache
from typing import Any

import msgspec
from sqlalchemy import CTE, ColumnElement, String, and_, bindparam, case, cast, func, literal, or_, select

from common.database import Connection, Row, Statement
from common.queue import TaskState
from common.shown_status import ShownStatus
from common.status import Status
from processing_app.core.orders import Order
from processing_app.store.tables import AGENTS, EVENTS, PAYMENTS, PROVIDERS, TASKS

_P = PAYMENTS.c
_T = TASKS.c
_TRIED = or_(_T.state == TaskState.DEAD.value, _T.reason != "", _T.attempts > 0)
"""A task that was not tried yet changes nothing of how its payment is shown."""


def _work(name: str, which: ColumnElement[bool]) -> CTE:
    """Tasks beside the positions of their payments: found through the log, once, before the payments are walked."""
    return (
        select(
            EVENTS.c.position, _T.id.label("task_id"), _T.kind.label("task_kind"), _T.attempts, _T.due, _T.made,
            _T.state.label("task_state"), _T.reason.label("task_reason"),
        )
        .join(EVENTS, and_(EVENTS.c.stream == literal("intent/").concat(_T.key), EVENTS.c.version == 1))
        .where(which)
        .cte(name)
    )  # fmt: skip


def _shown(work: CTE) -> ColumnElement[str]:
    """`common.shown_status.shown` in SQL."""
    put_off = or_(work.c.task_reason != "", work.c.attempts > 0)
    return case(
        (work.c.task_state == TaskState.DEAD.value, ShownStatus.NEEDS_REVIEW.value),
        (and_(_P.status == Status.AUTHORIZED.value, put_off), ShownStatus.WAITING.value),
        (_P.status == Status.AUTHORIZED.value, ShownStatus.SENT.value),
        (_P.status == Status.CAPTURED.value, ShownStatus.CREDITED.value),
        (_P.status == Status.REFUNDED.value, ShownStatus.REVERSED.value),
        else_=ShownStatus.REJECTED.value,
    )


def _columns(work: CTE) -> tuple[Any, ...]:
    """A payment with its task and the state to show; attempts are of the task while there is one, else of its end."""
    of = work.c
    own = [column for column in PAYMENTS.columns if column is not _P.attempts]
    attempts = func.coalesce(of.attempts, _P.attempts).label("attempts")
    task = (of.task_id, of.task_kind, of.task_state, attempts, of.due, of.made, of.task_reason)
    return (*own, _shown(work).label("shown"), *task)


def _beside(work: CTE) -> Any:
    """Payments, each beside its task if it has one."""
    return PAYMENTS.outerjoin(work, work.c.position == _P.position)


_TROUBLED = _work("tried", _TRIED)
_W = _TROUBLED.c
_SHOWN = _shown(_TROUBLED)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which payments; what is empty or 0 does not matter. Times in milliseconds, patterns as GLOB has them."""

    state: str = ""
    since: int = 0
    until: int = 0
    provider_id: int = 0
    agent_id: int = 0
    up_to: int = 0
    text: str = ""
    pattern: str = ""
    id_pattern: str = ""
    code_pattern: str = ""
    number: str = ""
    providers: str = "[]"
    agents: str = "[]"


def _either(name: str, nothing: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """True of everything when the parameter is empty."""
    return or_(bindparam(name) == nothing, condition)


def _listed(name: str) -> Any:
    """Numbers in a JSON list, read once."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


_WITHOUT_STATE = and_(
    _either("up_to", 0, _P.position <= bindparam("up_to")),
    _either("since", 0, _P.at >= bindparam("since")),
    _either("until", 0, _P.at < bindparam("until")),
    _either("provider_id", 0, _P.provider_id == bindparam("provider_id")),
    _either("agent_id", 0, _P.agent_id == bindparam("agent_id")),
    _either(
        "text",
        "",
        or_(
            _P.account.op("GLOB")(bindparam("pattern")),
            _P.terminal.op("GLOB")(bindparam("pattern")),
            and_(bindparam("id_pattern") != "", _P.payment_id.op("GLOB")(bindparam("id_pattern"))),
            and_(bindparam("code_pattern") != "", _P.payment_id.op("GLOB")(bindparam("code_pattern"))),
            and_(bindparam("number") != "", cast(_P.number, String).op("GLOB")(bindparam("number"))),
            _P.provider_id.in_(_listed("providers")),
            _P.agent_id.in_(_listed("agents")),
        ),
    ),
)
_ALL_FILTERS = and_(_WITHOUT_STATE, _either("state", "", bindparam("state") == _SHOWN))
_FROM = _beside(_TROUBLED)
_ORDERS: dict[Order, Any] = {
    Order.TIME: _P.position,
    Order.CHANGED: _P.changed,
    Order.AMOUNT: _P.amount,
    Order.INSERTED: _P.inserted,
    Order.AGENT_FEE: _P.agent_fee,
    Order.PROCESSING_FEE: _P.processing_fee,
    Order.ACCOUNT: _P.account,
    Order.TERMINAL: _P.terminal,
    Order.PROVIDER: select(PROVIDERS.c.name).where(PROVIDERS.c.provider_id == _P.provider_id).scalar_subquery(),
    Order.AGENT: select(AGENTS.c.name).where(AGENTS.c.agent_id == _P.agent_id).scalar_subquery(),
    Order.STATE: _SHOWN,
}
_NEWEST = Statement(select(func.max(_P.position).label("position")))
_COUNT_ALL = Statement(select(func.count().label("number")).select_from(PAYMENTS).where(_P.position <= bindparam("to")))
_COUNT = Statement(select(func.count().label("number")).select_from(_FROM).where(_ALL_FILTERS))
_GROUPS = Statement(
    select(
        _SHOWN.label("shown"), _P.status, func.count().label("number"), func.sum(_P.inserted).label("inserted"),
        func.sum(_P.agent_fee).label("agent_fee"), func.sum(_P.processing_fee).label("processing_fee"),
        func.sum(_P.amount).label("amount"),
    )
    .select_from(_FROM)
    .where(_WITHOUT_STATE)
    .group_by("shown", _P.status)
)  # fmt: skip
_OF_ONE = _work("its", _T.key.in_(select(_P.payment_id).where(_P.position == bindparam("of"))))
_ONE = Statement(select(*_columns(_OF_ONE)).select_from(_beside(_OF_ONE)).where(_P.position == bindparam("of")))
_OF_TASKS = Statement(
    select(*_columns(_TROUBLED))
    .select_from(_TROUBLED.join(PAYMENTS, _W.position == _P.position))
    .where(_either("task_state", "", _W.task_state == bindparam("task_state")))
    .order_by(_W.task_state, _W.task_id)
    .limit(bindparam("limit"))
)
_WEIGHED = Statement(
    select(_W.task_state.label("state"), func.count().label("number"), func.sum(_P.amount).label("amount"))
    .select_from(_TROUBLED.join(PAYMENTS, _W.position == _P.position))
    .group_by(_W.task_state)
)
_AMOUNT = Statement(
    select(_P.amount)
    .select_from(TASKS)
    .join(EVENTS, and_(EVENTS.c.stream == literal("intent/").concat(TASKS.c.key), EVENTS.c.version == 1))
    .join(PAYMENTS, _P.position == EVENTS.c.position)
    .where(TASKS.c.id == bindparam("task_id"))
)


def newest(db: Connection) -> int:
    """The position of the newest payment: what a list that must stay still is bounded by."""
    row = db.one(_NEWEST)
    return (row["position"] or 0) if row is not None else 0


def page(db: Connection, which: Filter, order: Order, *, descending: bool, offset: int, limit: int) -> list[Row]:
    """Rows of payments with their tasks and the state to show."""
    return db.all(_page(order, descending), offset=offset, limit=limit, **msgspec.structs.asdict(which))


def count(db: Connection, which: Filter) -> int:
    """How many there are."""
    if which == Filter(up_to=which.up_to):
        row = db.one(_COUNT_ALL, to=which.up_to)
    else:
        row = db.one(_COUNT, **msgspec.structs.asdict(which))
    return row["number"] if row is not None else 0


def groups(db: Connection, which: Filter) -> list[Row]:
    """Count and sums of each state to show and of the automaton, whatever state is asked for."""
    values = msgspec.structs.asdict(which)
    del values["state"]
    return db.all(_GROUPS, **values)


def one(db: Connection, position: int) -> Row | None:
    """One payment as the list shows it."""
    return db.one(_ONE, of=position)


def unfinished(db: Connection, state: str, limit: int) -> list[Row]:
    """Payments whose tasks were set aside or put off, of one state of tasks or both: dead letters first."""
    return db.all(_OF_TASKS, task_state=state, limit=limit)


def weigh_unfinished(db: Connection) -> list[Row]:
    """How many those are and what they sum to, by the state of their tasks."""
    return db.all(_WEIGHED)


def amount_of_task(db: Connection, task_id: int) -> int | None:
    """The credited sum of the payment that a task is about."""
    row = db.one(_AMOUNT, task_id=task_id)
    return row["amount"] if row is not None else None


@cache
def _page(order: Order, descending: bool) -> Statement:
    """The places of a page's rows are sorted first, alone; only then the rows are read whole."""
    by = _ORDERS[order]
    keys = [by] if order is Order.TIME else [by, _P.position]
    chosen = select(_P.position).select_from(_FROM).where(_ALL_FILTERS).order_by(*_turned(keys, descending))
    places = chosen.limit(bindparam("limit")).offset(bindparam("offset")).cte("places")
    here = _P.position.in_(select(places.c.position))
    work = _work("theirs", _T.key.in_(select(_P.payment_id).where(here)))
    by = _shown(work) if order is Order.STATE else by
    keys = [by] if order is Order.TIME else [by, _P.position]
    rows = select(*_columns(work)).select_from(_beside(work)).where(here)
    return Statement(rows.order_by(*_turned(keys, descending)))


def _turned(keys: list[Any], descending: bool) -> list[Any]:
    return [key.desc() if descending else key.asc() for key in keys]
