"""The session's automaton against a table written by hand: what is allowed where, and nothing else."""

import pytest

from agent_terminal.core.stages import TRANSITIONS, Event, Stage, step
from common.errors import Rejected

ALLOWED = {
    "K1": "group:K2 search:K2s provider:K3 scan:K3 several:K2 stop:K6s leave:K7 claim:K10x end:K0",
    "K2": "search:K2s provider:K3 scan:K3 several:K2 back:K1 stop:K6s leave:K7 claim:K10x end:K0",
    "K2s": "provider:K3 scan:K3 several:K2 back:K2 groups:K1 stop:K6s leave:K7 claim:K10x end:K0",
    "K3": "back:K2 groups:K1 scan:K3 several:K2 fields:K4 stop:K6s leave:K7 claim:K10x end:K0",
    "K4": "back:K3 found:K5 unknown:K9 no_answer:K9n stop:K6s leave:K7 claim:K10x end:K0",
    "K5": "back:K3 confirm:K6 stop:K6s leave:K7 claim:K10x end:K0",
    "K6": "stop:K6s pay:K7 pay_part:K6r leave:K7 claim:K10x end:K0",
    "K6s": "continue:K6 pay:K7 pay_part:K6r other_number:K2 leave:K7 claim:K10x end:K0",
    "K6r": "pay:K7 pay_part:K6r other_number:K2 leave:K7 claim:K10x end:K0",
    "K7": "captured:K8 late:K10 refused:K10x end:K0",
    "K8": "end:K0",
    "K9": "back:K3 scan:K3 several:K2 stop:K6s leave:K7 claim:K10x end:K0",
    "K9n": "back:K3 again:K4 scan:K3 several:K2 stop:K6s leave:K7 claim:K10x end:K0",
    "K10": "captured:K8 refused:K10x end:K0",
    "K10x": "other_number:K2 end:K0",
    "K0": "",
}
"""Screen -> event:screen, as the flow of the kiosk draws it."""


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("event", Event)
def test_an_event_leads_where_the_flow_says_or_nowhere(stage: Stage, event: Event) -> None:
    allowed = dict(pair.split(":") for pair in ALLOWED[stage].split())

    if event in allowed:
        assert step(stage, event) == allowed[event]
    else:
        with pytest.raises(Rejected) as refusal:
            step(stage, event)
        assert refusal.value.code == "too_early"


def test_every_stage_is_reached_and_left() -> None:
    reached = set(TRANSITIONS.values()) | {Stage.GROUPS, Stage.PROVIDERS}

    assert reached == set(Stage)
    assert {stage for stage, _ in TRANSITIONS} == set(Stage) - {Stage.ENDED}


def test_cash_is_let_in_only_after_the_number_was_found_and_confirmed() -> None:
    ways_in = {(stage, event) for (stage, event), after in TRANSITIONS.items() if after is Stage.CASH}

    assert ways_in == {(Stage.CONFIRM, Event.CONFIRM), (Stage.STOP, Event.CONTINUE)}
    assert {stage for (stage, _), after in TRANSITIONS.items() if after is Stage.CONFIRM} == {Stage.CHECKING}
