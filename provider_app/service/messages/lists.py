"""What the operator asks of the long lists, a page at a time, newest first; sums in minor units."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from common.protocol.endpoint import Message, Moment
from provider_app.service.messages.books import CheckShown, OperationShown, UseShown

Offset = Annotated[int, Meta(ge=0, le=2**53)]
ContractId = Annotated[int, Meta(ge=0, le=2**62)]


class OperationKind(StrEnum):
    """What to list of the books."""

    ANY = ""
    CREDIT = "credit"
    VOID = "void"
    REVERSE = "reverse"


class OperationOrder(StrEnum):
    """What the books may be ordered by."""

    AT = "at"
    ACCOUNT = "account"
    AMOUNT = "amount"
    BALANCE = "balance"
    KIND = "kind"
    CONTRACT = "contract"


class UseOrder(StrEnum):
    """What the uses may be ordered by."""

    AT = "at"
    NUMBER = "number"
    SERVICE = "service"
    QUANTITY = "quantity"
    COST = "cost"
    BALANCE = "balance"


class CheckOrder(StrEnum):
    """What the checks may be ordered by."""

    AT = "at"
    ACCOUNT = "account"
    RESULT = "result"
    CONTRACT = "contract"


class Sheet(Message, frozen=True):
    """A page of a list: `text` is looked for in numbers and ids, `since` and `until` bound the moment.

    `up_to` is what the first page was answered with: it keeps a list that grows still from page to page.
    """

    text: str = ""
    since: Moment | None = None
    until: Moment | None = None
    descending: bool = True
    offset: Offset = 0
    limit: int = 200
    up_to: Offset = 0


class FindOperations(Sheet, frozen=True):
    """A page of credits, voids and reversals; the text may also be a payment code or our reference."""

    kind: OperationKind = OperationKind.ANY
    contract: ContractId = 0
    account: str = ""
    order: OperationOrder = OperationOrder.AT


class OperationSum(Message, frozen=True):
    """How many operations of a kind there are on all pages, and their sum."""

    kind: str
    count: int
    amount: int


class OperationsFound(Message, frozen=True):
    """A page; `count` and `sums` are of everything that was looked for."""

    rows: list[OperationShown]
    count: int
    up_to: int
    sums: list[OperationSum]


class FindUses(Sheet, frozen=True):
    """A page of services provided."""

    number: str = ""
    service: str = ""
    order: UseOrder = UseOrder.AT


class UsesFound(Message, frozen=True):
    """A page; `count` and `cost` are of everything that was looked for."""

    rows: list[UseShown]
    count: int
    up_to: int
    cost: int


class FindChecks(Sheet, frozen=True):
    """A page of checks of numbers; `found` narrows to those that were, or were not."""

    contract: ContractId = 0
    found: bool | None = None
    order: CheckOrder = CheckOrder.AT


class ChecksFound(Message, frozen=True):
    """A page; `count` and `refused` are of everything that was looked for."""

    rows: list[CheckShown]
    count: int
    up_to: int
    refused: int
