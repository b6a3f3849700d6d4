"""No promise breaks in virtual time, every bug put in on purpose is seen, and a lane with a mutant is red."""

import re
from pathlib import Path

import pytest

from tests.faults.simulation.mutants import SWITCH
from tests.proof.conftest import SEED, Lane
from tests.proof.form import Form
from tests.proof.simulation import swarm


@pytest.mark.timeout(600)
def test_no_promise_breaks_in_a_sample_of_schedules(lane: Lane) -> None:
    lane("tests.proof.simulation.swarm")


@pytest.mark.timeout(600)
def test_every_bug_put_in_on_purpose_is_seen(lane: Lane) -> None:
    lane("tests.proof.simulation.killing")


@pytest.mark.timeout(600)
def test_no_single_fault_and_no_pair_of_a_sample_breaks_a_promise(lane: Lane) -> None:
    lane("tests.proof.simulation.small")


@pytest.mark.timeout(300)
def test_a_mutant_that_is_switched_on_makes_the_lane_red_and_names_its_seed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(SWITCH, "centre_ignores_key")

    red = [row for row in swarm.run(SEED, Form.SAMPLE, tmp_path) if not row.passed]

    assert [row.name for row in red] == ["violations"]
    named = re.search(r"seed (\d+), script any", red[0].words)
    assert named is not None
    assert int(named[1]) // swarm.SEEDS_APART == SEED


def test_a_mutant_that_nobody_knows_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(SWITCH, "no_such_bug")

    with pytest.raises(LookupError, match="centre_ignores_key"):
        swarm.run(SEED, Form.SAMPLE, tmp_path)
