"""Payments as the operator looks at them: a page, its counters, one payment's story; sums in minor units."""

from datetime import datetime

from agent_terminal.core.orders import Group, Order
from common.protocol.endpoint import Message
from common.shown_status import ShownStatus
from common.words import Words


class PaymentRow(Message, frozen=True):
    """One payment of this terminal. `means`, `money` and `why` are its state, where its cash is, and its reason."""

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
    shown: ShownStatus = ShownStatus.CREATED
    money: Words = Words("", "")
    why: Words = Words("", "")
    provider_id: int = 0
    terminal: str = ""
    changed: datetime | None = None


class Payments(Message, frozen=True):
    """Payments, newest first; of the unsent the oldest first."""

    payments: list[PaymentRow]


class FindPayments(Message, frozen=True):
    """A page of the payments that took cash; the same `up_to` again shows none that came since."""

    text: str = ""
    group: Group | None = None
    since: datetime | None = None
    until: datetime | None = None
    provider_id: int = 0
    order: Order = Order.TIME
    descending: bool = True
    offset: int = 0
    limit: int = 200
    up_to: int = 0


class PaymentPage(Message, frozen=True):
    """`found` fit the question, `every` there are without any filter."""

    payments: list[PaymentRow]
    found: int
    every: int
    up_to: int


class GroupCount(Message, frozen=True):
    """How many payments a group has."""

    group: Group
    count: int


class PaymentTotals(Message, frozen=True):
    """Counters of every group, and the sums of what is asked for."""

    all: int
    groups: list[GroupCount]
    count: int
    inserted: int
    agent_fee: int
    credited: int


class AskPayment(Message, frozen=True):
    """A payment by its id or its code."""

    payment: str


class NoteRow(Message, frozen=True):
    """A banknote that was let in: `state` is escrow, stacked, returned or lost, `means` the same in words."""

    value: int
    currency: str
    at: datetime
    state: str
    means: Words


class SlipRow(Message, frozen=True):
    """A claim slip: cash kept for a payer; `means` is its state, `why` its reason in words."""

    id: int
    code: str
    amount: int
    reason: str
    state: str
    at: datetime
    means: Words = Words("", "")
    why: Words = Words("", "")
    session_id: str = ""
    payment_id: str = ""
    changed: datetime | None = None


class ExchangeRow(Message, frozen=True):
    """One exchange with the centre about a payment."""

    at: datetime
    span: str
    what: Words
    outcome: Words
    good: bool
    method: str
    path: str
    status: int
    ms: int
    attempt: int
    request: str
    answer: str


class PaymentStory(Message, frozen=True):
    """A payment with all that belongs to it. `others` are the codes of the session's other payments."""

    payment: PaymentRow
    has_receipt: bool
    notes: list[NoteRow]
    slips: list[SlipRow]
    others: list[str]


class Exchanges(Message, frozen=True):
    """The exchanges of a payment that the log still holds, the oldest first; `whole` when nothing was left unread."""

    exchanges: list[ExchangeRow]
    whole: bool
