"""What the centre does unasked: tries the tasks of its queue; a lane per provider and bank, for one may be slow."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from common import queue, spawn
from common.clock import Clock
from common.database import Database
from common.logs import Log
from common.queue import Task, TaskState
from processing_app.core.breaker import Breaker
from processing_app.core.lanes import Lane
from processing_app.service.delivery import Attempt, Delivery, Health
from processing_app.service.intents.recording import ANEW, WOKEN

PAUSE_SECONDS = 0.02
IN_MEMORY = 4_000
"""How many tasks of a lane are remembered; the rest wait in the database."""
AT_ONCE = 500
"""How many are read at a turn: a long backlog must not keep the interpreter from those who wait for an answer."""
AFTER_BUG_MS = 60_000
MOST_LANES = 8
Submit = Callable[[str, Callable[[], None]], None]
Contracts = Callable[[], Iterable[tuple[str, int, bool, int]]]
"""Every lane: its name, how many at once, whether it is paused, its longest pause in milliseconds."""
PROVIDER = "provider"


class Attempts(Protocol):
    """Who tries the tasks of lanes with one beginning: `bank` of `bank:simulated`."""

    def together(self, lane: str) -> int:
        """How many tasks of a lane one attempt takes at the most."""

    def attempt_all(self, tasks: Sequence[Task]) -> list[Attempt]:
        """One attempt of each, in their order."""


class Worker:
    """Keeps the lanes and hands their tasks to threads. A simulation calls `refresh` and `step` itself."""

    def __init__(
        self,
        database: Database,
        delivery: Delivery,
        log: Log,
        clock: Clock,
        contracts: Contracts,
        others: Mapping[str, Attempts] | None = None,
    ) -> None:
        """Nothing is known yet. `others` try the tasks of lanes whose names begin so; `delivery` those of providers."""
        self._database = database
        self._attempts: dict[str, Attempts] = {PROVIDER: OneByOne(delivery), **(others or {})}
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
        database.memory |= {WOKEN: self._wake.set, ANEW: self.look_again}

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
            if not lane:
                continue
            who = self._attempts[_beginning(name)]
            most = who.together(name)
            while tasks := self._take(lane, now, most):
                handed += len(tasks)
                submit(name, self._work(lane, who, tasks))
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

    def _take(self, lane: Lane[Task], now: int, most: int) -> list[Task]:
        tasks: list[Task] = []
        with self._lock:
            while len(tasks) < most and (task := lane.take(now)) is not None:
                tasks.append(task)
        return tasks

    def _work(self, lane: Lane[Task], who: Attempts, tasks: list[Task]) -> Callable[[], None]:
        def work() -> None:
            now = self._clock.now_ms()
            try:
                attempts = who.attempt_all(tasks)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the tasks stay as they are and are tried later
                self._log.error("attempt stumbled", task=tasks[0].id, error=f"{type(bug).__name__}: {bug}")
                later = now + AFTER_BUG_MS
                attempts = [Attempt(Health.NOT_ASKED, task._replace(due=later)) for task in tasks]
            with self._lock:
                for task, attempt in zip(tasks, attempts, strict=True):
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
            if _beginning(name) not in self._attempts:
                continue
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


class OneByOne:
    """Deliveries: each waits for its provider's answer in a thread of its own."""

    def __init__(self, delivery: Delivery) -> None:
        """Whose attempts they are."""
        self._delivery = delivery

    def together(self, lane: str) -> int:
        """One."""
        return 1

    def attempt_all(self, tasks: Sequence[Task]) -> list[Attempt]:
        """What each came to."""
        return [self._delivery.attempt(task) for task in tasks]


def _beginning(lane: str) -> str:
    return lane.partition(":")[0]
