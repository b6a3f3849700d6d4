"""The centre is asked by the clock, and a terminal blocks and opens by what it answers, between payers only."""

import pytest

from common.clock import moment
from common.errors import ContractFault, Unavailable
from common.protocol import processing
from tests.agent_terminal.centre import provider
from tests.agent_terminal.stand import Stand


def test_the_directory_is_asked_every_30_minutes_and_the_deposit_every_5(ready: Stand) -> None:
    ready.centre.asked.clear()
    ready.service.polls.all_soon()

    ready.turn()
    ready.pass_time(3_600, step=10)

    assert ready.centre.minutes_of(processing.PROVIDERS) == [0, 30, 60]
    assert ready.centre.minutes_of(processing.DEPOSIT) == list(range(0, 61, 5))


def test_the_version_at_hand_is_told_and_unchanged_keeps_the_directory(ready: Stand) -> None:
    ready.centre.asked.clear()

    ready.pass_time(1_801, step=60)

    assert [ask.version for ask in ready.centre.asks(processing.PROVIDERS)] == [1]
    assert ready.state().providers == 3


def test_a_new_version_replaces_the_directory_but_not_under_a_payer(ready: Stand) -> None:
    ready.to_cash()
    ready.centre.version, ready.centre.providers = 2, [provider(1, minimum=99_900, maximum=99_900)]
    ready.service.polls.all_soon()
    ready.turn()

    ready.insert(10_000)
    ready.do("pay")
    ready.turn()

    (paid,) = ready.centre.accepted.values()
    assert (paid.directory_version, paid.amount) == (1, 10_000)
    assert ready.state().directory_version == 2


def test_a_centre_that_counts_its_versions_anew_is_followed(ready: Stand) -> None:
    ready.centre.version = 7
    ready.pass_time(1_801, step=60)
    ready.centre.version, ready.centre.providers = 2, [provider(5)]

    ready.pass_time(1_801, step=60)

    assert (ready.state().directory_version, ready.state().providers) == (2, 1)


def test_the_deposit_is_asked_after_each_payment(ready: Stand) -> None:
    ready.pay(10_000)
    ready.centre.asked.clear()

    ready.turn()

    assert ready.centre.times(processing.DEPOSIT) == 1
    assert ready.state().available == 990_000


@pytest.mark.parametrize("available", [0, -100, 999])
def test_zero_or_less_than_the_least_payment_blocks_and_a_top_up_frees(ready: Stand, available: int) -> None:
    ready.centre.available = available
    ready.pass_time(300, step=10)

    assert ready.screen().screen == "K14"
    closed = ready.do("touch")
    assert closed.data["reasons"] == ["A-02"]
    left = ready.state().next_deposit_seconds
    assert left
    assert closed.deadline == moment(ready.clock.now_ms() + left * 1000)
    ready.centre.available = 1_000
    ready.pass_time(300, step=10)

    assert ready.screen().screen == "K0"


def test_a_blocked_agent_blocks_the_terminal(ready: Stand) -> None:
    ready.centre.blocked = True

    ready.pass_time(300, step=10)

    assert ready.state().blocked == ["A-02"]


def test_who_has_begun_finishes_and_only_the_next_is_turned_away(ready: Stand) -> None:
    ready.to_cash()
    ready.centre.available = 0
    ready.service.polls.all_soon()
    ready.turn()

    assert ready.state().blocked == ["A-02"]
    assert ready.insert(10_000) != []
    assert ready.do("pay").screen == "K7"
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(1)
    assert ready.do("done").screen == "K14"
    assert len(ready.centre.accepted) == 1


def test_cash_that_waits_to_be_sent_counts_against_the_deposit(ready: Stand) -> None:
    ready.centre.available = 50_000
    ready.service.polls.all_soon()
    ready.turn()
    ready.centre.problems["/v1/payments"] = Unavailable("not_now", "x")

    ready.pay(50_000)

    assert ready.state().available == 0
    assert "A-02" in ready.state().blocked


def test_providers_above_the_deposit_are_not_offered(ready: Stand) -> None:
    ready.centre.available = 20_000
    ready.service.polls.all_soon()
    ready.turn()

    listed = ready.do("touch").data["providers"]

    assert {one["provider_id"]: one["available"] for one in listed} == {1: True, 2: True, 3: False}


def test_without_a_contract_the_terminal_is_closed(stand: Stand) -> None:
    stand.plug_in()
    stand.turn()

    assert stand.screen().data["reasons"] == ["N-01"]
    assert stand.centre.asked == []


def test_without_an_acceptor_the_terminal_is_closed(stand: Stand) -> None:
    stand.connect()

    assert stand.screen().data["reasons"] == ["H-04"]


def test_a_centre_silent_for_a_quarter_of_an_hour_closes_the_terminal_until_it_is_back(ready: Stand) -> None:
    ready.centre.cut_off()
    ready.pass_time(900, step=10)
    assert ready.state().blocked == []
    ready.pass_time(400, step=10)
    assert ready.state().blocked == ["N-01"]

    ready.centre.join()
    ready.pass_time(30, step=5)

    assert ready.state().blocked == []


def test_a_wrong_login_blocks_and_a_new_contract_frees(ready: Stand) -> None:
    ready.centre.problems["everything"] = ContractFault("wrong_password")
    ready.pass_time(300, step=10)
    assert ready.screen().data["reasons"] == ["A-01"]

    ready.centre.join()
    ready.connect()

    assert ready.screen().screen == "K0"


def test_a_contract_mended_at_the_other_end_frees_by_itself(ready: Stand) -> None:
    ready.centre.problems["everything"] = ContractFault("forbidden")
    ready.pass_time(300, step=10)
    ready.centre.join()

    ready.pass_time(30, step=5)

    assert ready.screen().screen == "K0"


def test_a_known_deposit_survives_a_restart_but_not_a_long_sleep(ready: Stand) -> None:
    ready.restart()
    ready.plug_in()
    assert ready.state().blocked == []

    ready.clock.advance(3_600)

    assert ready.state().blocked == ["N-01"]
