"""A shop that sells while the centre is recorded: what it is told is promised, too."""

from typing import Any

import requests

from common.clock import moment
from tests.proof.interfaces.logins import Bearer
from tests.proof.network import Network
from tests.protocol.wire import Body, new_id

CARD = {"paymentToolType": "CardData", "cardNumber": "4242424242424242", "expDate": "12/39", "cvv": "123"}
AMOUNT, PART = 25_500, 500
ENDS_SECONDS = 30.0
MINUTES_MS = 3_600_000


class Shop:
    """The training shop. `asked` are its own numbers of attempts and refunds."""

    def __init__(self, network: Network) -> None:
        """A key, and a card that may be typed as often as this takes."""
        self.asked: set[str] = set()
        self._network = network
        self._pos = network.ask("processing", "add-training-shop")["pos_id"]
        self._key = Bearer(network.ask("processing", "issue-shop-key", shop_id=self._pos)["key"])
        for kind in ("card", "address"):
            network.ask("processing", "limit-cards", kind=kind, most=100_000, seconds=1)

    def sell(self) -> None:
        """An order, paid by a card; a part of it is given back."""
        order, attempt = new_id(), new_id()
        self.asked.add(attempt)
        due = moment(self._network.clock.now_ms() + MINUTES_MS).isoformat()
        made = self._yes("POST", "/payment-intents", self._key, {
            "shopID": self._pos, "product": "x", "cart": [{"product": "x", "price": AMOUNT}], "dueDate": due,
            "externalID": order,
        })  # fmt: skip
        path, payer = f"/payment-intents/{made['paymentIntent']['id']}", made["paymentIntentAuthToken"]["payload"]
        told = self._yes(
            "POST", "/payment-method-tokens", Bearer(payer), {"paymentTool": CARD, "clientInfo": {"fingerprint": "x"}}
        )
        tool = {name: told[name] for name in ("paymentToolToken", "paymentSession")}
        ask = {"payer": {"payerType": "PaymentResourcePayer", **tool}, "externalID": attempt}
        begun = self._yes("POST", f"{path}/payments", Bearer(payer), ask)
        paying = f"{path}/payments/{begun['id']}"
        deadline = self._network.clock.monotonic() + ENDS_SECONDS
        while self._yes("GET", paying, self._key)["status"] != "captured":
            assert self._network.clock.monotonic() < deadline
            self._network.clock.sleep(0.05)
        self._yes("POST", f"{paying}/refunds", self._key, {"amount": PART, "externalID": attempt})

    def _yes(self, method: str, path: str, who: Bearer, ask: Body | None = None) -> Any:
        url = f"{self._network.roles['processing'].url}/v2{path}"
        answer = requests.request(method, url, json=ask, auth=who, timeout=ENDS_SECONDS)
        assert answer.ok, answer.text
        return answer.json()
