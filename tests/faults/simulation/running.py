"""Many schedules, over several processes, and what they amount to."""

import gc
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import NamedTuple

from common.clock import SystemClock
from tests.faults.simulation.mutants import mutated
from tests.faults.simulation.plan import Fault, drawn
from tests.faults.simulation.schedule import Outcome, lived
from tests.faults.simulation.world import signed

COLLECT_EVERY = 50


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
    virtual_seconds: float = 0.0
    real_seconds: float = 0.0
    struck: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[Case, Outcome]] = field(default_factory=list)
    acts: int = 0
    """How often a person had to do something after everything was healed."""
    digest: str = ""

    @property
    def per_second(self) -> float:
        """Schedules a second, of all processes together."""
        return self.schedules / max(self.real_seconds, 0.001)


def run(
    cases: Iterable[Case], processes: int = 1, stop_at: int = 0, tell: Callable[[Total], None] | None = None
) -> Total:
    """Live all cases; after `stop_at` failures no more of them."""
    clock, total, digest = SystemClock(), Total(), blake2b(digest_size=16)
    began = clock.monotonic()
    signed()
    gc.collect()
    gc.freeze()
    with multiprocessing.Pool(processes) if processes > 1 else _Here() as pool:
        for case, outcome in pool.imap(_one, cases, *((4,) if processes > 1 else ())):
            _add(total, case, outcome)
            digest.update(outcome.digest.encode())
            total.real_seconds = clock.monotonic() - began
            if tell is not None:
                tell(total)
            if stop_at and len(total.failed) >= stop_at:
                break
    total.digest = digest.hexdigest()
    return total


class _Here:
    """A pool of this process alone."""

    def __enter__(self) -> "_Here":
        return self

    def __exit__(self, *_: object) -> None: ...

    def imap(
        self, work: Callable[[Case], tuple[Case, Outcome]], cases: Iterable[Case]
    ) -> Iterable[tuple[Case, Outcome]]:
        """One after another."""
        return map(work, cases)


def _one(case: Case) -> tuple[Case, Outcome]:
    with mutated(case.mutant):
        outcome = lived(case.seed, case.plan, case.script)
    if case.seed % COLLECT_EVERY == 0:
        gc.collect()
    return case, outcome if outcome.wrong else outcome.brief()


def _add(total: Total, case: Case, outcome: Outcome) -> None:
    total.schedules += 1
    total.commits += outcome.commits
    total.payments += outcome.paid
    total.virtual_seconds += outcome.seconds
    total.struck += outcome.struck
    total.acts += outcome.acts
    if outcome.wrong:
        total.failed.append((case, outcome))
