"""Captured money goes back to its source: whole, in parts, never more than was captured, once for each question."""

from typing import Any

import pytest

from tests.intents.centre import AMOUNT, CART, Platform, Shop


def refunds(intent_id: str) -> str:
    """Where the refunds of an intent's only payment are."""
    return f"/payment-intents/{intent_id}/payments/1/refunds"


def test_a_refund_of_all_makes_the_payment_refunded(platform: Platform, shop: Shop) -> None:
    platform.paid(shop)  # the fee is the shop's loss: its account must hold more than one payment
    intent_id, _ = platform.paid(shop)

    begun = shop.yes("POST", refunds(intent_id), {"reason": "broken"})
    platform.run()

    assert begun.items() >= {"id": "1", "paymentID": "1", "amount": AMOUNT, "status": "pending"}.items()
    assert shop.yes("GET", f"{refunds(intent_id)}/1")["status"] == "succeeded"
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "refunded"
    assert platform.status(shop, intent_id) == "paid"
    assert platform.changes(shop, intent_id)[-3:] == [
        "RefundStarted", "RefundStatusChanged:succeeded", "PaymentStatusChanged:refunded",
    ]  # fmt: skip
    platform.balances()


def test_parts_go_back_until_nothing_is_left(platform: Platform, shop: Shop) -> None:
    platform.paid(shop)
    intent_id, _ = platform.paid(shop)
    before = platform.balances()

    for amount in (100, 5_000):
        shop.yes("POST", refunds(intent_id), {"amount": amount})
        platform.run()
    more = shop.ask("POST", refunds(intent_id), {"amount": AMOUNT - 5_099})

    assert (more.status, more.code) == (422, "amount_out_of_range")
    seen = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")
    assert (seen["status"], seen["refundedAmount"]) == ("captured", 5_100)
    assert platform.moved(before) == {"bank:simulated:settlement": 5_100, "pos:TEST:settlement": -5_100}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"amount": 0}, "amount_out_of_range"),
        ({"amount": AMOUNT + 1}, "amount_out_of_range"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"amount": 500, "cart": [CART[0] | {"price": 1, "cost": 1}]}, "refund_cart_conflict"),
        ({"amount": 500, "cart": [CART[0] | {"cost": 1}]}, "invalid_cart"),
    ],
)
def test_a_refund_that_cannot_be_is_refused(
    platform: Platform, shop: Shop, body: dict[str, Any], code: str
) -> None:  # fmt: skip
    platform.paid(shop)
    intent_id, _ = platform.paid(shop)

    assert shop.ask("POST", refunds(intent_id), body).code == code
    assert shop.yes("GET", refunds(intent_id)) == {"refunds": []}


def test_a_refund_may_say_what_remains_of_the_cart(platform: Platform, shop: Shop) -> None:
    platform.paid(shop)
    intent_id, _ = platform.paid(shop)

    assert shop.yes("POST", refunds(intent_id), {"amount": 500, "cart": [CART[0]]})["amount"] == 500


def test_what_was_not_captured_is_not_refunded(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow={"type": "PaymentFlowHold"})
    platform.run()

    assert shop.ask("POST", refunds(intent_id), {}).code == "invalid_payment_status"


def test_a_shop_gives_back_no_more_than_it_has(alone: Platform) -> None:
    """Of the only payment the fee is gone: the whole sum is more than the POS holds."""
    shop = alone.shop()
    intent_id, _ = alone.paid(shop)
    held = alone.balances()["pos:TEST:settlement"]

    refused = shop.ask("POST", refunds(intent_id), {})
    shop.yes("POST", refunds(intent_id), {"amount": held})
    alone.run()

    assert held < AMOUNT
    assert (refused.status, refused.code) == (422, "insufficient_funds")
    assert alone.balances()["pos:TEST:settlement"] == 0


def test_a_refund_that_the_bank_does_not_take_gives_the_shop_its_money_again(alone: Platform) -> None:
    shop = alone.shop()
    intent_id, _ = alone.paid(shop)
    before = alone.balances()
    alone.mood("refusing")

    shop.yes("POST", refunds(intent_id), {"amount": 1_000})
    alone.run()

    ended = shop.yes("GET", f"{refunds(intent_id)}/1")
    assert (ended["status"], ended["error"]["code"]) == ("failed", "PaymentRejected")
    assert alone.moved(before) == {}


def test_a_refund_asked_for_twice_is_made_once(platform: Platform, shop: Shop) -> None:
    platform.paid(shop)
    intent_id, _ = platform.paid(shop)
    ask = {"amount": 300, "externalID": "R-1", "reason": "late"}

    first = shop.yes("POST", refunds(intent_id), ask)
    platform.run()
    again = shop.ask("POST", refunds(intent_id), ask)
    other = shop.ask("POST", refunds(intent_id), ask | {"amount": 400})

    assert again.body == first | {"status": "succeeded"}
    assert (other.status, other.code) == (409, "external_id_conflict")
    assert len(shop.yes("GET", refunds(intent_id))["refunds"]) == 1


def test_two_long_numbers_with_one_beginning_are_two_refunds(platform: Platform, shop: Shop) -> None:
    """A number that does not fit is refused; cut off, the second refund would be answered by the first."""
    platform.paid(shop)
    intent_id, _ = platform.paid(shop)

    first, second = (
        shop.ask("POST", refunds(intent_id), {"amount": 100, "externalID": "7" * 99 + last}) for last in "ab"
    )
    longer = shop.ask("POST", refunds(intent_id), {"amount": 100, "externalID": "7" * 100 + "a"})

    assert (first.body["id"], second.body["id"]) == ("1", "2")
    assert (longer.status, longer.code) == (422, "wrong_value")
