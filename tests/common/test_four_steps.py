"""The walk stops where it must, and says why it went no further."""

from collections.abc import Callable

import pytest

from common.clock import VirtualClock
from common.errors import ContractFault, OplataError, Unavailable
from common.four_steps import AFTER_A_NO, walk
from common.http_client import reach
from common.protocol.connection import Connection, StepName, StepState
from common.words import Words

FINE = Words("годится", "fine")
NO_PASSWORD = Words("пароля не знаем", "no password")


def yes() -> Words:
    return FINE


def no() -> Words:
    raise Unavailable("no_connection", "127.0.0.1:1")


def states(found: Connection) -> list[StepState]:
    return [step.state for step in found.steps]


def all_but(name: StepName, other: Callable[[], Words] | Words) -> dict[StepName, Callable[[], Words] | Words]:
    return {step: other if step is name else yes for step in StepName}


def test_everything_works() -> None:
    found = walk(dict.fromkeys(StepName, yes), VirtualClock())

    assert found.ok
    assert [step.words for step in found.steps] == [FINE] * 4


def test_after_a_no_nothing_more_is_tried() -> None:
    found = walk(all_but(StepName.HTTP, no), VirtualClock())

    assert states(found) == [StepState.OK, StepState.FAILED, StepState.SKIPPED, StepState.SKIPPED]
    assert "127.0.0.1:1" in found.steps[1].words.ru
    assert found.steps[3].words == AFTER_A_NO
    assert not found.ok


def test_what_cannot_be_tried_says_why_and_so_does_what_follows() -> None:
    found = walk(all_but(StepName.LOGIN, NO_PASSWORD), VirtualClock())

    assert states(found) == [StepState.OK, StepState.OK, StepState.SKIPPED, StepState.SKIPPED]
    assert found.steps[2].words == found.steps[3].words == NO_PASSWORD


def test_each_step_is_timed() -> None:
    clock = VirtualClock()

    def slow() -> Words:
        clock.advance(0.25)
        return FINE

    assert [step.ms for step in walk(all_but(StepName.PORT, slow), clock).steps] == [250, 0, 0, 0]


@pytest.mark.parametrize("url", ["", "127.0.0.1:80", "ftp://a", "http://", "http://a:999999", "http://[::1"])
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises(ContractFault):
        reach.reach(url)


def test_a_port_where_nobody_listens() -> None:
    with pytest.raises(OplataError) as refusal:
        reach.reach("http://127.0.0.1:1")
    assert refusal.value.code == "no_connection"
