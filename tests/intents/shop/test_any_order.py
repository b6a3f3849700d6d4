"""Whatever shops, payers, operators and time do in whatever order: books balance, and nothing goes back from its end.

D5: final states are final, events only grow. M6: refunds and disputes of a payment never exceed what was captured.
"""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from common import ids
from common.errors import OplataError
from processing_app.service.asks import intents as asks
from tests.intents.centre import CARD, HOLD, NO_FUNDS, SECURE_CARD, Platform, Shop

SEEDS = [1, 2, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(3, 43))]
STEPS = 300
FINAL = {"paid", "cancelled", "overdue"}
LATER = {
    "pending": {"failed", "authorized", "cancelled", "captured", "refunded", "chargeback"},
    "authorized": {"cancelled", "captured", "refunded", "chargeback"},
    "captured": {"refunded", "chargeback"},
    "chargeback": {"captured", "refunded"},
}
"""What may become of a payment between two looks; from any other status nothing."""
INSIDE = {"internal_error", "invalid_transition", "books_do_not_balance", "intent_stopped"}
"""Words that mean that the centre has a fault."""


class Market:
    """A shop's intents and everybody who does something to them; `said` are the words of all refusals."""

    def __init__(self, platform: Platform, chance: Random) -> None:
        self.platform, self.chance = platform, chance
        self.shop = platform.shop()
        self.intents: list[str] = []
        self.said: set[str] = set()
        self.statuses: dict[str, str] = {}
        self.numbers: dict[str, int] = {}

    def one(self) -> str:
        """Some intent; the newer ones more often."""
        return self.chance.choice(self.intents[-6:]) if self.intents else self.create()

    def create(self) -> str:
        intent_id, _ = self.platform.create(self.shop)
        self.intents.append(intent_id)
        return intent_id

    def pay(self) -> None:
        intent_id = self.one()
        card = self.chance.choice([CARD, CARD, CARD, NO_FUNDS, SECURE_CARD])
        flow = self.chance.choice([HOLD, {"type": "PaymentFlowInstant"}])
        token = self.shop.yes("POST", f"/payment-intents/{intent_id}/access-tokens")["payload"]
        payer = Shop(self.platform.port, token)
        self.said.add(self.platform.pay(payer, intent_id, card, flow=flow).code)

    def ask(self, method: str, path: str, **body: object) -> None:
        self.said.add(self.shop.ask(method, f"/payment-intents/{self.one()}{path}", body).code)

    def cancel(self) -> None:
        self.ask("PUT", "/cancel", reason="x")

    def capture(self) -> None:
        self.ask(
            "POST", f"/payments/{self.number()}/capture", reason="x", amount=self.chance.choice([100, 20_000, 25_500])
        )

    def give_back(self) -> None:
        self.ask("POST", f"/payments/{self.number()}/cancel", reason="x")

    def refund(self) -> None:
        self.ask("POST", f"/payments/{self.number()}/refunds", amount=self.chance.choice([1, 5_000, 25_500]))

    def dispute(self) -> None:
        act = self.chance.choice(["open", "accept", "reject", "reopen"])
        more = {} if act == "open" else {"chargeback": self.chance.choice(["1", "2"])}
        kind = {"open": asks.OpenChargeback, "reopen": asks.ReopenChargeback}.get(act, asks.DecideChargeback)
        try:
            question = kind(intent=self.one(), payment=self.number(), reason="x", **more)
            self.platform.do(getattr(self.platform.service.platform.desk, f"{act}_chargeback"), question)
        except OplataError as no:
            self.said.add(no.code)

    def wait(self) -> None:
        self.platform.run()
        self.platform.clock.advance(self.chance.choice([1, 30, 600, 5_000, 100_000]))

    def number(self) -> str:
        return self.chance.choice(["1", "1", "2", "3"])

    def look(self) -> None:
        """Everything is in order, and no end has been left."""
        self.platform.run()
        self.platform.balances()
        for intent_id in self.intents:
            path = f"/payment-intents/{intent_id}"
            self._goes_on(intent_id, self.platform.status(self.shop, intent_id), FINAL)
            for one in self.shop.yes("GET", f"{path}/payments")["payments"]:
                self._payment(f"{intent_id}.{one['id']}", one, f"{path}/payments/{one['id']}")
            newest = self.platform.events(self.shop, intent_id)[-1]["id"]
            assert newest >= self.numbers.get(intent_id, 0)
            self.numbers[intent_id] = newest
        assert not self.said & INSIDE, self.said

    def _goes_on(self, name: str, status: str, final: set[str]) -> None:
        before = self.statuses.get(name, status)
        assert status == before or before not in final, f"{name}: {before} → {status}"
        self.statuses[name] = status

    def _payment(self, name: str, one: dict[str, Any], path: str) -> None:
        status, before = str(one["status"]), self.statuses.get(name, str(one["status"]))
        assert status == before or status in LATER.get(before, set()), f"{name}: {before} → {status}"
        self.statuses[name] = status
        refunds = self.shop.yes("GET", f"{path}/refunds")["refunds"]
        disputes = self.shop.yes("GET", f"{path}/chargebacks")["chargebacks"]
        back = sum(each["amount"] for each in refunds if each["status"] != "failed")
        back += sum(each["amount"] for each in disputes if each["status"] != "rejected")
        assert back <= one.get("capturedAmount", 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_in_whatever_order_things_happen_the_books_balance(tmp_path: Path, seed: int) -> None:
    chance = ids.chance(seed)
    with Platform(tmp_path) as platform:
        platform.training()
        platform.unlimited()
        market = Market(platform, chance)
        acts: list[Callable[[], object]] = [
            market.create, market.pay, market.pay, market.pay, market.cancel, market.capture, market.capture,
            market.give_back, market.refund, market.refund, market.dispute, market.dispute, market.wait, market.wait,
        ]  # fmt: skip

        for step in range(STEPS):
            chance.choice(acts)()
            if step % 30 == 29:
                market.look()

        assert len(market.said) > 3, "some of it was done, some refused for different reasons"
        assert "" in market.said
