"""Bugs put in on purpose, one after another: each has to be seen, and it is told at which schedule it was."""

from pathlib import Path

from tests.faults.simulation.mutants import MUTANTS
from tests.faults.simulation.reference import NAMED
from tests.faults.simulation.running import kill
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.simulation.swarm import SEEDS_APART
from tests.proof.simulation.telling import processes_of

LANE = "mutants"
APPLY = sum(bool(one.mutant) for one in NAMED)
WITHIN = {Form.SAMPLE: 600, Form.SHORT: 5_000, Form.LONG: 5_000}


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Schedules of a seed until each mutant is seen; a sample begins with the faults that once saw it."""
    figures = Figures(LANE, seed)
    names = [one.name for one in MUTANTS]
    first, known = seed * SEEDS_APART, form is Form.SAMPLE
    hunts = list(kill(names, first, WITHIN[form], processes_of(form), known=known))
    seen = {one.mutant for one in hunts if one.seen}
    killed = sorted((one for one in hunts if one.seen), key=lambda one: -one.at)
    words = ", ".join(f"{one.mutant} {one.at}" for one in killed)
    figures.least(
        "mutants killed", len(killed), len(MUTANTS), f"{words} (0: by faults that were kept)" if known else words
    )
    waiting = ", ".join(f"{one.name}: {one.without}" for one in NAMED if not one.mutant)
    figures.least("of the 24 named bugs", sum(one.mutant in seen for one in NAMED), APPLY, f"not here: {waiting}")
    figures.none("mutants alive", [f"{one.mutant} after {one.at} schedules" for one in hunts if not one.seen])
    return figures.rows
