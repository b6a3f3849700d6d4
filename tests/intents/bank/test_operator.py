"""What an operator does with the simulated bank, through the real centre."""

import pytest

from common.errors import ContractFault, Rejected
from common.protocol.endpoint import Nothing
from processing_app.bank.simulated.moods import Mood
from processing_app.service.asks.bank import AskBankOperations, ConfirmBankLink, SetBankMood
from processing_app.service.asks.domain import AddBank
from tests.intents.centre import AMOUNT, OPERATOR, Platform, Shop


def test_a_mood_is_set_seen_and_felt(platform: Platform, shop: Shop) -> None:
    banks = platform.service.platform.banks
    banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.REFUSING, times=1))
    assert [(one.bank, one.mood) for one in banks.bank_moods(OPERATOR, Nothing()).banks] == [
        ("simulated", Mood.REFUSING)
    ]
    intent_id, payer = platform.create(shop)

    platform.pay(payer, intent_id)
    platform.run()

    (act,) = banks.bank_operations(OPERATOR, AskBankOperations(payment=f"{intent_id}.1")).operations
    assert (act.operation, act.amount, act.failure) == ("authorize", AMOUNT, "authorization_failed:rejected_by_issuer")
    assert banks.bank_moods(OPERATOR, Nothing()).banks[0].mood is Mood.OK
    assert platform.status(shop, intent_id) == "unpaid"


def test_an_unknown_bank_has_no_mood(platform: Platform) -> None:
    with pytest.raises(ContractFault, match="not_found"):
        platform.service.platform.banks.set_bank_mood(OPERATOR, SetBankMood(mood=Mood.OK, bank="none"))


def test_the_operator_confirms_a_link_for_its_payer(platform: Platform, shop: Shop) -> None:
    banks = platform.service.platform.banks
    intent_id, payer = platform.create(shop)
    body = {"payer": {"payerType": "PaymentLinkPayer", "bank": ""}, "flow": {"type": "PaymentFlowInstant"}}
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", body)
    platform.run()
    assert banks.bank_moods(OPERATOR, Nothing()).links == [f"{intent_id}.1"]

    banks.confirm_bank_link(OPERATOR, ConfirmBankLink(payment=f"{intent_id}.1"))

    assert platform.status(shop, intent_id) == "paid"
    assert banks.bank_moods(OPERATOR, Nothing()).links == []
    with pytest.raises(Rejected, match="invalid_payment_status"):
        banks.confirm_bank_link(OPERATOR, ConfirmBankLink(payment="none.1"))


def test_a_new_bank_of_the_domain_is_asked_as_soon_as_it_is_there(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    link = {"payerType": "PaymentLinkPayer", "bank": "pocket"}
    path, body = f"/payment-intents/{intent_id}/payments", {"payer": link, "flow": {"type": "PaymentFlowInstant"}}
    assert payer.ask("POST", path, body).code == "method_not_allowed"
    add = AddBank(id="pocket", name="Карманный банк", adapter="simulated-app")
    platform.do(platform.service.platform.shops.add_bank, add)

    payer.yes("POST", path, body)
    platform.run()

    events = payer.yes("GET", f"/payment-intents/{intent_id}/events")
    asked = [
        change["userInteraction"] for event in events for change in event["changes"] if "userInteraction" in change
    ]
    assert [one["interactionType"] for one in asked] == ["OpenApplicationRequest"]
