"""Replies lost, requests doubled, a provider down or locked, a deposit run dry: nobody gains and nobody loses."""

from collections.abc import Callable

import pytest

from common.errors import ContractFault, Unavailable
from common.protocol import processing
from common.protocol.endpoint import Nothing
from processing_app.service import asks
from tests.faults.town import LOST, Town

NOTE = 10_000
HOUR = 3600
Towns = Callable[..., Town]


@pytest.mark.parametrize("times", range(1, 9))
def test_a_reply_lost_between_centre_and_provider_credits_once(towns: Towns, times: int) -> None:
    town = towns()
    town.provider.faults = [town.provider.lost] * times

    town.terminals[0].pay(NOTE)
    town.pass_time(600, step=10)

    town.all_credited_once(1)


@pytest.mark.parametrize("times", range(1, 9))
def test_a_reply_lost_between_terminal_and_centre_credits_once(towns: Towns, times: int) -> None:
    town = towns()
    town.lines[0].faults = [LOST] * times

    town.terminals[0].pay(NOTE)
    town.pass_time(600, step=10)

    town.all_credited_once(1)


def test_a_doubled_request_is_answered_the_same_and_credited_once(towns: Towns) -> None:
    town = towns()
    town.lines[0].doubled = 1

    town.terminals[0].pay(NOTE)
    town.pass_time(60)

    town.all_credited_once(1)


def test_a_provider_down_for_an_hour_is_paid_once_when_it_is_back(towns: Towns) -> None:
    town = towns()
    town.provider.down = Unavailable("no_connection")
    town.clock.advance(1)
    pay_without_check(town)

    town.pass_time(HOUR, step=5)
    assert town.states() == {"sent": 1}
    assert town.centre.balances()["holds"] > 0
    town.provider.down = None
    town.pass_time(300, step=5)

    town.all_credited_once(1)


def test_a_wrong_password_at_the_provider_fails_no_payment(towns: Towns) -> None:
    town = towns()
    terminal = town.terminals[0]
    terminal.to_cash()
    terminal.insert(NOTE)
    town.provider.down = ContractFault("wrong_password")
    terminal.do("pay")

    town.pass_time(HOUR, step=60)
    assert town.states() == {"sent": 1}
    assert terminal.slips() == []
    town.provider.down = None
    ask = asks.EditProvider(provider_id=1, password="the right one")
    town.centre.do(town.centre.service.contracts.edit_provider, ask)
    town.pass_time(120, step=5)

    town.all_credited_once(1)


def test_the_hold_never_returns_without_a_confirmed_void(towns: Towns) -> None:
    town = towns()
    terminal = town.terminals[0]
    before = town.centre.balances()["agent:1:deposit"]
    terminal.to_cash()
    terminal.insert(NOTE)
    town.provider.silent = {"credit", "void"}
    terminal.do("pay")

    for _ in range(20):
        town.pass_time(HOUR, step=60)
        assert town.states() == {"sent": 1}
        assert town.centre.balances()["holds"] > 0
    town.provider.silent = {"credit"}
    town.pass_time(HOUR, step=10)

    assert town.provider.credited == {}
    assert len(town.provider.voided) == 1
    assert town.centre.balances()["agent:1:deposit"] == before
    assert [slip.amount for slip in terminal.slips()] == [NOTE]
    terminal.demand_money_adds_up()


def test_two_terminals_race_for_the_last_deposit_and_both_payers_are_served(towns: Towns) -> None:
    """One is credited at once, the other after the top-up; nobody is sent away with a claim slip."""
    town = towns(deposit=15_000, terminals=2)
    for terminal in town.terminals:
        terminal.to_cash()
        terminal.insert(NOTE)
    for terminal in town.terminals:
        terminal.do("pay")

    town.pass_time(120)
    assert sorted(town.states().elements()) == ["captured", "to_send"]
    town.centre.top_up(1, 10_000)
    town.pass_time(400, step=5)

    town.all_credited_once(2)
    assert [terminal.slips() for terminal in town.terminals] == [[], []]


def test_directory_and_deposit_are_asked_on_time_and_zero_blocks_until_a_top_up(towns: Towns) -> None:
    town = towns(deposit=NOTE + NOTE // 100)
    terminal, line, began = town.terminals[0], town.lines[0], town.clock.now_ms()

    town.pass_time(HOUR + 30, step=10)
    assert every(30, line.minutes(processing.PROVIDERS, began)) == [0, 30, 60]
    assert every(5, line.minutes(processing.DEPOSIT, began))[:4] == [0, 5, 10, 15]
    terminal.pay(NOTE)
    terminal.turn()
    town.pass_time(60)

    assert town.centre.balances()["agent:1:deposit"] == 0
    assert terminal.screen().screen == "K14"
    assert terminal.screen().data["reasons"] == ["A-02"]
    town.centre.top_up(1, 100_000)
    town.pass_time(301)

    assert terminal.screen().screen == "K0"
    town.all_credited_once(1)


def every(step: int, minutes: list[int]) -> list[int]:
    """The minutes of the timer; what was asked on connecting is its beginning."""
    return sorted({minute for minute in minutes if minute % step == 0})


def pay_without_check(town: Town) -> None:
    """Cash is inside when the provider goes down."""
    down, town.provider.down = town.provider.down, None
    terminal = town.terminals[0]
    terminal.to_cash()
    terminal.insert(NOTE)
    town.provider.down = down
    terminal.do("pay")


def test_the_ledger_sums_to_zero_after_a_bad_day(towns: Towns) -> None:
    town = towns(terminals=2)
    for number in range(6):
        town.lines[number % 2].faults = [LOST, Unavailable("no_connection")]
        town.provider.faults = [town.provider.lost, Unavailable("no_answer")]
        town.terminals[number % 2].pay(NOTE, account=f"912345678{number}")
        town.pass_time(90, step=3)

    town.pass_time(600, step=10)

    town.all_credited_once(6)
    assert town.centre.look(town.centre.service.books.ledger, Nothing()).sum == 0
