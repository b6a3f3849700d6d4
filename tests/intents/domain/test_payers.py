"""Payers are known by what they paid with and where their receipts go; a card by its ends only."""

from tests.intents.centre import CARD, NO_FUNDS, Platform, Shop
from tests.intents.repair.operator import own


def test_marks_of_payers_are_found_with_their_last_intent(platform: Platform, shop: Shop) -> None:
    operator = own(platform)
    before = operator.yes("payers")["payers"]
    first, payer = platform.create(shop)
    platform.pay(payer, first, NO_FUNDS)
    platform.run()
    platform.pay(payer, first)
    platform.run()
    platform.clock.advance(60)
    second, _ = platform.paid(shop)

    found = {(one["kind"], one["value"]): one for one in operator.yes("payers")["payers"]}

    assert before == []
    assert set(found) == {
        ("email", "test@test.com"), ("phone", "9876543210"), ("browser", "123"), ("card", "424242…4242"),
        ("card", "400000…0002"),
    }  # fmt: skip
    email = found["email", "test@test.com"]
    assert (email["payments"], email["intent_id"]) == (3, second)
    assert email["first_at"] < email["last_at"]
    assert found["card", "400000…0002"]["intent_id"] == first
    assert not any(one["value"] in (CARD, NO_FUNDS) for one in found.values())


def test_payers_are_searched_by_a_part_and_by_kind(platform: Platform, shop: Shop) -> None:
    operator = own(platform)
    platform.paid(shop)

    assert [one["value"] for one in operator.yes("payers", text="TEST@")["payers"]] == ["test@test.com"]
    assert [one["value"] for one in operator.yes("payers", kind="card", text="…42")["payers"]] == ["424242…4242"]
    assert operator.yes("payers", text="*@*")["payers"] == []
    few = operator.yes("payers", limit=1)
    assert (len(few["payers"]), few["more"]) == (1, True)


def test_payers_are_the_same_after_everything_was_made_anew(platform: Platform, shop: Shop) -> None:
    operator = own(platform)
    platform.paid(shop)
    before = operator.yes("payers")

    operator.yes("rebuild")

    assert operator.yes("payers") == before
    assert len(before["payers"]) == 4
