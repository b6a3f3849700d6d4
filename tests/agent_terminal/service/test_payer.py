"""A payer at the screen: from the first touch to the receipt, and every way off that road."""

import pytest

from agent_terminal.ccnet.happenings import Decision, Jammed, Rejecting, Stacked, StateChanged
from common.errors import Rejected, Unavailable
from common.protocol import processing
from common.status import Status
from tests.agent_terminal.centre import UNKNOWN_ACCOUNT, provider
from tests.agent_terminal.stand import BILLS, NUMBER, Stand


def test_a_payment_goes_from_touch_to_paid(ready: Stand) -> None:
    ready.set_commission(basis_points=300)

    assert ready.do("touch").screen == "K2"
    assert ready.do("provider", provider_id=1).screen == "K3"
    assert ready.do("fields", account=NUMBER).screen == "K5"
    cash = ready.do("confirm")
    assert cash.screen == "K6"
    assert ready.insert(50_000) == [Decision.STACK]
    data = ready.screen().data
    assert (data["inserted"], data["fee"], data["amount"], data["can_pay"]) == (50_000, 1_500, 48_500, True)
    told = ready.do("pay")
    assert told.screen == "K7"
    assert told.data["receipt"]["amount"] == 48_500
    ready.turn()
    ready.centre.capture_all()
    ready.pass_time(1)

    assert ready.screen().screen == "K8"
    assert ready.do("done").screen == "K0"
    (paid,) = ready.centre.accepted.values()
    assert (paid.inserted, paid.agent_fee, paid.amount, paid.terminal) == (50_000, 1_500, 48_500, "T1")
    assert ready.demand_money_adds_up().captured == 50_000


def test_the_payment_id_is_stored_before_its_check_and_never_changes(ready: Stand) -> None:
    seen: list[bool] = []
    ready.centre.meanwhile = lambda: seen.append(
        ready.database.read(lambda db: bool(db.raw.execute("SELECT count(*) FROM payments").fetchone()[0]))
    )

    ready.pay(10_000)
    ready.turn()

    (checked,) = ready.centre.asks(processing.CHECK)
    assert seen[0]
    assert [checked.payment_id] == list(ready.centre.accepted)


def test_a_number_that_does_not_match_is_refused_by_the_providers_words(ready: Stand) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=1)

    with pytest.raises(Rejected, match="Номер начинается с 9") as refusal:
        ready.do("fields", account="8123456789")

    assert refusal.value.code == "wrong_field"
    assert ready.screen().screen == "K3"
    assert ready.centre.times(processing.CHECK) == 0


@pytest.mark.parametrize(
    ("fields", "code"),
    [({}, "missing_field"), ({"flat": "x"}, "wrong_field"), ({"flat": "1", "colour": "red"}, "unknown_field")],
)
def test_all_fields_are_demanded(ready: Stand, fields: dict[str, str], code: str) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=2)

    with pytest.raises(Rejected) as refusal:
        ready.do("fields", account=NUMBER, fields=fields)

    assert refusal.value.code == code


def test_an_unknown_number_takes_no_cash(ready: Stand) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=1)

    shown = ready.do("fields", account=UNKNOWN_ACCOUNT)

    assert (shown.screen, shown.data["code"]) == ("K9", "unknown_account")
    assert ready.slot.values == frozenset()
    assert ready.do("back").screen == "K3"
    assert ready.do("fields", account=NUMBER).screen == "K5"


def test_a_check_without_an_answer_may_be_asked_again(ready: Stand) -> None:
    ready.do("touch")
    ready.do("provider", provider_id=1)
    ready.centre.cut_off()
    assert ready.do("fields", account=NUMBER).screen == "K9n"
    ready.centre.join()

    assert ready.do("again").screen == "K5"
    asked = {ask.payment_id for ask in ready.centre.asks(processing.CHECK)}
    assert len(asked) == 1


def test_the_mouth_is_open_only_while_cash_is_awaited(ready: Stand) -> None:
    assert ready.slot.values == frozenset()
    ready.do("touch")
    ready.do("provider", provider_id=1)
    ready.do("fields", account=NUMBER)
    assert ready.slot.values == frozenset()
    ready.do("confirm")
    assert 500_000 in ready.slot.values
    ready.insert(10_000)
    ready.do("stop")
    assert ready.slot.values == frozenset()
    ready.do("continue")
    assert 500_000 in ready.slot.values
    ready.do("pay")
    assert ready.slot.values == frozenset()


