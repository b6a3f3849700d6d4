"""Row 34: however many ask at once, one wins, and no money is made or lost."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.intents.centre import AMOUNT, HOLD, Answer, Platform, Shop

ASKERS = 64
ROUNDS = [5, pytest.param(200, marks=[pytest.mark.long, pytest.mark.timeout(900)])]


def race(shop: Shop, questions: list[tuple[str, str, dict[str, Any]]]) -> list[Answer]:
    """All of them at once."""
    with ThreadPoolExecutor(len(questions)) as pool:
        return list(pool.map(lambda one: shop.ask(*one), questions))


def codes(answers: list[Answer]) -> Counter[str]:
    """How often each word was said; `yes` for what was not refused."""
    return Counter(one.code or "yes" for one in answers)


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_many_attempts_at_once_one_begins(platform: Platform, shop: Shop, rounds: int) -> None:
    before = platform.balances()
    for _ in range(rounds):
        intent_id, payer = platform.create(shop)
        asked = [
            (
                "POST", f"/payment-intents/{intent_id}/payments",
                {"payer": {"payerType": "PaymentLinkPayer", "bank": ""}, "externalID": str(number)},
            )
            for number in range(ASKERS)
        ]  # fmt: skip

        assert codes(race(payer, asked)) == {"yes": 1, "payment_pending": ASKERS - 1}
        platform.run()
        assert len(shop.yes("GET", f"/payment-intents/{intent_id}/payments")["payments"]) == 1
    assert platform.moved(before) == {}


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_a_capture_and_a_return_at_once_one_is_done(platform: Platform, shop: Shop, rounds: int) -> None:
    platform.unlimited()
    for number in range(rounds):
        platform.clock.advance(2)
        before = platform.balances()
        intent_id, payer = platform.create(shop)
        assert platform.pay(payer, intent_id, flow=HOLD).status == 201
        platform.run()
        path = f"/payment-intents/{intent_id}/payments/1"
        asked = [
            ("POST", f"{path}/{door}", {"reason": "x"}) for door in ("capture", "cancel") for _ in range(ASKERS // 2)
        ]

        answers = race(shop, asked if number % 2 else asked[::-1])
        platform.run()

        assert codes(answers) == {"yes": ASKERS // 2, "invalid_payment_status": ASKERS // 2}
        status = shop.yes("GET", path)["status"]
        assert status in ("captured", "cancelled")
        moved = platform.moved(before)
        assert moved.get("bank:simulated:settlement", 0) == (-AMOUNT if status == "captured" else 0)
        assert moved.get("holds", 0) == 0


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_many_refunds_at_once_no_more_goes_back_than_was_captured(
    platform: Platform, shop: Shop, rounds: int
) -> None:
    platform.unlimited()
    for _ in range(rounds):
        platform.clock.advance(2)
        platform.paid(shop)
        intent_id, _ = platform.paid(shop)
        before = platform.balances()
        path = f"/payment-intents/{intent_id}/payments/1/refunds"

        answers = race(shop, [("POST", path, {"amount": AMOUNT // 3}) for _ in range(ASKERS)])
        platform.run()

        assert codes(answers) == {"yes": 3, "amount_out_of_range": ASKERS - 3}
        assert platform.moved(before) == {"bank:simulated:settlement": AMOUNT, "pos:TEST:settlement": -AMOUNT}
        assert shop.yes("GET", f"/payment-intents/{intent_id}/payments/1")["status"] == "refunded"


@pytest.mark.parametrize("rounds", ROUNDS)
def test_of_one_number_asked_for_at_once_there_is_one_intent(platform: Platform, shop: Shop, rounds: int) -> None:
    for number in range(rounds):
        ask = platform.question(externalID=f"race {number} of {rounds}")

        answers = race(shop, [("POST", "/payment-intents", ask) for _ in range(ASKERS)])

        assert {one.status for one in answers} == {201}
        assert len({one.body["paymentIntent"]["id"] for one in answers}) == 1
