"""What a server does for its askers: units of work in the writer, and calls in two bounded pools of threads."""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import Any

from common import spawn, trace
from common.database import Database, Job
from common.errors import Broken, Unavailable
from common.http_server.doors import Door
from common.http_server.reading import Request, span_of

WAITING_WRITES = 256
CALLS = 32
WAITING_CALLS = 256


class Pool:
    """Threads, and how many requests they have or wait for."""

    def __init__(self, name: str) -> None:
        self.threads = spawn.pool(name, CALLS)
        self.busy = 0


class Work:
    """The writer of one database, and two pools: what waits for other roles has one of its own."""

    def __init__(self, database: Database | None, monotonic: Callable[[], float]) -> None:
        """Nothing is under way."""
        self._database = database
        self._monotonic = monotonic
        self._pools = {"reads": Pool("reads"), "calls": Pool("calls")}
        self._writes = 0
        self._decided: deque[tuple[asyncio.Future[Any], Job]] = deque()
        self._told = False

    def close(self) -> None:
        """Take no more calls; those under way had their time to end while the server was stopping."""
        for pool in self._pools.values():
            pool.threads.shutdown(wait=False, cancel_futures=True)

    def gauges(self) -> dict[str, int]:
        """How much waits."""
        return {
            "writes_waiting": self._writes,
            "calls": self._pools["calls"].busy,
            "reads": self._pools["reads"].busy,
        }

    async def read(self, door: Door, request: Request, ask: Any) -> Any:
        """A door's function over a snapshot of what is committed."""
        assert self._database is not None
        database = self._database
        return await self.call("reads", request, lambda: database.read(lambda db: door.function(db, request.who, ask)))

    async def write(self, door: Door, request: Request, ask: Any) -> Any:
        """A door's function as a unit of work; returns after its commit. Unavailable `busy`."""
        if self._writes >= WAITING_WRITES:
            raise Unavailable("busy")
        function, who = self._in_time(door.function, request), request.who
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()

        def done(job: Job) -> None:
            self._decided.append((future, job))
            if not self._told:
                self._told = True
                self._wake(loop)

        assert self._database is not None
        self._writes += 1
        self._database.submit(Job(lambda db: function(db, who, ask), function.__name__, done, request.trace_id))
        try:
            return await future
        finally:
            self._writes -= 1

    async def call(self, name: str, request: Request, function: Callable[[], Any]) -> Any:
        """Run in a bounded pool: what waits for other roles has one of its own: no read or login queues there."""
        pool = self._pools[name]
        if pool.busy >= WAITING_CALLS:
            raise Unavailable("busy")
        pool.busy += 1

        begun = self._in_time(function, request)

        def traced() -> Any:
            trace.current.set(request.trace_id)
            trace.span.set(span_of(request))
            return begun()

        try:
            return await asyncio.get_running_loop().run_in_executor(pool.threads, traced)
        finally:
            pool.busy -= 1

    def _in_time(self, function: Callable[..., Any], request: Request) -> Callable[..., Any]:
        """The same function; Broken `invalid_deadline` when its asker has given up before its turn comes."""
        until = request.until
        if until is None:
            return function

        @wraps(function)
        def begun(*given: Any) -> Any:
            if self._monotonic() >= until:
                raise Broken("invalid_deadline", "0ms")
            return function(*given)

        return begun

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        """In the writer's thread, which outlives the server: what it decided after the end is durable all the same."""
        try:
            loop.call_soon_threadsafe(self._wake_callers)
        except RuntimeError:
            self._told = False

    def _wake_callers(self) -> None:
        """Hand a whole group's results over in one turn of the loop."""
        self._told = False
        while self._decided:
            future, job = self._decided.popleft()
            if future.done():
                continue
            if job.error is not None:
                future.set_exception(job.error)
            else:
                future.set_result(job.result)
