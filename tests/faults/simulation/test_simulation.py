"""Schedules in virtual time: no promise breaks, the same seed is the same story, and every mutant is seen."""

from collections.abc import Iterable, Sequence

import pytest

from tests.faults.simulation import failing, scope
from tests.faults.simulation.mutants import MUTANTS, mutated
from tests.faults.simulation.plan import KINDS, Fault, drawn
from tests.faults.simulation.running import Case, run
from tests.faults.simulation.schedule import lived

FEW, SHORT = 40, 5_000
SAMPLE, PAIRS = 60, 2_000
ENOUGH = 200
"""How often a kind of fault strikes at the least in the short form."""
KILLED_BY = {
    "task_after_commit": 19,
    "silence_is_a_no": 7,
    "no_fence": 51,
    "ends_without_comparing": 12,
    "cash_in_two_commits": 17,
    "forgets_open_note": 6,
    "repeated_receipt_counts": 84,
}
"""A seed that sees the mutant, where the first few do not."""
FIRST = 5


@pytest.mark.timeout(120)
def test_no_promise_breaks_in_the_first_schedules() -> None:
    holds(Case(seed) for seed in range(FEW))


@pytest.mark.timeout(60)
def test_the_same_seed_is_the_same_story() -> None:
    assert [lived(seed, drawn(seed)).digest for seed in (3, 4)] == [lived(seed, drawn(seed)).digest for seed in (3, 4)]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("one", failing.kept(), ids=lambda one: f"{one.script}-{one.seed}")
def test_what_once_failed_holds(one: failing.Kept) -> None:
    assert lived(one.seed, one.faults, one.script).wrong == ()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", [one.name for one in MUTANTS])
def test_a_bug_put_in_on_purpose_is_seen(name: str) -> None:
    seeds = [KILLED_BY[name]] if name in KILLED_BY else list(range(FIRST))

    assert any(seen(name, seed) for seed in seeds), f"{name} lives through {seeds}"


def seen(name: str, seed: int) -> bool:
    with mutated(name):
        return bool(lived(seed, drawn(seed)).wrong)


@pytest.mark.timeout(120)
def test_a_sample_of_single_faults_and_pairs_breaks_nothing() -> None:
    singles = list(scope.all_singles())[:: SAMPLE // 4]

    holds(Case(scope.SEED, script, faults) for script, faults in [*singles, *scope.pairs(SAMPLE // 3, seed=0)])


def test_a_failing_plan_is_made_short() -> None:
    plan = [Fault("clog", "centre", float(number)) for number in range(40)]

    def fails(some: Sequence[Fault]) -> bool:
        return {7.0, 31.0} <= {one.at for one in some}

    assert [one.at for one in failing.shortened(plan, fails)] == [7.0, 31.0]


@pytest.mark.long
@pytest.mark.timeout(3 * 3600)
def test_the_short_form_strikes_with_every_kind_of_fault_and_breaks_nothing() -> None:
    total = run([Case(seed) for seed in range(SHORT)], processes=2)

    assert [case.seed for case, _ in total.failed] == []
    assert {kind: total.struck[kind] for kind in KINDS if total.struck[kind] < ENOUGH} == {}


@pytest.mark.long
@pytest.mark.timeout(3 * 3600)
def test_all_single_faults_and_two_thousand_pairs_break_nothing() -> None:
    chosen = [*scope.all_singles(), *scope.pairs(PAIRS, seed=0)]

    holds(Case(scope.SEED, script, faults) for script, faults in chosen)


def holds(cases: Iterable[Case]) -> None:
    """Live them all; the first that fails tells its story."""
    total = run(cases, stop_at=1)
    for case, outcome in total.failed:
        pytest.fail(failing.story(case.seed, case.plan, outcome, case.script).text)
