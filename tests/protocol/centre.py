"""A processing centre as a terminal sees it: sound questions, and what its books say afterwards."""

from typing import Any

from tests.protocol.target import Target
from tests.protocol.wire import Body, Wire, granted, new_id, now

PROVIDERS, DEPOSIT, CHECK = "/v1/providers", "/v1/deposit", "/v1/check"
PAY, PAYMENTS, REGISTER = "/v1/payments", "/v1/payments/status", "/v1/register"
TELL = "/v1/register/agent"
AGENT_FEE = 300


class Centre(Wire):
    """The processing centre of a target."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.url, target.login, target.password)
        self.target = target
        self._position = ""
        self._directory: Body = {}

    def second(self) -> "Centre":
        """The same centre for another agent."""
        other = self.target.second
        assert other is not None
        seen = Centre(self.target)
        seen.login = (other.login, other.password)
        return seen

    @property
    def directory(self) -> Body:
        """The directory, asked for once."""
        if not self._directory:
            self._directory = granted(self.post(PROVIDERS, {"terminal": self.target.terminal, "version": 0}))
        return self._directory

    @property
    def entry(self) -> Body:
        """The provider that the cases pay to: the target's, else the first of the directory."""
        for entry in self.directory["providers"]:
            if self.target.provider_id in (None, entry["provider_id"]):
                found: Body = entry
                return found
        raise AssertionError(f"provider {self.target.provider_id} is not in the directory")

    def check_ask(self, **changed: Any) -> Body:
        """Does this account exist?"""
        ask = {
            "payment_id": new_id(),
            "terminal": self.target.terminal,
            "provider_id": self.entry["provider_id"],
            "account": self.target.known,
            "directory_version": self.directory["version"],
            "fields": self.target.fields,
        }
        return ask | changed

    def pay_ask(self, **changed: Any) -> Body:
        """A new payment: inserted = amount + agent_fee."""
        amount = self.target.amount
        money = {"inserted": amount + AGENT_FEE, "agent_fee": AGENT_FEE, "amount": amount}
        moments = {"session_id": new_id(), "accepted_at": now(), "currency": self.target.currency}
        return self.check_ask() | money | moments | changed

    def asks(self) -> dict[str, Body]:
        """A sound question for each door."""
        terminal = self.target.terminal
        return {
            PROVIDERS: {"terminal": terminal, "version": 0},
            DEPOSIT: {"terminal": terminal},
            CHECK: self.check_ask(),
            PAY: self.pay_ask(),
            PAYMENTS: {"payment_ids": [new_id()]},
            REGISTER: {"after": "", "limit": 1},
            **({TELL: self.tell_ask()} if self.target.takes_registers else {}),
        }

    def told_row(self, ask: Body, state: str, **changed: Any) -> Body:
        """A payment in the terminal's own register."""
        same = ("payment_id", "provider_id", "account", "inserted", "agent_fee", "amount", "currency")
        row = {name: ask[name] for name in same}
        return row | {"state": state, "at": ask["accepted_at"], "changed": now()} | changed

    def tell_ask(self, *rows: Body, **changed: Any) -> Body:
        """What the terminal tells of its payments."""
        told = list(rows) or [self.told_row(self.pay_ask(), "waiting")]
        return {"terminal": self.target.terminal, "rows": told} | changed

    def paid(self, **changed: Any) -> tuple[Body, Body]:
        """A new payment, accepted: the question and the answer."""
        ask = self.pay_ask(**changed)
        return ask, granted(self.post(PAY, ask))

    def deposit(self) -> Body:
        """The agent's money."""
        return granted(self.post(DEPOSIT, {"terminal": self.target.terminal}))

    def states(self, *payment_ids: str) -> Body:
        """What became of payments."""
        return granted(self.post(PAYMENTS, {"payment_ids": list(payment_ids)}))

    def state(self, payment_id: str) -> str:
        """One payment's status, `unknown` for an id that the centre never saw."""
        known = self.states(payment_id)["payments"]
        return known[0]["status"] if known else "unknown"

    def page(self, after: str, limit: int) -> Body:
        """A page of the agent's register."""
        return granted(self.post(REGISTER, {"after": after, "limit": limit}))

    def last_position(self) -> str:
        """The end of the register as it is now."""
        self.register()
        return self._position

    def register(self) -> list[Body]:
        """The rows since the last call."""
        rows: list[Body] = []
        more = True
        while more:
            page = self.page(self._position, 500)
            rows += page["rows"]
            self._position, more = page["position"], page["more"]
        return rows

    def rows(self, payment_id: str) -> list[Body]:
        """The rows of one payment since the last look into the register."""
        return [row for row in self.register() if row["payment_id"] == payment_id]


class AgentBooks:
    """The agent's money and register before a case."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        centre.register()
        self._available = centre.deposit()["available"]

    def spent(self) -> int:
        """By how much the deposit fell since."""
        fell: int = self._available - self._centre.deposit()["available"]
        return fell

    def demand_nothing(self, payment_id: str) -> None:
        """No money moved, and the centre knows no such payment."""
        assert self._centre.state(payment_id) == "unknown"
        assert self._centre.rows(payment_id) == []
        assert self.spent() == 0
