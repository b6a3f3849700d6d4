"""What the operator asks about payments and is shown of them; sums in minor units, times in UTC."""

from datetime import datetime

from common.protocol.endpoint import Message, Moment
from common.shown_status import ShownStatus
from common.words import Words
from processing_app.core.orders import Order


class FindPayments(Message, frozen=True):
    """A page of payments: `text` is looked for in codes, ids, numbers, accounts, terminals and names.

    What is empty or 0 does not matter. `up_to` from the first page keeps the next ones still while the list grows.
    """

    text: str = ""
    limit: int = 50
    offset: int = 0
    state: ShownStatus | None = None
    since: Moment | None = None
    until: Moment | None = None
    provider_id: int = 0
    agent_id: int = 0
    order: Order = Order.TIME
    descending: bool = True
    up_to: int = 0


class PaymentRow(Message, frozen=True):
    """A payment as a list shows it: `shown` is its state in words for people.

    `attempts` of `most_attempts` and `due` are of its task, while it has one, then `attempts` are of its end;
    `reversing` when the task is a reversal, `stopped` says why its provider is not asked at all.
    `way` is a wallet's: send, withdraw, qr, barcode; empty of a kiosk's. A wallet's payer stands in the place of the
    agent and its recipient in that of the provider, both without ids unless the recipient is a provider.
    """

    position: int
    code: str
    payment_id: str
    number: int
    agent_id: int
    agent_name: str
    agent_number: str
    terminal: str
    provider_id: int
    provider_name: Words
    account: str
    inserted: int
    agent_fee: int
    amount: int
    processing_fee: int
    currency: str
    status: str
    shown: ShownStatus
    money: Words
    reason: str
    reason_words: Words
    reference: str
    accepted_at: datetime
    changed_at: datetime
    attempts: int = 0
    most_attempts: int = 0
    due: datetime | None = None
    reversing: bool = False
    stopped: Words | None = None
    way: str = ""


class PaymentRows(Message, frozen=True):
    """A page, how many were found in all, and how many there are whatever is asked for."""

    payments: list[PaymentRow]
    found: int
    every: int
    up_to: int


class StateCount(Message, frozen=True):
    """How many payments are shown in a state."""

    state: ShownStatus
    count: int


class PaymentTotals(Message, frozen=True):
    """Sums over the payments of a filter; `states` and `all` count without regard to the filter's own state.

    `inserted` is of all, `credited` of the credited; commissions that went back with a payment are not counted.

    `rejected_share` is in hundredths of a percent.
    """

    all: int
    states: list[StateCount]
    count: int
    inserted: int
    agent_fee: int
    processing_fee: int
    credited: int
    rejected: int
    rejected_share: int
    currency: str


class PaymentId(Message, frozen=True):
    """Which payment: its id or its code."""

    payment: str
