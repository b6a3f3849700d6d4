"""What the operator is shown of one payment: its events, its attempts, its exchanges, what may be done now."""

from datetime import datetime
from typing import Any

from common.protocol.endpoint import Message
from common.words import Words
from processing_app.service.asks.payments import PaymentRow
from processing_app.service.asks.tasks import TaskRow


class EventRow(Message, frozen=True):
    """An event with who did it (and in whose name, if in another's) and what it moved (from, to, amount)."""

    position: int
    stream: str
    version: int
    kind: str
    at: datetime
    principal: str
    trace: str
    postings: list[tuple[str, str, int]]
    data: dict[str, Any]
    on_behalf_of: str = ""


class DecisionRow(Message, frozen=True):
    """What a person decided about a payment, and why."""

    at: datetime
    kind: str
    words: Words
    principal: str
    reason: str


class Possible(Message, frozen=True):
    """Something a person may do with a payment now, or why not; `effect` says what becomes of the money."""

    action: str
    words: Words
    allowed: bool
    why_not: Words
    effect: Words
    task_id: int = 0


class Story(Message, frozen=True):
    """A payment from its beginning: its state, its events, its tasks, decisions about it, what may be done."""

    payment: PaymentRow
    events: list[EventRow]
    tasks: list[TaskRow]
    decisions: list[DecisionRow]
    possible: list[Possible]


class AskEvents(Message, frozen=True):
    """Events of the whole log after a position."""

    after: int = 0
    limit: int = 100


class Events(Message, frozen=True):
    """A page of the log."""

    events: list[EventRow]
    position: int


class AskExchanges(Message, frozen=True):
    """Exchanges of one trace (a payment's code), the newest of them."""

    trace: str
    limit: int = 100


class ExchangeRow(Message, frozen=True):
    """A question and its answer between the centre and another role; bodies as JSON text with secrets masked.

    `outcome` says in words what came of it.
    """

    at: datetime
    trace: str
    span: str
    side: str
    sender: str
    receiver: str
    method: str
    path: str
    status: int
    ms: float
    attempt: int
    error: str
    good: bool
    what: Words
    outcome: Words
    request: str
    answer: str
    request_headers: dict[str, str]
    answer_headers: dict[str, str]


class Exchanges(Message, frozen=True):
    """What the log still holds of a trace; `repeats` counts the agent's repeats of the same payment."""

    exchanges: list[ExchangeRow]
    repeats: int
    whole: bool


class Step(Message, frozen=True):
    """One line of a payment's timeline; `span` names the exchange behind it, `moved` its postings."""

    at: datetime
    shape: str
    tone: str
    words: Words
    who: Words
    ms: float = 0.0
    span: str = ""
    more: str = ""
    moved: list[tuple[str, str, int]] = []


class Timeline(Message, frozen=True):
    """A payment's story as one line of time: events, attempts and decisions together, the newest last."""

    story: Story
    steps: list[Step]
    exchanges: list[ExchangeRow]
    repeats: int
    whole: bool
