"""Waiting for a seat, with a deadline and without a fixed sleep."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import psutil

from common.clock import SystemClock
from common.logs import Log
from launcher_app.faults.desk import FaultDesk
from launcher_app.network.ground import Ground
from launcher_app.proxy import Recorder
from launcher_app.watched import Look, Watched

SECONDS = 30.0
PAUSE_SECONDS = 0.03
Found = TypeVar("Found")


def ground(folder: Path, log: Log) -> Ground:
    """For seats of a test: no windows, any ports."""
    clock = SystemClock()
    return Ground(folder, log, clock, Recorder(clock), FaultDesk(clock), windows=False, any_port=True)


def until(ready: Callable[[], Found | None], what: object = "", *, seconds: float = SECONDS) -> Found:
    """What is found in the end; the test fails when that does not come."""
    clock = SystemClock()
    deadline = clock.monotonic() + seconds
    while not (found := ready()):
        assert clock.monotonic() < deadline, what() if callable(what) else what
        clock.sleep(PAUSE_SECONDS)
    return found


def looks(watched: Watched, wanted: Callable[[Look], bool]) -> Look:
    """How a seat is once it is as wanted."""
    return until(lambda: look if wanted(look := watched.look()) else None, watched.look)


def gone(process_ids: set[int]) -> bool:
    """Whether none of these processes is there, or only as a name that nobody has read yet."""
    return not any(_alive(one) for one in process_ids)


def _alive(process_id: int) -> bool:
    try:
        return psutil.Process(process_id).status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
