"""What the operator asks about subscribers; balances in minor units."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake
from common.words import Words


class SignSubscriber(Message, frozen=True):
    """A person signs a contract: without `tariff` the only one or `mobile`, without `number` a free one of its plan."""

    full_name: str
    passport: str
    email: str
    tariff: str = ""
    number: str = ""


class TrySubscriber(SignSubscriber, frozen=True):
    """What would be wrong with signing this person."""


class SamePassport(Message, frozen=True):
    """A subscriber who has the same passport: worth a look, and no obstacle."""

    number: str
    contract: int
    words: Words


class SubscriberTried(Message, frozen=True):
    """Everything to correct before signing, and what is worth knowing."""

    mistakes: list[Mistake]
    same_passport: list[SamePassport]


class AskNumbers(Message, frozen=True):
    """Free numbers of a tariff, those that hold the given digits; without `tariff` the usual one."""

    tariff: str = ""
    holding: str = ""
    limit: Annotated[int, Meta(ge=1, le=100)] = 1


class NumberShown(Message, frozen=True):
    """A number as the database keeps it, and as people write it."""

    number: str
    shown: str


class FreeNumbers(Message, frozen=True):
    """Numbers that may be issued now; none is kept for anybody."""

    numbers: list[NumberShown]


class EditSubscriber(Message, frozen=True):
    """Correct what is given. With an `edition` the edit is refused when somebody else has corrected it since."""

    number: str
    full_name: str | None = None
    email: str | None = None
    edition: str = ""


class SubscriberOrder(StrEnum):
    """What the list of subscribers may be ordered by."""

    NUMBER = "number"
    CONTRACT = "contract"
    FULL_NAME = "full_name"
    EMAIL = "email"
    TARIFF = "tariff"
    BALANCE = "balance"
    BLOCKED = "blocked"
    SIGNED_AT = "signed_at"


class FindSubscribers(Message, frozen=True):
    """Subscribers whose number, name or e-mail holds the words; `after` is the last number already seen."""

    search: str = ""
    after: str = ""
    limit: int = 100
    offset: Annotated[int, Meta(ge=0)] = 0
    blocked: bool | None = None
    tariff: str = ""
    order: SubscriberOrder = SubscriberOrder.NUMBER
    descending: bool = False


class SubscriberShown(Message, frozen=True):
    """A subscriber as lists show it: `shown` is the number as people write it, the passport is masked.

    `edition` names the name and the e-mail as they are now.
    """

    number: str
    shown: str
    contract: int
    full_name: str
    passport: str
    email: str
    tariff: str
    tariff_name: Words
    balance: int
    blocked: bool
    news_url: str
    signed_at: datetime
    edition: str = ""


class Subscribers(Message, frozen=True):
    """A page of subscribers; `count` is how many there are on all pages."""

    subscribers: list[SubscriberShown]
    more: bool
    count: int


class OneSubscriber(Message, frozen=True):
    """Which subscriber."""

    number: str


class PassportShown(Message, frozen=True):
    """The passport as it was typed at signing."""

    number: str
    passport: str
