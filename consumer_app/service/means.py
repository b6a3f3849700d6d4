"""What the consumer's service works with, and how it reaches a provider."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import msgspec

from common.clock import Clock
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import ContractFault, Rejected
from common.http_client import SECONDS
from common.logs import Log
from common.protocol.endpoint import Endpoint, Message
from common.secrets import Secrets
from consumer_app.store.contracts import Contract, ContractsFile

Answer = TypeVar("Answer", bound=msgspec.Struct)


class Provider(Protocol):
    """A provider as a contract reaches it: the peer over HTTP, or a stand-in of a simulation."""

    def call(self, endpoint: Endpoint[Any, Answer], ask: Message, *, seconds: float = SECONDS) -> Answer:
        """Ask and wait; raises one of the four errors."""

    def post(
        self,
        endpoint: Endpoint[Any, Answer],
        path: str,
        body: bytes,
        content_type: str,
        *,
        operation: str,
        seconds: float = SECONDS,
    ) -> Answer:
        """The same for a body that the contract's own template made."""


Connect = Callable[[str, str, str, str], Provider]
"""(url, login, password, what the log calls them) -> the provider."""


@dataclass(frozen=True, slots=True)
class Means:
    """`url` is where this consumer's own server answers."""

    database: Database
    file: ContractsFile
    secrets: Secrets
    gatekeeper: Gatekeeper
    connect: Connect
    clock: Clock
    log: Log
    url: str

    def contract(self, word: str, *, deleted: bool = False) -> Contract:
        """The contract with this id or, if it is the only one, with this number; Rejected `unknown_contract`."""
        among = [one for one in self.file.contracts if (one.deleted_at is not None) == deleted]
        found = [one for one in among if one.id == word] or [one for one in among if one.number == word]
        if len(found) != 1:
            raise Rejected("unknown_contract", word)
        return found[0]

    def provider(self, contract: Contract) -> Provider:
        """The provider of a contract, with the login that it issued."""
        kept = self.secrets.login_of(secret(contract.id))
        if kept is None:
            raise ContractFault("login_required")
        return self.connect(contract.url, *kept, f"provider:{contract.name.ru}")


def secret(contract: str) -> str:
    """The name under which a contract's password is kept."""
    return f"contract-{contract}"
