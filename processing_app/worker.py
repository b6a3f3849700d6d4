"""What the centre does unasked: delivers payments, a lane per provider, so that a slow one holds up no other."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from common import queue, spawn
from common.clock import Clock
from common.database import Database
from common.logs import Log
from common.queue import Task, TaskState
from processing_app.core.breaker import Breaker
from processing_app.core.lanes import Lane
from processing_app.service.delivery import Attempt, Delivery, Health

PAUSE_SECONDS = 0.02
IN_MEMORY = 4_000
"""How many tasks of a lane are remembered; the rest wait in the database."""
AT_ONCE = 500
"""How many are read at a turn: a long backlog must not keep the interpreter from those who wait for an answer."""
AFTER_BUG_MS = 60_000
MOST_LANES = 8
Submit = Callable[[str, Callable[[], None]], None]
Contracts = Callable[[], Iterable[tuple[str, int, bool, int]]]
"""Every provider's lane: its name, how many at once, whether it is paused, its longest pause in milliseconds."""


class Worker:
    """Keeps the lanes and hands their tasks to threads. A simulation calls `refresh` and `step` itself."""

    def __init__(self, database: Database, delivery: Delivery, log: Log, clock: Clock, contracts: Contracts) -> None:
        """Nothing is known yet."""
        self._database = database
        self._delivery = delivery
        self._log = log
        self._clock = clock
        self._contracts = contracts
        self._lanes: dict[str, Lane[Task]] = {}
        self._pools: dict[str, spawn.ThreadPoolExecutor] = {}
        self._lock = spawn.Lock()
        self._wake = spawn.Signal()
        self._change: object = None
        self._seen: object = self
        self._read = -1
        self._thread: Any = None
        self._hurried: deque[int] = deque()
        delivery.changed = self.look_again
        delivery.hurried = self.hurry

    def start(self, stop: spawn.Signal) -> None:
        """Deliver until told to stop."""
        self._thread = spawn.thread("delivery", lambda: self._run(stop))

    def close(self) -> None:
        """Wait for the attempts under way."""
        if self._thread is not None:
            self._thread.join()
        for pool in self._pools.values():
            pool.shutdown(wait=True)

    def look_again(self) -> None:
        """Contracts or dead letters changed: read all anew at the next turn."""
        self._change = object()
        self._wake.set()

    def hurry(self, task_id: int) -> None:
        """A person wants one task tried now."""
        self._hurried.append(task_id)
        self._wake.set()

    def refresh(self) -> None:
        """Learn of what was committed since; after a change, of everything that waits."""
        change, commits = self._change, self._database.commits
        anew = change is not self._seen
        unread, whole = anew or commits != self._read, True
        if anew:
            self._learn_contracts()
        for name, lane in self._lanes.items():
            if anew:
                lane.look_again()
            if unread and len(lane) < IN_MEMORY:
                tasks = self._waiting(name, lane.last_id)
                with self._lock:
                    lane.add(tasks)
                whole = whole and len(tasks) < AT_ONCE
            whole = whole and len(lane) < IN_MEMORY
        self._seen, self._read = change, commits if whole else -1
        while self._hurried:
            self._go_first(self._hurried[0])
            self._hurried.popleft()

    def step(self, submit: Submit) -> int:
        """Hand out what may be tried now; how many it were."""
        now = self._clock.now_ms()
        handed = 0
        for name, lane in self._lanes.items():
            while True:
                with self._lock:
                    task = lane.take(now)
                if task is None:
                    break
                handed += 1
                submit(name, self._work(lane, task))
        return handed

    def _run(self, stop: spawn.Signal) -> None:
        while not stop.is_set():
            try:
                self.refresh()
                self.step(self._submit)
            except Exception as bug:  # noqa: BLE001 - the thread's end: deliveries go on at the next turn
                self._log.error("delivery stumbled", error=f"{type(bug).__name__}: {bug}")
                stop.wait(1.0)
            self._wake.wait(PAUSE_SECONDS)
            self._wake.clear()

    def _work(self, lane: Lane[Task], task: Task) -> Callable[[], None]:
        def work() -> None:
            now = self._clock.now_ms()
            try:
                attempt = self._delivery.attempt(task)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the task stays as it is and is tried later
                self._log.error("attempt stumbled", task=task.id, error=f"{type(bug).__name__}: {bug}")
                attempt = Attempt(Health.NOT_ASKED, task._replace(due=now + AFTER_BUG_MS))
            with self._lock:
                self._learn(lane, attempt)
                lane.done(task, attempt.again)
            self._wake.set()

        return work

    def _learn(self, lane: Lane[Task], attempt: Attempt) -> None:
        now = self._clock.now_ms()
        if attempt.health is Health.SILENT:
            lane.breaker = lane.breaker.silent(now)
        elif attempt.health is Health.NOT_ASKED:
            lane.breaker = lane.breaker.not_asked()
        else:
            lane.breaker = lane.breaker.answered()
        if attempt.health is Health.FAULT:
            lane.paused = True
            self.look_again()  # an operator may have resumed it since: what the contract says is what counts

    def _go_first(self, task_id: int) -> None:
        task = self._database.read(lambda db: queue.find(db, task_id))
        if task is not None and task.state is TaskState.WAITING and task.lane in self._lanes:
            with self._lock:
                self._lanes[task.lane].hurry(task)

    def _learn_contracts(self) -> None:
        for name, width, paused, furthest_ms in self._contracts():
            with self._lock:
                lane = self._lanes.setdefault(name, Lane[Task](width))
                lane.width = width
                lane.furthest_ms = max(furthest_ms, AFTER_BUG_MS)
                if lane.paused and not paused:
                    lane.breaker = Breaker()
                lane.paused = paused

    def _waiting(self, name: str, after: int) -> list[Task]:
        return self._database.read(lambda db: queue.waiting(db, name, after=after, limit=AT_ONCE))

    def _submit(self, name: str, work: Callable[[], None]) -> None:
        if name not in self._pools:
            self._pools[name] = spawn.pool(name, MOST_LANES)
        self._pools[name].submit(work)
