"""Five hundred presses by chance: no way leads home with cash inside, and every note is paid or kept."""

import pytest

from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.providers import FEW, MANY
from tests.agent_terminal.kiosk.walk import walked

STEPS = 500
SEEDS = (1,)
MORE = tuple(range(2, 12))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", [*SEEDS, *(pytest.param(seed, marks=pytest.mark.long) for seed in MORE)])
def test_no_press_loses_a_note(opened: Open, seed: int) -> None:
    kiosk = opened(providers=MANY if seed % 2 else FEW)

    walk = walked(kiosk, seed, STEPS)

    assert walk.stacked > 0
    assert {"K0", "K3", "K5", "K6", "K6s", "K7"} <= walk.screens
    kiosk.demand_no_complaints()
