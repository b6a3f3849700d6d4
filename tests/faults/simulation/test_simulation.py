"""Schedules in virtual time: what once failed holds, faults are made few; the lanes are in tests/proof/simulation."""

from collections.abc import Sequence

import pytest

from tests.faults.simulation import failing
from tests.faults.simulation.mutants import MUTANTS
from tests.faults.simulation.plan import Fault
from tests.faults.simulation.reference import NAMED
from tests.faults.simulation.schedule import lived


def test_every_bug_that_is_named_is_a_mutant_or_has_its_reason() -> None:
    mutants = {one.name for one in MUTANTS}

    assert len(NAMED) == 24
    assert {one.name for one in NAMED if (one.mutant in mutants) == bool(one.without)} == set()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("one", failing.kept(), ids=lambda one: f"{one.script}-{one.seed}")
def test_what_once_failed_holds(one: failing.Kept) -> None:
    assert lived(one.seed, one.faults, one.script).wrong == ()


def test_a_failing_plan_is_made_short() -> None:
    plan = [Fault("clog", "centre", float(number)) for number in range(40)]

    def fails(some: Sequence[Fault]) -> bool:
        return {7.0, 31.0} <= {one.at for one in some}

    assert [one.at for one in failing.shortened(plan, fails)] == [7.0, 31.0]
