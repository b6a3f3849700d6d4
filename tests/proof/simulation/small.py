"""A small scope looked at whole: each fault alone at every message and commit of six scripts, and pairs of them."""

from pathlib import Path

from tests.faults.simulation import scope
from tests.faults.simulation.running import Case
from tests.faults.simulation.running import run as live
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.simulation.telling import processes_of, stories

LANE = "scope"
EVERY = {Form.SAMPLE: 20, Form.SHORT: 1, Form.LONG: 1}
"""Of so many single faults one is lived."""
LEAST_SINGLES = 700
"""There are a few more of them: fewer would mean that the scripts do little."""
PAIRS = {Form.SAMPLE: 30, Form.SHORT: 2_000}
"""The long form lives all there are."""


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Singles first; a pair is two of them."""
    figures = Figures(LANE, seed)
    singles = list(scope.all_singles())
    few = singles[seed % EVERY[form] :: EVERY[form]]
    pairs = list(scope.all_pairs()) if form is Form.LONG else list(scope.pairs(PAIRS[form], seed))
    figures.none("scripts that do not take their way", scope.astray())
    least_singles = max(len(few), LEAST_SINGLES // EVERY[form])
    chosen_of = (("single faults", few, least_singles), ("pairs of faults", pairs, PAIRS.get(form, len(pairs))))
    for name, chosen, least in chosen_of:
        total = live([Case(scope.SEED, script, faults) for script, faults in chosen], processes_of(form))
        figures.least(name, total.schedules, least, f"of {len(singles)} single faults; digest {total.digest}")
        figures.none(f"violations of {name}", stories(total))
    return figures.rows
