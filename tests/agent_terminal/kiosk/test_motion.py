"""Nothing moves for those who do not want it, whether their system or the terminal's operator says so."""

import pytest

from agent_terminal.service import messages
from tests.agent_terminal.kiosk.conftest import Open
from tests.agent_terminal.kiosk.states import STATES, State
from tests.agent_terminal.kiosk.ways import checking

RUNNING = "document.getAnimations().filter((one) => one.playState === 'running').length"
MOVING = [state for state in STATES if state.name in ("K0", "K2-few", "K4", "K5", "K6", "K6s", "K7", "K8", "K13-K6")]


@pytest.mark.parametrize("state", MOVING, ids=[state.name for state in MOVING])
def test_under_reduced_motion_nothing_runs(opened: Open, state: State) -> None:
    kiosk = opened(providers=state.providers)
    state.reach(kiosk)

    assert kiosk.page.evaluate(RUNNING) == 0


def test_where_motion_is_allowed_the_wait_is_seen_to_move(opened: Open) -> None:
    kiosk = opened(reduced_motion="no-preference")
    checking(kiosk, "ru")
    kiosk.shows("K4").catches_up()

    assert kiosk.page.evaluate(RUNNING) > 0


def test_the_operator_can_stop_all_motion(opened: Open) -> None:
    kiosk = opened(reduced_motion="no-preference")
    kiosk.terminal.operate("set-kiosk", messages.SetKiosk(motion=False))
    checking(kiosk, "ru")
    kiosk.shows("K4").catches_up()

    assert kiosk.root.get_attribute("data-motion") == "off"
    assert kiosk.page.evaluate(RUNNING) == 0
