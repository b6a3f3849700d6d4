"""A question that is asked twice is answered by what it made the first time; another meaning is a conflict."""

from typing import Any

import pytest

from common.clock import moment
from tests.intents.centre import CART, NO_FUNDS, Platform, Shop


def test_the_same_meaning_finds_the_same_intent_whatever_its_form(platform: Platform, shop: Shop) -> None:
    ask = platform.question(externalID="form", metadata={"a": 1, "b": [2]})
    due = ask["dueDate"].replace("+00:00", "Z")
    cart = [dict(reversed(list(CART[0].items()))), {key: CART[1][key] for key in CART[1] if key != "cost"}]

    first = shop.yes("POST", "/payment-intents", ask)
    again = shop.ask("POST", "/payment-intents", ask | {"dueDate": due, "cart": cart, "metadata": {"b": [2], "a": 1}})

    assert again.status == 201
    assert again.body["paymentIntent"] == first["paymentIntent"]
    assert again.body["paymentIntentAuthToken"]["payload"]
    assert platform.changes(shop, first["paymentIntent"]["id"]) == ["PaymentIntentCreated"]


@pytest.mark.parametrize(
    "changed",
    [
        {"product": "another"},
        {"cart": CART[:1]},
        {"amount": 1},
        {"metadata": {"a": 1}},
        {"description": "more"},
        {"dueDate": "2031-01-01T00:00:00Z"},
        {"currency": "USD"},
    ],
)
def test_another_meaning_under_the_same_number_is_a_conflict(
    platform: Platform, shop: Shop, changed: dict[str, Any]
) -> None:
    ask = platform.question(externalID=f"conflict {sorted(changed)}")
    made = shop.yes("POST", "/payment-intents", ask)["paymentIntent"]["id"]

    answer = shop.ask("POST", "/payment-intents", ask | changed)

    assert (answer.status, answer.code) == (409, "external_id_conflict")
    assert platform.changes(shop, made) == ["PaymentIntentCreated"]


def test_a_repeat_finds_the_intent_in_whatever_state_it_is(platform: Platform, shop: Shop) -> None:
    ask = platform.question(externalID="late")
    made = shop.yes("POST", "/payment-intents", ask)["paymentIntent"]["id"]
    platform.clock.advance(2 * 3600)
    platform.run()

    again = shop.yes("POST", "/payment-intents", ask)["paymentIntent"]

    assert (again["id"], again["status"]) == (made, "overdue")
    assert shop.yes("GET", "/payment-intents?externalID=late") == again


def test_a_repeat_by_newer_terms_finds_what_was_made_by_the_older(alone: Platform) -> None:
    shop = alone.shop()
    ask = alone.question(externalID="terms")
    made = shop.yes("POST", "/payment-intents", ask)["paymentIntent"]["id"]
    alone.edit_pos(maximum=100)

    again = shop.yes("POST", "/payment-intents", ask)["paymentIntent"]["id"]
    new = shop.ask("POST", "/payment-intents", alone.question())

    assert again == made
    assert new.code == "amount_out_of_range"


def test_an_attempt_asked_for_twice_is_begun_once(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    ask = {"payer": platform.tokenised(payer, NO_FUNDS), "externalID": "P-1"}
    path = f"/payment-intents/{intent_id}/payments"

    first = payer.yes("POST", path, ask)
    platform.run()
    again = payer.yes("POST", path, ask)
    other = payer.ask("POST", path, ask | {"flow": {"type": "PaymentFlowHold"}})

    assert (again["id"], again["createdAt"], again["status"]) == (first["id"], first["createdAt"], "failed")
    assert (other.status, other.code) == (409, "external_id_conflict")
    assert len(shop.yes("GET", path)["payments"]) == 1


@pytest.mark.parametrize(("door", "flow"), [("capture", "PaymentFlowHold"), ("cancel", "PaymentFlowHold")])
def test_what_is_asked_of_a_held_sum_twice_is_done_once(
    platform: Platform, shop: Shop, door: str, flow: str
) -> None:  # fmt: skip
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow={"type": flow})
    platform.run()
    path = f"/payment-intents/{intent_id}/payments/1/{door}"

    for _ in range(2):
        assert shop.ask("POST", path, {"reason": "x"}).status == 202
    platform.run()
    assert shop.ask("POST", path, {"reason": "x"}).status == 202

    ended = [one for one in platform.changes(shop, intent_id) if one.startswith("PaymentStatusChanged")]
    assert len(ended) == 2
    platform.balances()


def test_a_number_may_be_used_again_by_whoever_left_it_out(platform: Platform, shop: Shop) -> None:
    first, _ = platform.create(shop, externalID="")
    second, _ = platform.create(shop, externalID="")

    assert first != second


def test_moments_are_told_as_they_were_given(platform: Platform, shop: Shop) -> None:
    due = moment(platform.clock.now_ms() + 60_000)

    made = shop.yes("POST", "/payment-intents", platform.question(dueDate=due.isoformat()))["paymentIntent"]

    assert made["dueDate"] == due.isoformat().replace("+00:00", "Z")
