"""Sound questions to a provider and to a processing centre, and what their books say afterwards."""

from typing import Any

from launcher_app.grading.target import Target
from launcher_app.grading.wire import Answer, Body, Wire, new_id, now

PROVIDER_CHECK, CREDIT, STATUS, PROVIDER_REGISTER = "/v1/check", "/v1/credit", "/v1/status", "/v1/register"
USE, SUBSCRIBER = "/v1/use", "/v1/subscriber"
DIRECTORY, DEPOSIT, CHECK, PAY = "/v1/providers", "/v1/deposit", "/v1/check", "/v1/payments"
PAYMENTS, REGISTER = "/v1/payments/status", "/v1/register"
AGENT_FEE = 300
PAGE = 500
MOST_PAGES = 100


class ProviderAsks:
    """A provider as a processing centre sees it."""

    def __init__(self, wire: Wire, target: Target) -> None:
        """The books are read from where they are now."""
        self.wire = wire
        self.target = target

    def check_ask(self, **changed: Any) -> Body:
        """May this account be credited?"""
        target = self.target
        ask: Body = {"payment_id": new_id(self.wire.clock), "account": target.known, "currency": target.currency}
        return ask | {"fields": target.fields} | changed

    def credit_ask(self, **changed: Any) -> Body:
        """A credit of a new payment."""
        ask = self.check_ask(amount=self.target.amount, accepted_at=now(self.wire.clock))
        ask["number"] = int(ask["payment_id"].replace("-", "")[:13], 16)
        return ask | changed

    def credit(self, ask: Body) -> Answer:
        """Send it."""
        return self.wire.post(CREDIT, ask)

    def status(self, payment_id: str) -> str:
        """What became of an id."""
        return str(self.wire.sure(STATUS, {"payment_id": payment_id}).get("status"))

    def balance(self) -> int | None:
        """The known account's balance, where the provider tells it."""
        told = self.wire.sure(PROVIDER_CHECK, self.check_ask()).get("balance")
        return told if isinstance(told, int) else None

    def booked(self, payment_id: str) -> list[Body]:
        """The register's rows of one payment."""
        return [row for row in paged(self.wire, PROVIDER_REGISTER) if row.get("payment_id") == payment_id]


class CentreAsks:
    """A processing centre as a terminal sees it."""

    def __init__(self, wire: Wire, target: Target) -> None:
        """Nothing is asked yet."""
        self.wire = wire
        self.target = target
        self._directory: Body = {}

    @property
    def directory(self) -> Body:
        """The directory, asked for once."""
        if not self._directory:
            self._directory = self.wire.sure(DIRECTORY, {"terminal": self.target.terminal, "version": 0})
        return self._directory

    @property
    def provider_id(self) -> int:
        """The provider that is paid to: the target's, else the first of the directory."""
        if self.target.provider_id is not None:
            return self.target.provider_id
        return int(self.directory["providers"][0]["provider_id"])

    def check_ask(self, **changed: Any) -> Body:
        """Does this account exist?"""
        ask = {
            "payment_id": new_id(self.wire.clock),
            "terminal": self.target.terminal,
            "provider_id": self.provider_id,
            "account": self.target.known,
            "directory_version": self.directory["version"],
            "fields": self.target.fields,
        }
        return ask | changed

    def pay_ask(self, **changed: Any) -> Body:
        """A new payment: inserted = amount + agent_fee."""
        amount = self.target.amount
        money = {"inserted": amount + AGENT_FEE, "agent_fee": AGENT_FEE, "amount": amount}
        clock = self.wire.clock
        moments = {"session_id": new_id(clock), "accepted_at": now(clock), "currency": self.target.currency}
        return self.check_ask() | money | moments | changed

    def pay(self, ask: Body) -> Answer:
        """Send it."""
        return self.wire.post(PAY, ask)

    def available(self) -> int:
        """How much the agent may still take."""
        return int(self.wire.sure(DEPOSIT, {"terminal": self.target.terminal})["available"])

    def state(self, payment_id: str) -> Body:
        """What became of a payment; `unknown` for one that the centre never saw."""
        known = self.wire.sure(PAYMENTS, {"payment_ids": [payment_id]}).get("payments") or []
        return known[0] if known else {"payment_id": payment_id, "status": "unknown"}

    def booked(self, payment_id: str) -> list[Body]:
        """The register's rows of one payment."""
        return [row for row in paged(self.wire, REGISTER) if row.get("payment_id") == payment_id]


def paged(wire: Wire, path: str) -> list[Body]:
    """A whole register."""
    rows: list[Body] = []
    position: Any = ""
    for _ in range(MOST_PAGES):
        page = wire.sure(path, {"after": position, "limit": PAGE})
        rows += [row for row in page.get("rows") or [] if isinstance(row, dict)]
        if not page.get("more") or page.get("position") == position:
            break
        position = page.get("position")
    return rows
