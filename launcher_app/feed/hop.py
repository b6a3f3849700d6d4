"""A hop: one request on one arrow with its reply, or the lack of one, as all who saw it know it together."""

from enum import StrEnum
from typing import NamedTuple

import msgspec

REFUSED, LEAST_TROUBLE, GOOD = 422, 500, 200


class Arrow(NamedTuple):
    """Who asks whom: roles, not instances."""

    sender: str
    receiver: str


ARROWS = (
    Arrow("consumer", "provider"),
    Arrow("terminal", "processing"),
    Arrow("processing", "provider"),
    Arrow("provider", "consumer"),
    Arrow("consumer", "processing"),
    Arrow("processing", "consumer"),
    Arrow("provider", "processing"),
)
"""The last three are of wallets: payments, notices, charges by barcode."""


class Outcome(StrEnum):
    """How a hop ended, as its sender knows it; LOST: the receiver answered, and the answer never came."""

    WAITING = "waiting"
    OK = "ok"
    REFUSED = "refused"
    MISTAKE = "mistake"
    TROUBLE = "trouble"
    LOST = "lost"
    NO_CONNECTION = "no_connection"
    NO_ANSWER = "no_answer"


class Hop(msgspec.Struct, frozen=True, kw_only=True):
    """`number` counts hops as they begin and is what people call one by; it never changes.

    `status` is the HTTP status that the sender got, 0 where none came; `answered` the one that the receiver gave, 0
    where nobody knows of any. Bodies and headers are masked. Money is in minor units. `story` names the story that it
    belongs to (launcher_app/stories).
    """

    number: int
    at_ms: int
    sender: str
    receiver: str
    sender_seat: str = ""
    receiver_seat: str = ""
    verb: str
    method: str
    path: str
    trace: str = ""
    span: str = ""
    parent: str = ""
    attempt: int = 0
    story: str = ""
    request_headers: dict[str, str] = {}
    request: str = ""
    reply_headers: dict[str, str] = {}
    reply: str = ""
    status: int = 0
    answered: int = 0
    error: str = ""
    ms: int = 0
    ended: bool = True
    fault: str = ""
    by_hand: bool = False
    """Sent again by a person, from the launcher."""
    amount: int | None = None
    currency: str = "RUB"

    @property
    def arrow(self) -> Arrow:
        """On which arrow."""
        return Arrow(self.sender, self.receiver)

    @property
    def outcome(self) -> Outcome:
        """How it ended."""
        if not self.ended:
            return Outcome.WAITING
        if not self.status:
            if self.answered:
                return Outcome.LOST
            return Outcome.NO_CONNECTION if self.error == "no_connection" else Outcome.NO_ANSWER
        if self.status == REFUSED:
            return Outcome.REFUSED
        if self.status >= LEAST_TROUBLE:
            return Outcome.TROUBLE
        return Outcome.OK if self.status == GOOD else Outcome.MISTAKE
