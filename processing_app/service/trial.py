"""The test of a connection to a provider in four steps, before its contract is signed and after; it moves no money."""

from collections.abc import Callable
from typing import Protocol

import msgspec

from common import ids
from common.clock import Clock
from common.database import Database
from common.errors import Rejected
from common.fields import ACCOUNT
from common.four_steps import Try, walk
from common.http_client import reach
from common.logs import Log
from common.principal import Principal
from common.protocol.card import Card
from common.protocol.connection import Connection, StepName
from common.protocol.dialects import osmp
from common.protocol.provider import AccountFound
from common.secrets import Secrets
from common.words import Words
from processing_app.service.asks.providers import AskConnection
from processing_app.service.dialects import DIALECTS, Adapter
from processing_app.service.providers import Providers, secret_name
from processing_app.store import contracts

SECONDS_MS = 10_000
ACCEPTED = Words("логин и пароль подошли", "login and password were accepted")
NO_NUMBER = Words("нечего проверить: напишите номер", "nothing to check: give a number")


class Reach(Protocol):
    """The first two steps, over the network or in a simulation."""

    def port(self, url: str) -> Words:
        """Does anything listen there?"""

    def http(self, url: str) -> Words:
        """Does it speak HTTP?"""


class Network:
    """The first two steps over the network."""

    def __init__(self, log: Log, clock: Clock) -> None:
        """Their exchanges are logged like all others."""
        self._log = log
        self._clock = clock

    def port(self, url: str) -> Words:
        """Connect and hang up."""
        return reach.reach(url)

    def http(self, url: str) -> Words:
        """Ask for anything; any answer will do."""
        return reach.hello(url, self._log, self._clock, us="trial")


class Trial:
    """Asks a provider as the delivery would."""

    def __init__(
        self, database: Database, clock: Clock, secrets: Secrets, providers: Providers, first_steps: Reach
    ) -> None:
        """The providers make the adapters, signed or not."""
        self._database = database
        self._clock = clock
        self._secrets = secrets
        self._providers = providers
        self._reach = first_steps

    def test_provider(self, who: Principal, ask: AskConnection) -> Connection:
        """Port, HTTP, login, number: each step's outcome, words and milliseconds."""
        card, login, table = self._subject(ask)
        adapter = self._providers.adapter(card, login, f"trial:{card.name.ru}", SECONDS_MS, table)
        account = ask.account.strip() or next((one.example for one in card.fields if one.name == ACCOUNT), "")
        others = {one.name: one.example for one in card.fields if one.name != ACCOUNT} | ask.fields
        asked = _Asked(lambda: adapter.check(ids.uuid7(self._clock.now_ms()), account, others))
        tries: dict[StepName, Try | Words] = {
            StepName.PORT: lambda: self._reach.port(card.url),
            StepName.HTTP: lambda: self._reach.http(card.url),
            StepName.LOGIN: lambda: self._login(adapter, asked),
            StepName.NUMBER: (lambda: _number(asked, account)) if account else NO_NUMBER,
        }
        return walk(tries, self._clock)

    def _subject(self, ask: AskConnection) -> tuple[Card, tuple[str, str], osmp.CodeTable]:
        """What to test: the given card, else the contract's, with what was typed over it."""
        card, login, table = ask.card, None, ask.code_table
        if ask.provider_id:
            row = self._database.read(lambda db: contracts.provider(db, ask.provider_id))
            if row is None:
                raise Rejected("unknown_contract", str(ask.provider_id))
            card = card or msgspec.json.decode(row["card"], type=Card)
            login = self._secrets.login_of(secret_name(ask.provider_id))
            if table is None and row["code_table"]:
                table = msgspec.json.decode(row["code_table"], type=osmp.CodeTable)
        if card is None:
            raise Rejected("wrong_value", "card | provider_id")
        if card.dialect not in DIALECTS:
            raise Rejected("wrong_card", f"dialect = {card.dialect}")
        kept = login[1] if login is not None else ""
        typed = (card.login, ask.password or card.password or kept)
        return msgspec.structs.replace(card, url=ask.url or card.url), typed, table or osmp.STANDARD

    def _login(self, adapter: Adapter, asked: "_Asked") -> Words:
        """A question about a payment that never was; where the dialect has none, the check itself shows the login."""
        if "status" in adapter.can:
            adapter.status(ids.uuid7(self._clock.now_ms()))
            return ACCEPTED
        try:
            asked.once()
        except Rejected:
            return ACCEPTED
        return ACCEPTED


class _Asked:
    """The check of a number, made once whichever step needs it first."""

    def __init__(self, check: Callable[[], AccountFound]) -> None:
        self._check = check
        self._found: AccountFound | None = None
        self._no: Rejected | None = None

    def once(self) -> AccountFound:
        """The provider's answer."""
        if self._no is not None:
            raise self._no
        if self._found is None:
            try:
                self._found = self._check()
            except Rejected as no:
                self._no = no
                raise
        return self._found


def _number(asked: _Asked, account: str) -> Words:
    who = asked.once().subscriber or "—"
    return Words(f"номер {account} найден: {who}", f"number {account} is found: {who}")
