"""What the first page of the provider's window asks; sums in minor units."""

from common.protocol.endpoint import Message, Moment
from common.words import Words


class AskOverview(Message, frozen=True):
    """How the provider does; the caller says where its day begins and ends."""

    since: Moment
    until: Moment


class Tile(Message, frozen=True):
    """How many, and their sum."""

    count: int
    amount: int


class Overview(Message, frozen=True):
    """What is still to be done before the first payment, and what this day brought.

    `refused` counts every «no» about money, `checks_refused` those to questions about a number.
    """

    name: Words
    described: bool
    tariffs: int
    subscribers: int
    blocked: int
    contracts: int
    checked: bool
    credited: bool
    credits_today: Tile
    uses_today: Tile
    refused_today: int
    checks_refused_today: int
