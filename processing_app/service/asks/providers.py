"""What the operator asks about contracts with providers; sums in minor units."""

from datetime import datetime

from common.protocol.card import Card
from common.protocol.dialects import osmp
from common.protocol.endpoint import Message
from common.retry import RetryPolicy
from common.words import Words


class SignProvider(Message, frozen=True):
    """Make a contract with a provider from its card. `timeout_ms` bounds the wait for each of its answers.

    `code_table` is what its codes mean in the osmp dialect, where that differs from the usual.
    """

    card: Card
    retry: RetryPolicy = RetryPolicy()
    timeout_ms: int = 30_000
    lanes: int = 8
    code_table: osmp.CodeTable | None = None


class EditProvider(Message, frozen=True):
    """Change a contract; what is not given stays. A new card replaces address, login, fields and limits.

    With an `edition` the change is refused when the contract is another one by now.
    """

    provider_id: int
    card: Card | None = None
    url: str = ""
    password: str = ""
    retry: RetryPolicy | None = None
    timeout_ms: int | None = None
    lanes: int | None = None
    code_table: osmp.CodeTable | None = None
    edition: str = ""


class RetryDraft(Message, frozen=True):
    """A retry policy as it is typed, whatever is wrong with it."""

    strategy: str = "exponential"
    pause_ms: int = 1_000
    longest_ms: int = 300_000
    attempts: int = 25
    age_ms: int = 86_400_000


class TryProvider(Message, frozen=True):
    """What would be wrong with a contract filled in so? `provider_id` is 0 for a new one. Nothing is changed."""

    card: Card | None = None
    provider_id: int = 0
    url: str = ""
    retry: RetryDraft = RetryDraft()
    timeout_ms: int = 30_000
    lanes: int = 8
    code_table: osmp.CodeTable | None = None


class AskConnection(Message, frozen=True):
    """Test the connection of a card, or of a contract (with what is typed over it): port, HTTP, login, number.

    Without an `account` the example of the card's own field is checked. No money moves.
    """

    card: Card | None = None
    provider_id: int = 0
    account: str = ""
    fields: dict[str, str] = {}
    url: str = ""
    password: str = ""
    code_table: osmp.CodeTable | None = None


class ProviderId(Message, frozen=True):
    """Which provider."""

    provider_id: int


class ProviderHealth(Message, frozen=True):
    """How a provider has answered since this program started, on its latest 100 answers.

    `reachable` is None before the first exchange. `refusals` are its final «no»s among `exchanges`,
    `refused_share` their share in hundredths of a percent; `trouble` is the last time that an exchange brought neither
    a yes nor a no.
    """

    words: Words
    reachable: bool | None = None
    exchanges: int = 0
    refusals: int = 0
    refused_share: int | None = None
    median_ms: int | None = None
    answered_at: datetime | None = None
    trouble: Words | None = None
    trouble_at: datetime | None = None


class ProviderContract(Message, frozen=True):
    """A contract with a provider; `paused` is the code of the fault that stopped its lane, empty while it works.

    `paused_words` say the same to people. `waiting` and `in_review` count its tasks.
    """

    provider_id: int
    name: str
    url: str
    dialect: str
    login: str
    minimum: int
    maximum: int
    active: bool
    paused: str
    waiting: int
    settlement: int
    in_review: int = 0
    paused_words: Words | None = None
    health: ProviderHealth | None = None


class ProviderContracts(Message, frozen=True):
    """All contracts with providers."""

    providers: list[ProviderContract]
    directory_version: int


class Signed(Message, frozen=True):
    """The contract stands; the directory has a new version. `edition` names the terms as they are now."""

    provider_id: int
    directory_version: int
    edition: str = ""


class ProviderTerms(Message, frozen=True):
    """A contract with a provider as it is edited: its card without the password, and how it is called.

    `edition` names these very terms.
    """

    provider_id: int
    card: Card
    retry: RetryPolicy
    timeout_ms: int
    lanes: int
    code_table: osmp.CodeTable | None
    active: bool
    paused: str
    edition: str = ""
