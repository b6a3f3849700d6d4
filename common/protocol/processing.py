"""What a processing centre is asked by its agents' terminals."""

from datetime import datetime
from enum import StrEnum

import msgspec

from common.fields import Field
from common.protocol.endpoint import Endpoint, Message, Moment
from common.status import Status
from common.words import Words


class AskDirectory(Message, frozen=True):
    """The providers a terminal may pay to; `version` is the one it has, 0 for none."""

    terminal: str
    version: int = 0


class DirectoryEntry(Message, frozen=True):
    """A provider as payers see it: the account field is first in `fields`; limits of the credited sum, minor units.

    `uid` is the provider's own, which its bills and top-up codes name; empty where nobody told it to the centre.
    """

    provider_id: int
    name: Words
    group: Words
    fields: list[Field]
    minimum: int
    maximum: int
    currency: str = "RUB"
    uid: str = ""


class Directory(Message, frozen=True):
    """The whole directory, or `unchanged` with no providers when the asker's version is the newest."""

    version: int
    unchanged: bool
    providers: list[DirectoryEntry] = []


class AskDeposit(Message, frozen=True):
    """How much may this agent's terminals still take?"""

    terminal: str


class Deposit(Message, frozen=True):
    """An agent's money at the centre, minor units: available = balance + credit_limit."""

    balance: int
    credit_limit: int
    available: int
    currency: str
    blocked: bool
    at: datetime


class CheckNumber(Message, frozen=True):
    """Ask the provider, through the centre, whether an account exists; before any cash."""

    payment_id: str
    terminal: str
    provider_id: int
    account: str
    directory_version: int
    fields: dict[str, str] = {}


class NumberFound(Message, frozen=True):
    """What the provider answered; `subscriber` is masked.

    `amount`, minor units, stands only where exactly this sum is taken (an order of a shop): once, the agent's
    commission on top. A terminal that does not know the field must take no cash for such an answer.
    """

    payment_id: str
    account: str
    subscriber: str = ""
    balance: int | None = None
    currency: str = "RUB"
    amount: int | msgspec.UnsetType = msgspec.UNSET


class ReleaseNumber(Message, frozen=True):
    """What was checked under this id will not be paid here: an order that was kept for this terminal is free again."""

    payment_id: str
    terminal: str
    provider_id: int
    account: str


class NumberReleased(Message, frozen=True):
    """Nothing is kept under this id, now or before."""

    payment_id: str


class Pay(Message, frozen=True):
    """Cash was taken: inserted = amount + agent_fee, minor units. `directory_version` is the one the payer saw.

    `payment_id` is a UUIDv7 made at the terminal and stored there before the check; `accepted_at` is its time.
    """

    payment_id: str
    session_id: str
    terminal: str
    provider_id: int
    account: str
    inserted: int
    agent_fee: int
    amount: int
    directory_version: int
    accepted_at: Moment
    fields: dict[str, str] = {}
    currency: str = "RUB"


class PaymentAccepted(Message, frozen=True):
    """The agent's money is held and the payment will be delivered, or has been: the same answer at every repeat."""

    payment_id: str
    number: int
    status: Status
    accepted_at: datetime


class AskPayments(Message, frozen=True):
    """What became of these payments? At most 100."""

    payment_ids: list[str]


class PaymentState(Message, frozen=True):
    """A payment as the centre's books have it; `reason` is the code of a cancelled one, `reference` the provider's."""

    payment_id: str
    status: Status
    at: datetime
    reason: str = ""
    reference: str = ""
    needs_review: bool = False


class PaymentStates(Message, frozen=True):
    """The states of the payments that the centre knows; an id it never saw is in `unknown`."""

    payments: list[PaymentState]
    unknown: list[str]


class AskAgentRegister(Message, frozen=True):
    """The agent's own payments after an opaque position, in the order they were accepted."""

    after: str = ""
    limit: int = 500


