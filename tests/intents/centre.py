"""A centre with a shop, behind real HTTP, on a virtual clock: nothing runs by itself, `run` does what workers would."""

import http.client
import json
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from common import ids, role, settings
from common.clock import VirtualClock, moment
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.role import Role
from processing_app.app import Processing
from processing_app.bank.simulated.moods import Mood
from processing_app.core.domain import kind_of
from processing_app.server import OPERATIONS
from processing_app.service import asks
from processing_app.service.asks import access as access_asks
from processing_app.service.asks import bank as bank_asks
from processing_app.service.asks import domain as domain_asks
from processing_app.service.domain import objects
from processing_app.vault.asks import LimitCards
from processing_app.vault.desk import Desk

OPERATOR = Principal("operator", "operator", "T-1")
CARD, SECURE_CARD, NO_FUNDS = "4242424242424242", "4012888888881881", "4000000000000002"
CART = [
    {
        "product": "Кружка из маркета", "price": 25000, "quantity": 1, "cost": 25000,
        "taxMode": {"type": "PaymentIntentLineTaxVAT", "rate": "20%"},
    },
    {
        "product": "Доставка", "price": 250, "quantity": 2, "cost": 500,
        "taxMode": {"type": "PaymentIntentLineTaxVAT", "rate": "20%"},
    },
]  # fmt: skip
"""The cart of seed 003: 25,500 kopecks."""
AMOUNT = 25_500
HOLD = {"type": "PaymentFlowHold"}


class Answer(NamedTuple):
    """What a door said."""

    status: int
    body: Any

    @property
    def code(self) -> str:
        """The word of a refusal."""
        return str(self.body["code"]) if isinstance(self.body, dict) and "code" in self.body else ""


class Shop:
    """A shop's server, or its payer's browser: whoever has this token."""

    def __init__(self, port: int, token: str) -> None:
        self.port = port
        self.token = token

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One question to /v2; the path goes on after that."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        given = {"authorization": f"Bearer {self.token}", "x-request-id": ids.short_id(), **headers}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            given["content-type"] = "application/json"
        try:
            wire.request(method, f"/v2{path}", data, given)
            answer = wire.getresponse()
            said = answer.read()
        finally:
            wire.close()
        return Answer(answer.status, json.loads(said) if said else None)

    def yes(self, method: str, path: str, body: Any = None) -> Any:
        """The answer to a question that is not refused."""
        answer = self.ask(method, path, body)
        assert answer.status < 300, answer
        return answer.body


