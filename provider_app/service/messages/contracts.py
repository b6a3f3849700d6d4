"""What the operator asks about contracts with processing centres; limits in minor units."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from common.fields import Field
from common.protocol.endpoint import Message, Moment
from provider_app.service.messages.shared import Dialect, Id


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
    """Change what is given; `endless` takes the last day away.

    With an `edition` the edit is refused when the contract is another one by now.
    """

    contract: Id
    name: str | None = None
    fields: list[Field] | None = None
    minimum: int | None = None
    maximum: int | None = None
    valid_until: date | None = None
    endless: bool = False
    codes: dict[str, int] | None = None
    edition: str = ""


class OneContract(Message, frozen=True):
    """Which contract."""

    contract: Id


class ContractShown(Message, frozen=True):
    """A contract with a processing centre; `login` is what the centre calls with, `edition` names these very terms."""

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
    edition: str = ""


class Contracts(Message, frozen=True):
    """Every contract."""

    contracts: list[ContractShown]


class TryContract(SignProcessing, frozen=True):
    """What would be wrong with such a contract; `contract` is the one that is edited, 0 for a new one."""

    contract: Annotated[int, Meta(ge=0)] = 0


class CheckConnection(Message, frozen=True):
    """Walk the way of a centre to us. Only who has the password of the contract can try its login.

    Without `account` the newest subscriber's number is asked about.
    """

    contract: Id
    password: str = ""
    account: str = ""


class AskHealth(Message, frozen=True):
    """How the contracts do since a moment."""

    since: Moment


class ContractHealth(Message, frozen=True):
    """What a centre has asked of us: `last_call` ever, the rest since the moment; `refused` counts every «no»."""

    contract: int
    last_call: datetime | None
    calls: int
    refused: int
    credits: int
    credited: int


class Health(Message, frozen=True):
    """Every contract's."""

    contracts: list[ContractHealth]
