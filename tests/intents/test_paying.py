"""An intent is paid: by its payer's card, at once, held, in part; as its shop and its payer see it."""

from tests.intents.centre import AMOUNT, Platform, Shop


def test_a_card_pays_at_once(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    begun = platform.pay(payer, intent_id)
    platform.run()

    assert (begun.status, begun.body["status"]) == (201, "pending")
    assert platform.status(shop, intent_id) == "paid"
    assert platform.changes(payer, intent_id) == [
        "PaymentIntentCreated", "PaymentStarted", "PaymentStatusChanged:authorized", "PaymentStatusChanged:captured",
        "PaymentIntentStatusChanged:paid",
    ]  # fmt: skip
    balances = platform.balances()
    assert balances["bank:simulated:settlement"] == -AMOUNT
