"""What the operator sees first: the day in figures, what is still to be done, who needs attention."""

from datetime import datetime

from common.protocol.endpoint import Message, Moment
from common.words import Words
from processing_app.service.asks.payments import PaymentTotals


class AskOverview(Message, frozen=True):
    """The day to sum up: from its beginning where the operator is; everything when it is not given."""

    since: Moment | None = None


class ChecklistItem(Message, frozen=True):
    """A step towards the first payment; `page` is where it is done."""

    name: str
    words: Words
    done: bool
    page: str


class Attention(Message, frozen=True):
    """Something that needs a person, the most urgent first; `page` and `about` say where to go."""

    level: str
    words: Words
    page: str
    about: str
    at: datetime | None = None
    alarm_id: int = 0


class WalletsSeen(Message, frozen=True):
    """Wallets at a glance: what is in all of them, and what somebody should look at.

    `waiting` charges wait for their payer, `paused` receivers of notices are sent none, `differences` are those that
    the latest reconciliation found.
    """

    balance: int
    waiting: int
    paused: int
    differences: int


class Overview(Message, frozen=True):
    """The centre at a glance; `wallets` when there is any."""

    today: PaymentTotals
    waiting: int
    review: int
    checklist: list[ChecklistItem]
    attention: list[Attention]
    wallets: WalletsSeen | None = None
