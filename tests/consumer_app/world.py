"""A consumer with a simulated provider behind it: real files, a real database, no network."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

import msgspec

from common.clock import VirtualClock, moment
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import OplataError, Unavailable
from common.http_client import SECONDS
from common.logs import Log
from common.principal import Principal
from common.protocol import provider
from common.protocol.card import VERSION, BodyKind, Card, CardKind, Posting
from common.protocol.endpoint import Endpoint
from common.secrets import Secrets
from common.words import Words
from consumer_app import messages
from consumer_app.core import UseState
from consumer_app.service import Means, Service
from consumer_app.store import tables
from consumer_app.store.contracts import ContractsFile
from consumer_app.store.wallets import WalletsFile

OPERATOR = Principal("operator", "operator")
URL = "http://127.0.0.1:8104"
CALL = provider.Service(code="call", label=Words("Позвонить", "Call"), unit=Words("минута", "minute"), price=250)
WEB = provider.Service(
    code="web", label=Words("Выйти в интернет", "Go online"), unit=Words("мегабайт", "megabyte"), price=15
)


class Sent(NamedTuple):
    """A request that reached the simulated provider."""

    path: str
    content_type: str
    fields: dict[str, Any]


class SimulatedProvider:
    """Does each use once for its id; `before` and `after` may raise, as a network does."""

    def __init__(self, clock: VirtualClock) -> None:
        self.balance = 10_000
        self.done: dict[str, provider.ServiceUsed] = {}
        self.received: list[Sent] = []
        self.told: list[provider.TellNews] = []
        self.logins: list[tuple[str, str, str]] = []
        self.services = [CALL, WEB]
        self.before: Callable[[], None] = lambda: None
        self.after: Callable[[], None] = lambda: None
        self._clock = clock

    def connect(self, url: str, login: str, password: str, them: str) -> "SimulatedProvider":
        self.logins.append((url, login, password))
        return self

    def fail(self, error: OplataError) -> None:
        """From now on nothing gets through."""
        self.before = _raising(error)

    def lose_answers(self) -> None:
        """From now on everything is done, and no answer comes back."""
        self.after = _raising(Unavailable("no_answer", "time-out"))

    def recover(self) -> None:
        """All is well again."""
        self.before = self.after = lambda: None

    def call(self, endpoint: Endpoint[Any, Any], ask: Any, *, seconds: float = SECONDS) -> Any:
        self.before()
        if endpoint is provider.NEWS:
            self.told.append(ask)
            answer: Any = provider.NewsTold(number=ask.number, url=ask.url)
        else:
            assert endpoint is provider.SUBSCRIBER
            answer = provider.SubscriberKnown(
                number=ask.number,
                full_name="Иванов И*** И.",
                tariff=Words("Первый", "First"),
                balance=self.balance,
                currency="RUB",
                blocked=False,
                services=self.services,
            )
        self.after()
        return answer

    def post(
        self,
        endpoint: Endpoint[Any, Any],
        path: str,
        body: bytes,
        content_type: str,
        *,
        operation: str,
        seconds: float = SECONDS,
    ) -> Any:
        self.before()
        is_json = content_type == "application/json"
        fields = msgspec.json.decode(body) if is_json else dict(parse_qsl(body.decode()))
        self.received.append(Sent(path, content_type, fields))
        answer = self.used(operation)
        self.after()
        return answer

    def used(self, use_id: str) -> provider.ServiceUsed:
        """The answer to a use: the same at every repeat, paid for once."""
        if use_id not in self.done:
            self.balance -= CALL.price
            self.done[use_id] = self._paid(use_id)
        return self.done[use_id]

    def _paid(self, use_id: str) -> provider.ServiceUsed:
        return provider.ServiceUsed(
            use_id=use_id,
            service="call",
            quantity=1,
            unit=CALL.unit,
            price=CALL.price,
            cost=CALL.price,
            balance=self.balance,
            currency="RUB",
            used_at=moment(self._clock.now_ms()),
        )


def _raising(error: OplataError) -> Callable[[], None]:
    def raises() -> None:
        raise error

    return raises


class World:
    """One consumer over a folder; `reopen` is a new start of the program on the same folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = VirtualClock()
        self.provider = SimulatedProvider(self.clock)
        self.others: dict[str, Any] = {}
        self.secrets = Secrets(folder / "secrets")
        self.log = Log(folder / "logs", "consumer", self.clock, console=False)
        self._open(URL)

    def _open(self, url: str) -> None:
        self.file, self.wallets_file = ContractsFile(self.folder), WalletsFile(self.folder)
        self.database = Database(
            self.folder / "consumer.db", tables.METADATA, version=tables.VERSION, upgrades=tables.UPGRADES
        )
        self.gatekeeper = Gatekeeper(self.database, self.secrets.own_key(), self.clock)
        self.service = Service(
            Means(
                self.database,
                self.file,
                self.secrets,
                self.gatekeeper,
                self.connect,
                self.clock,
                self.log,
                url,
                self.wallets_file,
            )
        )
        self.service.settle_interrupted()
        self.service.wallet_payments.settle_interrupted()

    def connect(self, url: str, login: str, password: str, them: str) -> Any:
        """Whoever is behind an address: the provider, or what a test has put there."""
        return self.others.get(url, self.provider).connect(url, login, password, them)

    def reopen(self, url: str = URL) -> None:
        self.database.close()
        self._open(url)

    def close(self) -> None:
        self.database.close()
        self.log.close()

    def sign(self, card: Card | None = None) -> messages.ContractShown:
        return self.service.add_contract(OPERATOR, messages.AddContract(card=card or a_card()))

    def contracts(self, *, deleted: bool = False) -> messages.Contracts:
        ask = messages.AskContracts(deleted=deleted)
        return self.database.read(lambda db: self.service.contracts(db, OPERATOR, ask))

    def use(self, service: str = "call", use_id: str = "") -> messages.UseKnown:
        return self.service.use(OPERATOR, messages.Use(contract="1", service=service, use_id=use_id))

    def uses(self) -> list[messages.UseKnown]:
        return self.database.read(lambda db: self.service.uses(db, OPERATOR, messages.AskUses())).uses

    def states(self) -> list[UseState]:
        return [one.state for one in self.uses()]

    def retry(self) -> messages.UsesRetried:
        return self.service.retry_uses(OPERATOR, messages.RetryUses())

    def news(self) -> list[messages.NewsHeard]:
        return self.database.read(lambda db: self.service.news(db, OPERATOR, messages.AskNews())).news


def a_card(number: str = "9161234567", *, posting: Posting | None = None, **changed: Any) -> Card:
    card = Card(
        kind=CardKind.SUBSCRIBER,
        version=VERSION,
        issuer="provider-uid",
        name=Words("Мегафон", "Megafon"),
        url="http://127.0.0.1:8101",
        dialect="json",
        login=f"subscriber-{number}",
        password="a password of many letters",
        number=number,
        services=[CALL, WEB],
        posting=posting or Posting(),
    )
    return msgspec.structs.replace(card, **changed)


FORM = Posting(
    path="/use.php",
    body=BodyKind.FORM,
    template={"id": "{use_id}", "phone": "+7{number}", "what": "{service}", "n": "{quantity}", "v": "2"},
)