class Platform:
    """The centre; `folder` may be one that an earlier centre has left."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        self.clock = clock or VirtualClock()
        self.folder = folder
        self.instance = role.opened(
            Role("processing", Processing, OPERATIONS),
            settings.Settings("processing", "default", 0, folder, folder / "logs", None, "ru", False),
            serves=True,
            clock=self.clock,
        )
        program = self.instance.program
        assert isinstance(program, Processing)
        self.program = program
        self.platform = program.platform
        self.database = program.database
        self.service = program.service
        self.instance.serving.start()
        self.port = self.instance.serving.port

    def __enter__(self) -> "Platform":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.instance.serving.stop()
        self.instance.__exit__(kind, error, at)

    def do(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """A unit of work of the service."""
        return self.database.write(lambda db: function(db, who, ask))

    def look(self, function: Any, ask: Any, who: Principal = OPERATOR) -> Any:
        """A question to the service."""
        return self.database.read(lambda db: function(db, who, ask))

    def training(self) -> None:
        """The owner, the shop and the POS of the example."""
        self.do(self.service.platform.shops.add_training_shop, domain_asks.AddTrainingShop())

    def another(self, name: str = "OTHER") -> Shop:
        """The server of another shop, with a POS of the same name."""
        shops = self.service.platform.shops
        known = {kind_of(one): one.id for one in self.database.read(objects)}
        self.do(shops.add_shop, domain_asks.AddShop(id=name, name=name, owner_id=known["owner"]))
        self.do(shops.add_pos, domain_asks.AddPos(id=name, name=name, shop_id=name, payee_id=known["payee"]))
        return self.shop(name)

    def shop(self, shop_id: str = "TEST") -> Shop:
        """The server of a shop, with a key of its own."""
        issued = self.do(self.service.platform.access.issue_shop_key, access_asks.IssueShopKey(shop_id=shop_id))
        return Shop(self.port, issued.key)

    def create(self, shop: Shop, **changed: Any) -> tuple[str, Shop]:
        """A new intent of the seed's cart: its id, and its payer."""
        made = shop.yes("POST", "/payment-intents", self.question(**changed))
        return made["paymentIntent"]["id"], Shop(self.port, made["paymentIntentAuthToken"]["payload"])

    def question(self, **changed: Any) -> dict[str, Any]:
        """What a shop asks for: the seed's cart, to be paid within an hour."""
        due = moment(self.clock.now_ms() + 3_600_000).isoformat()
        return {
            "shopID": "TEST", "product": "service_order_123456780", "cart": CART, "dueDate": due, "currency": "RUB",
            "metadata": {},
        } | changed  # fmt: skip

    def tokenised(self, payer: Shop, number: str = CARD) -> dict[str, Any]:
        """A card turned into tokens by its payer's browser: the payer of a question."""
        card = {"paymentToolType": "CardData", "cardNumber": number, "expDate": "12/39", "cvv": "123"}
        ask = {"paymentTool": card, "clientInfo": {"fingerprint": "123"}}
        told = payer.yes("POST", "/payment-method-tokens", ask)
        return {
            "payerType": "PaymentResourcePayer", "paymentToolToken": told["paymentToolToken"],
            "paymentSession": told["paymentSession"],
            "contactInfo": {"email": "test@test.com", "phoneNumber": "9876543210"},
        }  # fmt: skip

    def pay(self, payer: Shop, intent_id: str, number: str = CARD, /, **more: Any) -> Answer:
        """The payer types a card and pays."""
        ask = {"payer": self.tokenised(payer, number), "flow": {"type": "PaymentFlowInstant"}} | more
        return payer.ask("POST", f"/payment-intents/{intent_id}/payments", ask)

    def paid(self, shop: Shop, **more: Any) -> tuple[str, Shop]:
        """An intent that was paid at once."""
        intent_id, payer = self.create(shop)
        assert self.pay(payer, intent_id, **more).status == 201
        self.run()
        return intent_id, payer

    def edit_pos(self, **changed: Any) -> None:
        """A new revision of the domain: the POS of the example has other terms from now on."""
        self.do(self.service.platform.shops.edit_pos, domain_asks.EditPos(id="TEST", **changed))

    def unlimited(self) -> None:
        """One card may be typed as often as a test likes."""
        Desk(self.platform.vault).limit_cards(OPERATOR, LimitCards(kind="card", most=1000, seconds=1))

    def mood(self, mood: str, times: int = 0) -> None:
        """How the bank behaves from now on."""
        ask = bank_asks.SetBankMood(mood=Mood(mood), times=times)
        self.service.platform.banks.set_bank_mood(OPERATOR, ask)

    def run(self, turns: int = 3) -> None:
        """What the workers do: wake what is due, look for tasks and try those that are due, so many times."""
        worker = self.program.worker
        for _ in range(turns):
            while self.platform.timers.step():
                pass
            worker.refresh()
            while worker.step(lambda _, work: work()):
                pass

    def run_for(self, seconds: int, step: int = 1) -> None:
        """Let virtual time pass, the workers working."""
        for _ in range(0, seconds, step):
            self.run(1)
            self.clock.advance(step)
        self.run()

    def events(self, shop: Shop, intent_id: str, after: int = 0) -> list[dict[str, Any]]:
        """The feed of an intent."""
        found: list[dict[str, Any]] = shop.yes("GET", f"/payment-intents/{intent_id}/events?eventID={after}")
        return found

    def changes(self, shop: Shop, intent_id: str) -> list[str]:
        """What changed, in one word each."""
        return [_word(change) for event in self.events(shop, intent_id) for change in event["changes"]]

    def status(self, shop: Shop, intent_id: str) -> str:
        """An intent's status."""
        return str(shop.yes("GET", f"/payment-intents/{intent_id}")["status"])

    def moved(self, before: dict[str, int]) -> dict[str, int]:
        """What has changed on the ledger accounts since."""
        now = self.balances()
        every = before.keys() | now.keys()
        return {name: diff for name in every if (diff := now.get(name, 0) - before.get(name, 0))}

    def balances(self) -> dict[str, int]:
        """All balances and the holds; they sum to zero, and the log proves them."""
        ledger: asks.Ledger = self.look(self.service.books.ledger, Nothing())
        assert ledger.sum == 0
        self.look(self.service.books.verify, Nothing())
        return {one.account: one.amount for one in ledger.accounts} | {"holds": ledger.holds}


def _word(change: dict[str, Any]) -> str:
    kind = str(change["changeType"])
    return f"{kind}:{change['status']}" if "status" in change else kind
