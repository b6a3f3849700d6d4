"""No order of steps breaks the models of payments, of the queue, of the till."""

import pytest

from tests.proof.conftest import Lane


@pytest.mark.timeout(3600)
def test_no_order_of_steps_breaks_a_model(lane: Lane) -> None:
    lane("tests.proof.machines.running")
