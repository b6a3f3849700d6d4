"""A provider that answers on a free port of this computer, and those who call it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import requests

from common import ids, spawn
from common.clock import VirtualClock, moment
from common.errors import OplataError
from common.http_client import Peer
from common.protocol import provider
from common.protocol.card import Card
from common.protocol.endpoint import Endpoint, Nothing
from common.role import opened
from common.settings import Settings
from provider_app import server
from provider_app.app import ROLE
from provider_app.service import messages

Answer = TypeVar("Answer", bound=msgspec.Struct)
SECONDS = 20
PASSPORT = "4510 QZ917263"
"""With letters: digits alone may stand in a phone number that chance has drawn."""


class Running:
    """A whole provider in this process, with a clock that the test moves."""

    def __init__(self, folder: Path, clock: VirtualClock | None = None) -> None:
        self.clock = clock or VirtualClock()
        self.folder = folder
        chosen = Settings("provider", "test", 0, folder, folder / "logs", None, "ru", until_stdin_closes=False)
        self.instance = opened(ROLE, chosen, serves=True, clock=self.clock)
        program = self.instance.program
        self.instance.serving.start()
        self._stop = spawn.Signal()
        self._peers: list[Peer] = []
        program.start(self._stop)
        self.operations = server.OPERATIONS
        login = self.instance.secrets.login_of("operator")
        assert login is not None
        self.operator = self.peer(*login)
        self.operate("standard-tariffs", Nothing())

    def close(self) -> None:
        """Stop everything and write what is left of the logs."""
        for peer in self._peers:
            peer.close()
        self._stop.set()
        self.instance.__exit__()

    def peer(self, login: str, password: str) -> Peer:
        """Somebody who calls the provider."""
        made = Peer(self.instance.place.url, login, password, self.instance.log, self.clock, us="test", them="provider")
        self._peers.append(made)
        return made

    def operate(self, name: str, ask: Any) -> Any:
        """Do as the operator does."""
        operation = next(one for one in server.OPERATIONS if one.name == name)
        return self.operator.call(operation.endpoint, ask)

    def signed(self, **changed: str) -> "Subscriber":
        """A new subscriber with an empty balance."""
        person = {"full_name": "Иванов Иван Иванович", "passport": PASSPORT, "email": "ivanov@example.org"}
        return Subscriber(self, self.operate("sign-subscriber", messages.SignSubscriber(**{**person, **changed})))

    def centre(self, **changed: Any) -> "Centre":
        """A new contract with a processing centre."""
        asked = {"name": f"Центр {ids.uuid7(self.clock.now_ms())}", **changed}
        return Centre(self, self.operate("sign-processing", messages.SignProcessing(**asked)), asked["name"])

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What stands in the database."""
        return self.instance.program.database.read(
            lambda db: [tuple(row) for row in db.raw.execute(sql, values).fetchall()]
        )


class Subscriber:
    """A subscriber with its card."""

    def __init__(self, running: Running, card: Card) -> None:
        self.card = card
        self.number = card.number
        self.running = running
        self.peer = running.peer(card.login, card.password)

    @property
    def balance(self) -> int:
        """What the provider says it is."""
        return self.peer.call(provider.SUBSCRIBER, provider.AskSubscriber(number=self.number)).balance

    def use(self, quantity: int = 1, *, use_id: str = "", service: str = "call") -> provider.ServiceUsed:
        """Use a service."""
        use_id = use_id or ids.uuid7(self.running.clock.now_ms())
        ask = provider.UseService(use_id=use_id, number=self.number, service=service, quantity=quantity)
        return self.peer.call(provider.USE, ask)


class Centre:
    """A processing centre with its card."""

    def __init__(self, running: Running, card: Card, name: str = "") -> None:
        self.card = card
        self.name = name
        self.contract = int(card.number)
        self.running = running
        self.peer = running.peer(card.login, card.password)

    def question(self, account: str, amount: int = 10_000, /, **changed: Any) -> provider.CreditAccount:
        """A credit nobody has asked before."""
        now = self.running.clock.now_ms()
        asked = {
            "payment_id": ids.uuid7(now),
            "number": ids.number(now),
            "account": account,
            "amount": amount,
            "accepted_at": moment(now),
        }
        return provider.CreditAccount(**{**asked, **changed})

    def credit(self, ask: provider.CreditAccount) -> provider.AccountCredited:
        """Ask for it."""
        return self.peer.call(provider.CREDIT, ask)

    def check(self, account: str, **changed: Any) -> provider.AccountFound:
        """Check a number."""
        asked = {"payment_id": ids.uuid7(self.running.clock.now_ms()), "account": account}
        return self.peer.call(provider.CHECK, provider.CheckAccount(**{**asked, **changed}))

    def status(self, payment_id: str) -> provider.PaymentKnown:
        """Ask what became of a payment."""
        return self.peer.call(provider.STATUS, provider.AskPayment(payment_id=payment_id))

    def void(self, payment_id: str) -> provider.PaymentVoided:
        """Fence a payment."""
        return self.peer.call(provider.VOID, provider.VoidPayment(payment_id=payment_id))

    def reverse(self, payment_id: str, *, reversal_id: str = "", reason: str = "") -> provider.PaymentReversed:
        """Take a credit back."""
        reversal_id = reversal_id or ids.uuid7(self.running.clock.now_ms())
        ask = provider.ReversePayment(payment_id=payment_id, reversal_id=reversal_id, reason=reason)
        return self.peer.call(provider.REVERSE, ask)

    def register(self, **asked: Any) -> provider.Register:
        """Ask for the contract's operations."""
        return self.peer.call(provider.REGISTER, provider.AskRegister(**asked))

    def osmp(self, method: str = "POST", **parameters: str) -> bytes:
        """Ask in the OSMP dialect."""
        return self.peer.form("/osmp", parameters, method=method)


def raw(peer: Peer, endpoint: Endpoint[Any, Any], body: bytes, kind: str = "application/json") -> requests.Response:
    """Send a body as it is."""
    return peer.send(endpoint, endpoint.path, body, kind)


def code(question: Callable[[], object]) -> str:
    """The code of the refusal that a question gets; empty for a yes."""
    try:
        question()
    except OplataError as error:
        return f"{type(error).__name__} {error.code}"
    return ""


def eventually(condition: Callable[[], bool]) -> None:
    """Wait until something is so; a test that waits in vain fails."""
    pause = spawn.Signal()
    for _ in range(SECONDS * 50):
        if condition():
            return
        pause.wait(0.02)
    raise AssertionError("waited in vain")
