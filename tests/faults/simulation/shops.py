"""Who acts around a shop: its server, payers with cards and banks' links, thieves, the payers' banks that dispute.

Each order is lived by several strands beside each other: its shop may cancel while its payer pays, and a payer comes
back from 3-D Secure at once, late, or never.
"""

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

from common.clock import moment
from common.errors import OplataError
from processing_app.bank.simulated.pages import CODE
from processing_app.service.asks import intents as desk
from tests.faults.simulation.nodes import OPERATOR
from tests.faults.simulation.web import Answer, Asker, form_of
from tests.faults.simulation.world import World

AMOUNT = 25_500
VAT = {"type": "PaymentIntentLineTaxVAT", "rate": "20%"}
CART = [
    {"product": "Кружка", "price": 25_000, "quantity": 1, "taxMode": VAT},
    {"product": "Доставка", "price": 250, "quantity": 2, "taxMode": VAT},
]  # fmt: skip
GOOD, SECURE, FRICTIONLESS, SILENT, NO_FUNDS, UNKNOWN = (
    "4242424242424242", "4012888888881881", "4929172190150505", "4342561111111118", "4000000000000002",
    "4111110000000112",
)  # fmt: skip
CARDS = (GOOD, GOOD, GOOD, SECURE, SECURE, SECURE, FRICTIONLESS, SILENT, NO_FUNDS, UNKNOWN)
SHORTEST, LONGEST = 30.0, 600.0
"""Seconds that an order lives, or a hold: all of them end while the books are waited for."""
LEAST_HOLD = 200.0
LOOKS, LOOK_SECONDS = 40, 4.0
LATE = 200.0
"""Longer than the shortest life of an attempt."""


class Way(NamedTuple):
    """What is to become of an order. A number above 0 is a sum to be taken, or given back at each refund."""

    card: str = GOOD
    second: str = ""
    hold: bool = False
    on_expiration: str = "cancel"
    after_hold: str = ""
    take: int | None = None
    refunds: tuple[int | None, ...] = ()
    dispute: str = ""
    cancel_after: float = -1.0
    back_after: float = 0.0
    typed: str = CODE
    link: bool = False
    kiosk: bool = False
    revoke: bool = False
    lifetime: str = "60s"
    due: float = LONGEST


def drawn_way(chance: Random) -> Way:
    """Some order, by chance."""
    hold = chance.random() < 0.45
    whole = chance.random() < 0.5
    take = None if whole else chance.choice((1, 10_000, AMOUNT))
    cancels = chance.random() < 0.15
    return Way(
        card=chance.choice(CARDS), second=chance.choice(("", GOOD, SECURE)), hold=hold,
        on_expiration=chance.choice(("cancel", "capture")),
        after_hold=chance.choice(("capture", "capture", "cancel", "")),
        take=take, refunds=chance.choice(((), (5_000,), (10_000, None), (None,), (1, 1, 1))),
        dispute=chance.choice(("", "", "accept", "reject", "reopen", "open")),
        cancel_after=chance.uniform(0, 60) if cancels else -1.0, back_after=chance.choice((0.0, 0.0, 5.0, LATE, -1.0)),
        typed=chance.choice((CODE, CODE, CODE, "0000")), link=chance.random() < 0.15, kiosk=chance.random() < 0.2,
        revoke=chance.random() < 0.1, lifetime=chance.choice(("60s", "1m", "120000ms")),
        due=chance.uniform(SHORTEST, LONGEST),
    )  # fmt: skip


