"""What the terminal promises its payer, a test a promise; finer tests elsewhere hold each, here it has its name."""

from collections.abc import Callable
from typing import Any

import pytest

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import (
    CassetteOut,
    Decision,
    Happening,
    Jammed,
    Offline,
    Paused,
    Rejecting,
    Returned,
    StateChanged,
)
from agent_terminal.service.send import FOLLOW_LONGEST
from common.errors import OplataError, Rejected, Unavailable
from common.protocol import processing
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT
from tests.agent_terminal.stand import BILLS, NUMBER, Stand

HUNDRED, FIVE_HUNDRED = BILLS[2], BILLS[3]


def paid(stand: Stand) -> list[tuple[str, int]]:
    """Whom the centre has money for, and how much cash it was."""
    return [(pay.account, pay.inserted) for pay in stand.centre.accepted.values()]


def refuses_notes(stand: Stand) -> bool:
    """The mouth is closed, and a note pushed in by force goes back."""
    return stand.slot.values == frozenset() and stand.cash.escrowed(HUNDRED) is Decision.RETURN


def test_the_number_is_checked_before_any_cash(ready: Stand) -> None:
    assert refuses_notes(ready)
    steps: tuple[Callable[[], object], ...] = (
        lambda: ready.do("touch"),
        lambda: ready.do("search"),
        lambda: ready.do("provider", provider_id=1),
        lambda: ready.do("fields", account=UNKNOWN_ACCOUNT),
        lambda: ready.do("back"),
        lambda: ready.do("fields", account=NUMBER),
    )
    for step in steps:
        step()
        assert refuses_notes(ready), ready.screen().screen
    assert ready.screen().screen == "K5"
    assert ready.centre.times(processing.CHECK) == 2

    ready.do("confirm")

    assert HUNDRED.value in ready.slot.values


@pytest.mark.parametrize("trouble", [
    Unavailable("no_connection", "x"), Unavailable("provider_unavailable", "x"), Unavailable("too_many_checks", "600"),
])  # fmt: skip
def test_a_number_that_could_not_be_checked_takes_no_cash(ready: Stand, trouble: OplataError) -> None:
    ready.centre.problems[processing.CHECK.path] = trouble
    ready.do("touch")
    ready.do("provider", provider_id=1)

    assert ready.do("fields", account=NUMBER).screen == "K9n"
    assert refuses_notes(ready)
    with pytest.raises(Rejected):
        ready.do("confirm")


def test_the_fee_is_shown_before_the_cash_and_during_it_and_is_the_one_that_is_taken(ready: Stand) -> None:
    ready.set_commission(basis_points=300, minimum=1_000)
    ready.do("touch")
    ready.do("provider", provider_id=1)

    before = ready.do("fields", account=NUMBER).data
    assert before["commission"] == {"basis_points": 300, "fixed": 0, "minimum": 1_000, "maximum": None}
    assert (before["insert_least"], before["minimum"]) == (2_000, 1_000)
    ready.set_commission(basis_points=5_000)
    shown = ready.do("confirm").data
    assert shown["commission"]["basis_points"] == 300
    for inserted, fee in ((10_000, 1_000), (60_000, 1_800)):
        ready.insert(inserted - ready.screen().data["inserted"])
        shown = ready.screen().data
        assert (shown["inserted"], shown["fee"], shown["amount"]) == (inserted, fee, inserted - fee)
    told = ready.do("pay").data["receipt"]
    ready.turn()

    (accepted,) = ready.centre.accepted.values()
    assert (accepted.inserted, accepted.agent_fee, accepted.amount) == (60_000, 1_800, 58_200)
    assert (told["inserted"], told["agent_fee"], told["amount"]) == (60_000, 1_800, 58_200)


def test_a_note_is_counted_once_and_at_once_after_81_and_its_commit(ready: Stand) -> None:
    ready.to_cash()
    before = ready.screen()

    assert ready.cash.escrowed(HUNDRED) is Decision.STACK
    assert ready.screen().data["inserted"] == 0
    ready.cash.stacked(HUNDRED.type, HUNDRED)
    after = ready.screen()
    ready.cash.stacked(HUNDRED.type, HUNDRED)

    assert after.data["inserted"] == 10_000
    assert after.edition != before.edition
    assert ready.screen().data["inserted"] == 10_000


def walk_away(stand: Stand) -> None:
    stand.pass_time(125)


def reload(stand: Stand) -> None:
    for _ in range(5):
        assert stand.screen().data["inserted"] == 10_000


def crash(stand: Stand) -> None:
    stand.restart()
    stand.plug_in()


def power_of_the_device(stand: Stand) -> None:
    stand.unplug()
    assert stand.screen().screen == "K6s"
    stand.plug_in()


def power_of_everything(stand: Stand) -> None:
    stand.clock.advance(3_600)
    crash(stand)


def no_network(stand: Stand) -> None:
    stand.centre.cut_off()
    stand.pass_time(600, step=5)
    assert stand.screen().screen != "K6"
    stand.centre.join()


def network_lost_on_the_way(stand: Stand) -> None:
    stand.do("pay")
    stand.centre.lose_replies = 3
    stand.pass_time(100)


def jam(stand: Stand) -> None:
    for news in (StateChanged(Device.JAMMED, None), Jammed(in_cassette=False)):
        stand.cash.happened(news)


def pulled_cassette(stand: Stand) -> None:
    for news in (StateChanged(Device.CASSETTE_OUT, None), CassetteOut()):
        stand.cash.happened(news)


DISASTERS = (
    walk_away,
    reload,
    crash,
    power_of_the_device,
    power_of_everything,
    no_network,
    network_lost_on_the_way,
    jam,
    pulled_cassette,
)


