"""What a consumer's program is told: by its providers about credits and statements, by a centre about its payments."""

from datetime import datetime
from enum import StrEnum

from common.protocol.endpoint import Endpoint, Message
from common.words import Words


class NewsKind(StrEnum):
    """What a piece of news is about."""

    CREDITED = "credited"
    REVERSED = "reversed"
    STATEMENT = "statement"
    PAYMENT_DONE = "payment_done"
    PAYMENT_FAILED = "payment_failed"
    CONFIRM = "confirm"
    """A charge waits for its payer's word."""


class Notify(Message, frozen=True):
    """A piece of news, told until it is answered; `news_id` is the same at every repeat; sums in minor units.

    A centre's notice of a payment is signed (Oplata-Signature over the whole body) and has a `sequence` from 1, one
    after another for each wallet or provider: its receiver takes no other one whose number it has seen. `number` is the
    wallet's, of a provider its id at the centre; `amount` is signed: what came, or what went.
    """

    news_id: str
    kind: NewsKind
    number: str
    at: datetime
    text: Words
    amount: int | None = None
    balance: int | None = None
    currency: str = "RUB"
    payment_id: str = ""
    sequence: int = 0


class Noted(Message, frozen=True):
    """The news is stored."""

    news_id: str


CENTRE = "processing"
"""The kind of principal that a centre is where it tells of payments; its news are signed."""
NOTIFY = Endpoint(
    "POST",
    "/v1/notify",
    Notify,
    Noted,
    Words("Новость от поставщика: зачисление, выписка", "News from a provider: a credit, a statement"),
    (),
    "news_id",
    signed_by=frozenset({CENTRE}),
)
DOORS = (NOTIFY,)
