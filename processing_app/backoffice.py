"""What is done behind the log, unasked: each work in a thread of its own, so that none keeps another waiting."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol

from common import spawn
from common.errors import OplataError, places
from common.logs import Log

PAUSE_SECONDS = 0.2
LEISURE_SECONDS = 1.0
TROUBLE_SECONDS = 5.0


class Round(NamedTuple):
    """A work that comes again and again: `turn` says whether there is more of it at once, else it rests for `pause`.

    `bell` calls it out of its rest; without one only the end does.
    """

    name: str
    turn: Callable[[], bool]
    pause: float
    bell: spawn.Signal | None = None


class Hands:
    """Threads that wait for others' answers, in pools made as needed. `widths`: how many each pool has at most."""

    def __init__(self, widths: Mapping[str, int]) -> None:
        """Nobody waits yet."""
        self._widths = widths
        self._pools: dict[str, spawn.ThreadPoolExecutor] = {}

    def submit(self, pool: str, work: Callable[[], None]) -> None:
        """Do it in one of the pool's threads. One round calls."""
        if pool not in self._pools:
            self._pools[pool] = spawn.pool(pool, self._widths[pool])
        self._pools[pool].submit(work)

    def close(self) -> None:
        """Wait for what is under way; what has not begun is left to the next start."""
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)


class Sends(Protocol):
    """Who sends what was written down."""

    changed: Callable[[], object]

    def turn(self, submit: Callable[[str, Callable[[], None]], None]) -> int:
        """Hand out what may be sent now; how much it was."""


def telling(name: str, write_down: Callable[[], bool], sender: Sends, hands: Hands) -> Round:
    """What happened is written down, then sent: both, whatever there is more of."""
    bell = spawn.Signal()
    sender.changed = bell.set

    def turn() -> bool:
        written = write_down()
        return sender.turn(hands.submit) > 0 or written

    return Round(name, turn, PAUSE_SECONDS, bell)


class Backoffice:
    """A thread a round. A simulation calls the turns itself."""

    def __init__(self, rounds: Iterable[Round], log: Log) -> None:
        """Nothing runs yet."""
        self._rounds = tuple(rounds)
        self._log = log
        self._threads: list[Any] = []

    def start(self, stop: spawn.Signal) -> None:
        """Work until told to stop."""
        self._threads = [spawn.thread(one.name, self._work(one, stop)) for one in self._rounds]

    def close(self) -> None:
        """Wait for the turns under way."""
        for thread in self._threads:
            thread.join()

    def _work(self, one: Round, stop: spawn.Signal) -> Callable[[], None]:
        return lambda: self._run(stop, one.bell or stop, one.turn, one.pause)

    def _run(self, stop: spawn.Signal, bell: spawn.Signal, turn: Callable[[], bool], pause: float) -> None:
        """Turn by turn; what goes wrong is logged, and comes again a little later."""
        while not stop.is_set():
            try:
                rest = 0.0 if turn() else pause
            except OplataError as trouble:
                rest = TROUBLE_SECONDS
                self._log.warning("the log waits to be read on", code=trouble.code, detail=trouble.detail)
            except Exception as bug:  # noqa: BLE001 - a thread's end: payments go on, what is behind the log waits
                rest = TROUBLE_SECONDS
                self._log.error("behind the log stumbled", error=places(bug))
            if rest:
                bell.wait(rest)
            if bell is not stop:
                bell.clear()
