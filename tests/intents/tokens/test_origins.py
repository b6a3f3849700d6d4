"""A payer's token works on the pages that its POS has registered, and a change of them is in force at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from processing_app.service.asks import domain as asks
from tests.intents.centre import Platform, Shop

PAGE, NEW_PAGE = "https://shop.example", "https://new.example"
PREFLIGHT = {"access-control-request-method": "GET"}


@pytest.fixture
def platform(tmp_path: Path) -> Iterator[Platform]:
    """A centre whose shop has a page."""
    with Platform(tmp_path) as opened:
        opened.do(opened.service.platform.shops.add_training_shop, asks.AddTrainingShop(origins=[PAGE]))
        yield opened


@pytest.fixture
def shop(platform: Platform) -> Shop:
    """Its server."""
    return platform.shop()


def seen(payer: Shop, intent_id: str, origin: str) -> str:
    """What a page of this origin is told of an intent: its status, or the word of a refusal."""
    answer = payer.ask("GET", f"/payment-intents/{intent_id}", origin=origin)
    return answer.code or str(answer.body["status"])


def test_only_a_page_of_the_pos_uses_its_payer_s_token(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)

    assert seen(payer, intent_id, PAGE) == "unpaid"
    assert seen(payer, intent_id, NEW_PAGE) == "origin_not_registered"
    assert seen(payer, intent_id, "null") == "origin_not_registered"
    assert seen(shop, intent_id, PAGE) == "key_in_browser"
    assert payer.ask("GET", f"/payment-intents/{intent_id}").status == 200


def test_a_page_that_is_registered_later_works_for_what_is_open(platform: Platform, shop: Shop) -> None:
    intent_id, payer = platform.create(shop)
    preflight = {"origin": NEW_PAGE, **PREFLIGHT}
    assert payer.ask("OPTIONS", f"/payment-intents/{intent_id}", **preflight).status == 403

    edit = asks.EditPos(id="TEST", origins=[NEW_PAGE])
    platform.do(platform.service.platform.shops.edit_pos, edit)

    assert payer.ask("OPTIONS", f"/payment-intents/{intent_id}", **preflight).status == 200
    assert seen(payer, intent_id, NEW_PAGE) == "unpaid"
    assert seen(payer, intent_id, PAGE) == "origin_not_registered"