def test_only_notes_that_fit_under_the_maximum_with_the_commission_are_let_in(ready: Stand) -> None:
    ready.centre.version, ready.centre.providers = 2, [provider(1, maximum=9_700)]
    ready.set_commission(basis_points=300)
    ready.pass_time(1801, 60)

    ready.to_cash()

    assert ready.slot.values == {1_000, 5_000, 10_000}
    ready.insert(5_000)
    assert ready.slot.values == {1_000, 5_000}
    assert ready.insert(10_000) == [Decision.RETURN]


def test_a_fixed_bill_leaves_a_remainder_for_another_number(ready: Stand) -> None:
    ready.to_cash(provider_id=3)
    assert ready.slot.values == {1_000, 5_000, 10_000, 20_000, 50_000}
    ready.insert(50_000)

    shown = ready.do("pay")
    assert (shown.screen, shown.data["inserted"], shown.data["can_pay"]) == ("K6r", 6_250, False)
    with pytest.raises(Rejected) as refusal:
        ready.do("pay")
    assert refusal.value.code == "amount_out_of_range"
    ready.do("other_number")
    ready.to_cash(provider_id=1)
    assert ready.screen().data["inserted"] == 6_250
    assert ready.do("pay").screen == "K7"
    ready.turn()

    assert sorted(pay.inserted for pay in ready.centre.accepted.values()) == [6_250, 43_750]
    assert len({pay.session_id for pay in ready.centre.accepted.values()}) == 1
    ready.demand_money_adds_up()


def test_a_refused_payment_becomes_a_claim_slip_and_may_go_to_another_number(ready: Stand) -> None:
    ready.pay(50_000)
    ready.turn()
    ready.centre.capture_all(Status.CANCELLED)
    ready.pass_time(1)

    shown = ready.screen()
    assert shown.screen == "K10x"
    assert [(slip["amount"], slip["reason"]) for slip in shown.data["slips"]] == [(50_000, "account_blocked")]
    assert ready.do("other_number").data["held"] == 50_000
    assert ready.slips()[0].state == "used"
    ready.to_cash(account="9223334455")
    ready.do("pay")
    ready.turn()

    assert [pay.account for pay in ready.centre.accepted.values()] == [NUMBER, "9223334455"]
    ready.demand_money_adds_up()


