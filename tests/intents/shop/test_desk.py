"""Operators: the list of intents, the story of one, any event of it, and what they do for shops, with a reason."""

from typing import Any

import pytest

from common.errors import OplataError, Rejected
from processing_app.service.asks import AskAccounts, AskPostings
from processing_app.service.asks import intents as asks
from tests.intents.centre import AMOUNT, HOLD, OPERATOR, Platform, Shop

ASKS: dict[str, Any] = {
    "cancel_intent": asks.CancelIntentAs,
    "capture_intent_payment": asks.CaptureIntentPayment,
    "cancel_intent_payment": asks.CancelIntentPayment,
    "refund_intent_payment": asks.RefundIntentPayment,
}


def found(platform: Platform, **filters: Any) -> list[str]:
    """The ids of the intents that a person filters for."""
    page = platform.look(platform.service.platform.stories.intents, asks.FindIntents(**filters))
    assert page.found == len(page.intents)
    return [one.intent for one in page.intents]


def story(platform: Platform, intent: str) -> Any:
    """One intent from its beginning."""
    return platform.look(platform.service.platform.stories.intent, asks.IntentId(intent=intent))


def test_intents_are_found_by_whatever_a_person_knows_of_them(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop, externalID="order-77", product="Голубая чашка")
    code = payer.yes("POST", f"/payment-intents/{intent_id}/kiosk-codes")["shortPaymentID"]

    for text in (intent_id, f"{intent_id}.1", "order-77", "голубая ЧАШКА", code):
        assert found(platform, text=text) == [intent_id]
    assert found(platform, text="nothing like it") == []
    assert found(platform, text="order-77", status="paid") == []
    assert found(platform, text="order-77", status="unpaid", pos_id="TEST", shop_id="TEST") == [intent_id]
    assert found(platform, text="order-77", pos_id="OTHER") == []


def test_a_page_is_ordered_and_stays_still_while_the_list_grows(platform: Platform, shop: Shop) -> None:
    first, _ = platform.create(shop, product="page")
    second, _ = platform.paid(shop)
    stories = platform.service.platform.stories
    page = platform.look(stories.intents, asks.FindIntents(limit=1))
    platform.create(shop)

    rest = platform.look(stories.intents, asks.FindIntents(limit=1, offset=1, up_to=page.up_to))

    assert [page.intents[0].intent, rest.intents[0].intent] == [second, first]
    assert page.every == rest.every
    by_amount = platform.look(stories.intents, asks.FindIntents(order=asks.IntentOrder.AMOUNT, descending=False))
    assert [one.amount for one in by_amount.intents] == sorted(one.amount for one in by_amount.intents)


def test_a_story_tells_every_event_with_who_did_it_and_what_it_moved(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)

    told = story(platform, intent_id)

    assert [one.kind for one in told.events] == [
        "IntentCreated", "PaymentStarted", "BankAuthorized", "CaptureRequested", "PaymentCaptured",
    ]  # fmt: skip
    assert [one.principal for one in told.events[:3]] == ["shop:TEST", f"intent:{intent_id}", "system:worker"]
    assert told.events[2].postings == [("bank:simulated:settlement", f"payment:{intent_id}.1:hold", AMOUNT)]
    assert (told.row.status, told.state.payments[0].status, told.tasks) == ("paid", "captured", [])
    assert story(platform, f"{intent_id}.1").row.intent == intent_id


def test_a_story_shows_the_task_of_a_bank_that_was_not_asked_yet(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    platform.pay(payer, intent_id)

    (task,) = story(platform, intent_id).tasks

    assert (task.kind, task.payment, task.code, task.lane) == (
        "bank-authorize", f"{intent_id}.1", f"{intent_id}.1", "bank:simulated",
    )  # fmt: skip
    platform.run()


def test_the_states_of_all_events_lead_from_the_beginning_to_now(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    stories = platform.service.platform.stories

    states = [
        platform.look(stories.intent_at, asks.AskIntentAt(intent=intent_id, version=version)) for version in range(1, 6)
    ]

    assert [one.intent.status for one in states] == ["unpaid"] * 4 + ["paid"]
    assert [[each.status for each in one.payments] for one in states] == [
        [], ["pending"], ["authorized"], ["authorized"], ["captured"],
    ]  # fmt: skip
    assert states[-1] == story(platform, intent_id).state
    for version in (0, 6):
        with pytest.raises(Rejected, match="wrong_value"):
            platform.look(stories.intent_at, asks.AskIntentAt(intent=intent_id, version=version))


def test_no_token_and_no_card_is_in_what_operators_see(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    card = platform.tokenised(payer)
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", {"payer": card})
    platform.run()

    shown = repr(story(platform, intent_id))

    secrets = (card["paymentToolToken"], card["paymentSession"], "4242424242424242")
    assert not [secret for secret in secrets if secret in shown]


def test_an_operator_captures_gives_back_refunds_and_cancels_with_a_reason(platform: Platform, shop: Shop) -> None:
    desk = platform.service.platform.desk
    platform.paid(shop)
    for acts in (("capture_intent_payment", "refund_intent_payment"), ("cancel_intent_payment", "cancel_intent")):
        intent_id, payer = platform.create(shop)
        platform.pay(payer, intent_id, flow=HOLD)
        platform.run()
        for act in acts:
            more = {} if act == "cancel_intent" else {"payment": "1"}
            platform.do(getattr(desk, act), ASKS[act](intent=intent_id, reason="по звонку", **more))
            platform.run()

        told = story(platform, intent_id)
        assert [(one.principal, one.reason) for one in told.decisions] == [("operator:operator", "по звонку")] * 2
        assert all(one.words.ru != one.kind for one in told.decisions)
    platform.balances()


@pytest.mark.parametrize(
    ("act", "more", "code"),
    [
        ("cancel_intent", {"reason": ""}, "reason_required"),
        ("capture_intent_payment", {"payment": "9"}, "unknown_payment"),
        ("cancel_intent_payment", {"payment": "1"}, "invalid_payment_status"),
        ("refund_intent_payment", {"payment": "1", "amount": AMOUNT + 1}, "amount_out_of_range"),
        ("cancel_intent", {}, "invalid_intent_status"),
        ("cancel_intent", {"intent": "nobody"}, "unknown_intent"),
    ],
)
def test_what_an_operator_cannot_do_is_refused(
    platform: Platform, shop: Shop, act: str, more: dict[str, Any], code: str
) -> None:  # fmt: skip
    intent_id, _ = platform.paid(shop)
    ask = ASKS[act](**({"intent": intent_id, "reason": "x"} | more))

    with pytest.raises(OplataError, match=code):
        platform.do(getattr(platform.service.platform.desk, act), ask, OPERATOR)


def test_what_an_intent_moved_is_seen_in_the_ledger(platform: Platform, shop: Shop) -> None:
    intent_id, _ = platform.paid(shop)
    books = platform.service.books

    accounts = {one.account: one for one in platform.look(books.accounts, AskAccounts()).accounts}
    (newest, *_) = platform.look(books.postings, AskPostings(account="pos:TEST:settlement")).postings
    holds = platform.look(books.postings, AskPostings(account="payment:*:hold"))

    assert accounts["pos:TEST:settlement"].what.ru == "расчёты с точкой продаж"
    assert accounts["bank:simulated:settlement"].what.ru == "расчёты с банком-эквайером"
    assert (newest.payment_id, newest.code) == (f"{intent_id}.1", f"{intent_id}.1")
    assert len(holds.postings) == min(holds.found, 100)
    assert holds.postings[0].payment_id == f"{intent_id}.1"
