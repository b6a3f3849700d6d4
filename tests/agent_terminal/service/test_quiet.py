"""Nobody touches anything: warnings, ends, and cash inside that is paid for a payer who left."""

from datetime import datetime, timedelta

import pytest

from agent_terminal.ccnet.codes import Status as Device
from agent_terminal.ccnet.happenings import StateChanged
from agent_terminal.service import messages
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT
from tests.agent_terminal.stand import OPERATOR, Stand


def test_a_quiet_screen_warns_and_then_ends(ready: Stand) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=1)

    ready.pass_time(61)
    shown = ready.screen()
    assert (shown.screen, shown.data["under"]) == ("K13", "K3")
    ready.pass_time(31)

    assert ready.screen().screen == "K0"


def test_a_touch_takes_the_warning_away_as_often_as_one_likes(ready: Stand) -> None:
    ready.to_cash()

    for _ in range(12):
        ready.pass_time(91, step=7)
        assert ready.screen().screen == "K13"
        assert ready.do("continue").screen == "K6"


def test_who_walks_away_from_cash_has_it_paid_to_the_confirmed_number(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)

    ready.pass_time(91)
    assert (ready.screen().screen, ready.screen().data["pays"]["inserted"]) == ("K13", 10_000)
    ready.pass_time(31)

    assert ready.screen().screen in ("K7", "K8")
    (paid,) = ready.centre.accepted.values()
    assert paid.inserted == 10_000
    ready.demand_money_adds_up()


@pytest.mark.parametrize("leave_at", ["stop", "other_number", "back_at_fields"])
def test_it_is_paid_from_every_screen_reached_with_cash(ready: Stand, leave_at: str) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.do("stop")
    if leave_at != "stop":
        ready.do("other_number")
    if leave_at == "back_at_fields":
        ready.do("provider", provider_id=2)

    ready.pass_time(95)

    assert [pay.inserted for pay in ready.centre.accepted.values()] == [10_000]
    ready.demand_money_adds_up()


