"""What the operator asks about contracts with agents; sums in minor units, times in UTC."""

from datetime import datetime
from enum import StrEnum

from common.money import Range
from common.protocol.endpoint import Message, Moment
from common.protocol.mistake import Mistake

EXAMPLES = (10_000, 50_000, 100_000)
"""100, 500 and 1000 roubles: the sums a commission is shown on."""
CHECKS_PER_MINUTE = 600
"""More than the payers of a hundred terminals need, and too few to try out a town's numbers."""


class SignAgent(Message, frozen=True):
    """Make a contract with an agent. `tariff` is the processing commission on the credited sum.

    A deposit below `threshold` calls for a top-up; 0 for never. `checks_per_minute` bounds its checks of numbers.
    """

    name: str
    tariff: tuple[Range, ...] = (Range(basis_points=100),)
    credit_limit: int = 0
    expires: Moment | None = None
    password: str = ""
    threshold: int = 0
    checks_per_minute: int = CHECKS_PER_MINUTE


class AgentId(Message, frozen=True):
    """Which agent."""

    agent_id: int


class EditAgent(Message, frozen=True):
    """Change an agent's contract; what is not given stays. `no_end` takes the contract's end away.

    With an `edition` the change is refused when the contract is another one by now.
    """

    agent_id: int
    name: str = ""
    credit_limit: int | None = None
    expires: Moment | None = None
    threshold: int | None = None
    checks_per_minute: int | None = None
    no_end: bool = False
    edition: str = ""


class TryAgent(Message, frozen=True):
    """What would be wrong with a contract filled in so? `agent_id` is 0 for a new one. Nothing is changed."""

    agent_id: int = 0
    name: str = ""
    tariff: tuple[Range, ...] = (Range(basis_points=100),)
    credit_limit: int = 0
    expires: Moment | None = None
    password: str = ""
    threshold: int = 0
    checks_per_minute: int = CHECKS_PER_MINUTE


class SetCommission(Message, frozen=True):
    """A new revision of an agent's commission, in force from a moment on (now when it is not given)."""

    agent_id: int
    tariff: tuple[Range, ...]
    since: Moment | None = None


class TryCommission(Message, frozen=True):
    """What would a commission take, and what is wrong with it? Nothing is changed."""

    tariff: tuple[Range, ...]
    since: Moment | None = None
    amounts: tuple[int, ...] = EXAMPLES


class Example(Message, frozen=True):
    """A commission on one credited sum: the deposit pays `charged` = `amount` + `fee`."""

    amount: int
    fee: int
    charged: int


class CommissionTried(Message, frozen=True):
    """What it takes, and its mistakes; with mistakes there are no examples."""

    examples: list[Example]
    mistakes: list[Mistake]


class RevisionState(StrEnum):
    """Whether a revision's time is over, is now, or is to come."""

    PAST = "past"
    NOW = "now"
    LATER = "later"


class CommissionRevision(Message, frozen=True):
    """One revision of an agent's commission with what it takes from 100, 500 and 1000 roubles."""

    revision: int
    since: datetime
    state: RevisionState
    tariff: tuple[Range, ...]
    examples: list[Example]


class Commissions(Message, frozen=True):
    """All revisions, the newest first."""

    agent_id: int
    revisions: list[CommissionRevision]


class AgentState(StrEnum):
    """What an agent's terminals can do now: `low` still works, the others do not."""

    WORKS = "works"
    LOW = "low"
    EMPTY = "empty"
    BLOCKED = "blocked"
    EXPIRED = "expired"


class AgentContract(Message, frozen=True):
    """A contract with an agent: available = balance + credit_limit.

    `since` is when a state other than works and low began, where that is known. `per_hour` is what the deposit paid
    within the last hour, `minutes_left` for how long it will do at that rate. `edition` names these very terms.
    """

    agent_id: int
    number: str
    name: str
    login: str
    balance: int
    credit_limit: int
    blocked: bool
    expires: datetime | None
    tariff: tuple[Range, ...]
    available: int = 0
    threshold: int = 0
    state: AgentState = AgentState.WORKS
    since: datetime | None = None
    per_hour: int = 0
    minutes_left: int | None = None
    made: datetime | None = None
    checks_per_minute: int = CHECKS_PER_MINUTE
    edition: str = ""


class AgentContracts(Message, frozen=True):
    """All contracts with agents."""

    agents: list[AgentContract]
