"""The payer's bank disputes a payment: the sum is held, a levy taken, and it is won, lost or reopened by stages."""

from typing import Any

import pytest

from common.errors import Rejected
from processing_app.service.asks import intents as asks
from tests.intents.centre import AMOUNT, Platform, Shop

LEVY = 5_000


def opened(platform: Platform, intent_id: str, **more: Any) -> Any:
    """The bank's letter, as an operator enters it."""
    ask = asks.OpenChargeback(intent=intent_id, payment="1", reason="10.4", **({"levy": LEVY} | more))
    return platform.do(platform.service.platform.desk.open_chargeback, ask)


def decided(platform: Platform, intent_id: str, how: str, **more: Any) -> Any:
    """How it ended."""
    kind = asks.ReopenChargeback if how == "reopen" else asks.DecideChargeback
    ask = kind(intent=intent_id, payment="1", chargeback="1", reason="letter 7", **more)
    return platform.do(getattr(platform.service.platform.desk, f"{how}_chargeback"), ask)


def listed(shop: Shop, intent_id: str) -> list[dict[str, Any]]:
    """The disputes as the shop sees them."""
    found: list[dict[str, Any]] = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1/chargebacks")["chargebacks"]
    return found


def test_a_disputed_sum_is_held_and_its_levy_is_taken(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    before = platform.balances()

    opened(platform, intent_id)

    (seen,) = listed(shop, intent_id)
    assert seen.items() >= {
        "id": "1", "amount": AMOUNT, "levy": LEVY, "status": "pending", "stage": "chargeback", "reasonCode": "10.4",
    }.items()  # fmt: skip
    assert platform.moved(before) == {
        "holds": AMOUNT, "pos:TEST:settlement": -AMOUNT - LEVY, "processing:commission": LEVY,
    }  # fmt: skip
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "chargeback"
    assert platform.changes(shop, intent_id)[-2:] == ["ChargebackCreated", "PaymentStatusChanged:chargeback"]


def test_a_dispute_that_the_shop_wins_gives_it_its_money_but_for_the_levy(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    before = platform.balances()
    opened(platform, intent_id)

    decided(platform, intent_id, "reject")

    assert platform.moved(before) == {"pos:TEST:settlement": -LEVY, "processing:commission": LEVY}
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "captured"
    assert platform.changes(shop, intent_id)[-2:] == [
        "ChargebackStatusChanged:rejected", "PaymentStatusChanged:captured",
    ]  # fmt: skip


def test_a_dispute_that_the_payer_wins_gives_the_bank_the_money(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    before = platform.balances()
    opened(platform, intent_id, amount=20_000)

    decided(platform, intent_id, "accept")

    assert platform.moved(before) == {
        "bank:simulated:settlement": 20_000, "pos:TEST:settlement": -20_000 - LEVY, "processing:commission": LEVY,
    }  # fmt: skip
    assert listed(shop, intent_id)[0]["status"] == "accepted"
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "chargeback"


def test_a_dispute_goes_on_by_stages_each_with_its_own_levy(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    opened(platform, intent_id)
    for stage in ("pre_arbitration", "arbitration"):
        decided(platform, intent_id, "reject")
        decided(platform, intent_id, "reopen", levy=LEVY)
        assert listed(shop, intent_id)[0]["stage"] == stage
    decided(platform, intent_id, "reject")

    with pytest.raises(Rejected, match="invalid_payment_status"):
        decided(platform, intent_id, "reopen")
    assert listed(shop, intent_id)[0]["levy"] == 3 * LEVY
    told = [
        (change["stage"], change["status"])
        for event in platform.events(shop, intent_id)
        for change in event["changes"]
        if change["changeType"] == "ChargebackStatusChanged"
    ]
    assert told == [(stage, "rejected") for stage in ("chargeback", "pre_arbitration", "arbitration")]
    platform.balances()


def test_while_a_payment_is_disputed_nothing_of_it_is_refunded(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    opened(platform, intent_id, amount=100)

    refused = shop.ask("POST", f"/payment-intents/{intent_id}/payments/1/refunds", {"amount": 100})

    assert (refused.status, refused.code) == (422, "chargeback_in_progress")


def test_a_levy_that_is_not_given_is_the_terms_own(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)

    opened(platform, intent_id, levy=None)

    pos = platform.database.read(lambda db: platform.service.platform.domain.pos(db, "TEST"))
    assert listed(shop, intent_id)[0]["levy"] == pos.levy


def test_only_a_dispute_brings_a_pos_below_zero(alone: Platform) -> None:
    shop = alone.shop()
    intent_id, _ = alone.paid(shop)

    opened(alone, intent_id, levy=LEVY)
    decided(alone, intent_id, "accept")

    assert alone.balances()["pos:TEST:settlement"] < 0


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"amount": AMOUNT + 1}, "amount_out_of_range"),
        ({"amount": 0}, "amount_out_of_range"),
        ({"levy": -1}, "wrong_value"),
        ({"reason": " "}, "reason_required"),
        ({"payment": "2"}, "unknown_payment"),
        ({"intent": "nobody"}, "unknown_intent"),
    ],
)
def test_a_dispute_that_cannot_be_is_refused(
    platform: Platform, shop: Shop, more: dict[str, Any], code: str
) -> None:  # fmt: skip
    intent_id, _ = platform.paid(shop)
    ask = asks.OpenChargeback(**({"intent": intent_id, "payment": "1", "reason": "10.4"} | more))

    with pytest.raises(Rejected, match=code):
        platform.do(platform.service.platform.desk.open_chargeback, ask)


def test_a_dispute_is_decided_once_and_not_the_other_way_afterwards(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    opened(platform, intent_id)
    decided(platform, intent_id, "accept")
    before = platform.balances()

    decided(platform, intent_id, "accept")
    with pytest.raises(Rejected, match="invalid_payment_status: accepted"):
        decided(platform, intent_id, "reject")

    assert platform.moved(before) == {}
