"""A centre with two shops over real HTTP, and every door of /v2 with a question that its function understands."""

import http.client
import json
from base64 import b64encode
from pathlib import Path
from typing import Any, NamedTuple

from common.http_server.doors import OPERATOR
from common.principal import Principal
from common.protocol.endpoint import Endpoint
from processing_app.core.domain import Owner, PosObject
from processing_app.core.domain import Shop as DomainShop
from processing_app.service.domain import objects
from tests.docs.served import TABLES
from tests.intents.centre import CARD, CART, Platform
from tests.intents.tokens.forging import Forge

PERSON = Principal("operator", "operator")
MINE, THEIRS = "TEST", "S-2"
"""Shops: the example's, and another owner's with a POS of the same name."""


class Said(NamedTuple):
    """What a door answered."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """The word of a refusal."""
        return str(self.body["code"]) if isinstance(self.body, dict) and "code" in self.body else ""

    @property
    def told(self) -> tuple[int, Any]:
        """What differs at no question: without its trace."""
        body = self.body
        return self.status, {k: v for k, v in body.items() if k != "trace_id"} if isinstance(body, dict) else body


class Centre:
    """The platform, with an intent of each of two shops and everything that opens a door there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.platform = Platform(folder)
        self.platform.training()
        self.platform.do(self._another_shop, None)
        self.key, self.other_key = self.shop_key(MINE), self.shop_key(THEIRS)
        self.intent = self._created(self.key, MINE)
        self.other_intent = self._created(self.other_key, THEIRS)
        self.payer = self.platform.platform.tokens.for_intent(self.intent)
        self.other_payer = self.platform.platform.tokens.for_intent(self.other_intent)
        instance = self.platform.instance
        self.forge = Forge(
            self.platform.platform.tokens, instance.secrets, self.platform.clock.now_ms, instance.identity.uid,
            self.intent,
        )  # fmt: skip

    def close(self) -> None:
        """Stop it."""
        self.platform.__exit__(None, None, None)

    def operate(self, name: str, **fields: Any) -> Any:
        """An operator's door."""
        login = self.platform.instance.secrets.login_of(OPERATOR)
        assert login is not None
        basic = "Basic " + b64encode(":".join(login).encode()).decode()
        said = self.ask("POST", f"/v1/operator/{name}", fields, authorization=basic)
        assert said.status == 200, said
        return said.body

    def shop_key(self, shop_id: str) -> str:
        """A new key of a shop."""
        return str(self.operate("issue-shop-key", shop_id=shop_id)["key"])

    def ask(self, method: str, path: str, body: Any = None, token: str = "", **headers: str) -> Said:
        """One question; `_` in names of headers stands for -."""
        wire = http.client.HTTPConnection("127.0.0.1", self.platform.port, timeout=30)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if token:
            given["authorization"] = f"Bearer {token}"
        if body is not None:
            given["content-type"] = "application/json"
        try:
            wire.request(method, path, None if body is None else json.dumps(body).encode(), given)
            answer = wire.getresponse()
            content = answer.read()
        finally:
            wire.close()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Said(answer.status, json.loads(content) if content else None, found)

    def look(self, token: str) -> Said:
        """The shop's intent, as whoever has this token sees it."""
        return self.ask("GET", f"/v2/payment-intents/{self.intent}", token=token)

    def at(self, endpoint: Endpoint[Any, Any], token: str, intent_id: str) -> Said:
        """A door, asked soundly about an intent."""
        named = {"paymentIntentID": intent_id, "paymentID": "1", "refundID": "1", "webhookID": "w1"}
        path = endpoint.path
        for name in endpoint.parts:
            path = path.replace(f"{{{name}}}", named.get(name, "x"))
        body = BODIES.get((endpoint.method, endpoint.path)) if endpoint.method in ("POST", "PUT") else None
        query = QUERIES.get(endpoint.path, "") if endpoint.method == "GET" else ""
        return self.ask(endpoint.method, path + query, body, token)

    def _created(self, key: str, pos_id: str) -> str:
        said = self.ask("POST", "/v2/payment-intents", self.platform.question(shopID=pos_id), key)
        assert said.status == 201, said
        return str(said.body["paymentIntent"]["id"])

    def _another_shop(self, db: Any, who: Any, _ask: Any) -> None:
        domain = self.platform.platform.parts.domain
        pos = next(one for one in objects(db) if isinstance(one, PosObject))
        added = (
            Owner("O-2", "ООО «Чужие»", "7707083893"), DomainShop(THEIRS, "O-2", "Чужие"),
            PosObject(THEIRS, THEIRS, pos.payee_id, pos.terms_id, "Чужие", ("https://other.example",)),
        )  # fmt: skip
        domain.commit(db, PERSON, added, base=domain.revision(db), reason="two shops")


INTENT = "/v2/payment-intents/{paymentIntentID}"
PAYMENT = INTENT + "/payments/{paymentID}"
_CARD = {"paymentToolType": "CardData", "cardNumber": CARD, "expDate": "12/39", "cvv": "123"}
BODIES: dict[tuple[str, str], Any] = {
    ("POST", "/v2/payment-intents"): {
        "shopID": MINE, "product": "x", "cart": CART, "dueDate": "2099-01-01T00:00:00Z",
    },
    ("PUT", INTENT + "/cancel"): {"reason": "x"},
    ("POST", INTENT + "/access-tokens"): {},
    ("POST", INTENT + "/payments"): {
        "payer": {"payerType": "PaymentResourcePayer", "paymentToolToken": "x", "paymentSession": "x"},
    },
    ("POST", INTENT + "/kiosk-codes"): {},
    ("POST", PAYMENT + "/capture"): {"reason": "x"},
    ("POST", PAYMENT + "/cancel"): {"reason": "x"},
    ("POST", PAYMENT + "/receipt"): {"fiscalNumber": 1},
    ("POST", PAYMENT + "/refunds"): {"reason": "x"},
    ("POST", "/v2/webhooks"): {"shopID": MINE, "url": "https://shop.example/hooks"},
    ("POST", "/v2/payment-method-tokens"): {"paymentTool": _CARD, "clientInfo": {"fingerprint": "1"}},
}  # fmt: skip
"""A question that each door understands; a new door without one is refused as unreadable, and a test says so."""
QUERIES = {"/v2/payment-intents": "?externalID=none"}


def doors(*kinds: str) -> list[Any]:
    """Doors of /v2 into which askers of these kinds and nobody else may enter; all that need a token when none is."""
    table = TABLES["shops"]
    wanted = frozenset(kinds)
    return [one for one, door in table.items() if door.enter and (not wanted or door.enter == wanted)]


def label(value: Any) -> str:
    """A door's name in a test's."""
    return f"{value.method} {value.path}" if isinstance(value, Endpoint) else str(value)
