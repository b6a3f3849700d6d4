"""The four-step test of the way to a provider: before a contract is saved, and after."""

import msgspec

from common import four_steps
from common.errors import ContractFault, OplataError, Rejected
from common.http_client.reach import hello, reach
from common.principal import Principal
from common.protocol import card as cards
from common.protocol import provider
from common.protocol.card import Card, CardKind
from common.protocol.connection import Connection, StepName
from common.words import Words
from consumer_app import messages
from consumer_app.service.contract_card import DIALECT, card_of
from consumer_app.service.means import Means, called, secret

ASK_SECONDS = 10.0
LET_IN = Words("логин и пароль подошли", "login and password were accepted")
NO_PASSWORD = Words("нужны логин и пароль", "a login and a password are needed")
NO_NUMBER = Words("нужен номер или договор", "a number or a contract is needed")
FOUND = Words("{number}: {subscriber}, тариф «{ru}»", "{number}: {subscriber}, tariff {en}")
EMPTY = Card(
    kind=CardKind.SUBSCRIBER, version=cards.VERSION, issuer="", name=Words("", ""), url="", dialect=DIALECT, login="",
    password="",
)  # fmt: skip


class ConnectionService:
    """Asks a provider what a contract would ask, and changes nothing."""

    def __init__(self, means: Means) -> None:
        """Nothing is asked before it is wanted."""
        self._means = means

    def test_connection(self, who: Principal, ask: messages.AskConnection) -> Connection:
        """The port, HTTP, the login, the number; what is typed goes before the card, the card before the contract."""
        means, card = self._means, self._tried(ask)
        question = _Question(means, card)
        return four_steps.walk(
            {
                StepName.PORT: lambda: reach(card.url),
                StepName.HTTP: lambda: hello(
                    card.url, means.log, means.clock, us="consumer", them=called(card.name.ru)
                ),
                StepName.LOGIN: question.login if card.login and card.password else NO_PASSWORD,
                StepName.NUMBER: question.number if card.number else NO_NUMBER,
            },
            means.clock,
        )

    def _tried(self, ask: messages.AskConnection) -> Card:
        card = ask.card or (self._card_of(ask.contract) if ask.contract else EMPTY)
        typed = {name: getattr(ask, name) for name in ("url", "number", "login", "password")}
        card = msgspec.structs.replace(card, **{name: value for name, value in typed.items() if value is not None})
        return msgspec.structs.replace(card, url=card.url.strip().rstrip("/"), number=card.number.strip())

    def _card_of(self, word: str) -> Card:
        contract = self._means.contract(word)
        return card_of(contract, *(self._means.secrets.login_of(secret(contract.id)) or (contract.login, "")))


class _Question:
    """One question answers two steps: who is let in and then told «no such number» has the right password."""

    def __init__(self, means: Means, card: Card) -> None:
        self._means = means
        self._card = card
        self._answer: provider.SubscriberKnown | OplataError | None = None

    def login(self) -> Words:
        """Ask; a «no» about the number is kept for the next step."""
        card = self._card
        peer = self._means.connect(card.url, card.login, card.password, called(card.name.ru))
        try:
            question = provider.AskSubscriber(number=card.number)
            self._answer = peer.call(provider.SUBSCRIBER, question, seconds=ASK_SECONDS)
        except Rejected as no:
            self._answer = no
        except ContractFault as fault:
            if fault.code != "forbidden":
                raise
            self._answer = fault
        return LET_IN

    def number(self) -> Words:
        """What the provider said of the number."""
        answer = self._answer
        if isinstance(answer, OplataError):
            raise answer
        assert answer is not None
        tariff = answer.tariff
        return FOUND.format(number=answer.number, subscriber=answer.full_name, ru=tariff.ru, en=tariff.en)
