"""Schedules whose faults are drawn by swarm: no promise breaks, and the same seed is the same story."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from common.setup.places import PROJECT
from tests.faults.simulation.closing import CAUSES
from tests.faults.simulation.drill import TAMPERINGS
from tests.faults.simulation.mutants import switched
from tests.faults.simulation.plan import KINDS
from tests.faults.simulation.running import Case, Total
from tests.faults.simulation.running import run as live
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.simulation.splitting import lost
from tests.proof.simulation.telling import processes_of, stories

LANE = "simulation"
SCHEDULES = {Form.SAMPLE: 150, Form.SHORT: 5_000, Form.LONG: 200_000}
TWICE = {Form.SAMPLE: 5, Form.SHORT: 50, Form.LONG: 200}
STRIKES = {Form.SAMPLE: 1, Form.SHORT: 200, Form.LONG: 200}
A_SECOND = {Form.SAMPLE: 4.0, Form.SHORT: 5.0, Form.LONG: 5.0}
"""Even by processor time a core with a busy neighbour is slower: a sample always has one."""
SLOWER = "by processor time; 50 were asked for: real services with real databases take longer than that"
SEEDS_APART = 1_000_000
"""Lanes of neighbouring seeds have no schedule in common."""
UNTIL_SEEN = 5_000
"""So many schedules a bug put in on purpose may take to be seen, whatever the form."""
SPLITS = {Form.SAMPLE: 5_000, Form.SHORT: 50_000, Form.LONG: 1_000_000}
KINDS_OF_DRILLS = (*(one.reason.value for one in TAMPERINGS), *(one.code for one in CAUSES))
HASH_SEED = "1"
SECONDS = 600
BOUND_OF_NONE = 3.0
"""After n schedules without a fault fewer than 3/n of all fail, 19 times of 20."""


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Live them all; with a mutant until it is seen."""
    figures = Figures(LANE, seed)
    first, mutant = seed * SEEDS_APART, switched()
    number = UNTIL_SEEN if mutant else SCHEDULES[form]
    cases = [Case(one, mutant=mutant) for one in range(first, first + number)]
    total = live(cases, processes_of(form), stop_at=1 if mutant else 0)
    figures.least("schedules", total.schedules, 1 if mutant else number, _words(total, first))
    figures.none("violations", stories(total))
    if mutant:
        return figures.rows
    figures.none("kopecks lost or made by a split", lost(seed, SPLITS[form]))
    figures.none("digests that differ when lived again", _differing(cases[: TWICE[form]]))
    figures.least("schedules a second of a core", round(total.per_second_of_a_core, 1), A_SECOND[form], SLOWER)
    tries = sum(total.orders[status] for status in ("captured", "refunded", "chargeback", "failed", "cancelled"))
    figures.least("attempts to pay orders of shops", tries, SCHEDULES[form] // 10, _orders(total))
    drilled = sum(total.drilled[one.reason.value] for one in TAMPERINGS)
    figures.least("discrepancies put in and told", drilled, SCHEDULES[form] // 10, _counted(total, KINDS_OF_DRILLS))
    rarest = min(KINDS, key=lambda kind: total.struck[kind])
    figures.least("strikes of each kind of fault", total.struck[rarest], STRIKES[form], f"fewest: {rarest}")
    return figures.rows


def _counted(total: Total, names: Sequence[str]) -> str:
    return ", ".join(f"{name} {total.drilled[name]}" for name in names)


def _orders(total: Total) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(total.orders.items()))


def _words(total: Total, first: int) -> str:
    most = f"; without a violation fewer than {BOUND_OF_NONE / max(total.schedules, 1):.2g} of all fail"
    return (
        f"digest {total.digest}; seeds {first}…{first + total.schedules - 1}; {total.commits} commits, "
        f"{sum(total.payments.values())} payments, {sum(total.struck.values())} faults, "
        f"{total.virtual_seconds / 3600:.0f} virtual hours{'' if total.failed else most}"
    )


def _differing(cases: list[Case]) -> list[str]:
    """The same seeds here and in another process, whose sets and dictionaries of strings have another order."""
    here = live(cases).digest
    words = ("--seed", str(cases[0].seed), "--schedules", str(len(cases)), "--forget")
    there = subprocess.run(
        [sys.executable, "-m", "tests.faults.simulation", *words],
        cwd=PROJECT, env=os.environ | {"PYTHONHASHSEED": HASH_SEED}, capture_output=True, text=True, encoding="utf-8",
        timeout=SECONDS, check=False,
    ).stdout  # fmt: skip
    return [] if f"digest {here}" in there else [f"{here} here, there: {there[-300:]}"]
