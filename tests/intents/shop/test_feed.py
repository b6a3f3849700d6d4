"""The feed: whoever replays it knows the intent's state; ids only grow, internal events are hidden, a poll may wait."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.intents.centre import HOLD, NO_FUNDS, SECURE_CARD, Platform, Shop


def test_a_poller_reads_on_after_the_last_id_it_has(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, SECURE_CARD)
    platform.run()
    whole = platform.events(shop, intent_id)

    pages: list[dict[str, Any]] = []
    while page := shop.yes(
        "GET", f"/payment-intents/{intent_id}/events?limit=1&eventID={pages[-1]['id'] if pages else 0}"
    ):
        assert len(page) == 1
        pages += page

    assert pages == whole
    assert [one["id"] for one in whole] == sorted({one["id"] for one in whole})
    assert whole[-1]["id"] > len(whole), "an adapter's own steps are nobody's business"


def test_whoever_replays_the_feed_knows_the_state(platform: Platform, shop: Shop) -> None:
    platform.paid(shop)
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, NO_FUNDS)
    platform.run()
    platform.pay(payer, intent_id, flow=HOLD)
    platform.run()
    path = f"/payment-intents/{intent_id}/payments"
    shop.yes("POST", f"{path}/2/capture", {"reason": "x", "amount": 20_000})
    platform.run()
    shop.yes("POST", f"{path}/2/refunds", {"amount": 1_000})
    platform.run()

    status, payments, refunds = "", {}, {}
    for change in (one for event in platform.events(payer, intent_id) for one in event["changes"]):
        match change["changeType"]:
            case "PaymentIntentCreated":
                status = change["paymentIntent"]["status"]
            case "PaymentIntentStatusChanged":
                status = change["status"]
            case "PaymentStarted":
                payments[change["payment"]["id"]] = change["payment"]["status"]
            case "PaymentStatusChanged":
                payments[change["paymentID"]] = change["status"]
            case "RefundStarted":
                refunds[change["refund"]["id"]] = change["refund"]["status"]
            case "RefundStatusChanged":
                refunds[change["refundID"]] = change["status"]

    assert status == platform.status(shop, intent_id) == "paid"
    assert payments == {one["id"]: one["status"] for one in shop.yes("GET", path)["payments"]}
    assert payments == {"1": "failed", "2": "captured"}
    assert refunds == {one["id"]: one["status"] for one in shop.yes("GET", f"{path}/2/refunds")["refunds"]}


def test_a_poll_waits_for_what_comes(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    card = {"payer": platform.tokenised(payer)}

    with ThreadPoolExecutor(1) as pool:
        poll = pool.submit(payer.yes, "GET", f"/payment-intents/{intent_id}/events?eventID=1&wait=30")
        payer.yes("POST", f"/payment-intents/{intent_id}/payments", card)
        told = poll.result(timeout=20)

    assert [change["changeType"] for event in told for change in event["changes"]] == ["PaymentStarted"]


def test_a_poll_that_waits_for_nothing_is_answered_by_nothing(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.create(shop)

    assert platform.events(shop, intent_id, after=1) == []
    assert platform.events(shop, intent_id, after=10**6) == []


@pytest.mark.parametrize("query", ["eventID=-1", "limit=0", "limit=1001", "wait=31", "wait=-1"])
def test_a_poll_that_asks_for_too_much_is_refused(platform: Platform, shop: Shop, query: str) -> None:
    intent_id, _ = platform.create(shop)

    assert shop.ask("GET", f"/payment-intents/{intent_id}/events?{query}").code == "wrong_value"
