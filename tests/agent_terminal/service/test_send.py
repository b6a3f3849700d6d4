"""Accepted cash reaches the centre once, however long it takes; and what the centre says of it later is heard."""

from itertools import pairwise

import pytest

from agent_terminal.service import messages, send
from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.protocol import processing
from common.protocol.endpoint import Nothing
from common.status import Status
from tests.agent_terminal.stand import CARD, OPERATOR, Stand


def state_of(stand: Stand) -> str:
    (payment,) = stand.payments()
    return payment.state


def test_after_hours_without_the_centre_a_payment_is_sent_once_with_the_same_id(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.cut_off()
    ready.do("pay")
    payment_id = ready.payments()[0].payment_id

    ready.pass_time(5 * 3_600, step=30)
    assert state_of(ready) == "to_send"
    ready.centre.join()
    ready.pass_time(61, step=1)

    assert list(ready.centre.accepted) == [payment_id]
    assert {ask.payment_id for ask in ready.centre.asks(processing.PAY)} == {payment_id}
    assert state_of(ready) == "sent"


def test_a_silent_centre_is_probed_by_one_payment_at_growing_pauses_of_at_most_a_minute(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Unavailable("no_connection", "cut")
    for _ in range(3):
        ready.pay(10_000)
        ready.pass_time(65)
        ready.do("done") if ready.screen().screen != "K0" else None
    ready.centre.asked.clear()

    ready.pass_time(3_600, step=1)

    tries = [at for at, path, _ in ready.centre.asked if path == processing.PAY.path]
    pauses = [(after - before) // 1000 for before, after in pairwise(tries)]
    assert max(pauses) <= 61
    assert len(tries) <= 3_600 // 20


def test_what_waits_goes_at_once_when_the_centre_is_heard_again(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    ready.centre.cut_off()
    ready.do("pay")
    ready.pass_time(600, step=10)
    ready.centre.join()

    ready.service.polls.all_soon()
    ready.service.polls.turn()
    ready.service.sending.turn()

    assert len(ready.centre.accepted) == 1


@pytest.mark.parametrize("code", ["not_now", "busy", "internal_error", "unreadable_answer", "no_answer"])
def test_no_answer_in_any_form_is_never_a_no(ready: Stand, code: str) -> None:
    ready.centre.problems["/v1/payments"] = Unavailable(code, "x")
    ready.pay(10_000)

    ready.pass_time(86_400 * 3, step=900)
    assert state_of(ready) == "to_send"
    assert ready.slips() == []
    ready.centre.join()
    ready.pass_time(61)

    assert state_of(ready) == "sent"


def test_a_top_up_sends_what_was_not_now(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Unavailable("not_now", "deposit")
    ready.pay(10_000)
    ready.pass_time(200)
    ready.centre.join()
    ready.centre.available += 5_000

    ready.service.polls.all_soon()
    ready.service.polls.turn()
    ready.service.sending.turn()

    assert state_of(ready) == "sent"


def test_a_wrong_contract_keeps_everything_and_goes_on_after_connect(ready: Stand) -> None:
    ready.pay(10_000)
    ready.centre.problems["everything"] = ContractFault("wrong_password")
    ready.pass_time(120)
    assert state_of(ready) == "to_send"
    assert ready.state().blocked == ["A-01"]
    assert ready.centre.times(processing.PAY) == 1

    ready.centre.join()
    ready.connect()
    ready.service.sending.turn()

    assert state_of(ready) == "sent"


def test_what_cannot_be_is_set_aside_for_a_person_and_keeps_its_cash(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Broken("payment_id_reused", "x")
    ready.pay(10_000)
    ready.pass_time(3_600, step=60)

    assert state_of(ready) == "review"
    assert ready.centre.times(processing.PAY) == 1
    assert ready.state().in_review == 1
    assert ready.demand_money_adds_up().in_review == 10_000
    ready.centre.join()
    answer = ready.service.send_now(OPERATOR, Nothing())

    assert (answer.sent, answer.left, state_of(ready)) == (1, 0, "sent")


def test_payments_to_one_account_go_in_order_and_do_not_hold_up_others(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Unavailable("not_now", "x")
    accounts = ["9111111111", "9111111111", "9222222222"]
    for account in accounts:
        ready.pay(10_000, account=account)
        ready.pass_time(70)
    ready.centre.asked.clear()
    ready.centre.join()

    ready.service.sending.hurry()
    ready.service.sending.turn()
    assert [pay.account for pay in ready.centre.asks(processing.PAY)] == ["9111111111", "9222222222"]
    ready.service.sending.turn()

    assert [pay.account for pay in ready.centre.asks(processing.PAY)] == ["9111111111", "9222222222", "9111111111"]


@pytest.mark.parametrize(
    ("status", "state", "screen"),
    [
        (Status.CAPTURED, "captured", "K8"),
        (Status.CANCELLED, "cancelled", "K10x"),
        (Status.FAILED, "cancelled", "K10x"),
        (Status.REFUNDED, "cancelled", "K10x"),
        (Status.AUTHORIZED, "sent", "K7"),
    ],
)
def test_an_accepted_payment_is_followed_to_its_end(ready: Stand, status: Status, state: str, screen: str) -> None:
    ready.pay(10_000)
    ready.turn()
    ready.centre.capture_all(status)

    ready.pass_time(1)

    assert (state_of(ready), ready.screen().screen) == (state, screen)
    assert len(ready.slips()) == (state == "cancelled")
    ready.demand_money_adds_up()


def test_a_repeat_that_finds_the_payment_credited_ends_it_at_once(ready: Stand) -> None:
    ready.pay(10_000)
    ready.centre.lose_replies = 1
    ready.turn()
    ready.centre.capture_all()

    ready.service.sending.hurry()
    ready.service.sending.turn()

    assert state_of(ready) == "captured"


def test_a_payment_the_centre_has_forgotten_is_put_before_a_person(ready: Stand) -> None:
    ready.pay(10_000)
    ready.turn()
    ready.centre.accepted.clear()
    ready.pass_time(1)
    assert state_of(ready) == "review"

    ready.service.send_now(OPERATOR, Nothing())

    assert state_of(ready) == "sent"
    assert len(ready.centre.accepted) == 1


def test_pending_payments_are_asked_about_ever_more_seldom(ready: Stand) -> None:
    ready.pay(10_000)
    ready.turn()
    ready.centre.asked.clear()

    ready.pass_time(3_600, step=1)

    assert 60 <= ready.centre.times(processing.PAYMENTS) <= 75


def test_more_pending_payments_than_one_question_takes_are_asked_about_in_turns(
    ready: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send, "ASKED_AT_ONCE", 2)
    for number in range(5):
        ready.pay(1_000, account=f"91{number:08}")
        ready.pass_time(65, step=31)
    ready.centre.capture_all()

    ready.pass_time(200, step=1)

    assert {payment.state for payment in ready.payments()} == {"captured"}
    assert max(len(ask.payment_ids) for ask in ready.centre.asks(processing.PAYMENTS)) == 2


def test_a_refusal_after_the_payer_left_is_a_claim_slip_with_the_payments_code(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Unavailable("busy", "x")
    ready.pay(10_000)
    ready.pass_time(70)
    assert ready.screen().screen == "K0"
    ready.centre.problems["/v1/payments"] = Rejected("unknown_provider", "1")

    ready.pass_time(61)

    (slip,) = ready.slips()
    assert (slip.code, slip.amount, slip.reason) == (ready.payments()[0].code, 10_000, "unknown_provider")
    assert ready.screen().screen == "K0"


@pytest.mark.parametrize("name", ["pay", "sent"])
def test_a_death_around_the_commit_sends_the_payment_once(ready: Stand, name: str) -> None:
    ready.to_cash()
    ready.insert(10_000)
    if name == "sent":
        ready.do("pay")
        ready.centre.lose_replies = 1
        ready.turn()
    ready.restart()
    ready.plug_in()
    if name == "pay":
        ready.do("pay")

    ready.pass_time(61)

    assert len(ready.centre.accepted) == 1
    assert ready.state().unsent == 0


def test_the_question_never_changes_between_repeats(ready: Stand) -> None:
    ready.pay(10_000)
    ready.centre.lose_replies = 2
    ready.pass_time(30)
    other = messages.Connect(card=CARD, terminal="T9")
    ready.service.connect(OPERATOR, other)
    ready.centre.lose_replies = 1

    ready.pass_time(30)

    asked = ready.centre.asks(processing.PAY)
    assert len(asked) >= 3
    assert all(ask == asked[0] for ask in asked)


def test_errors_outside_the_money_path_do_not_touch_payments(ready: Stand) -> None:
    problem: OplataError = Unavailable("busy", "x")
    ready.pay(10_000)
    ready.turn()
    ready.centre.problems["/v1/payments/status"] = problem

    ready.pass_time(120)

    assert state_of(ready) == "sent"
