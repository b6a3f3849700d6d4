"""What the operator asks about the books: operations, uses, checks, and whether they agree; minor units."""

from datetime import datetime

from common.protocol.endpoint import Message
from common.words import Words
from provider_app.service.messages.shared import Id


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
    code: str
    contract: int
    contract_name: str
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
    label: Words
    unit: Words
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

    reference: str
    code: str
    contract: int
    contract_name: str
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
