"""What a conversation with a validator brings: news for the terminal's screen, its log and its staff."""

from dataclasses import dataclass
from enum import StrEnum

from agent_terminal.ccnet.bills import BillTable, BillType, Identification
from common.words import Words


class Decision(StrEnum):
    """What the terminal may do with a note in escrow."""

    STACK = "stack"
    RETURN = "return"
    HOLD = "hold"


class Place(StrEnum):
    """Where a note lay when the device's power came back."""

    NOWHERE = "nowhere"
    VALIDATOR = "validator"
    STACKER = "stacker"


@dataclass(frozen=True, slots=True)
class PortOpened:
    """The serial port is open; whether a device answers there is another matter."""

    url: str


@dataclass(frozen=True, slots=True)
class PortLost:
    """The serial port cannot be opened, or has vanished; it is tried again every second."""

    url: str
    reason: str
    why: Words | None = None
    """The same for people, with what to do."""


@dataclass(frozen=True, slots=True)
class Online:
    """The device answers."""


@dataclass(frozen=True, slots=True)
class Offline:
    """Nothing sensible came for the time after which a device counts as absent."""

    silent_seconds: float


@dataclass(frozen=True, slots=True)
class LineEchoes:
    """The host hears its own words: a two-wire adapter or a loopback plug; never taken for a device."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Who the device is and which notes it knows; told again after every reset. `who` is None if it would not say."""

    who: Identification | None
    bills: BillTable


@dataclass(frozen=True, slots=True)
class StateChanged:
    """POLL began to answer something else; `words.status` says it for people."""

    status: int
    detail: int | None


@dataclass(frozen=True, slots=True)
class Enabled:
    """Notes of these types are let in from now on; none: the mouth is closed."""

    types: frozenset[int]


@dataclass(frozen=True, slots=True)
class PoweredUp:
    """The device has lost power and has it again; a note in the stacker is money only when 81 follows."""

    note: Place


@dataclass(frozen=True, slots=True)
class Escrowed:
    """A note waits between mouth and cassette, and this was decided on it; `bill` is None if the table has no such."""

    type: int | None
    bill: BillType | None
    decision: Decision


@dataclass(frozen=True, slots=True)
class Stacked:
    """A note lies in the cassette, and the terminal has stored it."""

    type: int
    bill: BillType | None


@dataclass(frozen=True, slots=True)
class StackedAgain:
    """The device repeats a receipt that the terminal has stored already; it is acknowledged and counts nothing."""

    type: int


@dataclass(frozen=True, slots=True)
class Returned:
    """A note has left through the mouth."""

    type: int
    bill: BillType | None


@dataclass(frozen=True, slots=True)
class NothingInside:
    """The device is at rest with no note in it, while a note's end had not been told."""


@dataclass(frozen=True, slots=True)
class Rejecting:
    """The device itself gives a note back; `words.REJECTS` has the reason."""

    reason: int | None


@dataclass(frozen=True, slots=True)
class Jammed:
    """A note is stuck, in the cassette or before it; an open STACK stays open."""

    in_cassette: bool


@dataclass(frozen=True, slots=True)
class Cheated:
    """The device noticed a fraud; an open STACK is worth nothing until 81 or 82."""


@dataclass(frozen=True, slots=True)
class CassetteOut:
    """The cassette was opened or taken: an encashment, or a theft."""


@dataclass(frozen=True, slots=True)
class CassetteBack:
    """The cassette is in its place again; the device prepares itself and must be enabled anew."""


@dataclass(frozen=True, slots=True)
class CassetteFull:
    """No more notes until the cassette is changed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something in the device is broken; `reasons.FAILURES` has what firmwares call it."""

    code: int | None


@dataclass(frozen=True, slots=True)
class Paused:
    """A second note was pushed in too early: the payer has to take it."""


@dataclass(frozen=True, slots=True)
class Suspicious:
    """A note is suspected, or held as counterfeit (firmware 2.5.6 and later): no money."""

    held: bool
    detail: int | None


@dataclass(frozen=True, slots=True)
class Refused:
    """The device answered ILLEGAL COMMAND: not now, or it does not know the command."""

    command: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """POLL answered something this program has no name for."""

    payload: bytes


@dataclass(frozen=True, slots=True)
class StackOverdue:
    """No receipt for a STACK in the time the device has for it: call staff, credit nothing yet."""

    type: int | None


@dataclass(frozen=True, slots=True)
class ReturnOverdue:
    """A note that was to go back has not been reported as returned in time: the payer has not taken it, or a jam."""

    type: int | None


@dataclass(frozen=True, slots=True)
class InitializeOverdue:
    """The device has not become ready in the time that the slowest model needs."""


Happening = (
    PortOpened
    | PortLost
    | Online
    | Offline
    | LineEchoes
    | Identified
    | StateChanged
    | Enabled
    | PoweredUp
    | Escrowed
    | Stacked
    | StackedAgain
    | Returned
    | NothingInside
    | Rejecting
    | Jammed
    | Cheated
    | CassetteOut
    | CassetteBack
    | CassetteFull
    | Failed
    | Paused
    | Suspicious
    | Refused
    | Unknown
    | StackOverdue
    | ReturnOverdue
    | InitializeOverdue
)
