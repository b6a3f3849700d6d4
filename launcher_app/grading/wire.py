"""The grader's own questions: through the same proxies as everybody's, so that each is evidence with a number."""

from base64 import b64encode
from typing import Any, NamedTuple

import msgspec

from common import ids
from common.clock import Clock, moment
from launcher_app.proxy import Proxy, Request

GRADER = "grader"
SILENT_LIMIT = 3
Body = dict[str, Any]


class NoAnswer(Exception):
    """The role does not answer, and is not asked any more."""


class Answer(NamedTuple):
    """What came back; `body` is its JSON object, empty when it is none; `number` is the exchange."""

    status: int
    body: Body
    number: int

    @property
    def yes(self) -> bool:
        """Was it done?"""
        return self.status == 200

    @property
    def no(self) -> bool:
        """Was it a final no, with a code?"""
        return self.status == 422 and isinstance(self.body.get("code"), str)

    def __str__(self) -> str:
        if not self.status:
            return "нет ответа / no answer"
        code = self.body.get("code", "")
        return f"HTTP {self.status} {code}".strip()


class Wire:
    """A role's doors with a login there. One that was silent three times running is not asked any more."""

    def __init__(self, proxy: Proxy, login: str, password: str, clock: Clock) -> None:
        """`proxy` stands before the role."""
        self.proxy = proxy
        self.clock = clock
        self._login = f"{login}:{password}"
        self._silent = 0

    def post(self, path: str, ask: Body, *, login: str | None = None) -> Answer:
        """Ask in JSON; `login` replaces the own one, empty sends none."""
        if self._silent >= SILENT_LIMIT:
            raise NoAnswer(path)
        who = self._login if login is None else login
        headers = [("Content-Type", "application/json")]
        headers += [("Authorization", "Basic " + b64encode(who.encode()).decode())] if who else []
        headers.append(("X-Trace-Id", ids.payment_code(str(ask.get("payment_id") or new_id(self.clock)))))
        request = Request("POST", path, tuple(headers), msgspec.json.encode(ask))
        exchange, reply = self.proxy.ask(request, GRADER)
        self._silent = 0 if exchange.status or exchange.fault else self._silent + 1
        if reply is None:
            return Answer(0, {}, exchange.number)
        return Answer(reply.status, exchange.answered(), exchange.number)

    def sure(self, path: str, ask: Body) -> Body:
        """Ask what must be answered with a yes; Unexpected when it is not."""
        answer = self.post(path, ask)
        if not answer.yes:
            raise Unexpected(f"{path}: {answer}", answer.number)
        return answer.body


class Unexpected(Exception):
    """What the rest of a scenario needs did not happen."""

    def __init__(self, what: str, number: int = 0) -> None:
        super().__init__(what)
        self.number = number


def new_id(clock: Clock) -> str:
    """A new payment's id."""
    return ids.uuid7(clock.now_ms())


def now(clock: Clock) -> str:
    """This moment as messages carry it."""
    return moment(clock.now_ms()).isoformat()
