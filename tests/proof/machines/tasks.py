"""The queue: tasks that several workers see, some of them old, against a dictionary."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from sqlalchemy import MetaData

from common import queue
from common.database import Connection, Database
from common.errors import Rejected
from common.queue import Task, TaskState

METADATA = MetaData()
queue.table(METADATA)
LANES = ("a", "b")


class Tasks(RuleBasedStateMachine):
    """A worker may hold a task as it was some time ago: its word counts only while the state is the same."""

    seen = Bundle("seen")

    def __init__(self) -> None:
        """An empty table."""
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.database = Database(self.folder / "tasks.db", METADATA)
        self.model: dict[int, Task] = {}
        self.made = 0

    def teardown(self) -> None:
        """Nothing stays."""
        self.database.close()
        shutil.rmtree(self.folder)

    @rule(target=seen, lane=st.sampled_from(LANES), failing=st.booleans())
    def put(self, lane: str, failing: bool) -> int:
        """Written with its unit, or not at all."""

        def work(db: Connection) -> None:
            queue.put(db, "credit", f"k-{self.made}", now=1_000, lane=lane)
            if failing:
                raise Rejected("wrong_value")

        try:
            self.database.write(work)
        except Rejected:
            return 0
        (task,) = self.database.read(lambda db: queue.of_key(db, f"k-{self.made}"))
        self.made += 1
        assert task.id not in self.model
        self.model[task.id] = task
        return task.id

    @rule(number=seen)
    def close(self, number: int) -> None:
        """Once."""
        assert self.database.write(lambda db: queue.close(db, number)) == (number in self.model)
        self.model.pop(number, None)

    @rule(number=seen, due=st.integers(1, 10**9), counts=st.booleans(), old=st.booleans())
    def put_off(self, number: int, due: int, counts: bool, old: bool) -> None:
        """Later, by a worker who may have seen it in another state."""
        task = self._as_seen(number, old)
        if task is not None:
            done = self.database.write(lambda db: queue.put_off(db, task, due=due, reason="later", counts=counts))
            change = {"due": due, "attempts": task.attempts + counts, "state": TaskState.WAITING, "reason": "later"}
            self._expect(task, done, change)

    @rule(number=seen, old=st.booleans())
    def set_aside(self, number: int, old: bool) -> None:
        """For a person."""
        task = self._as_seen(number, old)
        if task is not None:
            done = self.database.write(lambda db: queue.set_aside(db, task, "why"))
            change = {"due": task.due, "attempts": task.attempts, "state": TaskState.DEAD, "reason": "why"}
            self._expect(task, done, change)

    @rule(number=seen, due=st.integers(1, 10**9))
    def revive(self, number: int, due: int) -> None:
        """By a person."""
        task = self._as_seen(number, False)
        if task is not None:
            done = self.database.write(lambda db: queue.revive(db, task, due=due))
            self._expect(task, done, {"due": due, "attempts": 0, "state": TaskState.WAITING})

    @rule()
    def start_again(self) -> None:
        """The program ended and begins anew."""
        self.database.close()
        self.database = Database(self.folder / "tasks.db", METADATA)

    @invariant()
    def the_table_is_the_model(self) -> None:
        """All of it, in order, by lanes and by states."""
        waiting = [one for one in self.model.values() if one.state is TaskState.WAITING]
        dead = [one for one in self.model.values() if one.state is TaskState.DEAD]
        for lane in LANES:
            assert self._waiting(lane) == [one for one in waiting if one.lane == lane]
        assert self.database.read(queue.dead) == dead
        assert self.database.read(queue.kinds).keys() == {one.key for one in self.model.values()}

    def _waiting(self, lane: str) -> list[Task]:
        return self.database.read(lambda db: queue.waiting(db, lane))

    def _as_seen(self, number: int, old: bool) -> Task | None:
        task = self.model.get(number)
        if task is None or not old:
            return task
        other = TaskState.DEAD if task.state is TaskState.WAITING else TaskState.WAITING
        return task._replace(state=other)

    def _expect(self, seen: Task, done: bool, change: dict[str, Any]) -> None:
        now = self.model[seen.id]
        assert done == (now.state is seen.state)
        if done:
            self.model[seen.id] = now._replace(**change)
