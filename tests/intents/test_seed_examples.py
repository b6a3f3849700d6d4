"""The examples of seed 003 are accepted and produced field for field; ids, times, tokens and addresses apart."""

import json
import re
from pathlib import Path
from typing import Any

from tests.intents.centre import AMOUNT, HOLD, Platform, Shop

SEED = json.loads((Path(__file__).parent / "seed_003_events.json").read_text(encoding="utf-8"))
"""The events of the seed's own example, as they stand there."""
APART = {
    "createdAt", "dueDate", "heldUntil", "id", "paymentIntentID", "paymentSession", "paymentToolToken", "ip",
    "template", "uriTemplate",
}  # fmt: skip
"""Names whose values are ours; that they are there, and of which kind, is compared."""
CARD = "5169147129584558"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def shape(value: Any, name: str = "") -> Any:
    """A value with what differs by nature taken out of it."""
    if isinstance(value, dict):
        return {key: shape(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one, name) for one in value]
    if name in APART:
        return "a moment" if isinstance(value, str) and MOMENT.fullmatch(value) else type(value).__name__
    return value


def test_the_three_events_of_the_seed_are_told_field_for_field(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    paid = platform.pay(payer, intent_id, CARD, flow=HOLD | {"onHoldExpiration": "cancel"})
    platform.run()

    told = platform.events(payer, intent_id)

    assert paid.status == 201
    assert shape(told) == shape(SEED)
    numbers = [event["id"] for event in told]
    assert numbers[:2] == [1, 2]
    assert numbers == sorted(set(numbers))


def test_ids_in_the_seeds_events_agree_with_each_other(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, CARD, flow=HOLD)
    platform.run()

    created, started, asked = (event["changes"][0] for event in platform.events(payer, intent_id))

    assert created["paymentIntent"]["id"] == intent_id
    assert started["payment"]["paymentIntentID"] == intent_id
    assert (started["payment"]["id"], asked["paymentID"]) == ("1", "1")
    form = {field["key"]: field["template"] for field in asked["userInteraction"]["request"]["form"]}
    assert form.keys() == {"TermUrl", "PaReq", "MD"}
    assert form["TermUrl"].endswith("{?termination_uri}")
    assert f"{intent_id}.1" in form["MD"]


def test_the_seeds_question_for_an_intent_is_accepted(platform: Platform, shop: Shop) -> None:
    example = SEED[0]["changes"][0]["paymentIntent"]
    asked = {name: example[name] for name in ("amount", "cart", "currency", "metadata", "product", "shopID")}
    due = platform.question()["dueDate"]

    made = shop.yes("POST", "/payment-intents", asked | {"dueDate": due})

    assert shape(made["paymentIntent"]) == shape(example)
    assert made["paymentIntent"]["amount"] == AMOUNT
    assert made["paymentIntentAuthToken"]["payload"].count(".") == 2


def test_a_fraction_of_a_thing_is_sold_as_the_seed_writes_it(platform: Platform, shop: Shop) -> None:
    """`quantity: {share: {p: 1, q: 30}}`: a day of a month."""
    line = {"product": "день", "price": 3000, "quantity": {"share": {"p": 1, "q": 30}}, "measurementUnit": "месяц"}

    made = shop.yes("POST", "/payment-intents", platform.question(cart=[line]))

    assert made["paymentIntent"]["cart"] == [line | {"cost": 100}]
    assert made["paymentIntent"]["amount"] == 100
