"""Providers as the centre calls them: each contract's adapter, made once, kept until the contract changes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from common import spawn
from common.clock import Clock
from common.database import Database, Row
from common.errors import ContractFault, Rejected
from common.http_client import Caller
from common.protocol.card import Card
from common.protocol.dialects import osmp
from common.retry import RetryPolicy
from common.secrets import Secrets
from processing_app.service.dialects import OSMP, Adapter, Json, Osmp
from processing_app.service.provider_health import Health
from processing_app.store import contracts

Connect = Callable[[str, str, str, str], Caller]
"""(url, login, password, what exchange lines call it) → the peer."""


@dataclass(frozen=True, slots=True)
class Contract:
    """A provider's contract as the delivery needs it."""

    provider_id: int
    adapter: Adapter
    retry: RetryPolicy


class Providers:
    """The providers' adapters, made from their contracts and kept until a contract changes."""

    def __init__(self, database: Database, secrets: Secrets, clock: Clock, connect: Connect) -> None:
        """`connect` makes the peer that a contract's adapter calls."""
        self._database = database
        self._secrets = secrets
        self._clock = clock
        self._connect = connect
        self.health = Health(clock)
        self.within: dict[str, Adapter] = {}
        """The centre itself as a provider, by dialect: orders of shops, wallets."""
        self._made: dict[int, Contract] = {}
        self._changes: Counter[int] = Counter()
        self._lock = spawn.Lock()

    def of(self, provider_id: int) -> Contract:
        """A provider's contract, ready to be called; ContractFault when its login is not known here."""
        with self._lock:
            made, changes = self._made.get(provider_id), self._changes[provider_id]
        if made is not None:
            return made
        row = self._database.read(lambda db: contracts.provider(db, provider_id))
        if row is None:
            raise Rejected("unknown_provider", str(provider_id))
        made = self.make(row)
        with self._lock:
            if changes == self._changes[provider_id]:
                return self._made.setdefault(provider_id, made)
        return self.of(provider_id)

    def make(self, row: Row) -> Contract:
        """A contract's adapter."""
        card = msgspec.json.decode(row["card"], type=Card)
        within = self.within.get(card.dialect)
        if within is not None:
            return Contract(row["provider_id"], self.health.measured(row["provider_id"], within), policy_of(row))
        login = self._secrets.login_of(secret_name(row["provider_id"]))
        if login is None:
            raise ContractFault("wrong_password", card.name.ru)
        retry = policy_of(row)
        table = msgspec.json.decode(row["code_table"], type=osmp.CodeTable) if row["code_table"] else osmp.STANDARD
        adapter = self.adapter(card, login, f"provider:{row['provider_id']}", row["timeout_ms"], table)
        return Contract(row["provider_id"], self.health.measured(row["provider_id"], adapter), retry)

    def adapter(self, card: Card, login: tuple[str, str], them: str, timeout_ms: int, table: osmp.CodeTable) -> Adapter:
        """A card's dialect over the network, whether its contract is signed or not."""
        peer, seconds = self._connect(card.url, *login, them), timeout_ms / 1000
        return Osmp(peer, table, self._clock, seconds) if card.dialect == OSMP else Json(peer, seconds)

    def forget(self, provider_id: int) -> None:
        """The contract changed: make its adapter anew."""
        with self._lock:
            self._made.pop(provider_id, None)
            self._changes[provider_id] += 1

    def changes(self, provider_id: int) -> int:
        """How often a contract has changed: a fault of an earlier one says nothing of what it is now."""
        with self._lock:
            return self._changes[provider_id]


def secret_name(provider_id: int) -> str:
    """Under which name the login at a provider is kept."""
    return f"provider-{provider_id}"


def policy_of(row: Row) -> RetryPolicy:
    """How a contract wants its payments repeated."""
    return msgspec.json.decode(row["retry"], type=RetryPolicy)
