"""What the operator looks at: the terminal's state, sessions, claim slips; sums in minor units."""

from datetime import datetime

from agent_terminal.service.messages.payments import NoteRow, SlipRow
from common.protocol.endpoint import Message
from common.words import Words


class Money(Message, frozen=True):
    """Where all cash ever taken is: `stacked` equals the sum of the others; `slips_used` went back into sessions."""

    stacked: int
    in_sessions: int
    to_send: int
    sent: int
    captured: int
    in_review: int
    on_slips: int
    settled_by_staff: int
    agent_fees: int


class State(Message, frozen=True):
    """The terminal at a glance; `cable` is false while the network cable is out at the bench."""

    terminal: str
    centre: Words | None
    url: str
    blocked: list[str]
    why: list[Words]
    available: int | None
    deposit_at: datetime | None
    directory_version: int
    providers: int
    acceptor: str
    acceptor_state: Words
    screen: str
    unsent: int
    in_review: int
    next_deposit_seconds: int | None
    next_directory_seconds: int | None
    money: Money
    cable: bool = True


class Limit(Message, frozen=True):
    """How many of the latest."""

    limit: int = 50


class SessionRow(Message, frozen=True):
    """One payer's session with its notes, in minor units."""

    session_id: str
    screen: str
    started: datetime
    held: int
    notes: list[int]
    payments: list[str]


class Sessions(Message, frozen=True):
    """Sessions, newest first."""

    sessions: list[SessionRow]


class Slips(Message, frozen=True):
    """Claim slips, newest first."""

    slips: list[SlipRow]


class AskSession(Message, frozen=True):
    """One payer's session by its id."""

    session_id: str


class SessionStory(Message, frozen=True):
    """A session with its notes, its payments' codes and its claim slips."""

    session_id: str
    started: datetime
    screen: str
    held: int
    notes: list[NoteRow]
    payments: list[str]
    slips: list[SlipRow]


class SettleClaim(Message, frozen=True):
    """Staff has given the cash of this slip back to its payer."""

    id: int


class SentNow(Message, frozen=True):
    """What «send now» brought."""

    sent: int
    left: int
    problem: Words


class RegisterTold(Message, frozen=True):
    """How many payments the centre was told of, and why not of all."""

    told: int
    problem: Words
