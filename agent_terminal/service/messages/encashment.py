"""Taking the cash out: what is in the cassette, what was counted, what earlier encashments were; minor units."""

from datetime import datetime

from common.protocol.endpoint import Message
from common.protocol.mistake import Mistake
from common.words import Words


class Denomination(Message, frozen=True):
    """Notes of one value by the books, and how many were counted; `difference` is counted less booked, as a sum."""

    value: int
    currency: str
    notes: int
    total: int
    counted: int | None = None
    difference: int | None = None


class Doubtful(Message, frozen=True):
    """A note whose end nobody knows: it may lie in the cassette beside those of the books."""

    value: int
    currency: str
    at: datetime
    session_id: str


class Cassette(Message, frozen=True):
    """What must be in the cassette now. `edition` changes with every note; `held` is the cash of who is paying now."""

    denominations: list[Denomination]
    notes: int
    total: int
    in_doubt: list[Doubtful]
    since: datetime | None
    held: int
    note_inside: bool
    open_slips: int
    on_slips: int
    edition: str


class Counted(Message, frozen=True):
    """How many notes of a value were counted."""

    value: int
    notes: int


class TryEncash(Message, frozen=True):
    """What would be written, as far as it was counted already."""

    counted: list[Counted] = []
    reason: str = ""


class EncashTried(Message, frozen=True):
    """Booked beside counted; `difference` is known once all is counted, `explanation` is what may have caused it.

    `differs`: some value does, whatever the sums say.
    """

    denominations: list[Denomination]
    notes: int
    total: int
    counted_notes: int
    counted_total: int
    difference: int | None
    differs: bool
    explanation: Words | None
    mistakes: list[Mistake]
    edition: str


class Encash(Message, frozen=True):
    """The cassette was taken out. Without `counted` nobody counted; a difference needs its `reason`.

    `edition` is of the cassette that was counted: a note that came since makes it another one.
    """

    counted: list[Counted] | None = None
    reason: str = ""
    edition: str = ""


class Encashed(Message, frozen=True):
    """What the cassette had to hold by the books, and what was counted; `in_doubt` notes may lie in it beside those."""

    number: int
    at: datetime
    denominations: list[Denomination]
    notes: int
    total: int
    in_doubt: list[int]
    counted_notes: int | None = None
    counted_total: int | None = None
    difference: int | None = None
    differs: bool = False
    reason: str = ""
    who: str = ""


class Encashments(Message, frozen=True):
    """Encashments, newest first."""

    encashments: list[Encashed]
