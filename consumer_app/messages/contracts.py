"""What is asked and answered about contracts with providers and the connection to them."""

from datetime import datetime

from common.protocol.card import Card, Posting
from common.protocol.endpoint import Message, Moment
from common.protocol.provider import Service
from common.words import Words


class AddContract(Message, frozen=True):
    """Sign a contract: the card that the provider gave out, and a title of one's own («Мама»)."""

    card: Card
    title: str = ""


class WriteContract(Message, frozen=True):
    """Sign a contract without a card, from what the provider told on paper; its services are asked for afterwards."""

    provider: str
    number: str
    url: str
    login: str
    password: str
    posting: Posting = Posting()
    title: str = ""


class TryContract(Message, frozen=True):
    """A form half filled in: what is wrong with it? `contract` when it is an edit; then no password is the old one."""

    contract: str = ""
    provider: str = ""
    number: str = ""
    url: str = ""
    login: str = ""
    password: str = ""
    posting: Posting = Posting()
    title: str = ""


class EditContract(Message, frozen=True):
    """Change a contract, which is named by its id or its number; what is left out stays. A new `card` replaces all.

    `password_of` takes the login and password that the contract had when its `edited_at` was this, so that a slip can
    be undone by who never knew the password. With an `edition` it is refused when the contract is another one by now.
    """

    contract: str
    card: Card | None = None
    name: Words | None = None
    number: str | None = None
    url: str | None = None
    login: str | None = None
    password: str | None = None
    posting: Posting | None = None
    title: str | None = None
    password_of: Moment | None = None
    edition: str = ""


class OneContract(Message, frozen=True):
    """A contract by its id or its number."""

    contract: str


class AskContracts(Message, frozen=True):
    """The contracts; the deleted ones too if asked for."""

    deleted: bool = False


class AskConnection(Message, frozen=True):
    """Test the way to a provider: of a contract, of a card, or of what is typed; what is typed goes before."""

    contract: str = ""
    card: Card | None = None
    url: str | None = None
    number: str | None = None
    login: str | None = None
    password: str | None = None


class Reach(Message, frozen=True):
    """The last exchange with a provider since the program began; `code` is empty when the provider answered."""

    at: datetime
    ms: int
    code: str = ""
    words: Words | None = None


class ContractShown(Message, frozen=True):
    """A contract, without its password. `balance` is the last one heard of, minor units.

    `news` says whether the provider knows where to tell its news: `told`, `waiting`, or the code of what is in the way.
    `subscriber`, `tariff` and `blocked` are as the provider said last, since the program began. `edition` names what
    an edit may change, as it is now.
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
    edited_at: datetime
    news: str
    balance: int | None = None
    balance_at: datetime | None = None
    title: str = ""
    issuer: str = ""
    subscriber: str = ""
    tariff: Words | None = None
    blocked: bool = False
    reach: Reach | None = None
    edition: str = ""


class Trouble(Message, frozen=True):
    """What happened to the file of contracts; shown until the next change is saved.

    `copy_at` is when the opened copy was written, None when there was none to open; `contracts` are in it.
    """

    code: str
    words: Words
    file: str = ""
    copy_at: datetime | None = None
    contracts: int = 0


class Contracts(Message, frozen=True):
    """All contracts, and a word about their file when it was found damaged."""

    contracts: list[ContractShown]
    trouble: Trouble | None = None