def test_a_refusal_by_the_centre_is_a_claim_slip_too(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Rejected("unknown_provider", "1")

    ready.pay(50_000)
    ready.turn()

    assert ready.screen().screen == "K10x"
    assert [slip.amount for slip in ready.slips()] == [50_000]
    assert ready.payments()[0].state == "refused"
    assert ready.state().unsent == 0
    ready.demand_money_adds_up()


def test_too_little_for_any_payment_can_only_be_claimed_or_added_to(ready: Stand) -> None:
    ready.centre.version, ready.centre.providers = 2, [provider(1, minimum=20_000)]
    ready.pass_time(1801, 60)
    ready.to_cash()
    ready.insert(10_000)

    with pytest.raises(Rejected) as refusal:
        ready.do("pay")
    assert refusal.value.code == "amount_out_of_range"
    assert ready.do("cancel").screen == "K6s"
    shown = ready.do("cancel")

    assert shown.screen == "K10x"
    assert [slip.amount for slip in ready.slips()] == [10_000]
    ready.demand_money_adds_up()


def test_cancel_with_cash_inside_pays_or_asks_but_never_forgets(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)

    assert ready.do("cancel").screen == "K6s"
    with pytest.raises(Rejected) as refusal:
        ready.do("cancel")

    assert refusal.value.code == "too_early"
    assert ready.screen().data["held"] == 10_000


def test_cancel_without_cash_ends_the_session_and_drops_its_payment_id(ready: Stand) -> None:
    ready.to_cash()

    assert ready.do("cancel").screen == "K0"
    assert ready.payments() == []
    assert ready.database.read(lambda db: db.raw.execute("SELECT state FROM payments").fetchone()[0]) == "dropped"


def test_paying_waits_for_the_note_that_is_on_its_way(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    assert ready.cash.escrowed(BILLS[3]) is Decision.STACK

    shown = ready.do("pay")
    assert (shown.screen, shown.data["notice"]) == ("K6", "note_in_work")
    ready.cash.stacked(3, BILLS[3])

    assert ready.screen().data["notice"] == ""
    assert ready.do("pay").data["receipt"]["inserted"] == 60_000


def test_a_jam_with_cash_inside_offers_everything_but_more_cash(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)

    for news in (StateChanged(0x43, None), Jammed(in_cassette=False)):
        ready.cash.happened(news)

    shown = ready.screen()
    assert (shown.screen, shown.data["notice"], shown.data["can_continue"]) == ("K6s", "acceptor_stopped", False)
    with pytest.raises(Rejected) as refusal:
        ready.do("continue")
    assert refusal.value.code == "too_early"
    assert ready.do("pay").screen == "K7"


def test_an_acceptor_that_is_well_again_is_no_more_said_to_be_stopped(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    for news in (StateChanged(0x43, None), Jammed(in_cassette=False)):
        ready.cash.happened(news)

    ready.cash.happened(StateChanged(0x19, None))

    shown = ready.screen()
    assert (shown.screen, shown.data["notice"], shown.data["can_continue"]) == ("K6s", "", True)
    assert ready.do("continue").screen == "K6"


def test_with_a_stopped_acceptor_another_number_is_paid_from_what_is_inside(ready: Stand) -> None:
    ready.to_cash()
    ready.insert(10_000)
    for news in (StateChanged(0x43, None), Jammed(in_cassette=False)):
        ready.cash.happened(news)
    ready.do("other_number")
    ready.do("provider", provider_id=1)
    ready.do("fields", account="9223334455")

    shown = ready.do("confirm")

    assert (shown.screen, shown.data["notice"], shown.data["can_continue"]) == ("K6s", "acceptor_stopped", False)
    assert ready.slot.values == frozenset()
    ready.do("pay")
    ready.turn()
    assert [(pay.account, pay.inserted) for pay in ready.centre.accepted.values()] == [("9223334455", 10_000)]


def test_notes_that_the_device_does_not_like_are_counted_until_one_is_taken(ready: Stand) -> None:
    ready.to_cash()
    for number in range(1, 4):
        ready.cash.happened(StateChanged(0x15, None))
        ready.cash.happened(Rejecting(0x65))
        assert (ready.screen().data["rejects"], ready.screen().data["notice"]) == (number, "not_recognised")

    ready.insert(10_000)
    ready.cash.happened(Stacked(2, BILLS[2]))

    assert (ready.screen().data["rejects"], ready.screen().data["notice"]) == (0, "")


def test_what_was_said_of_one_payers_note_is_not_said_to_the_next(ready: Stand) -> None:
    ready.to_cash()
    ready.cash.happened(Rejecting(0x65))
    ready.do("cancel")

    assert ready.do("touch").data["notice"] == ""
    ready.do("provider", provider_id=1)
    ready.do("fields", account=NUMBER)
    shown = ready.do("confirm")

    assert (shown.data["notice"], shown.data["rejects"]) == ("", 0)


def test_a_jam_without_cash_ends_the_session_with_the_reason(ready: Stand) -> None:
    ready.to_cash()

    for news in (StateChanged(0x43, None), Jammed(in_cassette=False)):
        ready.cash.happened(news)

    shown = ready.screen()
    assert (shown.screen, shown.data["reasons"]) == ("K14", ["H-03"])


def test_many_providers_are_found_by_group(ready: Stand) -> None:
    ready.centre.version = 2
    ready.centre.providers = [provider(number) for number in range(1, 12)]
    ready.pass_time(1801, 60)

    shown = ready.do("touch")
    assert (shown.screen, len(shown.data["groups"])) == ("K1", 1)
    listed = ready.do("group", group="Связь")
    assert (listed.screen, len(listed.data["providers"])) == ("K2", 11)
    assert ready.do("back").screen == "K1"


def test_the_language_stays_for_the_session_only(ready: Stand) -> None:
    ready.do("touch")
    ready.do("language", language="en")
    assert ready.screen().data["language"] == "en"
    ready.do("cancel")

    assert ready.do("touch").data["language"] == "ru"


def test_an_intent_at_the_wrong_screen_changes_nothing(ready: Stand) -> None:
    ready.do("touch")

    for name in ("confirm", "pay", "again", "continue", "other_number", "done", "fields"):
        with pytest.raises(Rejected) as refusal:
            ready.do(name, account=NUMBER)
        assert refusal.value.code == "too_early", name

    assert ready.screen().screen == "K2"


def test_a_lost_reply_pays_once(ready: Stand) -> None:
    ready.pay(10_000)
    ready.centre.lose_replies = 3

    ready.pass_time(30)

    assert len(ready.centre.accepted) == 1
    assert ready.centre.available == 1_000_000 - 10_000
    assert ready.payments()[0].state == "sent"


def test_not_now_is_not_a_no(ready: Stand) -> None:
    ready.centre.problems["/v1/payments"] = Unavailable("not_now", "deposit")
    ready.pay(10_000)
    ready.pass_time(31)
    assert ready.screen().screen == "K10"
    assert ready.slips() == []
    ready.centre.join()

    ready.pass_time(61)

    assert ready.payments()[0].state == "sent"
