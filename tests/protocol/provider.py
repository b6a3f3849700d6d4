"""A provider as a processing centre sees it: sound questions, and what its books say afterwards."""

from typing import Any

from tests.protocol.target import Target
from tests.protocol.wire import Body, Wire, granted, new_id, now

NUMBER_BITS = 52
CHECK, CREDIT, STATUS = "/v1/check", "/v1/credit", "/v1/status"
VOID, REVERSE, REGISTER = "/v1/void", "/v1/reverse", "/v1/register"


class Provider(Wire):
    """The provider of a target, dialect json."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.url, target.login, target.password)
        self.target = target
        self._position = ""

    def check_ask(self, **changed: Any) -> Body:
        """May this account be credited?"""
        target = self.target
        ask = {
            "payment_id": new_id(),
            "account": target.known,
            "fields": target.fields,
            "currency": target.currency,
        }  # fmt: skip
        return ask | changed

    def credit_ask(self, **changed: Any) -> Body:
        """A credit of a new payment."""
        ask = self.check_ask(amount=self.target.amount, accepted_at=now())
        ask["number"] = int(ask["payment_id"].replace("-", "")[:13], 16)
        return ask | changed

    def asks(self) -> dict[str, Body]:
        """A sound question for each door."""
        return {
            CHECK: self.check_ask(),
            CREDIT: self.credit_ask(),
            STATUS: {"payment_id": new_id()},
            VOID: {"payment_id": new_id()},
            REVERSE: {"payment_id": new_id(), "reversal_id": new_id(), "reason": "conformance"},
            REGISTER: {"after": "", "limit": 1},
        }

    def credited(self, **changed: Any) -> tuple[Body, Body]:
        """A new payment, credited: the question and the answer."""
        ask = self.credit_ask(**changed)
        return ask, granted(self.post(CREDIT, ask))

    def balance(self) -> int | None:
        """The known account's balance, where the provider tells it."""
        told: int | None = granted(self.post(CHECK, self.check_ask())).get("balance")
        return told

    def status(self, payment_id: str) -> Body:
        """What became of an id."""
        return granted(self.post(STATUS, {"payment_id": payment_id}))

    def page(self, after: str, limit: int) -> Body:
        """A page of the register."""
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

    def kinds(self, payment_id: str) -> list[str]:
        """What was booked under an id since the last look into the register."""
        return [row["kind"] for row in self.register() if row["payment_id"] == payment_id]


class Books:
    """The provider's books before a case; `moved` says what has changed since."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider
        provider.register()
        self._balance = provider.balance()

    def demand(self, payment_id: str, kinds: list[str], amount: int) -> None:
        """Exactly these operations were booked under the id, and the balance moved by exactly this sum."""
        booked = self._provider.kinds(payment_id)
        assert booked == kinds, f"booked under {payment_id}: {booked}, should be {kinds}"
        balance = self._provider.balance()
        if balance is not None and self._balance is not None:
            moved = balance - self._balance
            assert moved == amount, f"the balance moved by {moved}, should by {amount}"
