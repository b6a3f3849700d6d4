"""Lanes of banks in the worker: a silent bank is left alone for a while, and holds up no other."""

from typing import Any

from common.errors import Unavailable
from processing_app.bank.contract import Ask, Finish, Step
from processing_app.core.breaker import SILENCES
from processing_app.service.asks.domain import AddBank
from processing_app.service.intents.driver import NARROW, WIDE
from tests.intents.centre import Platform, Shop


class Counted:
    """A bank that is asked one by one, silent for as long as it is down."""

    def __init__(self) -> None:
        self.down = True
        self.asked: list[str] = []

    def process(self, ask: Ask) -> Step:
        self.asked.append(ask.id)
        if self.down:
            raise Unavailable("no_answer")
        return Finish("", "R", amount=ask.amount, captured=ask.instant)

    def called_back(self, ask: Ask, form: Any) -> Step:
        return self.process(ask)


def test_a_silent_bank_is_not_asked_for_each_payment(platform: Platform, shop: Shop) -> None:
    bank = _other_bank(platform)
    names = [_begun(platform, shop) for _ in range(SILENCES + 3)]
    platform.run(1)
    assert len(bank.asked) == SILENCES, "after so many silences in a row the others wait"
    mine, _ = platform.paid(shop)
    assert platform.status(shop, mine) == "paid", "another bank's payers do not wait"

    bank.down = False
    platform.run_for(5)

    assert {platform.status(shop, name) for name in names} == {"paid"}


def test_each_payment_is_asked_about_by_one_at_a_time(platform: Platform, shop: Shop) -> None:
    bank = _other_bank(platform)
    bank.down = False
    name = _begun(platform, shop)
    platform.run()

    assert bank.asked == [f"{name}.1"]


def test_lanes_are_as_wide_as_their_banks_can_take(platform: Platform) -> None:
    _other_bank(platform)
    driver = platform.platform.driver

    widths = {name: width for name, width, _, _ in driver.lanes()}

    assert widths == {"bank:simulated": WIDE, "bank:pocket": NARROW}
    assert driver.together("bank:simulated") > driver.together("bank:pocket") == 1


def _other_bank(platform: Platform) -> Counted:
    """A bank of the domain with an adapter of this test."""
    bank = Counted()
    platform.platform.driver._banks._made["pocket"] = bank  # type: ignore[attr-defined]
    platform.do(platform.service.platform.shops.add_bank, AddBank(id="pocket", name="Карманный банк"))
    return bank


def _begun(platform: Platform, shop: Shop) -> str:
    intent_id, payer = platform.create(shop)
    body = {"payer": {"payerType": "PaymentLinkPayer", "bank": "pocket"}, "flow": {"type": "PaymentFlowInstant"}}
    payer.yes("POST", f"/payment-intents/{intent_id}/payments", body)
    return intent_id
