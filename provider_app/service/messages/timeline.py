"""What the operator asks of one subscriber's story, in minor units; a sum that leaves the balance is below zero."""

from datetime import datetime
from enum import StrEnum

from common.protocol.endpoint import Message
from common.words import Words
from provider_app.service.messages.lists import Offset


class StoryKind(StrEnum):
    """What may happen to a subscriber."""

    ANY = ""
    SIGNED = "signed"
    USE = "use"
    CREDIT = "credit"
    VOID = "void"
    REVERSE = "reverse"


class AskTimeline(Message, frozen=True):
    """A page of a subscriber's story, newest first, of one kind or of all."""

    number: str
    kind: StoryKind = StoryKind.ANY
    offset: Offset = 0
    limit: int = 200


class StoryRow(Message, frozen=True):
    """One thing that happened: `balance` is what was left after it; a fence on a payment moves nothing.

    A use has its service, quantity and price; the rest has the centre's name, the payment and our `reference`.
    """

    reference: str
    kind: str
    at: datetime
    amount: int
    balance: int | None
    label: Words = Words("", "")
    unit: Words = Words("", "")
    quantity: int = 0
    price: int = 0
    contract: str = ""
    code: str = ""
    payment_id: str = ""
    reason: str = ""


class Timeline(Message, frozen=True):
    """A page; `count` is how many rows there are on all pages."""

    rows: list[StoryRow]
    count: int
