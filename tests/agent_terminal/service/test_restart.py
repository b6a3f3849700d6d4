"""The process dies at any screen: the one that starts again shows the same screen with the same sum."""

from collections.abc import Callable

import pytest

from agent_terminal.ccnet.happenings import Decision
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT
from tests.agent_terminal.stand import BILLS, NUMBER, Stand


def to_fields(stand: Stand) -> None:
    stand.do("touch")
    stand.do("provider", provider_id=1)


def to_confirm(stand: Stand) -> None:
    to_fields(stand)
    stand.do("fields", account=NUMBER)


def to_sum(stand: Stand) -> None:
    stand.to_cash()
    stand.insert(10_000, 50_000)


def to_stop(stand: Stand) -> None:
    to_sum(stand)
    stand.do("stop")


def to_remainder(stand: Stand) -> None:
    stand.to_cash(provider_id=3)
    stand.insert(50_000)
    stand.do("pay")


def to_warning(stand: Stand) -> None:
    to_sum(stand)
    stand.pass_time(91)


def to_other_number(stand: Stand) -> None:
    to_stop(stand)
    stand.do("other_number")
    stand.do("provider", provider_id=2)


def to_not_found(stand: Stand) -> None:
    to_fields(stand)
    stand.do("fields", account=UNKNOWN_ACCOUNT)


def to_not_checked(stand: Stand) -> None:
    to_fields(stand)
    stand.centre.cut_off()
    stand.do("fields", account=NUMBER)
    stand.centre.join()


def to_sending(stand: Stand) -> None:
    to_sum(stand)
    stand.do("pay")


def to_paid(stand: Stand) -> None:
    to_sending(stand)
    stand.turn()
    stand.centre.capture_all()
    stand.pass_time(1)


def to_pending(stand: Stand) -> None:
    to_sending(stand)
    stand.pass_time(31)


def to_refused(stand: Stand) -> None:
    to_sending(stand)
    stand.turn()
    stand.centre.capture_all(Status.CANCELLED)
    stand.pass_time(1)


ROADS: dict[str, tuple[Callable[[Stand], object], int]] = {
    "K2": (lambda stand: stand.do("touch"), 0),
    "K3": (to_fields, 0),
    "K5": (to_confirm, 0),
    "K6": (to_sum, 60_000),
    "K6s": (to_stop, 60_000),
    "K6r": (to_remainder, 6_250),
    "K13": (to_warning, 60_000),
    "K3 with cash": (to_other_number, 60_000),
    "K9": (to_not_found, 0),
    "K9n": (to_not_checked, 0),
    "K7": (to_sending, 0),
    "K8": (to_paid, 0),
    "K10": (to_pending, 0),
    "K10x": (to_refused, 0),
}


@pytest.mark.parametrize("road", ROADS)
def test_the_screen_and_the_sum_are_the_same_after_a_restart(ready: Stand, road: str) -> None:
    ROADS[road][0](ready)
    before = ready.screen()
    assert (before.screen, before.data["held"]) == (road.split()[0], ROADS[road][1])

    ready.restart()
    ready.plug_in()
    after = ready.screen()

    assert (after.screen, after.deadline) == (before.screen, before.deadline)
    assert after.data == before.data
    ready.demand_money_adds_up()


def test_a_check_that_was_cut_off_is_made_again_under_the_same_id(ready: Stand) -> None:
    ready.ground.in_background = lambda work: None
    to_fields(ready)
    assert ready.do("fields", account=NUMBER).screen == "K4"

    ready.restart()
    ready.plug_in()
    assert ready.screen().screen == "K4"
    ready.turn()

    assert ready.screen().screen == "K5"


def test_the_mouth_opens_again_for_the_payer_who_stayed(ready: Stand) -> None:
    to_sum(ready)
    let_in = ready.slot.values

    ready.slot.values = frozenset()
    ready.restart()
    ready.plug_in()

    assert ready.slot.values == let_in
    assert ready.insert(10_000) == [Decision.STACK]
    assert ready.screen().data["inserted"] == 70_000


def test_the_payer_who_left_during_the_outage_is_paid_for(ready: Stand) -> None:
    to_sum(ready)
    ready.clock.advance(600)

    ready.restart()
    ready.plug_in()
    ready.turn()
    assert ready.screen().screen == "K13"
    ready.pass_time(31)

    assert [pay.inserted for pay in ready.centre.accepted.values()] == [60_000]


@pytest.mark.parametrize("road", ["K2", "K3", "K5"])
def test_nobody_is_asked_whether_he_is_there_after_an_outage_if_he_left_nothing(ready: Stand, road: str) -> None:
    ROADS[road][0](ready)
    ready.clock.advance(600)

    ready.restart()
    ready.plug_in()
    ready.turn()

    assert ready.screen().screen == "K0"


def test_a_short_outage_leaves_the_payer_his_time(ready: Stand) -> None:
    ready.to_cash()
    ready.clock.advance(95)

    ready.restart()
    ready.plug_in()
    ready.turn()

    assert ready.screen().screen == "K13"
    assert ready.do("continue").screen == "K6"


def test_a_note_stacked_while_the_terminal_was_down_belongs_to_its_session(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.escrowed(BILLS[3])

    ready.restart()
    ready.cash.stacked(3, None)
    ready.plug_in()

    assert ready.screen().data["inserted"] == 50_000
