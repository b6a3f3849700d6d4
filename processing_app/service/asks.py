"""What the centre's operator asks and is answered: one pair a use case; sums in minor units, times in UTC."""

from datetime import datetime

from common.money import Range
from common.protocol.card import Card
from common.protocol.dialects import osmp
from common.protocol.endpoint import Message, Moment
from common.retry import RetryPolicy


class SignProvider(Message, frozen=True):
    """Make a contract with a provider from its card. `timeout_ms` bounds the wait for each of its answers.

    `code_table` is what its codes mean in the osmp dialect, where that differs from the usual.
    """

    card: Card
    retry: RetryPolicy = RetryPolicy()
    timeout_ms: int = 30_000
    lanes: int = 8
    code_table: osmp.CodeTable | None = None


class EditProvider(Message, frozen=True):
    """Change a contract; what is not given stays. A new card replaces address, login, fields and limits."""

    provider_id: int
    card: Card | None = None
    url: str = ""
    password: str = ""
    retry: RetryPolicy | None = None
    timeout_ms: int | None = None
    lanes: int | None = None


class ProviderId(Message, frozen=True):
    """Which provider."""

    provider_id: int


class ProviderContract(Message, frozen=True):
    """A contract with a provider; `paused` is the code of the fault that stopped its lane, empty while it works."""

    provider_id: int
    name: str
    url: str
    dialect: str
    login: str
    minimum: int
    maximum: int
    active: bool
    paused: str
    waiting: int
    settlement: int


class ProviderContracts(Message, frozen=True):
    """All contracts with providers."""

    providers: list[ProviderContract]
    directory_version: int


class Signed(Message, frozen=True):
    """The contract stands; the directory has a new version."""

    provider_id: int
    directory_version: int


class SignAgent(Message, frozen=True):
    """Make a contract with an agent. `tariff` is the processing commission on the credited sum."""

    name: str
    tariff: tuple[Range, ...] = (Range(basis_points=100),)
    credit_limit: int = 0
    expires: Moment | None = None
    password: str = ""


class AgentId(Message, frozen=True):
    """Which agent."""

    agent_id: int


class EditAgent(Message, frozen=True):
    """Change an agent's contract; what is not given stays."""

    agent_id: int
    name: str = ""
    credit_limit: int | None = None
    expires: Moment | None = None


class SetCommission(Message, frozen=True):
    """A new revision of an agent's commission, in force from a moment on (now when it is not given)."""

    agent_id: int
    tariff: tuple[Range, ...]
    since: Moment | None = None


class TopUp(Message, frozen=True):
    """Money came from an agent. The same `top_up_id` is booked once; without one it is made here."""

    agent_id: int
    amount: int
    top_up_id: str = ""
    note: str = ""
    currency: str = "RUB"


class ToppedUp(Message, frozen=True):
    """The agent's deposit after it."""

    agent_id: int
    top_up_id: str
    balance: int
    currency: str


class AgentContract(Message, frozen=True):
    """A contract with an agent."""

    agent_id: int
    number: str
    name: str
    login: str
    balance: int
    credit_limit: int
    blocked: bool
    expires: datetime | None
    tariff: tuple[Range, ...]


class AgentContracts(Message, frozen=True):
    """All contracts with agents."""

    agents: list[AgentContract]


class FindPayments(Message, frozen=True):
    """Payments by code, id or account; the newest without a text."""

    text: str = ""
    limit: int = 50


class PaymentRow(Message, frozen=True):
    """A payment as a list shows it."""

    code: str
    payment_id: str
    number: int
    agent_id: int
    terminal: str
    provider_id: int
    account: str
    inserted: int
    agent_fee: int
    amount: int
    processing_fee: int
    status: str
    reason: str
    reference: str
    accepted_at: datetime


class PaymentRows(Message, frozen=True):
    """What was found."""

    payments: list[PaymentRow]


class PaymentId(Message, frozen=True):
    """Which payment: its id or its code."""

    payment: str


class EventRow(Message, frozen=True):
    """An event with who did it and what it moved (from, to, amount)."""

    position: int
    stream: str
    version: int
    kind: str
    at: datetime
    principal: str
    trace: str
    postings: list[tuple[str, str, int]]
    data: dict[str, object]


class Story(Message, frozen=True):
    """A payment from its beginning: its state, its events, its tasks."""

    payment: PaymentRow
    events: list[EventRow]
    tasks: list["TaskRow"]


class AskEvents(Message, frozen=True):
    """Events of the whole log after a position."""

    after: int = 0
    limit: int = 100


class Events(Message, frozen=True):
    """A page of the log."""

    events: list[EventRow]
    position: int


class AskTasks(Message, frozen=True):
    """Tasks set aside for a person, and how many wait."""


class TaskRow(Message, frozen=True):
    """A task; a dead letter has its reason."""

    task_id: int
    kind: str
    payment: str
    code: str
    lane: str
    state: str
    attempts: int
    due: datetime
    reason: str


class Tasks(Message, frozen=True):
    """The dead letters, and how many tasks wait."""

    dead: list[TaskRow]
    waiting: int


class TaskId(Message, frozen=True):
    """Which task."""

    task_id: int


class SettleTask(Message, frozen=True):
    """Settle a dead letter by hand from the provider's word: `credited` (with its reference) or `returned`.

    Of a reversal: `returned` (with the provider's reference of it), or `credited` when the sum stays there.
    """

    task_id: int
    outcome: str
    reason: str
    reference: str = ""


class ReversePayment(Message, frozen=True):
    """Take a credited payment back from its subscriber, by its id or code."""

    payment: str
    reason: str


class LedgerAccount(Message, frozen=True):
    """A ledger account's balance."""

    account: str
    amount: int


class Ledger(Message, frozen=True):
    """All balances; they sum to zero. `holds` is the sum over all payments under way."""

    accounts: list[LedgerAccount]
    holds: int
    sum: int
    currency: str


class Verified(Message, frozen=True):
    """The books recomputed from the log equal the stored ones."""

    events: int
    payments: int
    accounts: int
    sum: int
    last_hash: str


class Alarm(Message, frozen=True):
    """Something a person must look at."""

    id: int
    at: datetime
    about: str
    code: str
    text: str


class Alarms(Message, frozen=True):
    """What nobody has looked at."""

    alarms: list[Alarm]


class SeeAlarms(Message, frozen=True):
    """A person has looked at the alarms up to this one."""

    up_to: int


class Done(Message, frozen=True):
    """It is done."""

    done: bool = True
