"""What a person asks the consumer's program, and what it answers: contracts, uses, news."""

from datetime import datetime

from common.protocol.card import Card, Posting
from common.protocol.consumer import NewsKind
from common.protocol.endpoint import Message
from common.protocol.provider import Service
from common.words import Words
from consumer_app.core import UseState


class AddContract(Message, frozen=True):
    """Sign a contract: the card that the provider gave out."""

    card: Card


class EditContract(Message, frozen=True):
    """Change a contract, which is named by its id or its number; what is left out stays. A new `card` replaces all."""

    contract: str
    card: Card | None = None
    name: Words | None = None
    url: str | None = None
    login: str | None = None
    password: str | None = None
    posting: Posting | None = None


class OneContract(Message, frozen=True):
    """A contract by its id or its number."""

    contract: str


class AskContracts(Message, frozen=True):
    """The contracts; the deleted ones too if asked for."""

    deleted: bool = False


class ContractShown(Message, frozen=True):
    """A contract, without its password. `balance` is the last one heard of, minor units.

    `news` says whether the provider knows where to tell its news: `told`, `waiting`, or the code of what is in the way.
    """

    id: str
    name: Words
    number: str
    url: str
    dialect: str
    login: str
    currency: str
    services: list[Service]
    posting: Posting
    deleted: bool
    news: str
    balance: int | None = None
    balance_at: datetime | None = None


class Trouble(Message, frozen=True):
    """What happened to the file of contracts; shown until the next change is saved."""

    code: str
    words: Words


class Contracts(Message, frozen=True):
    """All contracts, and a word about their file when it was found damaged."""

    contracts: list[ContractShown]
    trouble: Trouble | None = None


class Use(Message, frozen=True):
    """Use a service: «позвонить», «выйти в интернет»."""

    contract: str
    service: str
    quantity: int = 1


class UseKnown(Message, frozen=True):
    """A use as this program knows it; sums in minor units where the provider told them."""

    use_id: str
    contract: str
    number: str
    service: str
    quantity: int
    state: UseState
    made_at: datetime
    attempts: int
    code: str = ""
    words: Words | None = None
    cost: int | None = None
    balance: int | None = None
    currency: str = "RUB"


class AskUses(Message, frozen=True):
    """The newest uses, of one contract or of all."""

    contract: str = ""
    limit: int = 50


class Uses(Message, frozen=True):
    """Uses, newest first."""

    uses: list[UseKnown]


class RetryUses(Message, frozen=True):
    """Ask the providers again about uses whose outcome is unknown, with the same ids; all of them, or one."""

    use_id: str = ""


class UsesRetried(Message, frozen=True):
    """What they have become."""

    uses: list[UseKnown]
    still_unknown: int


class AskNews(Message, frozen=True):
    """The newest news, of one contract or of all."""

    contract: str = ""
    limit: int = 50


class NewsHeard(Message, frozen=True):
    """A piece of news as it came."""

    contract: str
    news_id: str
    kind: NewsKind
    at: datetime
    heard_at: datetime
    text: Words
    amount: int | None = None
    balance: int | None = None
    currency: str = "RUB"


class News(Message, frozen=True):
    """News, newest first."""

    news: list[NewsHeard]
