"""Many schedules, over several processes, and what they amount to."""

import gc
import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

from common.clock import SystemClock
from tests.faults.simulation.failing import killer
from tests.faults.simulation.mutants import mutated
from tests.faults.simulation.plan import Fault, drawn
from tests.faults.simulation.schedule import Outcome, lived
from tests.faults.simulation.world import signed

COLLECT_EVERY = 50
CASES_AT_ONCE = 4
LONGEST_LIFE = 100
"""After so many times as many cases a process makes room for a new one: worlds leave something behind."""


class Case(NamedTuple):
    """One schedule to be lived; `faults` of None are drawn from the seed."""

    seed: int
    script: str = "any"
    faults: Sequence[Fault] | None = None
    mutant: str = ""

    @property
    def plan(self) -> Sequence[Fault]:
        return drawn(self.seed) if self.faults is None else self.faults


@dataclass
class Total:
    """What many schedules amount to; `digest` is over all of theirs, in order."""

    schedules: int = 0
    commits: int = 0
    payments: Counter[str] = field(default_factory=Counter)
    orders: Counter[str] = field(default_factory=Counter)
    virtual_seconds: float = 0.0
    real_seconds: float = 0.0
    processor_seconds: float = 0.0
    struck: Counter[str] = field(default_factory=Counter)
    drilled: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[Case, Outcome]] = field(default_factory=list)
    acts: int = 0
    """How often a person had to do something after everything was healed."""
    digest: str = ""

    @property
    def per_second(self) -> float:
        """Schedules a second, of all processes together."""
        return self.schedules / max(self.real_seconds, 0.001)

    @property
    def per_second_of_a_core(self) -> float:
        """Schedules a second of one core's own time: what others do on the machine meanwhile does not count."""
        return self.schedules / max(self.processor_seconds, 0.001)


class Killed(NamedTuple):
    """Whether a mutant was seen, after how many schedules, by what, and in which schedule."""

    mutant: str
    seen: bool
    at: int
    why: str = ""
    seed: int = 0


def run(
    cases: Iterable[Case], processes: int = 1, stop_at: int = 0, tell: Callable[[Total], None] | None = None
) -> Total:
    """Live all cases; after `stop_at` failures no more of them."""
    clock, total, digest = SystemClock(), Total(), blake2b(digest_size=16)
    began = clock.monotonic()
    signed()
    gc.collect()
    gc.freeze()
    with _pool(processes) as pool:
        for case, outcome, seconds in pool.imap(_one, cases, CASES_AT_ONCE):
            _add(total, case, outcome)
            total.processor_seconds += seconds
            digest.update(outcome.digest.encode())
            total.real_seconds = clock.monotonic() - began
            if tell is not None:
                tell(total)
            if stop_at and len(total.failed) >= stop_at:
                break
    total.digest = digest.hexdigest()
    return total


def kill(
    mutants: Iterable[str], seed: int, within: int, processes: int = 1, *, known: bool = False
) -> Iterator[Killed]:
    """Live schedules from a seed on with each mutant until it is seen, each in a process of its own where it may.

    `known`: the faults that it was once seen by come first, as schedule 0.
    """
    signed()
    with _pool(processes) as pool:
        yield from pool.imap(_hunt, [(name, seed, within, known) for name in mutants], 1)


def processes_here() -> int:
    """Two where the machine has two cores."""
    return min(os.cpu_count() or 1, 2)


def _hunt(wanted: tuple[str, int, int, bool]) -> Killed:
    name, seed, within, known = wanted
    before = killer(name) if known else None
    with mutated(name):
        if before is not None and (wrong := lived(before.seed, before.faults, before.script).wrong):
            return Killed(name, True, 0, wrong[0])
        for number in range(within):
            wrong = lived(seed + number, drawn(seed + number)).wrong
            if wrong:
                return Killed(name, True, number + 1, wrong[0], seed + number)
    return Killed(name, False, within)


def _pool(processes: int) -> Any:
    return multiprocessing.Pool(processes, maxtasksperchild=LONGEST_LIFE) if processes > 1 else _Here()


class _Here:
    """A pool of this process alone."""

    def __enter__(self) -> "_Here":
        return self

    def __exit__(self, *_: object) -> None: ...

    def imap(self, work: Callable[[Any], Any], given: Iterable[Any], _at_once: int) -> Iterable[Any]:
        """One after another."""
        return map(work, given)


def _one(case: Case) -> tuple[Case, Outcome, float]:
    began = time.process_time()
    with mutated(case.mutant):
        outcome = lived(case.seed, case.plan, case.script)
    if case.seed % COLLECT_EVERY == 0:
        gc.collect()
    return case, outcome if outcome.wrong else outcome.brief(), time.process_time() - began


def _add(total: Total, case: Case, outcome: Outcome) -> None:
    total.schedules += 1
    total.commits += outcome.commits
    total.payments += outcome.paid
    total.orders += outcome.orders
    total.virtual_seconds += outcome.seconds
    total.struck += outcome.struck
    total.drilled += outcome.drilled
    total.acts += outcome.acts
    if outcome.wrong:
        total.failed.append((case, outcome))
