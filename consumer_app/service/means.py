"""What the consumer's service works with, and how it reaches a provider or a centre."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from common.clock import Clock
from common.credentials import Gatekeeper
from common.database import Database
from common.errors import ContractFault, Rejected
from common.logs import Log
from common.secrets import Secrets
from common.words import Words
from consumer_app.service.reached import Observed, Provider, Reached
from consumer_app.store.contracts import Contract, ContractsFile
from consumer_app.store.wallets import Wallet, WalletsFile

Connect = Callable[[str, str, str, str], Provider]
"""(url, login, password, what the log calls them) -> the provider."""
NO_WALLETS = Words(
    "Кошелька нет. Ничего не изменилось. Импортируйте карточку центра.",
    "There is no wallet. Nothing changed. Import a centre's card.",
)
NONE_REMOVED = Words("Убранных кошельков нет. Ничего не изменилось.", "No wallet was removed. Nothing changed.")
WHICH = Words(
    "Кошельков несколько. Ничего не изменилось. Назовите, какой: {numbers}.",
    "There are several wallets. Nothing changed. Say which: {numbers}.",
)


@dataclass(frozen=True, slots=True)
class Means:
    """`url` is where this consumer's own server answers; `reached` remembers how the exchanges with providers went."""

    database: Database
    file: ContractsFile
    secrets: Secrets
    gatekeeper: Gatekeeper
    connect: Connect
    clock: Clock
    log: Log
    url: str
    wallets: WalletsFile
    reached: Reached = field(default_factory=Reached)

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
        peer = self.connect(contract.url, *kept, called(contract.name.ru))
        return Observed(peer, self.reached, contract.id, self.clock)

    def wallet(self, word: str = "", *, deleted: bool = False) -> Wallet:
        """The wallet with this id or number, the only one for an empty word; Rejected `unknown_wallet`."""
        among = [one for one in self.wallets.kept if (one.deleted_at is not None) == deleted]
        found = [one for one in among if word in ("", one.id, one.number)]
        if len(found) != 1:
            raise _no_wallet(word, [one.number for one in among], NONE_REMOVED if deleted else NO_WALLETS)
        return found[0]

    def centre(self, wallet: Wallet) -> Provider:
        """The centre of a wallet, with the login that it issued."""
        kept = self.secrets.login_of(wallet.key)
        if kept is None:
            raise ContractFault("login_required")
        peer = self.connect(wallet.url, *kept, f"processing:{wallet.name.ru}")
        return Observed(peer, self.reached, wallet.key, self.clock)


def called(provider: str) -> str:
    """What the log calls a provider."""
    return f"provider:{provider}"


def secret(contract: str) -> str:
    """The name under which a contract's password is kept."""
    return f"contract-{contract}"


def _no_wallet(word: str, numbers: Sequence[str], none: Words) -> Rejected:
    """The «no» to a wallet that is not here; without a word, `none` are here or one of several is to be named."""
    error = Rejected("unknown_wallet", word or ", ".join(numbers))
    if not word:
        error.heard = WHICH.format(numbers=error.detail) if numbers else none
    return error
