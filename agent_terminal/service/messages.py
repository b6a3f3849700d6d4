"""What the terminal's operator and its kiosk page ask and are answered; sums are in minor units."""

from datetime import datetime
from typing import Any, Literal

from common.protocol.card import Card
from common.protocol.endpoint import Endpoint, Message
from common.words import Language, Words

IntentName = Literal[
    "touch",
    "language",
    "group",
    "provider",
    "fields",
    "confirm",
    "back",
    "again",
    "cancel",
    "stop",
    "continue",
    "pay",
    "other_number",
    "done",
]


class Connect(Message, frozen=True):
    """Sign a contract with a centre: the agent's card, and the name this terminal goes by there."""

    card: Card
    terminal: str


class Connected(Message, frozen=True):
    """The contract as it is kept; `deposit` and `providers` are what a first call brought, `problem` why it did not."""

    centre: Words
    url: str
    number: str
    terminal: str
    deposit: int | None
    providers: int
    problem: Words


class SetCommission(Message, frozen=True):
    """The agent's commission on inserted cash, for one provider or (without `provider_id`) for all others."""

    provider_id: int | None = None
    basis_points: int = 0
    fixed: int = 0
    minimum: int = 0
    maximum: int | None = None


class Commission(Message, frozen=True):
    """One tariff in force; `provider_id` is empty for the default one. `on_1000` is the fee on 1000.00 inserted."""

    provider_id: int | None
    basis_points: int
    fixed: int
    minimum: int
    maximum: int | None
    on_1000: int


class Commissions(Message, frozen=True):
    """Every tariff of this agent."""

    commissions: list[Commission]


class SetAgent(Message, frozen=True):
    """Who runs the terminal, as receipts say; `patience` makes all waits 1 to 10 times longer."""

    name: str
    inn: str = ""
    address: str = ""
    phone: str = ""
    notes: list[int] = []
    patience: int = 1


class SetAcceptor(Message, frozen=True):
    """Where the banknote acceptor is: COM3, /dev/ttyUSB0, socket://127.0.0.1:PORT; an empty line takes it away."""

    line: str
    speed: int = 9600


class Done(Message, frozen=True):
    """It is done; the words say what."""

    done: Words


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


class KioskToken(Message, frozen=True):
    """Good for one exchange at /kiosk/open within a minute."""

    token: str
    url: str


class OpenKiosk(Message, frozen=True):
    """The page's first call: the one-time token for a key."""

    token: str


class KioskKey(Message, frozen=True):
    """From now on the page enters by Basic with this login and key, until another page is opened."""

    login: str
    key: str


class AskScreen(Message, frozen=True):
    """What is on the screen?"""


class Intent(Message, frozen=True):
    """What the payer wants. No sum ever comes from the page: cash is counted by the acceptor alone."""

    intent: IntentName
    language: Language | None = None
    group: str = ""
    provider_id: int = 0
    account: str = ""
    fields: dict[str, str] = {}


class Screen(Message, frozen=True):
    """The screen by its name (K0 to K14), what it shows, and when it will change by itself."""

    screen: str
    data: dict[str, Any]
    deadline: datetime | None


_SECRETS = frozenset({"token", "key"})
KIOSK_OPEN = Endpoint(
    "POST",
    "/kiosk/open",
    OpenKiosk,
    KioskKey,
    Words("Страница киоска обменивает одноразовый токен на ключ", "The kiosk page exchanges its one-time token"),
    ("wrong_value",),
    kind="page",
    unsafe_to_show=_SECRETS,
)
KIOSK_STATE = Endpoint(
    "POST",
    "/kiosk/state",
    AskScreen,
    Screen,
    Words("Экран плательщика", "The payer's screen"),
    kind="page",
)
KIOSK_INTENT = Endpoint(
    "POST",
    "/kiosk/intent",
    Intent,
    Screen,
    Words("Желание плательщика", "What the payer wants"),
    ("too_early", "wrong_value", "wrong_field", "missing_field", "unknown_field", "unknown_provider"),
    kind="page",
)
