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


def table(metadata: MetaData, name: str = "tasks") -> Table:
    """The table of a queue, for a role's own tables. Times are milliseconds UTC."""
    tasks = Table(
        name,
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
    Index(f"{name}_of_lane", tasks.c.lane, tasks.c.state, tasks.c.id)
    is_dead = tasks.c.state == TaskState.DEAD.value
    Index(
        "dead_letters" if name == "tasks" else f"dead_{name}",
        tasks.c.key,
        sqlite_where=is_dead,
        postgresql_where=is_dead,
    )
    return tasks


WAITING = TaskState.WAITING.value


class Queue:
    """One table of tasks; `name` is what `table` made it under."""

    def __init__(self, name: str = "tasks") -> None:
        """The statements are compiled once."""
        t = table(MetaData(), name)
        self._put = Statement(insert(t))
        self._waiting = Statement(
            select(t)
            .where(t.c.lane == bindparam("lane"), t.c.state == TaskState.WAITING.value, t.c.id > bindparam("after"))
            .order_by(t.c.id)
            .limit(bindparam("limit"))
        )
        self._of_key = Statement(select(t).where(t.c.key == bindparam("key")).order_by(t.c.id))
        self._keys = Statement(select(t.c.key, t.c.kind))
        self._one = Statement(select(t).where(t.c.id == bindparam("id")))
        self._dead = Statement(select(t).where(t.c.state == TaskState.DEAD.value).order_by(t.c.id))
        self._is_dead = Statement(  # the state as it stands in the partial index, which a parameter could not match
            select(t.c.id).where(t.c.state == literal_column(f"'{TaskState.DEAD.value}'"), t.c.key == bindparam("key"))
        )
        self._close = Statement(delete(t).where(t.c.id == bindparam("id")), keyed=True)
        self._count = Statement(select(t.c.state, func.count().label("number")).group_by(t.c.state))
        self._by_lane = Statement(
            select(t.c.lane, func.count().label("number"))
            .where(t.c.state == TaskState.WAITING.value)
            .group_by(t.c.lane)
        )
        self._move = Statement(
            update(t)
            .where(t.c.id == bindparam("of"), t.c.state == bindparam("was"))
            .values(
                due=bindparam("due"),
                attempts=bindparam("attempts"),
                state=bindparam("state"),
                reason=bindparam("reason"),
            ),
            keyed=True,
        )

    def put(
        self,
        db: Connection,
        kind: str,
        key: str,
        *,
        now: int,
        lane: str = "",
        line: str = "",
        due: int = 0,
        trace: str = "",
    ) -> None:
        """Write a task down; in the hot path it is gathered into the group's commit."""
        db.gather(
            self._put,
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

    def waiting(self, db: Connection, lane: str = "", *, after: int = 0, limit: int = 1000) -> list[Task]:
        """A lane's waiting tasks in order, due or not: a task that is put off still holds its line."""
        return [from_row(row) for row in db.all(self._waiting, lane=lane, after=after, limit=limit)]

    def of_key(self, db: Connection, key: str) -> list[Task]:
        """The tasks about one payment (or whatever the key names)."""
        return [from_row(row) for row in db.all(self._of_key, key=key)]

    def kinds(self, db: Connection) -> dict[str, set[str]]:
        """What all tasks, waiting and dead, are about, and the kinds of those about each."""
        found: dict[str, set[str]] = {}
        for row in db.all(self._keys):
            found.setdefault(row["key"], set()).add(row["kind"])
        return found

    def find(self, db: Connection, task_id: int) -> Task | None:
        """One task, if it is still there."""
        row = db.one(self._one, id=task_id)
        return from_row(row) if row is not None else None

    def close(self, db: Connection, task_id: int) -> bool:
        """The task is done, together with its effect; False when somebody closed it before."""
        return db.run(self._close, id=task_id) == 1

    def put_off(self, db: Connection, task: Task, *, due: int, reason: str, counts: bool) -> bool:
        """Try again later; `counts` says that an answer came, so that an attempt was spent.

        Like the two below it is False, and changes nothing, when the task is no longer what the caller saw.
        """
        return self._change(db, task, due=due, attempts=task.attempts + counts, state=TaskState.WAITING, reason=reason)

    def set_aside(self, db: Connection, task: Task, reason: str) -> bool:
        """Make it a dead letter: a person decides."""
        return self._change(db, task, due=task.due, attempts=task.attempts, state=TaskState.DEAD, reason=reason)

    def revive(self, db: Connection, task: Task, *, due: int) -> bool:
        """A person wants it tried again, from the first attempt."""
        return self._change(db, task, due=due, attempts=0, state=TaskState.WAITING, reason=task.reason)

    def dead(self, db: Connection) -> list[Task]:
        """Every dead letter with its reason."""
        return [from_row(row) for row in db.all(self._dead)]

    def is_dead(self, db: Connection, key: str) -> bool:
        """Whether something about this key waits for a person."""
        return db.one(self._is_dead, key=key) is not None

    def count(self, db: Connection) -> dict[str, int]:
        """How many tasks wait and how many are set aside."""
        return {row["state"]: row["number"] for row in db.all(self._count)}

    def count_by_lane(self, db: Connection) -> dict[str, int]:
        """How many tasks wait in each lane."""
        return {row["lane"]: row["number"] for row in db.all(self._by_lane)}

    def _change(self, db: Connection, task: Task, *, due: int, attempts: int, state: TaskState, reason: str) -> bool:
        was = task.state.value
        return (
            db.run(self._move, of=task.id, was=was, due=due, attempts=attempts, state=state.value, reason=reason) == 1
        )


def from_row(row: Row) -> Task:
    """A row of the table as a task."""
    return Task._make(tuple(row))._replace(state=TaskState(row["state"]))


_TASKS = Queue()
put = _TASKS.put
waiting = _TASKS.waiting
of_key = _TASKS.of_key
kinds = _TASKS.kinds
find = _TASKS.find
close = _TASKS.close
put_off = _TASKS.put_off
set_aside = _TASKS.set_aside
revive = _TASKS.revive
dead = _TASKS.dead
is_dead = _TASKS.is_dead
count = _TASKS.count
count_by_lane = _TASKS.count_by_lane
