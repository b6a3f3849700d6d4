"""What the operator asks about what became of a POS's intents; sums in minor units, days are Moscow's."""

from datetime import date
from typing import Literal

from common.protocol.endpoint import Message


class AskStatistics(Message, frozen=True):
    """The days from `since` to `until`, both included, of one POS or of all."""

    pos_id: str = ""
    since: date | None = None
    until: date | None = None
    limit: int = 366


class Counted(Message, frozen=True):
    """What happened to intents, attempts to pay them, refunds and disputes; `fees` is what the centre kept of it."""

    intents: int = 0
    intents_amount: int = 0
    paid: int = 0
    overdue: int = 0
    cancelled: int = 0
    payments: int = 0
    failed: int = 0
    authorized: int = 0
    given_back: int = 0
    captured: int = 0
    captured_amount: int = 0
    refunds: int = 0
    refunded_amount: int = 0
    refunds_failed: int = 0
    chargebacks: int = 0
    charged_back_amount: int = 0
    chargebacks_won: int = 0
    won_amount: int = 0
    fees: int = 0


class StatisticsRow(Message, frozen=True):
    """A POS's day in one currency."""

    pos_id: str
    day: date
    currency: str
    counted: Counted


class Total(Message, frozen=True):
    """All those days in one currency."""

    currency: str
    counted: Counted


class Statistics(Message, frozen=True):
    """Days, the newest first, and what those shown sum to; `more` days are there beyond the limit.

    `behind` is how many events of the log are not in it yet: a projection follows the log.
    """

    rows: list[StatisticsRow]
    totals: list[Total]
    more: bool
    behind: int


class Rebuild(Message, frozen=True):
    """Which projection to drop and make again from the log: all of them, or `only` one."""

    only: Literal["", "statistics", "wallets"] = ""
