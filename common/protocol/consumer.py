"""What a consumer's program is told: by its providers about credits and statements."""

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


class Notify(Message, frozen=True):
    """A piece of news, told until it is answered; `news_id` is the same at every repeat; sums in minor units."""

    news_id: str
    kind: NewsKind
    number: str
    at: datetime
    text: Words
    amount: int | None = None
    balance: int | None = None
    currency: str = "RUB"
    payment_id: str = ""


class Noted(Message, frozen=True):
    """The news is stored."""

    news_id: str


NOTIFY = Endpoint(
    "POST",
    "/v1/notify",
    Notify,
    Noted,
    Words("Новость от поставщика: зачисление, выписка", "News from a provider: a credit, a statement"),
    (),
    "news_id",
)
DOORS = (NOTIFY,)
