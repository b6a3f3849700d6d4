"""Schedules in virtual time: what once failed holds, faults are made few; the lanes are in tests/proof/simulation."""

from collections.abc import Sequence

import pytest

from common.errors import Broken
from tests.faults.simulation import failing, schedule
from tests.faults.simulation.mutants import MUTANTS, mutated
from tests.faults.simulation.plan import Fault, drawn
from tests.faults.simulation.reference import NAMED
from tests.faults.simulation.schedule import lived

SEED = 1_000_003
"""There a note is paid in and a service is used."""


def test_every_bug_that_is_named_is_a_mutant_or_has_its_reason() -> None:
    mutants = {one.name for one in MUTANTS}

    assert len(NAMED) == 24
    assert {one.name for one in NAMED if (one.mutant in mutants) == bool(one.without)} == set()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("one", failing.kept(), ids=lambda one: f"{one.script}-{one.seed}")
def test_what_once_failed_holds(one: failing.Kept) -> None:
    assert lived(one.seed, one.faults, one.script).wrong == ()


@pytest.mark.parametrize("name", ["terminal_new_key", "worker_new_key", "use_new_key"])
def test_a_mutant_does_the_same_when_a_schedule_is_lived_again(name: str) -> None:
    with mutated(name):
        lives = [lived(SEED, drawn(SEED)).digest for _ in range(2)]

    assert lives[0] == lives[1]


def test_books_that_cannot_be_read_are_no_clean_books(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(_: object) -> None:
        raise Broken("books_do_not_balance", "x")

    monkeypatch.setattr(schedule, "Books", unreadable)

    assert lived(SEED, ()).wrong == ("books: books_do_not_balance: x",)


def test_a_failing_plan_is_made_short() -> None:
    plan = [Fault("clog", "centre", float(number)) for number in range(40)]

    def fails(some: Sequence[Fault]) -> bool:
        return {7.0, 31.0} <= {one.at for one in some}

    assert [one.at for one in failing.shortened(plan, fails)] == [7.0, 31.0]