class Order:
    """One order from its making to its end, as its shop and its payer live it."""

    def __init__(self, world: World, name: str, way: Way) -> None:
        self.world = world
        self.name = name
        self.way = way
        self.shop = Asker(world, world.shop_key)
        self.payer = Asker(world)
        self.id = ""
        self.code = ""

    def live(self) -> None:
        """Until everybody has what he came for, or has had enough."""
        self.world.trading += 1
        try:
            if self._create():
                self._beside(self._cancel, self.way.cancel_after)
                self._pays()
                self._after()
        finally:
            self.world.trading -= 1

    def _create(self) -> bool:
        now = self.world.centre.clock.began_ms + int(self.world.scheduler.now * 1000)
        ask = {
            "shopID": "TEST", "product": self.name, "cart": CART, "currency": "RUB", "externalID": self.name,
            "dueDate": moment(now + int(self.way.due * 1000)).isoformat(), "metadata": {},
        }  # fmt: skip
        made = self.shop.insist("POST", "/payment-intents", ask)
        if made is None or not made.good:
            return False
        self.id = made.body["paymentIntent"]["id"]
        self.payer = Asker(self.world, made.body["paymentIntentAuthToken"]["payload"])
        self.world.told.intents.append((self.name, self.id))
        return True

    def _pays(self) -> None:
        way = self.way
        if way.kiosk and (told := self.payer.insist("POST", f"{self._path}/kiosk-codes", {})) and told.good:
            self.code = told.body["shortPaymentID"]
            self.world.codes.append(self.code)
        if way.revoke:
            self._revoke()
            return
        for number, card in enumerate((way.card, way.second)):
            if card and not self._attempt(card, number):
                return

    def _attempt(self, card: str, number: int) -> bool:
        """Pay, and do what the bank wants; whether another attempt is worth it."""
        payer = self._link() if self.way.link and not number else self._tokenised(card)
        if payer is None:
            return False
        ask = {
            "payer": payer, "flow": self._flow(), "processingDeadline": self.way.lifetime, "externalID": f"try {number}"
        }  # fmt: skip
        self._steals(ask)
        begun = self.payer.insist("POST", f"{self._path}/payments", ask, 60.0)
        if begun is None:
            return False
        if not begun.good:
            return begun.code != "invalid_intent_status"
        self.world.told.payments.append((self.id, begun.body["id"], f"try {number}"))
        return self._interacts(begun.body["id"])

    def _link(self) -> dict[str, Any]:
        return {"payerType": "PaymentLinkPayer", "bank": "simulated"}

    def _flow(self) -> dict[str, Any]:
        if not self.way.hold:
            return {"type": "PaymentFlowInstant"}
        now = self.world.centre.clock.began_ms + int(self.world.scheduler.now * 1000)
        until = moment(now + int(max(self.way.due, LEAST_HOLD) * 1000)).isoformat()
        return {"type": "PaymentFlowHold", "onHoldExpiration": self.way.on_expiration, "heldUntil": until}

    def _tokenised(self, card: str) -> dict[str, Any] | None:
        tool = {"paymentToolType": "CardData", "cardNumber": card, "expDate": "12/39", "cvv": "123"}
        ask = {"paymentTool": tool, "clientInfo": {"fingerprint": "123"}}
        told = self.payer.insist("POST", "/payment-method-tokens", ask, 30.0)
        if told is None or not told.good:
            return None
        return {
            "payerType": "PaymentResourcePayer", "paymentToolToken": told.body["paymentToolToken"],
            "paymentSession": told.body["paymentSession"], "contactInfo": {"email": "payer@example.org"},
        }  # fmt: skip

    def _steals(self, ask: dict[str, Any]) -> None:
        """Whoever has the tokens of a card pays another order with them, and fails (T2)."""
        other = next((one for _, one in self.world.told.intents if one != self.id), None)
        if other is None or ask["payer"]["payerType"] != "PaymentResourcePayer":
            return
        said = self.shop.once("POST", f"/payment-intents/{other}/payments", ask | {"externalID": "stolen"})
        if said is not None and said.good and isinstance(said.body, dict):
            self.world.told.broken.append(f"T2: {other} was paid with the tokens of {self.id}")

    def _revoke(self) -> None:
        """What a revoked token asks is refused from the yes on (T3)."""
        said = self.shop.insist("DELETE", f"{self._path}/access-tokens")
        if said is None or not said.good:
            return
        self.world.scheduler.sleep(1.0)
        seen = self.payer.once("GET", self._path)
        if seen is not None and seen.good:
            self.world.told.broken.append(f"T3: {self.id} is shown to a revoked token")

    def _interacts(self, payment_id: str) -> bool:
        """Look at the feed until the attempt is over; whether it failed."""
        done, last = False, 0
        for _ in range(LOOKS):
            seen = self.payer.once("GET", f"{self._path}/events?eventID={last}")
            for change in _changes(seen):
                if change.get("paymentID") != payment_id:
                    continue
                if change["changeType"] == "PaymentStatusChanged":
                    return bool(change["status"] == "failed")
                if change["changeType"] == "PaymentInteractionRequested" and not done:
                    done = True
                    asked = change["userInteraction"]
                    self._beside(lambda asked=asked: self._at_the_bank(asked), self.way.back_after)  # type: ignore[misc]
            self.world.scheduler.sleep(LOOK_SECONDS)
        return False

    def _at_the_bank(self, asked: dict[str, Any]) -> None:
        """What the payer does with what he is shown."""
        if "request" not in asked:
            address = asked.get("qrCode") or asked.get("uriTemplate") or ""
            if self.way.typed == CODE:
                self.payer.press(address.partition("?")[0], {"challenge": address.rpartition("=")[2]})
            return
        request = asked["request"]
        sent = {one["key"]: one["template"].replace("{?termination_uri}", "") for one in request["form"]}
        page = self.payer.press(request["uriTemplate"], sent)
        for typed in ({"code": self.way.typed}, {}):
            form = form_of(page.body, **typed) if page is not None else None
            if form is None:
                return
            page = self.payer.press(*form)

    def _after(self) -> None:
        """What the shop does once money is held or taken."""
        if not self._comes_to("authorized", "captured"):
            return
        way = self.way
        if way.hold and way.after_hold:
            act = "capture" if way.after_hold == "capture" else "cancel"
            more = {"amount": way.take} if act == "capture" and way.take else {}
            self.shop.insist("POST", f"{self._path}/payments/{self._paying}/{act}", {"reason": "x"} | more, 60.0)
        if not self._comes_to("captured"):
            return
        for number, amount in enumerate(way.refunds):
            self._refund(number, amount)
        if way.dispute:
            self._dispute(way.dispute)

    def _refund(self, number: int, amount: int | None) -> None:
        ask = {"reason": "x", "externalID": f"refund {number}"} | ({"amount": amount} if amount else {})
        said = self.shop.insist("POST", f"{self._path}/payments/{self._paying}/refunds", ask, 60.0)
        if said is not None and said.good:
            self.world.told.refunds.append((self.id, self._paying, said.body["id"], f"refund {number}"))

    def _dispute(self, end: str) -> None:
        """The payer's bank disputes; then somebody decides, or nobody does."""
        about = {"intent": self.id, "payment": self._paying, "reason": "10.4"}
        opened = self._by_operator("open_chargeback", desk.OpenChargeback(amount=1_000, **about))
        if opened is None or end == "open":
            return
        which = about | {"chargeback": opened.id}
        self.world.scheduler.sleep(LOOK_SECONDS)
        name = "accept_chargeback" if end == "accept" else "reject_chargeback"
        self._by_operator(name, desk.DecideChargeback(**which))
        if end == "reopen":
            self._by_operator("reopen_chargeback", desk.ReopenChargeback(**which))
            self._by_operator("accept_chargeback", desk.DecideChargeback(**which))

    def _by_operator(self, name: str, ask: Any) -> Any:
        def act(program: Any) -> Any:
            done = getattr(program.service.platform.desk, name)
            return program.database.write(lambda db: done(db, OPERATOR, ask))

        try:
            return self.world.centre.ask(act)
        except OplataError:
            return None

    def _cancel(self) -> None:
        self.shop.insist("PUT", f"{self._path}/cancel", {"reason": "sold out"}, 60.0)

    def _comes_to(self, *statuses: str) -> bool:
        """Whether an attempt stands so, before everybody has had enough."""
        for _ in range(LOOKS):
            seen = self.shop.once("GET", f"{self._path}/payments")
            found = seen.body["payments"] if seen is not None and seen.good and isinstance(seen.body, dict) else None
            for one in found or []:
                if one["status"] in statuses:
                    self._paying = one["id"]
                    return True
            if found is not None and all(one["status"] in ("failed", "cancelled") for one in found):
                return False
            self.world.scheduler.sleep(LOOK_SECONDS)
        return False

    @property
    def _path(self) -> str:
        return f"/payment-intents/{self.id}"

    def _beside(self, work: Callable[[], None], after: float) -> None:
        """Somebody else, a while later; below zero nobody ever."""
        if after < 0:
            return
        self.world.trading += 1

        def later() -> None:
            try:
                self.world.scheduler.sleep(after)
                work()
            finally:
                self.world.trading -= 1

        self.world.outside("beside", later)


def _changes(seen: Answer | None) -> list[dict[str, Any]]:
    if seen is None or not seen.good or not isinstance(seen.body, list):
        return []
    return [change for event in seen.body for change in event["changes"]]


def trade(world: World, chance: Random, number: int) -> None:
    """So many orders, beginning one after another."""
    for one in range(number):
        order = Order(world, f"order {one}", drawn_way(chance))
        world.outside("order", order.live)
        world.scheduler.sleep(chance.uniform(0, 20))
