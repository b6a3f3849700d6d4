"""What people ask of the vault and are answered; times in UTC. No answer holds a card's number or a key."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

from common.protocol.endpoint import Message

Whole = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
Six = Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]
Four = Annotated[str, msgspec.Meta(pattern="^[0-9]{4}$")]


class VaultKeyId(Message, frozen=True):
    """Which key."""

    key_id: Whole


class LimitCards(Message, frozen=True):
    """At most so many attempts within so many seconds, of one of four kinds."""

    kind: Literal["intent", "card", "address", "token"]
    most: Whole
    seconds: Whole


class EraseCard(Message, frozen=True):
    """A card by what may be shown of it. Without its fingerprint those that look like it are only listed."""

    first6: Six
    last4: Four
    fingerprint: str = ""


class VaultKey(Message, frozen=True):
    """A key: `cards` are sealed by it; a destroyed one opens no backup any more."""

    key_id: int
    made: datetime
    cards: int
    current: bool
    destroyed: datetime | None = None


class VaultLimit(Message, frozen=True):
    """A bound in force."""

    kind: str
    most: int
    seconds: int


class VaultStatus(Message, frozen=True):
    """What is in the vault: `used_tokens` of the `tokens` began a payment, `waiting` cards are still to be sealed by
    the current key, `sessions` live now.
    """

    keys: list[VaultKey]
    tokens: int
    numbers: int
    used_tokens: int
    sessions: int
    waiting: int
    limits: list[VaultLimit]


class CardLike(Message, frozen=True):
    """A kept card; `fingerprint` tells two that look alike from each other."""

    fingerprint: str
    system: str
    tokens: int
    first_seen: datetime


class ErasedCards(Message, frozen=True):
    """Those that look like what was asked for, and of how many tokens the number was erased."""

    found: list[CardLike]
    erased: int
