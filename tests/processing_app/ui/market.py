"""A centre with a shop whose payers do everything that a window should be able to show."""

from pathlib import Path
from typing import Any

from common.qt.inside import RoleInside
from processing_app.server import OPERATIONS
from processing_app.service.asks import intents as asks
from tests.common.qt.standin import StandInServer
from tests.intents.centre import AMOUNT, HOLD, NO_FUNDS, OPERATOR, Platform, Shop

LARGE = 20_000_000
"""More than one operator repairs alone."""
NOBODY = "http://127.0.0.1:9"
"""The shop's own place: nobody listens there."""


class MarketInside(RoleInside):
    """The centre behind a window; its server only says whether it runs."""

    def __init__(self, platform: Platform) -> None:
        super().__init__(platform.instance, OPERATIONS)
        self._server = StandInServer()

    @property
    def server(self) -> StandInServer:  # type: ignore[override]
        return self._server


class Market(Platform):
    """The training shop and its customers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.training()
        self.edit_pos(origins=[NOBODY])
        self.unlimited()
        self.server: Shop = self.shop()

    def unpaid(self, **changed: Any) -> str:
        """Somebody has filled a cart."""
        return self.create(self.server, **changed)[0]

    def bought(self, **more: Any) -> str:
        """And paid for it by a card."""
        return self.paid(self.server, **more)[0]

    def refused(self) -> str:
        """Or had no money on the card."""
        name, payer = self.create(self.server)
        self.pay(payer, name, NO_FUNDS)
        self.run()
        return name

    def held(self) -> str:
        """Or the bank holds the money for the shop."""
        return self.bought(flow=HOLD)

    def stopped(self, amount: int = AMOUNT) -> str:
        """Or the bank answered garbage."""
        cart = [{"product": "Рояль", "price": amount, "quantity": 1, "cost": amount}]
        name, payer = self.create(self.server, cart=cart, product="рояль")
        self.mood("garbage")
        assert self.pay(payer, name).status == 201
        self.run()
        self.mood("ok")
        return name

    def refunded(self, amount: int = 500) -> str:
        """Something of it was given back."""
        name = self.bought()
        self.do(
            self.service.platform.desk.refund_intent_payment,
            asks.RefundIntentPayment(intent=name, payment="1", reason="кружка треснула", amount=amount),
        )
        self.run()
        return name

    def disputed(self) -> str:
        """Or the bank disputes it."""
        name = self.bought()
        ask = asks.OpenChargeback(intent=name, payment="1", reason="4837")
        self.do(self.service.platform.desk.open_chargeback, ask)
        return name

    def receiver(self, url: str = f"{NOBODY}/hook") -> str:
        """A receiver of notifications; its id."""
        ask = {"shopID": "TEST", "url": url, "eventTypes": ["paymentIntent.created", "paymentIntent.paid"]}
        return str(self.server.yes("POST", "/webhooks", ask)["id"])

    def story(self, name: str) -> asks.IntentStory:
        """What an operator sees of an intent."""
        found: asks.IntentStory = self.look(self.service.platform.stories.intent, asks.IntentId(intent=name), OPERATOR)
        return found

    def everything(self) -> None:
        """One of each."""
        self.receiver()
        for make in (self.unpaid, self.bought, self.refused, self.held, self.refunded, self.disputed, self.stopped):
            make()
        self.stopped(LARGE)