def test_the_question_says_where_the_cash_would_go_from_whatever_screen(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.do("stop")
    ready.do("other_number")
    ready.do("provider", provider_id=2)

    ready.pass_time(61)
    shown = ready.screen()

    assert (shown.screen, shown.data["under"]) == ("K13", "K3")
    assert (shown.data["provider_id"], shown.data["account"]) == (1, "9123456789")
    assert shown.data["pays"] == {"inserted": 10_000, "fee": 0, "amount": 10_000}


@pytest.mark.parametrize("under", ["K2", "K3", "K5", "K9"])
def test_and_the_payer_may_have_that_done_at_once(ready: Stand, under: str) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.do("stop")
    ready.do("other_number")
    if under != "K2":
        ready.do("provider", provider_id=1)
    if under in ("K5", "K9"):
        ready.do("fields", account=UNKNOWN_ACCOUNT if under == "K9" else "9223334455")
    ready.pass_time(61 if under != "K9" else 31)
    assert (ready.screen().screen, ready.screen().data["under"]) == ("K13", under)

    assert ready.do("pay").screen == "K7"
    ready.turn()

    assert [(pay.account, pay.inserted) for pay in ready.centre.accepted.values()] == [("9123456789", 10_000)]
    ready.demand_money_adds_up()


def test_paying_at_once_pays_what_it_can_and_keeps_the_rest(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(10_000)
    ready.do("stop")
    ready.do("other_number")
    ready.pass_time(61)
    shown = ready.screen()
    assert (shown.screen, shown.data["can_pay"], shown.data["pays"]) == ("K13", False, None)

    assert ready.do("pay").screen == "K10x"

    assert [slip.amount for slip in ready.slips()] == [10_000]
    ready.demand_money_adds_up()


def test_a_number_that_was_not_found_is_no_end_for_who_has_cash_inside(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.do("stop")
    ready.do("other_number")
    ready.do("provider", provider_id=1)
    assert ready.do("fields", account=UNKNOWN_ACCOUNT).screen == "K9"

    ready.pass_time(31)
    assert ready.screen().screen == "K13"
    ready.pass_time(31)

    assert [pay.account for pay in ready.centre.accepted.values()] == ["9123456789"]
    ready.demand_money_adds_up()


def test_sending_says_when_it_takes_longer_than_usual(ready: Stand) -> None:
    ready.pay(10_000)

    shown = ready.screen()

    assert shown.screen == "K7"
    assert datetime.fromisoformat(shown.data["slow_at"]) - shown.now == timedelta(seconds=10)
    assert shown.deadline is not None
    assert shown.deadline - shown.now == timedelta(seconds=30)


def test_who_walks_away_from_too_little_leaves_a_claim_slip(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(10_000)

    ready.pass_time(125)

    assert ready.screen().screen == "K10x"
    assert [slip.amount for slip in ready.slips()] == [10_000]
    ready.pass_time(31)
    assert ready.screen().screen == "K0"
    ready.demand_money_adds_up()


def test_a_remainder_left_behind_goes_onto_a_slip_beside_the_payment(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    ready.insert(50_000)
    ready.do("pay")

    ready.pass_time(95)

    assert [pay.inserted for pay in ready.centre.accepted.values()] == [43_750]
    assert [slip.amount for slip in ready.slips()] == [6_250]
    ready.demand_money_adds_up()


def test_after_a_refusal_unclaimed_cash_goes_back_onto_a_slip_with_the_same_code(ready: Stand) -> None:
    ready.pay(50_000)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)
    code = ready.screen().data["slips"][0]["code"]
    ready.do("other_number")

    ready.pass_time(95)

    (slip,) = ready.screen().data["slips"]
    assert (slip["code"], slip["amount"], slip["reason"]) == (code, 50_000, "amount_out_of_range")
    ready.demand_money_adds_up()


def test_time_stands_still_while_a_note_is_on_its_way(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.happened(StateChanged(Device.ACCEPTING, None))

    ready.pass_time(300)
    assert ready.screen().screen == "K6"
    ready.cash.happened(StateChanged(Device.RETURNING, None))
    ready.pass_time(91)

    assert ready.screen().screen == "K13"


def test_a_slow_centre_leaves_the_payer_with_a_receipt_and_the_word_pending(ready: Stand) -> None:
    ready.centre.cut_off()
    ready.centre.problems.pop("everything")
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.cut_off()
    ready.do("pay")

    ready.pass_time(31)
    shown = ready.screen()
    assert (shown.screen, shown.data["receipt"]["inserted"]) == ("K10", 10_000)
    ready.pass_time(31)
    assert ready.screen().screen == "K0"
    ready.centre.join()
    ready.pass_time(61)

    assert len(ready.centre.accepted) == 1


def test_a_check_that_nobody_answers_ends_after_half_a_minute(ready: Stand) -> None:
    ready.ground.in_background = lambda work: None
    ready.do("touch")
    ready.do("provider", provider_id=1)
    assert ready.do("fields", account="9123456789").screen == "K4"

    ready.pass_time(31)

    assert ready.screen().screen == "K9n"


def test_an_answer_that_comes_too_late_does_not_move_the_payer(ready: Stand) -> None:
    late: list[object] = []
    ready.ground.in_background = late.append
    ready.do("touch")
    ready.do("provider", provider_id=1)
    ready.do("fields", account="9123456789")
    ready.do("back")

    for work in late:
        work()  # type: ignore[operator]

    assert ready.screen().screen == "K3"


def test_the_result_closes_by_itself(ready: Stand) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=1)
    ready.do("fields", account=UNKNOWN_ACCOUNT)

    ready.pass_time(31)

    assert ready.screen().screen == "K0"


def test_patience_makes_every_wait_longer(ready: Stand) -> None:
    ask = messages.SetAgent(name="Агент", patience=3)
    ready.database.write(lambda db: ready.service.set_agent(db, OPERATOR, ask))
    ready.do("touch")

    ready.pass_time(170)
    assert ready.screen().screen == "K2"
    ready.pass_time(20)

    assert ready.screen().screen == "K13"
