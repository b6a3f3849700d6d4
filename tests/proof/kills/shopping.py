"""A shop that sells while roles die: each order is paid by one card, again and again until its money is taken."""

import time
from threading import Event, Thread
from typing import Any

import requests

from common.clock import moment
from tests.proof.interfaces.logins import Bearer
from tests.proof.kills.journal import Journal
from tests.proof.network import Network
from tests.protocol.wire import Body, new_id

CARD = {"paymentToolType": "CardData", "cardNumber": "4242424242424242", "expDate": "12/39", "cvv": "123"}
AMOUNT, PART = 25_500, 10_000
DAY_MS = 86_400_000
PAUSE_SECONDS, SECONDS = 0.1, 10
UNDECIDED = (408, 429)
TAKEN, OVER = ("captured", "refunded"), ("failed", "cancelled")
MOST_SHOWN = 1_000


class Shopper:
    """One order after another; of each a part is given back. What is refused for good is a fault."""

    def __init__(self, network: Network, journal: Journal) -> None:
        """The training shop, and a card that may be typed as often as this takes."""
        self.faults: list[str] = []
        self.pause = 0.0
        pos_id = network.ask("processing", "add-training-shop")["pos_id"]
        self._key = Bearer(network.ask("processing", "issue-shop-key", shop_id=pos_id)["key"])
        for kind in ("card", "address"):
            network.ask("processing", "limit-cards", kind=kind, most=100_000, seconds=1)
        self._due = moment(network.clock.now_ms() + DAY_MS).isoformat()
        self._network, self._journal, self._pos = network, journal, pos_id
        self._session = requests.Session()
        self._session.trust_env = False
        self._enough = Event()
        self._thread = Thread(target=self._live, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def end(self) -> None:
        """Finish the order under way."""
        self._enough.set()
        self._thread.join(90)
        if self._thread.is_alive():
            self.faults.append("an order: never acknowledged")

    def compared(self) -> dict[str, list[str]]:
        """By the name of a fault, the orders where it was found: in the centre's books, and in the bank's."""
        orders = {name: self._of(name) for name in self._journal.intended}
        known = {name: one for name, one in orders.items() if one}
        taken = {name: [each for each in one if each["status"] in TAKEN] for name, one in known.items()}
        operations = self._network.ask("processing", "bank-operations", limit=MOST_SHOWN)["operations"]
        back = [one["operation_id"] for one in operations if one["operation"] == "refund" and not one["failure"]]
        ours = sum(each.get("refundedAmount", 0) for one in taken.values() for each in one)
        return {
            "lost orders": sorted(name for name in self._journal.acknowledged if not taken.get(name)),
            "doubled orders": sorted(name for name, one in taken.items() if len(one) > 1),
            "refunds of the bank's own": []
            if ours == len(set(back)) * PART == len(back) * PART
            else [f"{ours} {back}"],
        }

    def _live(self) -> None:
        while not self._enough.is_set():
            name = new_id()
            self._journal.intend(name, AMOUNT)
            try:
                self._order(name)
            except AssertionError as refused:
                self.faults.append(f"order {name}: {refused}")
            time.sleep(self.pause)

    def _order(self, name: str) -> None:
        made = self._until_answered("POST", "/payment-intents", self._key, {
            "shopID": self._pos, "product": "x", "cart": [{"product": "x", "price": AMOUNT}], "dueDate": self._due,
            "externalID": name,
        })  # fmt: skip
        path = f"/payment-intents/{made['paymentIntent']['id']}"
        payer, paid = Bearer(made["paymentIntentAuthToken"]["payload"]), ""
        while not paid:
            paid = self._pay(path, payer)
        self._journal.acknowledge(name)
        ask = {"amount": PART, "externalID": "part"}
        self._until_answered("POST", f"{path}/payments/{paid}/refunds", self._key, ask)

    def _pay(self, path: str, payer: Bearer) -> str:
        """One attempt to its end: its id once it is captured; empty when another one is to be begun."""
        told = self._until_answered(
            "POST", "/payment-method-tokens", payer, {"paymentTool": CARD, "clientInfo": {"fingerprint": "x"}}
        )
        tool = {name: told[name] for name in ("paymentToolToken", "paymentSession")}
        ask = {
            "payer": {"payerType": "PaymentResourcePayer", **tool},
            "externalID": new_id(),
            "processingDeadline": "1m",
        }
        begun = self._until_answered("POST", f"{path}/payments", payer, ask, may_fail="invalid_payment_session")
        while begun:
            one = self._until_answered("GET", f"{path}/payments/{begun['id']}", payer)
            if one["status"] in TAKEN:
                return str(one["id"])
            if one["status"] in OVER:
                break
            time.sleep(PAUSE_SECONDS)
        return ""

    def _of(self, name: str) -> list[Body]:
        """The attempts of an order; none when there is no such order."""
        url = f"{self._network.roles['processing'].url}/v2/payment-intents"
        found = self._session.get(f"{url}?externalID={name}", auth=self._key, timeout=SECONDS)
        if found.status_code == 404:
            return []
        seen = self._session.get(f"{url}/{found.json()['id']}/payments", auth=self._key, timeout=SECONDS)
        payments: list[Body] = seen.json()["payments"]
        return payments

    def _until_answered(self, method: str, path: str, who: Bearer, ask: Body | None = None, may_fail: str = "") -> Any:
        """A yes; an empty one for the refusal that may be: a centre that was killed has forgotten the card's code."""
        url = f"{self._network.roles['processing'].url}/v2{path}"
        while True:
            try:
                answer = self._session.request(method, url, json=ask, auth=who, timeout=SECONDS)
            except requests.RequestException:
                time.sleep(PAUSE_SECONDS)
                continue
            if answer.status_code < 300:
                return answer.json()
            if may_fail and answer.json().get("code") == may_fail:
                return {}
            assert answer.status_code >= 500 or answer.status_code in UNDECIDED, f"{path} {answer.text:.200}"
            time.sleep(PAUSE_SECONDS)