class AgentRegisterRow(Message, frozen=True):
    """One payment in the centre's books of an agent; sums in minor units."""

    payment_id: str
    terminal: str
    provider_id: int
    account: str
    inserted: int
    agent_fee: int
    amount: int
    processing_fee: int
    currency: str
    status: Status
    accepted_at: datetime
    reason: str = ""


class AgentRegister(Message, frozen=True):
    """A page of the register; ask again with `position` while `more`."""

    rows: list[AgentRegisterRow]
    position: str
    more: bool


class ToldState(StrEnum):
    """A payment as its terminal knows it: cash is in the cassette in each of these."""

    WAITING = "waiting"
    SENT = "sent"
    REVIEW = "review"
    CAPTURED = "captured"
    CANCELLED = "cancelled"
    REFUSED = "refused"


class ToldRow(Message, frozen=True):
    """One payment in a terminal's own books, sums in minor units; `at` is when its payer paid, by the terminal's clock.

    `changed` is when its state was last another one: of two rows about one payment the later counts, and an end
    (`captured`, `cancelled`, `refused`) is never followed by anything else.
    """

    payment_id: str
    provider_id: int
    account: str
    inserted: int
    agent_fee: int
    amount: int
    state: ToldState
    at: Moment
    changed: Moment
    reason: str = ""
    currency: str = "RUB"


class TellRegister(Message, frozen=True):
    """What became of a terminal's payments since it told last: at most 100 rows, and whether there are `more`.

    Terminals stand where nobody can call them, so it is they who tell. Telling the same row again changes nothing.
    """

    terminal: str
    rows: list[ToldRow]
    more: bool = False


class RegisterTold(Message, frozen=True):
    """The rows were stored; `kept` counts those that said something new."""

    kept: int


PROVIDERS = Endpoint(
    "POST",
    "/v1/providers",
    AskDirectory,
    Directory,
    Words("Справочник поставщиков с реквизитами", "The directory of providers with their fields"),
)
DEPOSIT = Endpoint(
    "POST",
    "/v1/deposit",
    AskDeposit,
    Deposit,
    Words("Депозит агента", "The agent's deposit"),
)
CHECK = Endpoint(
    "POST",
    "/v1/check",
    CheckNumber,
    NumberFound,
    Words("Проверка номера у поставщика", "Check a number at the provider"),
    (
        "unknown_provider",
        "unknown_account",
        "account_blocked",
        "wrong_field",
        "missing_field",
        "unknown_field",
        "wrong_currency",
        "refused",
        "mistyped_code",
        "unknown_code",
        "order_being_paid",
        "order_paid",
        "order_cancelled",
        "order_overdue",
        "invalid_shop_status",
        "method_not_allowed",
    ),
)
RELEASE = Endpoint(
    "POST",
    "/v1/check/release",
    ReleaseNumber,
    NumberReleased,
    Words("Проверенный заказ здесь оплачивать не будут", "A checked order will not be paid here"),
)
PAY = Endpoint(
    "POST",
    "/v1/payments",
    Pay,
    PaymentAccepted,
    Words("Принять платёж", "Accept a payment"),
    (
        "unknown_provider",
        "wrong_field",
        "missing_field",
        "unknown_field",
        "amount_out_of_range",
        "wrong_amount",
        "wrong_currency",
        "wrong_value",
    ),
    "payment_id",
)
PAYMENTS = Endpoint(
    "POST",
    "/v1/payments/status",
    AskPayments,
    PaymentStates,
    Words("Что стало с платежами", "What became of payments"),
    ("wrong_value",),
)
REGISTER = Endpoint(
    "POST",
    "/v1/register",
    AskAgentRegister,
    AgentRegister,
    Words("Реестр платежей агента", "The register of the agent's payments"),
)
TELL = Endpoint(
    "POST",
    "/v1/register/agent",
    TellRegister,
    RegisterTold,
    Words("Терминал рассказывает свой реестр для сверки", "A terminal tells its register, for reconciliation"),
    ("wrong_value",),
)
DOORS = (PROVIDERS, DEPOSIT, CHECK, RELEASE, PAY, PAYMENTS, REGISTER, TELL)
