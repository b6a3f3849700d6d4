"""An intent is paid: at once, held and captured, in part, after a failure; as its shop and its payer see it."""

from typing import Any

import pytest

from common.clock import moment
from tests.intents.centre import AMOUNT, CART, HOLD, NO_FUNDS, SECURE_CARD, Platform, Shop

HOUR = 3600


def test_a_card_pays_at_once(platform: Platform, shop: Shop) -> None:
    before = platform.balances()
    intent_id, payer = platform.create(shop)

    begun = platform.pay(payer, intent_id)
    platform.run()

    assert (begun.status, begun.body["status"]) == (201, "pending")
    assert platform.status(shop, intent_id) == "paid"
    assert platform.changes(payer, intent_id) == [
        "PaymentIntentCreated", "PaymentStarted", "PaymentStatusChanged:authorized", "PaymentStatusChanged:captured",
        "PaymentIntentStatusChanged:paid",
    ]  # fmt: skip
    moved = platform.moved(before)
    assert moved["bank:simulated:settlement"] == -AMOUNT
    assert moved["pos:TEST:settlement"] + moved["processing:commission"] == AMOUNT


def test_a_whole_payment_makes_three_commits_at_the_most(platform: Platform, shop: Shop) -> None:
    before = platform.database.commits
    intent_id, payer = platform.create(shop)
    created = platform.database.commits - before
    payer_of_card = platform.tokenised(payer)
    before = platform.database.commits

    payer.yes("POST", f"/payment-intents/{intent_id}/payments", {"payer": payer_of_card})
    platform.run()

    assert created == 1
    assert platform.database.commits - before == 2


def test_a_payment_is_looked_at_with_all_that_became_of_it(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.paid(shop)

    seen = payer.yes("GET", f"/payment-intents/{intent_id}/payments/1")
    every = shop.yes("GET", f"/payment-intents/{intent_id}/payments")

    assert (seen["status"], seen["capturedAmount"], seen["flow"]) == (
        "captured",
        AMOUNT,
        {"type": "PaymentFlowInstant"},
    )
    assert seen["transactionInfo"].keys() >= {"rrn"}
    assert every == {"payments": [seen]}


def test_a_failed_attempt_leaves_the_intent_to_the_next_one(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    platform.pay(payer, intent_id, NO_FUNDS)
    platform.run()
    failed = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")
    platform.pay(payer, intent_id)
    platform.run()

    assert (failed["status"], failed["error"]["code"]) == ("failed", "InsufficientFunds")
    assert "не хватает денег" in failed["error"]["message"]
    assert failed["error"]["messages"]["ru"] == failed["error"]["message"]
    assert failed["error"]["messages"]["en"].isascii()
    assert platform.status(shop, intent_id) == "paid"
    assert [one["status"] for one in shop.yes("GET", f"/payment-intents/{intent_id}/payments")["payments"]] == [
        "failed", "captured",
    ]  # fmt: skip
    platform.balances()


def test_while_one_attempt_is_in_flight_there_is_no_other(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, SECURE_CARD)
    platform.run()

    second = platform.pay(payer, intent_id)

    assert (second.status, second.code) == (422, "payment_pending")
    assert platform.status(shop, intent_id) == "unpaid"


@pytest.mark.parametrize("paid", [True, False])
def test_a_held_sum_pins_the_intent_until_it_is_captured_or_given_back(
    platform: Platform, shop: Shop, paid: bool
) -> None:
    held = platform.balances()["holds"]
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow=HOLD)
    platform.run()
    path = f"/payment-intents/{intent_id}"

    assert platform.balances()["holds"] == held + AMOUNT
    assert shop.ask("PUT", f"{path}/cancel", {"reason": "x"}).code == "invalid_intent_status"
    assert platform.pay(payer, intent_id).code == "payment_pending"
    door = "capture" if paid else "cancel"
    told = shop.ask("POST", f"{path}/payments/1/{door}", {"reason": "shipped"})
    platform.run()

    assert (told.status, told.body) == (202, {"accepted": True})
    assert platform.status(shop, intent_id) == ("paid" if paid else "unpaid")
    assert platform.balances()["holds"] == held
    if not paid:
        assert platform.pay(payer, intent_id).status == 201
        platform.run()


def test_of_a_partial_capture_the_rest_goes_back_at_once(platform: Platform, shop: Shop) -> None:
    before = platform.balances()
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow=HOLD)
    platform.run()

    shop.yes("POST", f"/payment-intents/{intent_id}/payments/1/capture", {"reason": "a part", "amount": 20_000})
    platform.run()

    seen = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")
    assert (seen["status"], seen["amount"], seen["capturedAmount"]) == ("captured", AMOUNT, 20_000)
    assert platform.status(shop, intent_id) == "paid"
    moved = platform.moved(before)
    assert (moved.get("holds", 0), moved["bank:simulated:settlement"]) == (0, -20_000)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"reason": "x", "amount": AMOUNT + 1}, "amount_out_of_range"),
        ({"reason": "x", "amount": 0}, "amount_out_of_range"),
        ({"reason": "x", "currency": "USD"}, "wrong_currency"),
        ({"reason": " "}, "reason_required"),
    ],
)
def test_a_capture_that_cannot_be_is_refused(
    platform: Platform, shop: Shop, body: dict[str, Any], code: str
) -> None:  # fmt: skip
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow=HOLD)
    platform.run()

    assert shop.ask("POST", f"/payment-intents/{intent_id}/payments/1/capture", body).code == code
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "authorized"


