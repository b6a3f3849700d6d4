"""A story: the hops that belong together, with what a list shows of them in one line."""

from enum import StrEnum

import msgspec

from common.shown_status import ShownStatus
from common.words import Words


class StoryKind(StrEnum):
    """What holds the hops together."""

    PAYMENT = "payment"
    USE = "use"
    POLLS = "polls"
    OTHER = "other"


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """`key` never changes; `code` is what people search a payment by («7F3K-92QD»), empty where there is none.

    `hops` are numbers, in order. `inserted` and `amount` are minor units: what the payer put in, and what is to be
    credited; None while nobody said. `status` is what the hops tell, of payments only; `of_wallet`: no cash, a wallet
    pays. `repeats` says of a hop that is a retry which hop of this story asked the same first: lists nest the one under
    the other.
    """

    key: str
    kind: StoryKind
    code: str
    words: Words
    began_ms: int
    hops: tuple[int, ...]
    account: str = ""
    provider: str = ""
    payment_id: str = ""
    inserted: int | None = None
    amount: int | None = None
    currency: str = "RUB"
    status: ShownStatus | None = None
    of_wallet: bool = False
    repeats: dict[int, int] = {}
