"""News to be told: the tasks whose turn it is, one a subscriber."""

from sqlalchemy import bindparam, func, or_, select

from common import queue
from common.database import Connection, Statement
from common.queue import Task, TaskState
from provider_app.store.tables import TASKS

KIND = "news"
_WAITING = TASKS.c.state == TaskState.WAITING.value
_FIRST = select(func.min(TASKS.c.id)).where(_WAITING).group_by(TASKS.c.line)
_DUE = Statement(
    select(TASKS.c.id)
    .where(TASKS.c.id.in_(_FIRST), or_(TASKS.c.due <= bindparam("now"), TASKS.c.due > bindparam("beyond")))
    .order_by(TASKS.c.due)
    .limit(bindparam("limit"))
)


def put(db: Connection, key: str, number: str, *, now: int, trace: str) -> None:
    """An operation, by its number, or something else that its subscriber's program wants to hear of; told in order."""
    queue.put(db, KIND, key, now=now, line=number, trace=trace)


def due(db: Connection, *, now: int, furthest_ms: int, limit: int) -> list[Task]:
    """The first waiting task of each subscriber, where its time has come, or lies beyond any pause."""
    found = (queue.find(db, row["id"]) for row in db.all(_DUE, now=now, beyond=now + furthest_ms, limit=limit))
    return [task for task in found if task is not None]