@pytest.mark.parametrize("expiration", ["cancel", "capture"])
def test_at_its_end_a_hold_is_captured_or_given_back_as_was_agreed(
    platform: Platform, shop: Shop, expiration: str
) -> None:
    held = platform.balances()["holds"]
    until = moment(platform.clock.now_ms() + 2 * HOUR * 1000).isoformat()
    due = moment(platform.clock.now_ms() + 3 * HOUR * 1000).isoformat()
    intent_id, payer = platform.create(shop, dueDate=due)
    platform.pay(payer, intent_id, flow=HOLD | {"onHoldExpiration": expiration, "heldUntil": until})
    platform.run()

    platform.clock.advance(2 * HOUR - 1)
    platform.run()
    assert platform.balances()["holds"] == held + AMOUNT
    platform.clock.advance(2)
    platform.run()

    assert platform.balances()["holds"] == held
    assert platform.status(shop, intent_id) == ("paid" if expiration == "capture" else "unpaid")


def test_a_hold_given_back_after_the_due_date_leaves_the_intent_overdue(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, flow=HOLD)
    platform.run()
    platform.clock.advance(2 * HOUR)
    platform.run()

    assert platform.status(shop, intent_id) == "unpaid", "a hold pins it"
    shop.yes("POST", f"/payment-intents/{intent_id}/payments/1/cancel", {"reason": "x"})
    platform.run()

    assert platform.status(shop, intent_id) == "overdue"
    platform.balances()


def test_an_intent_that_nobody_pays_is_overdue_after_its_due_date(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    platform.clock.advance(HOUR + 1)
    late = platform.pay(payer, intent_id)
    platform.run()

    assert (late.code, platform.status(shop, intent_id)) == ("invalid_intent_status", "overdue")
    assert platform.changes(shop, intent_id)[-1] == "PaymentIntentStatusChanged:overdue"
    assert shop.yes("GET", f"/payment-intents/{intent_id}/payment-methods") == {"methods": []}
    platform.balances()


def test_a_payment_in_flight_at_the_due_date_may_still_pay(platform: Platform, shop: Shop) -> None:
    """D7: it was begun in time; it ends paid, or failed and the intent overdue, and is never lost."""
    due = moment(platform.clock.now_ms() + 60_000).isoformat()
    paid, payer = platform.create(shop, dueDate=due)
    failed, other = platform.create(shop, dueDate=due)
    platform.pay(payer, paid)
    platform.pay(other, failed, NO_FUNDS)

    platform.clock.advance(90)
    platform.run()

    assert (platform.status(shop, paid), platform.status(shop, failed)) == ("paid", "overdue")
    platform.balances()


def test_an_attempt_that_outlives_itself_fails_and_is_voided_at_the_bank(platform: Platform, shop: Shop) -> None:
    held = platform.balances()["holds"]
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id, SECURE_CARD, processingDeadline="1m")
    platform.run()

    platform.run_for(70, step=10)

    failed = shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")
    assert (failed["status"], failed["error"]["code"]) == ("failed", "PaymentRejected")
    assert platform.changes(shop, intent_id)[-1] == "PaymentStatusChanged:failed"
    assert platform.balances()["holds"] == held
    assert platform.pay(payer, intent_id).status == 201


