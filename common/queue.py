"""Durable tasks: written in the unit of work that needs them, closed in the one that holds their effect.

waiting → (closed: the row is gone) | put off → waiting | set aside → dead letter → waiting again by a person.
Tasks with the same `line` are done in the order they were put; different lines do not wait for each other.
"""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)

from common.database import Connection, Row, Statement


class TaskState(StrEnum):
    """Where a task is."""

    WAITING = "waiting"
    DEAD = "dead"


class Task(NamedTuple):
    """Work to be done once more. `lane` shares a limit (a provider's contract), `line` keeps order (an account)."""

    id: int
    kind: str
    key: str
    lane: str
    line: str
    due: int
    attempts: int
    made: int
    trace: str
    state: TaskState
    reason: str


def table(metadata: MetaData) -> Table:
    """The table of tasks, for a role's own tables. Times are milliseconds UTC."""
    tasks = Table(
        "tasks",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("kind", String, nullable=False),
        Column("key", String, nullable=False),
        Column("lane", String, nullable=False),
        Column("line", String, nullable=False),
        Column("due", Integer, nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("made", Integer, nullable=False),
        Column("trace", String, nullable=False),
        Column("state", String, nullable=False),
        Column("reason", String, nullable=False),
        sqlite_autoincrement=True,  # an id is never given twice: whoever reads on after an id misses nothing
    )
    Index("tasks_of_lane", tasks.c.lane, tasks.c.state, tasks.c.id)
    is_dead = tasks.c.state == TaskState.DEAD.value
    Index("dead_letters", tasks.c.key, sqlite_where=is_dead, postgresql_where=is_dead)
    return tasks


WAITING = TaskState.WAITING.value
_T = table(MetaData())
_PUT = Statement(insert(_T))
_WAITING = Statement(
    select(_T)
    .where(_T.c.lane == bindparam("lane"), _T.c.state == TaskState.WAITING.value, _T.c.id > bindparam("after"))
    .order_by(_T.c.id)
    .limit(bindparam("limit"))
)
_OF_KEY = Statement(select(_T).where(_T.c.key == bindparam("key")).order_by(_T.c.id))
_KEYS = Statement(select(_T.c.key))
_ONE = Statement(select(_T).where(_T.c.id == bindparam("id")))
_DEAD = Statement(select(_T).where(_T.c.state == TaskState.DEAD.value).order_by(_T.c.id))
_IS_DEAD = Statement(  # the state as it stands in the partial index, which a parameter could not match
    select(_T.c.id).where(_T.c.state == literal_column(f"'{TaskState.DEAD.value}'"), _T.c.key == bindparam("key"))
)
_CLOSE = Statement(delete(_T).where(_T.c.id == bindparam("id")), keyed=True)
_COUNT = Statement(select(_T.c.state, func.count().label("number")).group_by(_T.c.state))
_BY_LANE = Statement(
    select(_T.c.lane, func.count().label("number")).where(_T.c.state == TaskState.WAITING.value).group_by(_T.c.lane)
)
_CHANGE = Statement(
    update(_T)
    .where(_T.c.id == bindparam("of"), _T.c.state == bindparam("was"))
    .values(due=bindparam("due"), attempts=bindparam("attempts"), state=bindparam("state"), reason=bindparam("reason")),
    keyed=True,
)


def put(
    db: Connection, kind: str, key: str, *, now: int, lane: str = "", line: str = "", due: int = 0, trace: str = ""
) -> None:
    """Write a task down; in the hot path it is gathered into the group's commit."""
    db.gather(
        _PUT,
        kind=kind,
        key=key,
        lane=lane,
        line=line or key,
        due=due or now,
        attempts=0,
        made=now,
        trace=trace,
        state=WAITING,
        reason="",
    )


def waiting(db: Connection, lane: str = "", *, after: int = 0, limit: int = 1000) -> list[Task]:
    """A lane's waiting tasks in order, due or not: a task that is put off still holds its line."""
    return [_task(row) for row in db.all(_WAITING, lane=lane, after=after, limit=limit)]


def of_key(db: Connection, key: str) -> list[Task]:
    """The tasks about one payment (or whatever the key names)."""
    return [_task(row) for row in db.all(_OF_KEY, key=key)]


def keys(db: Connection) -> set[str]:
    """What all tasks, waiting and dead, are about."""
    return {row["key"] for row in db.all(_KEYS)}


def find(db: Connection, task_id: int) -> Task | None:
    """One task, if it is still there."""
    row = db.one(_ONE, id=task_id)
    return _task(row) if row is not None else None


def close(db: Connection, task_id: int) -> bool:
    """The task is done, together with its effect; False when somebody closed it before."""
    return db.run(_CLOSE, id=task_id) == 1


def put_off(db: Connection, task: Task, *, due: int, reason: str, counts: bool) -> bool:
    """Try again later; `counts` says that an answer came, so that an attempt was spent.

    Like the two below it is False, and changes nothing, when the task is no longer what the caller saw.
    """
    return _change(db, task, due=due, attempts=task.attempts + counts, state=TaskState.WAITING, reason=reason)


def set_aside(db: Connection, task: Task, reason: str) -> bool:
    """Make it a dead letter: a person decides."""
    return _change(db, task, due=task.due, attempts=task.attempts, state=TaskState.DEAD, reason=reason)


def revive(db: Connection, task: Task, *, due: int) -> bool:
    """A person wants it tried again, from the first attempt."""
    return _change(db, task, due=due, attempts=0, state=TaskState.WAITING, reason=task.reason)


def dead(db: Connection) -> list[Task]:
    """Every dead letter with its reason."""
    return [_task(row) for row in db.all(_DEAD)]


def is_dead(db: Connection, key: str) -> bool:
    """Whether something about this key waits for a person."""
    return db.one(_IS_DEAD, key=key) is not None


def count(db: Connection) -> dict[str, int]:
    """How many tasks wait and how many are set aside."""
    return {row["state"]: row["number"] for row in db.all(_COUNT)}


def count_by_lane(db: Connection) -> dict[str, int]:
    """How many tasks wait in each lane."""
    return {row["lane"]: row["number"] for row in db.all(_BY_LANE)}


def _change(db: Connection, task: Task, *, due: int, attempts: int, state: TaskState, reason: str) -> bool:
    was = task.state.value
    return db.run(_CHANGE, of=task.id, was=was, due=due, attempts=attempts, state=state.value, reason=reason) == 1


def _task(row: Row) -> Task:
    return Task._make(tuple(row))._replace(state=TaskState(row["state"]))
