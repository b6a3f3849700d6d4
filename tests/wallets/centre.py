"""A town of wallets: a centre behind real HTTP on a virtual clock, holders with money from a kiosk, a provider.

Nothing runs by itself: `run` does what the workers would, `expire` what the clock's round would.
"""

import base64
import http.client
import json
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from common import ids
from common.clock import VirtualClock
from common.principal import Principal
from common.protocol.card import Card
from processing_app.core.ledger import WALLETS
from processing_app.service.asks import wallets as asks
from processing_app.store import balances, log, payments
from tests.processing_app.standin import OPERATOR, Centre

ACCOUNT = "40702810900000000042"
"""A sound account in the simulated bank, from the standard's vectors."""
BALANCE, MOST_CASH = 100_000, 1_500_000


class Answer(NamedTuple):
    """What a door said."""

    status: int
    body: Any

    @property
    def code(self) -> str:
        """The word of a refusal; empty for a yes."""
        return str(self.body["code"]) if self.status >= 300 else ""


class Holder:
    """Somebody with a login under /payments: a wallet's holder, or a provider."""

    def __init__(self, port: int, card: Card, now_ms: Any) -> None:
        self.port = port
        self.card = card
        self.number = card.number
        login = base64.b64encode(f"{card.login}:{card.password}".encode()).decode()
        self.authorization = f"Basic {login}"
        self._now_ms = now_ms

    @property
    def account(self) -> str:
        """The ledger account of this holder's money."""
        return f"wallet:{self.number}:main" if self.card.kind == "wallet" else f"provider:{self.number}:settlement"

    def new_id(self) -> str:
        """The id of a payment that this holder begins now."""
        return ids.uuid7(self._now_ms())

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """One question; the path goes on after /payments."""
        status, _, said = self.heard(method, path, body)
        return Answer(status, json.loads(said) if said else None)

    def heard(self, method: str, path: str, body: Any = None) -> tuple[int, Mapping[str, str], bytes]:
        """The status, the headers and the body of the answer to a question."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"authorization": self.authorization}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["content-type"] = "application/json"
        try:
            wire.request(method, f"/payments{path}", data, headers)
            answer = wire.getresponse()
            return answer.status, dict(answer.headers), answer.read()
        finally:
            wire.close()

    def yes(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """The answer to a question that is not refused."""
        answer = self.ask(method, path, body)
        assert answer.status < 300, answer
        found: dict[str, Any] = answer.body
        return found

    def send(self, to: "Holder | str", amount: int, /, **more: Any) -> Answer:
        """Money to another wallet."""
        recipient = to if isinstance(to, str) else to.number
        return self.ask("POST", "/send", {"payment_id": self.new_id(), "recipient": recipient, "amount": amount} | more)

    def withdraw(self, amount: int, /, account: str = ACCOUNT, **more: Any) -> Answer:
        """Money out to a bank account."""
        return self.ask("POST", "/withdraw", {"payment_id": self.new_id(), "account": account, "amount": amount} | more)

    def scan(self, qr: str) -> dict[str, Any]:
        """What a QR code says, as the centre reads it."""
        return self.yes("POST", "/qr/look", {"qr": qr})

    def pay(self, qr: str, amount: int, /, **more: Any) -> Answer:
        """A provider's QR code is scanned, and paid as it was shown."""
        asked = {"payment_id": self.new_id(), "qr": qr, "amount": amount, "shown": self.scan(qr)["shown"]}
        return self.ask("POST", "/pay", asked | more)

    def barcode(self) -> str:
        """18 digits to show to a provider."""
        return str(self.yes("POST", "/barcodes", {})["now"]["code"])

    def charge(self, barcode: str, amount: int, /, **more: Any) -> Answer:
        """A provider scans a wallet's barcode."""
        return self.ask("POST", "/pay", {"payment_id": self.new_id(), "barcode": barcode, "amount": amount} | more)

    def confirm(self, payment: dict[str, Any], *, accept: bool = True, **more: Any) -> Answer:
        """The payer's word on a charge, as his own look at it shows it."""
        name = payment["payment_id"]
        asked = {"accept": accept, "shown": self.look(name).body.get("shown", "")} | more
        return self.ask("POST", f"/{name}/confirm", asked)

    def look(self, payment_id: str) -> Answer:
        """What became of a payment."""
        return self.ask("GET", f"/{payment_id}")


class Town(Centre):
    """The centre; `folder` may be one that an earlier town has left."""

    def __init__(
        self, folder: Path, clock: VirtualClock | None = None, *, own: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(folder, clock, serves=True, own=own)
        self.parts = self.service.wallets
        self.instance.serving.start()
        self.port = self.instance.serving.port
        self._agent: Principal | None = None

    def __enter__(self) -> "Town":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.instance.serving.stop()
        super().__exit__(kind, error, at)

    def holder(self, name: str = "Иван Иванов", balance: int = BALANCE, **limits: Any) -> Holder:
        """The holder of a new wallet with so much in it."""
        card = self.do(self.parts.accounts.open_wallet, asks.OpenWallet(name=name, phone="9123456789", **limits))
        made = Holder(self.port, card, self.clock.now_ms)
        if balance:
            self.fill(made, balance)
        return made

    def provider(self, name: str = "") -> Holder:
        """A provider that takes payments by QR and barcode."""
        provider_id, _ = self.sign_provider(name or f"shop-{len(self.providers)}")
        card = self.do(self.parts.acceptances.open_acceptance, asks.AcceptanceId(provider_id=provider_id))
        return Holder(self.port, card, self.clock.now_ms)

    def fill(self, holder: Holder, amount: int) -> None:
        """Cash at a kiosk into a wallet, at most 15,000 roubles at a time."""
        if self._agent is None:
            self._agent = self.sign_agent(10**10)
        for begun in range(0, amount, MOST_CASH):
            sum_ = min(MOST_CASH, amount - begun)
            ask = self.ask(WALLETS, account=holder.number, inserted=sum_, agent_fee=0, amount=sum_)
            self.pay(self._agent, ask)
        self.run()

    def taken(self, holder: Holder) -> list[str]:
        """The ids of kiosks' payments to a wallet."""
        rows = self.database.read(lambda db: payments.of_provider(db, WALLETS, 0, 10_000))
        return [row["payment_id"] for row in rows if row["account"] == holder.number]

    def block(self, holder: Holder, reason: str = "проверка") -> None:
        """Nothing leaves a wallet from now on."""
        self.do(self.parts.accounts.block_wallet, asks.BlockWallet(number=holder.number, reason=reason), OPERATOR)

    def close(self, provider: Holder) -> None:
        """A provider takes no QR and no barcodes any more."""
        self.do(self.parts.acceptances.end_acceptance, asks.AcceptanceId(provider_id=int(provider.number)))

    def limit(self, holder: Holder, **limits: Any) -> None:
        """A wallet may spend that from now on."""
        self.do(self.parts.accounts.wallet_limits, asks.WalletLimits(number=holder.number, **limits))

    def expire(self) -> None:
        """What the round of unconfirmed charges does."""
        while self.parts.payments.expire_confirmations():
            pass

    def balance(self, holder: Holder) -> int:
        """What is on a holder's ledger account, as committed."""
        return self.database.read(lambda db: balances.snapshot(db, holder.account))

    def events(self, payment_id: str) -> list[str]:
        """What the log has of a payment, in one word each."""
        both = log.intent(payment_id), log.transfer(payment_id)
        return [type(one.event).__name__ for one in self.database.read(lambda db: log.load_either(db, *both))]