def test_an_intent_is_cancelled_once_and_says_so_again(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    path = f"/payment-intents/{intent_id}"

    first = shop.yes("PUT", f"{path}/cancel", {"reason": "out of stock"})
    again = shop.yes("PUT", f"{path}/cancel", {"reason": "out of stock"})

    assert first == again
    assert (first["status"], first["reason"]) == ("cancelled", "out of stock")
    assert platform.changes(shop, intent_id) == ["PaymentIntentCreated", "PaymentIntentStatusChanged:cancelled"]
    assert platform.pay(payer, intent_id).code == "invalid_intent_status"


def test_a_bank_link_pays_once_the_payer_confirms(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    begun = payer.yes(
        "POST", f"/payment-intents/{intent_id}/payments", {"payer": {"payerType": "PaymentLinkPayer", "bank": ""}}
    )
    platform.run()

    assert begun["payer"]["paymentToolDetails"] == {"detailsType": "PaymentToolDetailsBankLink", "bank": "simulated"}
    asked = [one for event in platform.events(payer, intent_id) for one in event["changes"]][-1]
    assert asked["userInteraction"]["interactionType"] == "QrCodeDisplayRequest"


def test_a_receipt_changes_no_status(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    path = f"/payment-intents/{intent_id}/payments/1"

    fixed = shop.yes("POST", f"{path}/receipt", {"fiscalNumber": 123, "ofdExternalID": "1234", "shift": 7})
    shop.yes("POST", f"{path}/receipt", {"fiscalNumber": 123, "ofdExternalID": "1234", "shift": 7})

    assert fixed["cashreg"] == {"fiscalNumber": 123, "ofdExternalID": "1234", "shift": 7}
    assert fixed["status"] == "captured"
    assert platform.changes(shop, intent_id).count("PaymentReceiptFixed") == 1


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"makeRecurrent": True}, "not_supported"),
        ({"metadata": {"a": 1}}, "not_supported"),
        ({"payer": {"payerType": "PaymentKioskPayer"}}, "not_supported"),
        ({"processingDeadline": "30s"}, "invalid_processing_deadline"),
        ({"processingDeadline": "21m"}, "invalid_processing_deadline"),
        ({"processingDeadline": "soon"}, "invalid_processing_deadline"),
        ({"payer": {"payerType": "PaymentLinkPayer", "bank": "nobody"}}, "method_not_allowed"),
        ({"payer": {"payerType": "PaymentResourcePayer"}}, "invalid_payment_tool_token"),
        ({"flow": HOLD | {"heldUntil": "2020-01-01T00:00:00Z"}}, "wrong_value"),
    ],
)
def test_an_attempt_that_cannot_be_is_refused(
    platform: Platform, shop: Shop, more: dict[str, Any], code: str
) -> None:  # fmt: skip
    intent_id, payer = platform.create(shop)

    assert platform.pay(payer, intent_id, **more).code == code
    assert platform.changes(shop, intent_id) == ["PaymentIntentCreated"]


def test_a_card_that_was_given_to_one_intent_pays_no_other(platform: Platform, shop: Shop) -> None:
    _, payer = platform.create(shop)
    stolen = platform.tokenised(payer)
    other_id, other = platform.create(shop)

    answer = other.ask("POST", f"/payment-intents/{other_id}/payments", {"payer": stolen})

    assert (answer.status, answer.code) == (422, "invalid_payment_tool_token")


def test_a_session_pays_once(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    card = platform.tokenised(payer, NO_FUNDS)
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", {"payer": card})
    platform.run()

    assert (
        payer.ask("POST", f"/payment-intents/{intent_id}/payments", {"payer": card}).code == "invalid_payment_session"
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"cart": []}, "invalid_cart"),
        ({"cart": [CART[0] | {"cost": 1}]}, "invalid_cart"),
        ({"cart": [CART[0] | {"quantity": 0}]}, "invalid_cart"),
        ({"amount": AMOUNT + 1}, "invalid_cart"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"dueDate": "2020-01-01T00:00:00Z"}, "wrong_value"),
        ({"product": ""}, "wrong_value"),
        ({"allocation": []}, "not_supported"),
        ({"composite": {}}, "not_supported"),
        ({"randomizeAmount": {"deviation": 1}}, "not_supported"),
        ({"shopID": "NOBODY"}, "not_found"),
        ({"colour": "red"}, "wrong_json"),
    ],
)
def test_an_intent_that_cannot_be_is_refused(
    platform: Platform, shop: Shop, changed: dict[str, Any], code: str
) -> None:  # fmt: skip
    assert shop.ask("POST", "/payment-intents", platform.question(**changed)).code == code


def test_an_open_intent_says_how_it_may_be_paid(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    ways = payer.yes("GET", f"/payment-intents/{intent_id}/payment-methods")["methods"]

    assert [one["method"] for one in ways] == ["BankCard", "BankLink", "Kiosk"]


def test_a_shop_sees_its_pos(shop: Shop) -> None:
    (seen,) = shop.yes("GET", "/shops")["shops"]

    assert (seen["id"], seen["currency"]) == ("TEST", "RUB")


def test_a_code_for_kiosks_is_given_once_and_told(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    first = payer.yes("POST", f"/payment-intents/{intent_id}/kiosk-codes")
    again = shop.yes("POST", f"/payment-intents/{intent_id}/kiosk-codes")

    assert first == again
    assert len(first["shortPaymentID"]) == 9
    assert platform.changes(shop, intent_id) == ["PaymentIntentCreated", "KioskCodeIssued"]
    platform.balances()
