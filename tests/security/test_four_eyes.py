"""Row 28: above a threshold no single operator decides in a bank's name, whatever he tries over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intents.centre import Platform, Shop
from tests.intents.repair.operator import Operator, own

MUCH = 20_000_000
"""200,000 roubles, above the usual threshold."""
WHY = "the bank confirmed it by telephone"


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    """A centre with the shop of the example."""
    with Platform(tmp_path) as opened:
        opened.training()
        yield opened


def stopped(platform: Platform, amount: int = MUCH) -> tuple[str, Shop, str]:
    """An intent that was stopped while its bank authorized it, its shop, and the bank's reference."""
    shop, operator = platform.shop(), own(platform)
    intent_id, payer = platform.create(shop, cart=[{"product": "Сервиз", "price": amount}])
    operator.yes("set-bank-mood", mood="garbage")
    platform.pay(payer, intent_id)
    platform.run()
    operator.yes("set-bank-mood", mood="ok")
    assert shop.ask("GET", f"/payment-intents/{intent_id}").code == "intent_stopped"
    reference: str = operator.yes("stopped-intent", intent_id=intent_id)["bank"]["reference"]
    return intent_id, shop, reference


def fulfil(who: Operator, intent_id: str, reference: str) -> dict[str, object]:
    """He says that the bank did it."""
    told: dict[str, object] = who.yes(
        "fulfil-intent", intent_id=intent_id, reason=WHY, reference=reference, captured=True
    )
    return told


def test_row_28_one_operator_alone_moves_nothing(platform: Platform) -> None:
    anna = own(platform).colleague("anna")
    platform.clock.advance(1)
    intent_id, shop, reference = stopped(platform)

    number = fulfil(anna, intent_id, reference)["proposal_id"]
    alone = anna.ask("approve-proposal", id=number)
    fulfil(anna, intent_id, reference)
    platform.clock.advance(1)
    mine = anna.colleague("anna2")
    himself = mine.ask("approve-proposal", id=number)
    at_my_window = anna.ask("approve-proposal", id=number, login=mine.login, password=mine.password)
    added = anna.ask("add-events", intent_id=intent_id, reason=WHY, events=[
        {"kind": "BankAuthorized", "payment_id": "1", "reference": reference},
    ])  # fmt: skip
    failed = anna.ask("fail-intent", intent_id=intent_id, reason=WHY)

    assert [one.code for one in (alone, himself, at_my_window)] == ["second_person_needed"] * 3
    assert added.body["proposal_id"] > 0 < failed.body["proposal_id"]
    assert shop.ask("GET", f"/payment-intents/{intent_id}").code == "intent_stopped"
    assert platform.balances()["holds"] == 0


def test_row_28_two_operators_do_and_both_are_named(platform: Platform) -> None:
    anna, boris = own(platform).colleague("anna"), own(platform).colleague("boris")
    platform.clock.advance(1)
    intent_id, shop, reference = stopped(platform)

    number = fulfil(anna, intent_id, reference)["proposal_id"]
    boris.yes("approve-proposal", id=number)

    assert platform.status(shop, intent_id) == "paid"
    (act,) = [
        one for one in boris.yes("stopped-intent", intent_id=intent_id)["events"] if one["kind"] == "IntentRevived"
    ]
    assert (act["data"]["by"], act["data"]["approved_by"], act["principal"]) == ("anna", "boris", "operator:boris")
    assert boris.ask("approve-proposal", id=number).code == "proposal_over"
    platform.balances()


def test_row_28_an_operator_who_was_removed_approves_nothing(platform: Platform) -> None:
    anna, boris = own(platform).colleague("anna"), own(platform).colleague("boris")
    platform.clock.advance(1)
    intent_id, shop, reference = stopped(platform)
    number = fulfil(anna, intent_id, reference)["proposal_id"]
    assert boris.ask("proposals").status == 200

    anna.yes("remove-operator", login="boris")

    assert boris.ask("approve-proposal", id=number).status == 401
    assert shop.ask("GET", f"/payment-intents/{intent_id}").code == "intent_stopped"


def test_row_28_below_the_threshold_one_is_enough(platform: Platform) -> None:
    intent_id, shop, reference = stopped(platform, 10_000_000)

    told = fulfil(own(platform), intent_id, reference)

    assert told["proposal_id"] == 0
    assert platform.status(shop, intent_id) == "paid"
