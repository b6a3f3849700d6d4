"""Stand-ins for what common/spawn gives, with strands for threads; put in its place while a world lives."""

import contextlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from unittest.mock import patch

from greenlet import getcurrent

from common import ids, spawn
from tests.faults.simulation.scheduler import Life, Scheduler, Strand

WORLD: list[Scheduler] = []
"""The scheduler of the world that lives now; empty between worlds."""
WAKING_SECONDS = 0.0005
"""A thread that is woken runs a moment later, and which of several is first is chance."""


def world() -> Scheduler:
    """The scheduler of the world that lives now."""
    return WORLD[-1]


def _soon() -> float:
    return WORLD[-1].chance.random() * WAKING_SECONDS


class Signal:
    """As threading.Event."""

    def __init__(self) -> None:
        self._on = False
        self._waiting: list[Strand] = []

    def is_set(self) -> bool:
        return self._on

    def set(self) -> None:
        self._on = True
        for strand in self._waiting:
            strand.owner.resting.pop(strand, None)
            strand.idle = 0
            world().wake(strand, _soon())
        self._waiting.clear()

    def clear(self) -> None:
        self._on = False

    def wait(self, timeout: float | None = None) -> bool:
        if self._on:
            return True
        scheduler = world()
        strand = scheduler.current()
        self._waiting.append(strand)
        try:
            if timeout is None:
                strand.ticket += 1
                scheduler.park()
            else:
                scheduler.rest(timeout)
        finally:
            if strand in self._waiting:
                self._waiting.remove(strand)
        return self._on


class Lock:
    """As threading.Lock."""

    def __init__(self) -> None:
        self._owner: Any = None
        self._waiting = deque[Strand]()

    def acquire(self) -> bool:
        if not WORLD:
            return True
        while self._owner is not None and self._owner.owner.alive:
            strand = world().current()
            strand.ticket += 1
            self._waiting.append(strand)
            world().park()
        self._owner = _whoever()
        return True

    def release(self) -> None:
        self._owner = None
        if self._waiting:
            world().wake(self._waiting.popleft())

    def locked(self) -> bool:
        return self._owner is not None

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_: object) -> None:
        self.release()


class Thread:
    """As a started threading.Thread."""

    def __init__(self, name: str, target: Callable[[], object]) -> None:
        self.strand = world().spawn(_life(), name, target, _soon())

    def join(self, timeout: float | None = None) -> None:
        ended = Signal()
        if not self.strand.ended:
            self.strand.waiting_for.append(ended.set)
            ended.wait(timeout)

    def is_alive(self) -> bool:
        return not self.strand.ended


class Future:
    """As concurrent.futures.Future, as far as it is used."""

    def __init__(self) -> None:
        self._over = Signal()
        self._value: Any = None
        self._error: BaseException | None = None

    def run(self, work: Callable[[], Any]) -> None:
        try:
            self._value = work()
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            self._error = error
        self._over.set()

    def cancel(self) -> bool:
        self._over.set()
        return True

    def result(self, timeout: float | None = None) -> Any:
        self._over.wait(timeout)
        if self._error is not None:
            raise self._error
        return self._value


class Pool:
    """As ThreadPoolExecutor: at most `size` strands at once."""

    def __init__(self, name: str, size: int) -> None:
        self._name, self._size, self._busy = name, size, 0
        self._life = _life()
        self._waiting = deque[Callable[[], None]]()
        self._empty = Signal()

    def submit(self, function: Callable[..., Any], *given: Any) -> Future:
        future = Future()
        self._waiting.append(lambda: future.run(lambda: function(*given)))
        self._next()
        return future

    def map(self, function: Callable[..., Any], *many: Iterable[Any]) -> Iterator[Any]:
        return iter([one.result() for one in [self.submit(function, *given) for given in zip(*many, strict=False)]])

    def shutdown(self, wait: bool = True, cancel_futures: bool = False) -> None:
        if cancel_futures:
            self._waiting.clear()
        while wait and (self._busy or self._waiting):
            self._empty.clear()
            self._empty.wait()

    def _next(self) -> None:
        if self._waiting and self._busy < self._size:
            self._busy += 1
            work = self._waiting.popleft()
            world().spawn(self._life, self._name, lambda: self._do(work), _soon())

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        finally:
            self._busy -= 1
            self._empty.set()
            if self._life.alive:
                self._next()


class Timer:
    """As threading.Timer."""

    def __init__(self, seconds: float, target: Callable[[], None]) -> None:
        self._target = target
        self._wanted = True
        world().spawn(_life(), "timer", self._fire, seconds)

    def cancel(self) -> None:
        self._wanted = False

    def _fire(self) -> None:
        if self._wanted:
            self._target()


def inside(running: Any) -> bool:
    """Whether the caller runs in this very thread."""
    return isinstance(running, Thread) and running.strand is _whoever()


def _whoever() -> Any:
    strand = getcurrent()
    return strand if isinstance(strand, Strand) else _OUTSIDE


def _life() -> Life:
    strand = _whoever()
    return strand.owner if isinstance(strand, Strand) else world().outside


class _Outside:
    owner = Life("nobody")


_OUTSIDE = _Outside()


@contextlib.contextmanager
def living(scheduler: Scheduler) -> Iterator[None]:
    """While the block lasts, threads, locks, ids and chance of the whole program are this world's."""
    chance = scheduler.chance

    def random_bytes(size: int) -> bytes:
        return chance.randbytes(size)

    uuid7, number, short_id = ids.uuid7, ids.number, ids.short_id
    with contextlib.ExitStack() as stack:
        for home, name, stand_in in (
            (spawn, "Signal", Signal),
            (spawn, "Lock", Lock),
            (spawn, "thread", Thread),
            (spawn, "pool", Pool),
            (spawn, "call_after", Timer),
            (spawn, "inside", inside),
            (ids, "uuid7", lambda now_ms: uuid7(now_ms, random_bytes)),
            (ids, "number", lambda now_ms: number(now_ms, chance.getrandbits)),
            (ids, "chance", lambda seed=None: type(chance)(chance.getrandbits(32) if seed is None else seed)),
            (ids, "short_id", lambda: short_id(chance.randrange)),
            (ids, "below", chance.randrange),
            (ids, "nonce", lambda: random_bytes(12)),
            (ids, "password", lambda: random_bytes(20).hex()),
            (ids, "key", lambda: random_bytes(32)),
        ):
            stack.enter_context(patch.object(home, name, stand_in))
        WORLD.append(scheduler)
        try:
            yield
        finally:
            WORLD.pop()
