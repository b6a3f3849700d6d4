"""What the operator asks about shops' intents and does with them; sums in minor units, times in UTC."""

from datetime import datetime
from enum import StrEnum

from common.protocol.endpoint import Message, Moment
from common.protocol.shop.intents import PaymentIntent
from common.protocol.shop.payments import Chargeback, Payment, Refund
from processing_app.service.asks.story import DecisionRow, EventRow
from processing_app.service.asks.tasks import TaskRow


class IntentOrder(StrEnum):
    """What a list of intents is ordered by."""

    TIME = "time"
    CHANGED = "changed"
    DUE = "due"
    AMOUNT = "amount"


class FindIntents(Message, frozen=True):
    """A page of intents: `text` is looked for in ids, the shops' own numbers, products and codes for kiosks.

    What is empty does not matter. `status` is unpaid, paid, cancelled, overdue, or `stopped` for those that wait for a
    person. `up_to` from the first page keeps the next ones still while the list grows.
    """

    text: str = ""
    limit: int = 50
    offset: int = 0
    status: str = ""
    pos_id: str = ""
    shop_id: str = ""
    since: Moment | None = None
    until: Moment | None = None
    order: IntentOrder = IntentOrder.TIME
    descending: bool = True
    up_to: int = 0


class IntentRow(Message, frozen=True):
    """An intent as a list shows it: `stopped` is why nothing moves, `wake_at` when time will do something."""

    position: int
    intent: str
    pos_id: str
    shop_id: str
    product: str
    amount: int
    currency: str
    external_id: str
    status: str
    stopped: str
    at: datetime
    due: datetime
    changed: datetime
    wake_at: datetime | None
    kiosk_code: str


class IntentRows(Message, frozen=True):
    """A page, how many there are of those asked for, and of all; `up_to` for the next page."""

    intents: list[IntentRow]
    found: int
    every: int
    up_to: int


class IntentTotal(Message, frozen=True):
    """How many intents have a status (or are `stopped`), and what they are about."""

    status: str
    number: int
    amount: int


class IntentTotals(Message, frozen=True):
    """Counts of the intents that the other filters leave, whatever their status; those stopped are counted twice."""

    totals: list[IntentTotal]
    every: int


class IntentId(Message, frozen=True):
    """Which intent: its id, the id of one of its payments (`<intent>.<n>`), or its code for kiosks."""

    intent: str


class AskIntentAt(Message, frozen=True):
    """An intent as it was right after its event of this number."""

    intent: str
    version: int


class IntentState(Message, frozen=True):
    """An intent at one of its events, with everything in it as its shop saw it then; tokens are left out."""

    intent: PaymentIntent
    payments: list[Payment]
    refunds: list[Refund]
    chargebacks: list[Chargeback]
    version: int
    newest: int
    stopped: str = ""
    stopped_detail: str = ""


class IntentStory(Message, frozen=True):
    """An intent from its beginning: its state, its events, its banks' tasks, what persons decided."""

    row: IntentRow
    state: IntentState
    events: list[EventRow]
    tasks: list[TaskRow]
    decisions: list[DecisionRow]


class CancelIntentAs(Message, frozen=True):
    """Cancel an intent for its shop; `reason` is written down."""

    intent: str
    reason: str


class IssueIntentCode(Message, frozen=True):
    """A code by which the intent may be paid in cash at a kiosk; `reason` is written down."""

    intent: str
    reason: str


class CaptureIntentPayment(Message, frozen=True):
    """Capture what a payment holds, or a part of it; `reason` is written down."""

    intent: str
    payment: str
    reason: str
    amount: int | None = None


class CancelIntentPayment(Message, frozen=True):
    """Give back what a payment holds; `reason` is written down."""

    intent: str
    payment: str
    reason: str


class RefundIntentPayment(Message, frozen=True):
    """Give captured money back to its source: `amount`, or all that is left; `reason` is written down."""

    intent: str
    payment: str
    reason: str
    amount: int | None = None


class OpenChargeback(Message, frozen=True):
    """The payer's bank disputes a captured sum, or a part. `reason` is its code; `levy`, where not given, the POS's."""

    intent: str
    payment: str
    reason: str
    amount: int | None = None
    levy: int | None = None


class DecideChargeback(Message, frozen=True):
    """How a dispute ended; `reason` is written down."""

    intent: str
    payment: str
    chargeback: str
    reason: str


class ReopenChargeback(Message, frozen=True):
    """A dispute that the shop had won goes on at its next stage, with a levy of its own (not given: the POS's)."""

    intent: str
    payment: str
    chargeback: str
    reason: str
    levy: int | None = None
