"""Units of work that are handed over together, so that they share a commit."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from common import spawn
from common.database.connection import Connection, Job
from common.database.writer import Database


class Unit(NamedTuple):
    """One of them: what it does, its name and its trace."""

    work: Callable[[Connection], Any]
    name: str
    trace: str


def together(database: Database, units: Sequence[Unit]) -> list[Job]:
    """Each is kept or not by itself; all is decided when this returns, a job each with its result or its error."""
    if not units:
        return []
    done = spawn.Signal()
    left = [len(units)]

    def ended(_: Job) -> None:
        left[0] -= 1  # only the writer's thread counts
        if not left[0]:
            done.set()

    jobs = [Job(unit.work, unit.name, ended, unit.trace) for unit in units]
    for job in jobs:
        database.submit(job)
    done.wait()
    return jobs
