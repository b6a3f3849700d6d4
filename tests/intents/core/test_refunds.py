"""Refunds: only captured money, only to its source, never more than is the shop's."""

import pytest

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import cart, chargeback, intent, refund
from processing_app.core.refund import Asked
from processing_app.core.rounding import Rounding
from tests.intents.core.examples import AMOUNT, CART, NOW, after, authorized, money, names, paid

RICH = 10**9
BANK, SHOP, HELD = "bank:simulated:settlement", "pos:TEST:settlement", "refund:1UgsXGlvcGW.1.r1:hold"


def test_a_part_goes_back_and_the_payment_stays_captured() -> None:
    before = paid()
    begun = refund.start(before, "1", Asked(500, "RUB", "broken"), RICH)
    pending = after(before, begun)
    ended = refund.succeed(pending, "1", "1", "r")
    done = after(pending, ended)

    assert money(begun) == {SHOP: -500, HELD: 500}
    assert intent.wanted(pending.payment("1")) == ["refund:1"]
    assert money(begun, ended) == {SHOP: -500, BANK: 500}
    assert names(ended) == ["RefundSucceeded"]
    assert (done.payment("1").status, done.payment("1").refunded) == (Status.CAPTURED, 500)
    assert refund.succeed(done, "1", "1", "r") == []


def test_all_that_is_left_goes_back_and_the_payment_is_refunded() -> None:
    before = paid()
    part = after(before, refund.start(before, "1", Asked(500), RICH))
    both = after(part, refund.start(part, "1", Asked(), RICH))
    first = after(both, refund.succeed(both, "1", "2", "r"))
    last = refund.succeed(first, "1", "1", "r")

    assert both.payment("1").refunds["2"].amount == AMOUNT - 500
    assert first.payment("1").status is Status.CAPTURED
    assert names(last) == ["RefundSucceeded", "PaymentRefunded"]
    done = after(first, last)
    assert done.payment("1").status is Status.REFUNDED
    with pytest.raises(Rejected, match="invalid_payment_status: refunded"):
        refund.start(done, "1", Asked(1), RICH)


def test_a_refund_that_failed_gives_the_shop_its_money_back() -> None:
    before = paid()
    begun = refund.start(before, "1", Asked(500), RICH)
    pending = after(before, begun)
    ended = refund.fail(pending, "1", "1", "refund_failed:unknown")
    done = after(pending, ended)

    assert money(begun, ended) == {}
    assert done.payment("1").left == AMOUNT
    assert refund.fail(done, "1", "1", "refund_failed:unknown") == []
    with pytest.raises(Broken, match="invalid_transition"):
        refund.succeed(done, "1", "1", "r")
    with pytest.raises(Broken, match="invalid_transition"):
        refund.fail(pending, "1", "1", "moon")
    with pytest.raises(Broken, match="invalid_transition"):
        refund.fail(pending, "1", "2", "refund_failed")


@pytest.mark.parametrize(
    ("asked", "available", "code"),
    [
        (Asked(AMOUNT + 1), RICH, "amount_out_of_range: 1–25500"),
        (Asked(0), RICH, "amount_out_of_range: 1–25500"),
        (Asked(-5), RICH, "amount_out_of_range: 1–25500"),
        (Asked(5, "USD"), RICH, "wrong_currency: USD"),
        (Asked(500), 499, "insufficient_funds: 499 < 500"),
        (Asked(500, remains=cart.made(CART[:1], Rounding.HALF_AWAY)), RICH, ""),
        (Asked(501, remains=cart.made(CART[:1], Rounding.HALF_AWAY)), RICH, "refund_cart_conflict: 25000 ≠ 24999"),
    ],
)
def test_a_refund_is_within_what_was_captured_and_what_the_shop_has(asked: Asked, available: int, code: str) -> None:
    if not code:
        assert names(refund.start(paid(), "1", asked, available)) == ["RefundStarted"]
        return
    with pytest.raises(Rejected) as refused:
        refund.start(paid(), "1", asked, available)
    assert str(refused.value) == code


def test_refunds_on_their_way_and_disputes_count() -> None:
    before = paid()
    pending = after(before, refund.start(before, "1", Asked(25_000), RICH))

    with pytest.raises(Rejected, match="amount_out_of_range: 1–500"):
        refund.start(pending, "1", Asked(501), RICH)

    disputed = after(pending, chargeback.open_first(pending, "1", levy=0, reason="10.4", amount=500))

    with pytest.raises(Rejected, match="chargeback_in_progress: 1"):
        refund.start(disputed, "1", Asked(1), RICH)
    assert names(refund.succeed(disputed, "1", "1", "r")) == ["RefundSucceeded"]
    won = after(disputed, chargeback.reject(disputed, "1", "1"))
    assert names(refund.start(won, "1", Asked(500), RICH)) == ["RefundStarted"]


def test_what_was_not_captured_is_not_refunded() -> None:
    with pytest.raises(Rejected, match="invalid_payment_status: authorized"):
        refund.start(authorized(), "1", Asked(1), RICH)


def test_a_refund_that_is_asked_again_is_the_same_and_another_meaning_is_a_conflict() -> None:
    asked = Asked(500, "RUB", "broken", "back-1")
    before = paid()
    begun = after(before, refund.start(before, "1", asked, RICH))

    assert refund.start(begun, "1", asked, 0) == []
    assert refund.repeat_of(begun, "1", asked) is begun.payment("1").refunds["1"]
    with pytest.raises(Broken, match="external_id_conflict: back-1"):
        refund.start(begun, "1", asked._replace(amount=501), RICH)
    assert begun.payment("1").refunds["1"].at == NOW
