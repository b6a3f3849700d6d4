"""Questions that wait for something to happen: one look at the database for all of them after each commit."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from common import trace
from common.database import Connection, Database
from common.errors import OplataError, Unavailable
from common.http_server.doors import Door
from common.http_server.reading import Request
from common.http_server.work import Work

MOST = 200
"""One more is told 503: each holds a connection, and less than half of those may be held by waiting."""
LONGEST_SECONDS = 30
LOOK_SECONDS = 0.05
LOOK_SECONDS_EACH = 0.001
"""The more wait, the rarer a look: what a busy database is asked by 200 of them is bounded."""


@dataclass(slots=True, eq=False)
class Waiter:
    """One question, and where its answer goes."""

    door: Door
    request: Request
    ask: Any
    until: float
    answer: asyncio.Future[Any]


class Waiting:
    """All that wait on one server."""

    def __init__(
        self,
        database: Database | None,
        work: Work,
        monotonic: Callable[[], float],
        demand_still: Callable[[Request], object],
    ) -> None:
        """Nobody waits. `demand_still` refuses whoever may not ask any more; it asks no database."""
        self._database = database
        self._work = work
        self._monotonic = monotonic
        self._demand_still = demand_still
        self._waiters: dict[Waiter, None] = {}
        self._looking: asyncio.Task[None] | None = None
        self._last = False

    def __len__(self) -> int:
        return len(self._waiters)

    def end(self) -> None:
        """Whoever waits is answered with what there is: the server stops."""
        self._last = True

    async def wait(self, door: Door, request: Request, ask: Any, gone: Callable[[], Any]) -> Any:
        """The answer: at once when it is not empty, else as soon as it is not, or when the time is up.

        Unavailable `busy` when too many wait; `gone()` ends when the asker is not there any more.
        """
        answer = await self._work.read(door, request, ask)
        now = self._monotonic()
        until = now + min(ask.wait, LONGEST_SECONDS)
        if request.until is not None:
            until = min(until, request.until)
        if answer or until <= now or self._last:
            return answer
        if len(self._waiters) >= MOST:
            raise Unavailable("busy")
        waiter = Waiter(door, request, ask, until, asyncio.get_running_loop().create_future())
        self._waiters[waiter] = None
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look_on())
        leaving = asyncio.ensure_future(gone())
        try:
            await asyncio.wait((waiter.answer, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not waiter.answer.done():
                raise Unavailable("no_answer", "disconnect")
            return waiter.answer.result()
        finally:
            leaving.cancel()
            self._waiters.pop(waiter, None)

    async def _look_on(self) -> None:
        """Look after each commit, and at whoever came since the last look or whose time is over."""
        seen = -1
        looked: set[Waiter] = set()
        while self._waiters:
            assert self._database is not None
            commits, now = self._database.commits, self._monotonic()
            waiting = list(self._waiters)
            due = [one for one in waiting if commits != seen or one not in looked or now >= one.until or self._last]
            if due:
                await self._look(due, now)
                seen, looked = commits, set(waiting)
            await asyncio.sleep(LOOK_SECONDS + LOOK_SECONDS_EACH * len(self._waiters))

    async def _look(self, due: list[Waiter], now: float) -> None:
        assert self._database is not None
        database = self._database
        try:
            look = lambda: database.read(lambda db: _answers(db, due))  # noqa: E731
            found = await self._work.call("reads", Request(now), look)
        except Exception as problem:  # noqa: BLE001 - the storage's or the pool's: each who waits is told
            found = [problem] * len(due)
        for one, answer in zip(due, found, strict=True):
            if one.answer.done():
                continue
            refusal = answer if isinstance(answer, Exception) else self._refusal(one)
            if refusal is not None:
                one.answer.set_exception(refusal)
            elif answer or now >= one.until or self._last:
                one.answer.set_result(answer)

    def _refusal(self, one: Waiter) -> OplataError | None:
        """What became of his token while he waited; its end is a commit, after which everybody is looked at."""
        try:
            self._demand_still(one.request)
        except OplataError as refusal:
            return refusal
        return None


def _answers(db: Connection, due: list[Waiter]) -> list[Any]:
    """Everybody's answer over one snapshot; an error is its asker's alone."""
    answers: list[Any] = []
    for one in due:
        trace.current.set(one.request.trace_id)
        try:
            answers.append(one.door.function(db, one.request.who, one.ask))
        except Exception as problem:  # noqa: BLE001 - raised again where it is awaited
            answers.append(problem)
    return answers
