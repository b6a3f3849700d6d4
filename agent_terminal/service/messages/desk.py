"""What the operator looks at: state, payments, sessions, claim slips, journal, encashment; sums in minor units."""

from datetime import datetime

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
    """The terminal at a glance."""

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


class Limit(Message, frozen=True):
    """How many of the latest."""

    limit: int = 50


class PaymentRow(Message, frozen=True):
    """One payment of this terminal."""

    code: str
    payment_id: str
    session_id: str
    state: str
    means: Words
    provider: Words
    account: str
    inserted: int
    agent_fee: int
    amount: int
    at: datetime
    number: str
    reason: str
    reference: str
    attempts: int = 0
    next_attempt: datetime | None = None


class Payments(Message, frozen=True):
    """Payments, newest first; of the unsent the oldest first."""

    payments: list[PaymentRow]


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


class SlipRow(Message, frozen=True):
    """A claim slip: cash kept for a payer."""

    id: int
    code: str
    amount: int
    reason: str
    state: str
    at: datetime


class Slips(Message, frozen=True):
    """Claim slips, newest first."""

    slips: list[SlipRow]


class SettleClaim(Message, frozen=True):
    """Staff has given the cash of this slip back to its payer."""

    id: int


class Line(Message, frozen=True):
    """A line of the journal."""

    at: datetime
    kind: str
    detail: str
    session_id: str


class Journal(Message, frozen=True):
    """What staff should know, newest first."""

    lines: list[Line]


class Denomination(Message, frozen=True):
    """Notes of one value."""

    value: int
    currency: str
    notes: int
    total: int


class Encashed(Message, frozen=True):
    """What the cassette must hold, by the books; `in_doubt` notes may lie in it beside those."""

    number: int
    at: datetime
    denominations: list[Denomination]
    notes: int
    total: int
    in_doubt: list[int]


class SentNow(Message, frozen=True):
    """What «send now» brought."""

    sent: int
    left: int
    problem: Words


class RegisterTold(Message, frozen=True):
    """How many payments the centre was told of, and why not of all."""

    told: int
    problem: Words
