"""Scripted counterparts of roles that call: a processing centre and a provider that answer as they are told to."""

from base64 import b64encode
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from common import spawn
from common.clock import Clock, moment
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.provider import Service
from common.words import Words
from launcher_app.grading.wire import Body
from launcher_app.proxy import Reply, Request

JSON = (("Content-Type", "application/json"),)
KNOWN, UNKNOWN = "9161234567", "9160000002"
PROVIDER_ID = 1
PRICE = 250


class Refused(Exception):
    """The counterpart says no."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class Counterpart:
    """Answers in a proxy's thread; whoever comes without its login is counted."""

    def __init__(self, clock: Clock, login: str, password: str) -> None:
        """Nobody has asked yet."""
        self.clock = clock
        self.login = (login, password)
        self.lock = spawn.Lock()
        self.strangers = 0
        self.entered = 0
        self.doors: dict[str, Any] = {}

    def answer(self, request: Request) -> Reply:
        """One answer."""
        expected = "Basic " + b64encode(":".join(self.login).encode()).decode()
        try:
            with self.lock:
                if request.header("authorization") != expected:
                    self.strangers += 1
                    raise Refused(401, "wrong_password")
                self.entered += 1
                if request.path not in self.doors or request.method != "POST":
                    raise Refused(404, "no_such_door")
                return _reply(200, self.doors[request.path](_asked(request)), request)
        except Refused as no:
            words = {"ru": f"Отказ: {no.code}", "en": f"Refused: {no.code}"}
            body = {"code": no.code, "message": words["ru"], "messages": words, "retryable": False}
            return _reply(no.status, body, request)
        except (KeyError, TypeError, ValueError, msgspec.MsgspecError) as problem:
            words = {"ru": f"Запрос не понят: {problem}", "en": f"Not understood: {problem}"}
            return _reply(400, {"code": "wrong_json", "message": words["ru"], "messages": words}, request)


class ScriptedCentre(Counterpart):
    """Takes payments by their ids; `available` is the deposit."""

    def __init__(self, clock: Clock, login: str, password: str, available: int) -> None:
        """One provider, one number."""
        super().__init__(clock, login, password)
        self.available = available
        self.payments: dict[str, Body] = {}
        self.different: list[str] = []
        self.doors = {
            "/v1/providers": self._directory,
            "/v1/deposit": self._deposit,
            "/v1/check": self._check,
            "/v1/payments": self._pay,
            "/v1/payments/status": self._states,
            "/v1/register/agent": lambda ask: {"kept": len(ask["rows"])},
        }

    def card(self, url: str) -> Card:
        """What makes a terminal its agent's."""
        return Card(
            kind=CardKind.AGENT, version=VERSION, issuer="", name=Words("Учебный центр", "Scripted centre"), url=url,
            dialect="json", login=self.login[0], password=self.login[1], number="1",
        )  # fmt: skip

    def _directory(self, ask: Body) -> Body:
        field = {"name": "account", "label": {"ru": "Номер", "en": "Number"}, "regex": r"9\d{9}", "example": KNOWN}
        entry = {
            "provider_id": PROVIDER_ID, "name": {"ru": "Учебный поставщик", "en": "Scripted provider"},
            "group": {"ru": "Связь", "en": "Mobile"}, "fields": [field], "minimum": 100, "maximum": 1_500_000,
            "currency": "RUB",
        }  # fmt: skip
        same = ask.get("version") == 1
        return {"version": 1, "unchanged": same, "providers": [] if same else [entry]}

    def _deposit(self, ask: Body) -> Body:
        money = {"balance": self.available, "credit_limit": 0, "available": self.available, "currency": "RUB"}
        return money | {"blocked": False, "at": self._now()}

    def _check(self, ask: Body) -> Body:
        if ask["provider_id"] != PROVIDER_ID:
            raise Refused(422, "unknown_provider")
        if ask["account"] != KNOWN:
            raise Refused(422, "unknown_account")
        return {"payment_id": ask["payment_id"], "account": ask["account"], "currency": "RUB"}

    def _pay(self, ask: Body) -> Body:
        first = self.payments.setdefault(ask["payment_id"], ask)
        if first != ask:
            self.different.append(ask["payment_id"])
            raise Refused(409, "payment_id_reused")
        number = list(self.payments).index(ask["payment_id"]) + 1
        same = {"payment_id": ask["payment_id"], "accepted_at": ask["accepted_at"]}
        return same | {"number": number, "status": "authorized"}

    def _states(self, ask: Body) -> Body:
        known = [one for one in ask["payment_ids"] if one in self.payments]
        told = [{"payment_id": one, "status": "captured", "at": self._now(), "reference": "1"} for one in known]
        return {"payments": told, "unknown": [one for one in ask["payment_ids"] if one not in self.payments]}

    def _now(self) -> str:
        return moment(self.clock.now_ms()).isoformat()


class ScriptedProvider(Counterpart):
    """Provides one service to one subscriber, once for an id; `refuses` says no to everything."""

    def __init__(self, clock: Clock, login: str, password: str, number: str) -> None:
        """There is money on the account."""
        super().__init__(clock, login, password)
        self.number = number
        self.refuses = False
        self.balance = 1_000_000
        self.uses: dict[str, Body] = {}
        self.doors = {
            "/v1/use": self._use,
            "/v1/subscriber": self._subscriber,
            "/v1/news": lambda ask: {"number": ask["number"], "url": ask["url"]},
        }

    def card(self, url: str) -> Card:
        """What makes a consumer its subscriber."""
        return Card(
            kind=CardKind.SUBSCRIBER, version=VERSION, issuer="", name=Words("Учебный поставщик", "Scripted provider"),
            url=url, dialect="json", login=self.login[0], password=self.login[1], number=self.number,
            services=[Service(code="call", label=Words("Звонок", "Call"), unit=Words("минута", "minute"), price=PRICE)],
        )  # fmt: skip

    def _use(self, ask: Body) -> Body:
        if ask["number"] != self.number or ask["service"] != "call":
            raise Refused(422, "unknown_service")
        if self.refuses:
            raise Refused(422, "not_enough_balance")
        quantity = int(ask["quantity"])
        if ask["use_id"] not in self.uses:
            self.balance -= quantity * PRICE
            self.uses[ask["use_id"]] = {
                "use_id": ask["use_id"], "service": "call", "quantity": quantity,
                "unit": {"ru": "минута", "en": "minute"}, "price": PRICE, "cost": quantity * PRICE,
                "balance": self.balance, "currency": "RUB", "used_at": moment(self.clock.now_ms()).isoformat(),
            }  # fmt: skip
        return self.uses[ask["use_id"]]

    def _subscriber(self, ask: Body) -> Body:
        service = {"code": "call", "label": {"ru": "Звонок", "en": "Call"}, "price": PRICE}
        return {
            "number": self.number, "full_name": "Иванов И. И.", "tariff": {"ru": "Учебный", "en": "Training"},
            "balance": self.balance, "currency": "RUB", "blocked": False,
            "services": [service | {"unit": {"ru": "минута", "en": "minute"}}],
        }  # fmt: skip


def _asked(request: Request) -> Body:
    """A JSON object, or a form."""
    if "json" in request.header("content-type"):
        return msgspec.json.decode(request.body, type=dict[str, Any])
    return dict(parse_qsl(request.body.decode()))


def _reply(status: int, body: Body, request: Request) -> Reply:
    trace = request.header("x-trace-id")
    headers = (*JSON, *((("X-Trace-Id", trace),) if trace else ()))
    return Reply(status, headers, msgspec.json.encode(body))