@pytest.mark.parametrize("disaster", DISASTERS, ids=lambda disaster: disaster.__name__)
def test_cash_that_is_inside_is_never_lost(ready: Stand, disaster: Callable[[Stand], None]) -> None:
    ready.to_cash()
    ready.insert(10_000)

    disaster(ready)
    ready.pass_time(400, step=5)

    assert paid(ready) == [(NUMBER, 10_000)]
    ready.centre.capture_all()
    ready.pass_time(2 * FOLLOW_LONGEST, step=5)
    assert ready.demand_money_adds_up().captured == 10_000


def test_no_answer_is_not_a_refusal(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.cut_off()
    ready.do("pay")

    ready.pass_time(31)
    shown = ready.screen()

    assert (shown.screen, shown.data["slips"]) == ("K10", [])
    assert shown.data["receipt"]["code"] == shown.data["code"]
    assert [one["state"] for one in shown.data["payments"]] == ["to_send"]
    ready.centre.join()
    ready.pass_time(61)
    ready.centre.capture_all()
    ready.pass_time(30)
    assert ready.payments()[0].state == "captured"


def test_an_answer_that_comes_while_the_payer_still_waits_is_told_him(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.cut_off()
    ready.do("pay")
    ready.pass_time(31)
    assert ready.screen().screen == "K10"
    ready.centre.meanwhile = ready.centre.capture_all
    ready.centre.join()

    ready.pass_time(20)

    assert ready.screen().screen == "K8"


def test_nobody_is_asked_to_pay_twice(ready: Stand) -> None:
    """Whatever is repeated is repeated under the same id, and a screen that waits for an answer has no way to pay."""
    ready.centre.lose_replies = 0
    ready.to_cash()
    ready.insert(10_000)
    ready.do("pay")
    ready.centre.lose_replies = 5
    for screen in ("K7", "K10"):
        assert ready.screen().screen == screen
        for wish in ("pay", "again", "confirm", "other_number", "back", "provider", "fields"):
            with pytest.raises(Rejected):
                ready.do(wish, provider_id=1, account=NUMBER)
        ready.pass_time(31)

    ready.pass_time(200)

    asked = {ask.payment_id for ask in ready.centre.asks(processing.PAY)}
    assert len(ready.centre.asks(processing.PAY)) > 1
    assert len(asked) == 1
    assert paid(ready) == [(NUMBER, 10_000)]


def test_an_empty_deposit_closes_the_terminal_only_between_payers(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.available = 0
    for _ in range(8):
        ready.do("touch")
        ready.pass_time(60, step=30)
    assert ready.state().available == 0
    assert (ready.screen().screen, ready.state().blocked) == ("K6", ["A-02"])

    assert ready.insert(10_000) == [Decision.STACK]
    ready.do("pay")
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(1)
    assert ready.screen().screen == "K8"
    assert paid(ready) == [(NUMBER, 20_000)]

    assert ready.do("done").data["reasons"] == ["A-02"]


def test_the_sum_is_limited_by_the_deposit_before_cash_comes(ready: Stand) -> None:
    ready.centre.available = 30_000
    ready.pass_time(301, step=30)

    shown = ready.to_cash()

    assert shown.data["insert_most"] == 30_000
    assert max(ready.slot.values) == 20_000
    ready.insert(10_000, 10_000)
    assert max(ready.slot.values) == 10_000
    ready.insert(10_000)
    assert ready.slot.values == frozenset()
    assert ready.do("pay").screen == "K7"


@pytest.mark.parametrize(
    ("news", "notice"),
    [
        ((Rejecting(0x60),), "insert_straight"),
        ((Rejecting(0x62),), "take_previous"),
        ((Rejecting(0x65),), "not_recognised"),
        ((Rejecting(0x68),), "not_taken_now"),
        ((Returned(2, HUNDRED),), "returned"),
        ((Paused(),), "remove_second"),
    ],
)
def test_a_refused_note_is_explained_and_moves_no_sum(ready: Stand, news: tuple[Happening, ...], notice: str) -> None:
    ready.to_cash()
    ready.insert(10_000)

    for one in news:
        ready.cash.happened(one)

    shown = ready.screen().data
    assert (shown["notice"], shown["inserted"]) == (notice, 10_000)
    assert shown["lets_in"] == sorted(ready.slot.values)


def test_a_note_that_does_not_fit_is_explained_with_those_that_do(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(10_000)

    assert ready.cash.escrowed(BILLS[5]) is Decision.RETURN

    shown = ready.screen().data
    assert (shown["notice"], shown["inserted"]) == ("not_taken_now", 10_000)
    assert 500_000 not in shown["lets_in"]


def everything(value: Any) -> str:
    return repr(value)


def test_the_next_payer_sees_nothing_of_the_last(ready: Stand) -> None:
    ready.do("touch", language="en")
    ready.pay(10_000, 50_000, account="9876543210")
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)
    last = ready.screen().data
    assert last["slips"]
    ready.do("done")

    idle = ready.screen()
    next_one = ready.do("touch")

    assert idle.screen == "K0"
    assert next_one.data["language"] == "ru"
    for secret in ("9876543210", "60000", last["slips"][0]["code"], last["session_id"]):
        assert secret not in everything(idle.data) + everything(next_one.data)


def test_a_silent_acceptor_without_cash_takes_nobodys_time(ready: Stand) -> None:
    ready.to_cash()

    ready.cash.happened(Offline(5.0))

    assert (ready.screen().screen, ready.screen().data["reasons"]) == ("K14", ["H-04"])
    ready.plug_in()
    assert ready.screen().screen == "K0"
