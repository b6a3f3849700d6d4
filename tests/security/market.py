"""A market in one process: a centre, wallets, sellers, the programs of one buyer and one seller; one clock for all.

Nothing runs by itself: `run` does what workers, rounds and senders would.
"""

import base64
import http.client
import json
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, Self

import msgspec

from common import role, settings
from common.principal import Principal
from common.protocol.card import VERSION, Card, CardKind
from common.protocol.consumer import NOTIFY
from common.protocol.endpoint import Nothing
from common.protocol.shop import signature
from common.words import Words
from consumer_app import messages as consumer_messages
from consumer_app.app import ROLE as CONSUMER
from processing_app.service import asks as centre_asks
from processing_app.service.asks import wallets as asks
from processing_app.store import balances, notices
from provider_app.app import ROLE as PROVIDER
from provider_app.service import messages as provider_messages
from tests.processing_app.standin import PHONE
from tests.wallets.centre import Answer, Holder, Town

OPERATOR = Principal("operator", "operator", "T-1")


class Receiver(NamedTuple):
    """Where the centre tells somebody of his payments: what it would take to speak in its name."""

    name: str
    url: str
    login: str
    password: str
    secret: str


class Market:
    """The centre's side is `town`; `buyer` and `bakery` have programs of their own, `stranger` and `rival` none."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stack = ExitStack()
        self.town = self._stack.enter_context(Town(folder / "centre"))
        self.buyer, self.stranger = self.town.holder("Иван Иванов"), self.town.holder("Пётр Чужаков")
        self.bakery, self.rival = self.town.provider("Пекарня"), self.town.provider("Кофейня")
        self.consumer, self.provider = self._open("consumer", CONSUMER), self._open("provider", PROVIDER)
        self._take_cards()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def run(self) -> None:
        """Until there is nothing to do."""
        self.town.run()
        self.note()
        while self.told.sender.turn(lambda _, work: work()):
            pass

    def note(self) -> None:
        """Notices are written down, not sent."""
        while self.told.noting.turn():
            pass

    @property
    def told(self) -> Any:
        """How the centre tells of payments."""
        return self.town.program.wallets.notifying

    def receiver(self, holder: Holder) -> Receiver:
        """As the centre has it."""
        name = side(holder)
        row = self.town.database.read(lambda db: notices.receiver(db, name))
        assert row is not None
        post = self.told.notices._post
        login, password = post.kept(name, row["generation"])
        return Receiver(name, row["url"], login, password, post.secret(name, row["generation"]))

    def written(self, holder: Holder) -> list[dict[str, Any]]:
        """The notices of somebody, the oldest first, as they will leave."""
        found = self.town.database.read(lambda db: notices.page(db, side(holder), before=0, state="", limit=500))
        return [json.loads(row["body"]) for row in reversed(found)]

    def heard(self) -> tuple[list[Any], list[Any]]:
        """What the programs of the buyer and of the seller have believed."""
        consumer, provider = self.consumer.service, self.provider.service
        news = self.consumer.database.read(lambda db: consumer.news(db, OPERATOR, consumer_messages.AskNews())).news
        rows = self.provider.database.read(
            lambda db: provider.accepting.find_accepted(db, OPERATOR, provider_messages.FindAccepted())
        ).rows
        return news, rows

    def verify(self) -> Any:
        """The books against their log; Broken when they do not agree."""
        return self.town.look(self.town.service.books.verify, Nothing())

    def ledger(self) -> dict[str, int]:
        """Every account that is not empty."""
        found: centre_asks.Ledger = self.town.look(self.town.service.books.ledger, Nothing())
        assert found.sum == 0
        stored = self.town.database.read(balances.every)
        return {account: amount for account, amount in stored.items() if amount}

    def rename(self, provider: Holder, name: str) -> None:
        """The directory calls a provider otherwise from now on."""
        number = int(provider.number)
        (row,) = [
            one
            for one in self.town.look(self.town.service.contracts.providers, Nothing()).providers
            if one.provider_id == number
        ]
        card = Card(
            kind=CardKind.PROVIDER, version=VERSION, issuer="x", name=Words(name, name), url=row.url, dialect="json",
            login="pc", password="a-password", fields=[PHONE], minimum=100, maximum=1_000_000,
        )  # fmt: skip
        self.town.do(self.town.service.contracts.edit_provider, centre_asks.EditProvider(provider_id=number, card=card))

    def reissue(self, holder: Holder) -> Holder:
        """A new login in the place of one that was stolen."""
        ask = asks.WalletNumber(number=holder.number)
        return Holder(
            self.town.port, self.town.do(self.town.parts.accounts.reissue_wallet_password, ask), holder._now_ms
        )

    def _open(self, name: str, which: role.Role) -> Any:
        folder = self.folder / name
        chosen = settings.Settings(name, "default", 0, folder, folder / "logs", None, "ru", False, {})
        opened = self._stack.enter_context(role.opened(which, chosen, serves=True, clock=self.town.clock))
        opened.serving.start()
        self._stack.callback(opened.serving.stop)
        return opened.program

    def _take_cards(self) -> None:
        own, accepting = self.consumer.service, self.provider.service.accepting
        own.wallets.add_wallet(OPERATOR, consumer_messages.AddWallet(card=self.buyer.card))
        for wallet in own.notices.waiting_for_address():
            own.notices.tell_address(wallet)
        accepting.import_acceptance(OPERATOR, provider_messages.ImportAcceptance(card=self.bakery.card))
        accepting.turn()


def side(holder: Holder) -> str:
    """wallet:<number> or provider:<id>."""
    return f"{'wallet' if holder.card.kind == 'wallet' else 'provider'}:{holder.number}"


def as_bearer(holder: Holder, token: str) -> Holder:
    """The same with a token in the place of the login."""
    found = Holder(holder.port, holder.card, holder._now_ms)
    found.authorization = f"Bearer {token}"
    return found


def tell(to: Receiver, body: bytes, mark: str | None) -> Answer:
    """A notice, from whoever has these words."""
    host, _, port = to.url.removeprefix("http://").partition(":")
    login = base64.b64encode(f"{to.login}:{to.password}".encode()).decode()
    headers = {"authorization": f"Basic {login}", "content-type": "application/json"}
    if mark is not None:
        headers[signature.HEADER] = mark
    wire = http.client.HTTPConnection(host, int(port), timeout=30)
    try:
        wire.request("POST", NOTIFY.path, body, headers)
        answer = wire.getresponse()
        said = answer.read()
    finally:
        wire.close()
    return Answer(answer.status, json.loads(said) if said else None)


def encoded(notice: dict[str, Any]) -> bytes:
    """As it goes over the wire."""
    return msgspec.json.encode(notice)
