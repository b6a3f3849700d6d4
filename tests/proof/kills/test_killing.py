"""Roles that die at any moment lose nothing that they have acknowledged and do nothing twice."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(900)
def test_what_was_acknowledged_outlives_deaths_and_is_there_once(lane: Lane) -> None:
    lane("tests.proof.kills.killing")
