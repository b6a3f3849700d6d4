"""What the operator asks about registers and their comparison; sums in minor units, times in UTC."""

from datetime import datetime

from common.protocol.endpoint import Message, Moment
from common.words import Words


class Reconcile(Message, frozen=True):
    """Compare agent, centre and provider for payments accepted in [since, until), of one provider or (0) of all.

    With `wait` the answer comes when it is done; without it comes at once, and `reconciliation` tells how far it is.
    """

    since: Moment
    until: Moment
    provider_id: int = 0
    wait: bool = True


class Totals(Message, frozen=True):
    """One register's sums: payments, credited, in path, returned."""

    payments: int = 0
    credited: int = 0
    in_path: int = 0
    returned: int = 0


class WithoutRegister(Message, frozen=True):
    """A provider whose register could not be read, and why."""

    provider_id: int
    name: str
    words: Words


class ReconciliationRow(Message, frozen=True):
    """One comparison: `state` is running, done, failed or interrupted; `progress` says what it is doing.

    `counts` are the payments found by kind; `differences` is their sum, and 0 of a done one means that all matches.
    `silent_terminals` never told their register: for them only centre and provider were compared.
    `kept` is how many rows can be looked at: of more than that only the first are kept.
    """

    id: int
    who: str
    started: datetime
    ended: datetime | None
    since: datetime
    until: datetime
    provider_id: int
    state: str
    progress: Words
    percent: int
    differences: int = 0
    in_path: int = 0
    agreed: int = 0
    kept: int = 0
    counts: dict[str, int] = {}
    agent: Totals = Totals()
    centre: Totals = Totals()
    provider: Totals = Totals()
    without_register: list[WithoutRegister] = []
    silent_terminals: list[str] = []
    problem: Words | None = None


class AskReconciliations(Message, frozen=True):
    """The latest comparisons."""

    limit: int = 20


class ReconciliationRows(Message, frozen=True):
    """Comparisons, newest first."""

    reconciliations: list[ReconciliationRow]


class AskReconciliation(Message, frozen=True):
    """What a comparison found (0: the latest one), of one kind or (empty) of all, a page."""

    id: int = 0
    kind: str = ""
    offset: int = 0
    limit: int = 200


class Side(Message, frozen=True):
    """A payment in one of the three registers; `shown` is the name of its shown state, `words` are the side's own."""

    shown: str
    words: Words
    account: str
    amount: int
    at: datetime


class DifferenceRow(Message, frozen=True):
    """A payment whose registers differ, or which is in path: what each says, why probably, what to do.

    `action` is none, retry, settle or review. A side that is missing says nothing of the payment.
    """

    number: int
    kind: str
    kind_words: Words
    reason: str
    words: Words
    action: str
    action_words: Words
    payment_id: str
    code: str
    provider_id: int
    provider_name: str
    agent_id: int
    agent_name: str
    terminal: str
    account: str
    amount: int
    at: datetime | None
    agent: Side | None
    centre: Side | None
    provider: Side | None


class Reconciliation(Message, frozen=True):
    """A comparison with a page of what it found; `total` counts all rows of the asked kind."""

    summary: ReconciliationRow
    rows: list[DifferenceRow]
    total: int


class TerminalTold(Message, frozen=True):
    """When a terminal told its register last, when it last had told all of it, and of how many payments."""

    agent_id: int
    agent_name: str
    terminal: str
    told_at: datetime
    complete_at: datetime | None
    payments: int


class TerminalsTold(Message, frozen=True):
    """Every terminal that tells its register."""

    terminals: list[TerminalTold]
