"""What the lanes of the simulation share: on how many cores they run, and how a broken promise is told."""

from common.setup.places import PROJECT
from tests.faults.simulation import failing
from tests.faults.simulation.mutants import mutated
from tests.faults.simulation.running import Total, processes_here
from tests.faults.simulation.schedule import Outcome
from tests.proof.form import Form

TOLD = 2
"""So many are shortened and drawn; of the others the seed is enough."""


def processes_of(form: Form) -> int:
    """A sample has a neighbour on the other core."""
    return 1 if form is Form.SAMPLE else processes_here()


def stories(total: Total) -> list[str]:
    """Every failure, the first ones whole; each of those is kept in tests/faults/seeds, unless a mutant made it."""
    told: list[str] = []
    for case, outcome in total.failed:
        if len(told) >= TOLD:
            told.append(f"seed {case.seed}, script {case.script}: {outcome.wrong[0]}")
            continue
        with mutated(case.mutant):
            story = failing.story(case.seed, case.plan, outcome, case.script)
        where = "" if case.mutant else f"\n  kept as {_kept(case.seed, story, outcome, case.script)}"
        told.append(f"\n{story.text}{where}\n")
    return told


def _kept(seed: int, story: failing.Story, outcome: Outcome, script: str) -> str:
    return failing.keep(seed, story.few, outcome, script).relative_to(PROJECT).as_posix()
