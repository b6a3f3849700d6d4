"""What a provider's operator asks and is answered; sums in minor units, moments in UTC."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from common.fields import Field
from common.protocol.endpoint import Message
from common.protocol.provider import Service
from common.words import Words

MOST = 1000
Id = Annotated[int, Meta(ge=1, le=2**62)]


class Dialect(StrEnum):
    """How a processing centre speaks to us."""

    JSON = "json"
    OSMP = "osmp"


class Done(Message, frozen=True):
    """It is so now."""

    done: bool = True


class DescribeProvider(Message, frozen=True):
    """The name and the group that payers see; the English ones are the Russian ones if left out."""

    name_ru: str
    name_en: str = ""
    group_ru: str = "Связь"
    group_en: str = "Communication"


class AddTariff(Message, frozen=True):
    """A new tariff. `numbers` is the plan of its numbers, X for any digit; without services it gets the usual ones."""

    code: str
    name_ru: str
    name_en: str = ""
    numbers: str = "9XXXXXXXXX"
    services: list[Service] = []


class TariffShown(Message, frozen=True):
    """A tariff with its services."""

    code: str
    name: Words
    numbers: str
    services: list[Service]


class Tariffs(Message, frozen=True):
    """Every tariff."""

    tariffs: list[TariffShown]


class SignSubscriber(Message, frozen=True):
    """A person signs a contract: without `tariff` the only one or `mobile`, without `number` a free one of its plan."""

    full_name: str
    passport: str
    email: str
    tariff: str = ""
    number: str = ""


class FindSubscribers(Message, frozen=True):
    """Subscribers whose number, name or e-mail holds the words; `after` is the last number already seen."""

    search: str = ""
    after: str = ""
    limit: int = 100


class SubscriberShown(Message, frozen=True):
    """A subscriber as lists show it."""

    number: str
    full_name: str
    email: str
    tariff: str
    balance: int
    blocked: bool
    news_url: str
    signed_at: datetime


class Subscribers(Message, frozen=True):
    """A page of subscribers by number."""

    subscribers: list[SubscriberShown]
    more: bool


class OneSubscriber(Message, frozen=True):
    """Which subscriber."""

    number: str


class SignProcessing(Message, frozen=True):
    """A contract with a processing centre: without `fields` the account field that the tariffs' numbers ask for.

    `codes` changes numbers of the OSMP code table: {"reused": 300}; `valid_until` is the last day in force, UTC.
    """

    name: str
    dialect: Dialect = Dialect.JSON
    fields: list[Field] = []
    minimum: int = 100
    maximum: int = 1_500_000
    valid_until: date | None = None
    codes: dict[str, int] = {}


class EditContract(Message, frozen=True):
    """Change what is given; `endless` takes the last day away."""

    contract: Id
    name: str | None = None
    fields: list[Field] | None = None
    minimum: int | None = None
    maximum: int | None = None
    valid_until: date | None = None
    endless: bool = False
    codes: dict[str, int] | None = None


class OneContract(Message, frozen=True):
    """Which contract."""

    contract: Id


class ContractShown(Message, frozen=True):
    """A contract with a processing centre; `login` is what the centre calls with."""

    contract: int
    name: str
    login: str
    dialect: str
    minimum: int
    maximum: int
    blocked: bool
    valid_until: date | None
    signed_at: datetime
    fields: list[Field]
    codes: dict[str, int]


class Contracts(Message, frozen=True):
    """Every contract."""

    contracts: list[ContractShown]


class AskOperations(Message, frozen=True):
    """The books after a position, narrowed by what is given."""

    after: str = ""
    limit: int = 100
    contract: Id | None = None
    account: str = ""
    payment_id: str = ""


class OperationShown(Message, frozen=True):
    """A credit, a void or a reversal; `balance` is the subscriber's after it, `reference` our number of it."""

    reference: str
    contract: int
    kind: str
    payment_id: str
    operation_id: str
    account: str
    amount: int
    currency: str
    balance: int
    reason: str
    at: datetime
    trace: str


class Operations(Message, frozen=True):
    """A page of the books; ask again with `position` while `more`."""

    rows: list[OperationShown]
    position: str
    more: bool


class AskUses(Message, frozen=True):
    """Uses of services after a position, of one subscriber or of all."""

    after: str = ""
    limit: int = 100
    number: str = ""


class UseShown(Message, frozen=True):
    """A use of a service."""

    use_id: str
    number: str
    service: str
    quantity: int
    price: int
    cost: int
    balance: int
    currency: str
    at: datetime


class Uses(Message, frozen=True):
    """A page of uses; ask again with `position` while `more`."""

    rows: list[UseShown]
    position: str
    more: bool


class AskChecks(Message, frozen=True):
    """Checks of numbers after a position."""

    after: str = ""
    limit: int = 100


class CheckShown(Message, frozen=True):
    """A check of a number: `result` is found, or the code of the refusal."""

    contract: int
    payment_id: str
    account: str
    result: str
    at: datetime
    trace: str


class Checks(Message, frozen=True):
    """A page of checks; ask again with `position` while `more`."""

    rows: list[CheckShown]
    position: str
    more: bool


class NewsTask(Message, frozen=True):
    """News on its way to a subscriber's program; `reason` is why it is not there yet."""

    task: int
    number: str
    operation: str
    state: str
    attempts: int
    reason: str
    due: datetime


class NewsTasks(Message, frozen=True):
    """News on its way, at most a thousand, and the dead letters."""

    tasks: list[NewsTask]


class OneTask(Message, frozen=True):
    """Which task."""

    task: Id


class ContractTotal(Message, frozen=True):
    """A contract's operations of one kind."""

    contract: int
    kind: str
    number: int
    amount: int


class Apart(Message, frozen=True):
    """A subscriber whose balance is not what the books sum to."""

    number: str
    balance: int
    booked: int


class Totals(Message, frozen=True):
    """The whole books: credited - reversed - used = balances, when they `agree`."""

    subscribers: int
    balances: int
    credited: int
    reversed: int
    used: int
    agree: bool
    contracts: list[ContractTotal]
    apart: list[Apart]
