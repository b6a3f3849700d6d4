"""What the operator asks about agents' deposits; sums in minor units, times in UTC."""

from datetime import datetime

from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake


class TopUp(Message, frozen=True):
    """Money came from an agent. The same `top_up_id` is booked once; without one it is made here."""

    agent_id: int
    amount: int
    top_up_id: str = ""
    note: str = ""
    currency: str = "RUB"


class ToppedUp(Message, frozen=True):
    """The agent's deposit after it."""

    agent_id: int
    top_up_id: str
    balance: int
    currency: str


class TryTopUp(Message, frozen=True):
    """What would a top-up come to, and what is wrong with it? Nothing is changed."""

    agent_id: int
    amount: int
    top_up_id: str = ""


class TopUpTried(Message, frozen=True):
    """Now + plus = after; with mistakes nothing would be added."""

    now: int
    plus: int
    after: int
    currency: str
    mistakes: list[Mistake]


class AskTopUps(Message, frozen=True):
    """An agent's top-ups before a position of the log (0: the newest), at most `limit`."""

    agent_id: int
    before: int = 0
    limit: int = 100


class TopUpRow(Message, frozen=True):
    """One top-up; `who` booked it, `note` says why."""

    position: int
    top_up_id: str
    at: datetime
    amount: int
    currency: str
    note: str
    who: str


class TopUps(Message, frozen=True):
    """Top-ups, newest first; ask again with the last one's position while there are `more`."""

    top_ups: list[TopUpRow]
    more: bool
