"""Disputes: the sum is held, each stage takes its levy, and who is right has the money."""

import pytest

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import chargeback, refund
from processing_app.core.intent import Intent
from tests.intents.core.examples import AMOUNT, after, authorized, money, names, paid

BANK, SHOP, FEES = "bank:simulated:settlement", "pos:TEST:settlement", "processing:commission"
HELD = "chargeback:1UgsXGlvcGW.1.c1:hold"


def disputed(before: Intent, amount: int | None = None) -> Intent:
    return after(before, chargeback.open_first(before, "1", levy=500, reason="10.4", amount=amount))


def test_a_dispute_holds_the_sum_and_takes_a_levy() -> None:
    events = chargeback.open_first(paid(), "1", levy=500, reason="10.4")
    now = after(paid(), events).payment("1")

    assert money(events) == {SHOP: -AMOUNT - 500, HELD: AMOUNT, FEES: 500}
    assert (now.status, now.left, now.chargeback_held) == (Status.CHARGEBACK, 0, AMOUNT)


def test_a_won_dispute_gives_all_but_the_levy_back() -> None:
    opened = chargeback.open_first(paid(), "1", levy=500, reason="10.4")
    before = after(paid(), opened)
    ended = chargeback.reject(before, "1", "1")
    won = after(before, ended)

    assert money(opened, ended) == {SHOP: -500, FEES: 500}
    assert (won.payment("1").status, won.payment("1").left) == (Status.CAPTURED, AMOUNT)
    assert chargeback.reject(won, "1", "1") == []
    with pytest.raises(Broken, match="invalid_transition"):
        chargeback.accept(won, "1", "1")


def test_a_lost_dispute_is_the_end() -> None:
    opened = chargeback.open_first(paid(), "1", levy=500, reason="10.4", amount=10_000)
    before = after(paid(), opened)
    ended = chargeback.accept(before, "1", "1")
    lost = after(before, ended)

    assert money(opened, ended) == {SHOP: -10_500, BANK: 10_000, FEES: 500}
    assert (lost.payment("1").status, lost.payment("1").left) == (Status.CHARGEBACK, AMOUNT - 10_000)
    assert chargeback.accept(lost, "1", "1") == []
    with pytest.raises(Rejected, match="invalid_payment_status"):
        chargeback.reopen(lost, "1", "1", levy=500)
    with pytest.raises(Rejected, match="chargeback_in_progress"):
        refund.start(lost, "1", refund.Asked(1), AMOUNT)


def test_a_won_dispute_may_go_on_at_the_next_stages_and_no_further() -> None:
    now = disputed(paid(), 10_000)
    for stage in ("pre_arbitration", "arbitration"):
        now = after(now, chargeback.reject(now, "1", "1"))
        again = chargeback.reopen(now, "1", "1", levy=700)
        assert money(again) == {SHOP: -10_700, HELD: 10_000, FEES: 700}
        now = after(now, again)
        assert now.payment("1").chargebacks["1"].stage == stage

    assert now.payment("1").chargebacks["1"].levy == 500 + 700 + 700
    assert now.payment("1").chargebacks["1"].reason == "10.4"
    won = after(now, chargeback.reject(now, "1", "1"))
    with pytest.raises(Rejected, match="invalid_payment_status: arbitration rejected"):
        chargeback.reopen(won, "1", "1", levy=700)


def test_one_dispute_at_a_time() -> None:
    with pytest.raises(Rejected, match="chargeback_in_progress: 1"):
        chargeback.open_first(disputed(paid(), 100), "1", levy=0, reason="10.4", amount=100)
    with pytest.raises(Rejected, match="invalid_payment_status"):
        chargeback.reopen(disputed(paid()), "1", "1", levy=0)
    won = after(disputed(paid()), chargeback.reject(disputed(paid()), "1", "1"))
    assert list(disputed(won).payment("1").chargebacks) == ["1", "2"]


@pytest.mark.parametrize("amount", [0, -1, AMOUNT + 1])
def test_a_dispute_is_about_captured_money(amount: int) -> None:
    with pytest.raises(Rejected, match="amount_out_of_range"):
        chargeback.open_first(paid(), "1", levy=0, reason="10.4", amount=amount)
    with pytest.raises(Rejected, match="invalid_payment_status"):
        chargeback.open_first(authorized(), "1", levy=0, reason="10.4", amount=1)
    with pytest.raises(Rejected, match="wrong_value"):
        chargeback.open_first(paid(), "1", levy=-1, reason="10.4", amount=1)


def test_what_was_refunded_meanwhile_is_not_disputed_again() -> None:
    won = after(disputed(paid()), chargeback.reject(disputed(paid()), "1", "1"))
    refunding = after(won, refund.start(won, "1", refund.Asked(1), AMOUNT))

    with pytest.raises(Rejected, match="amount_out_of_range"):
        chargeback.reopen(refunding, "1", "1", levy=0)


def test_a_dispute_that_nobody_opened_is_not_decided() -> None:
    with pytest.raises(Broken, match="invalid_transition: chargeback 7"):
        chargeback.reject(disputed(paid()), "1", "7")
    assert names(chargeback.accept(disputed(paid()), "1", "1")) == ["ChargebackAccepted"]
