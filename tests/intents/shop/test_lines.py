"""Lines of the exchange log about shops: whole stories, and nothing of a payer in them."""

from tests.intents.centre import Platform, Shop

PAYERS_OWN = ("test@test.com", "9876543210")


def test_no_line_tells_where_a_payer_can_be_reached(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id)
    platform.run()
    shown = str(shop.yes("GET", f"/payment-intents/{intent_id}/payments/1"))

    platform.instance.log.exchanges.flush()
    text = (platform.folder / "logs" / "processing-default.exchanges.jsonl").read_text(encoding="utf-8")

    assert all(word in shown for word in PAYERS_OWN)
    assert f"/v2/payment-intents/{intent_id}/payments" in text
    assert not any(word in text for word in PAYERS_OWN)
