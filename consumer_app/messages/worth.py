"""What is asked and answered about a contract's money: its history, its month, how to top it up."""

from datetime import datetime

from common.protocol.endpoint import Message, Moment
from consumer_app.messages.news import NewsHeard
from consumer_app.messages.uses import UseKnown


class AskHistory(Message, frozen=True):
    """A page of what happened under a contract, newest first."""

    contract: str
    offset: int = 0
    limit: int = 50


class HistoryRow(Message, frozen=True):
    """A use or a piece of news; `amount` is what it moved, minus for what was spent, `balance` what it left."""

    id: str
    at: datetime
    amount: int | None
    balance: int | None
    currency: str
    use: UseKnown | None = None
    news: NewsHeard | None = None


class History(Message, frozen=True):
    """A page, and how many rows there are in all."""

    rows: list[HistoryRow]
    count: int


class AskSummary(Message, frozen=True):
    """What a contract cost and got in [since, until): the window knows where a month begins here."""

    contract: str
    since: Moment
    until: Moment


class BalancePoint(Message, frozen=True):
    """A balance at a moment, minor units."""

    at: datetime
    balance: int


class ContractSummary(Message, frozen=True):
    """Minor units: `spent` by `uses` services, `credited` by top-ups heard of; the last known balances in order.

    `unknown` counts the uses of any time whose outcome nobody knows: money does not stop being in doubt with a month.
    """

    spent: int
    uses: int
    credited: int
    unknown: int
    currency: str
    points: list[BalancePoint]


class AskTopUp(Message, frozen=True):
    """The code that a terminal's scanner reads; without `amount` (minor units) the payer chooses at the terminal."""

    contract: str
    amount: int | None = None


class TopUpCode(Message, frozen=True):
    """The text of the QR code, as common/protocol/invoice.py describes it."""

    text: str
    amount: int | None
    currency: str
