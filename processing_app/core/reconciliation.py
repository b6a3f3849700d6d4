"""Three registers compared: what the agent told, what our books say, what the provider has booked.

Each side is a dict of small tuples by payment id, so that a hundred thousand payments are compared in a second. Of a
payment only the gravest difference is named, the provider's before the agent's; what has not come to its end is not a
difference but «in path».
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from common.status import Status
from processing_app.core.differences import MEANINGS, Kind, Reason

WAITING, SENT, REVIEW = "waiting", "sent", "review"
CAPTURED, CANCELLED, REFUSED = "captured", "cancelled", "refused"
OPEN = frozenset({WAITING, SENT, REVIEW})
CREDITED, REVERSED, VOIDED = "credited", "reversed", "voided"
DEAD = "dead"
MARGIN_MS = 60_000
"""What happened so shortly before a side told its register it may not have known."""


class Told(NamedTuple):
    """A payment in an agent's register; `inside` says that its payer paid within the period."""

    agent_id: int
    terminal: str
    provider_id: int
    account: str
    inserted: int
    amount: int
    state: str
    at: int
    inside: bool = True


class Ours(NamedTuple):
    """A payment in our books; `task` is `waiting` or `dead` where the queue still has work with it."""

    agent_id: int
    terminal: str
    provider_id: int
    account: str
    inserted: int
    amount: int
    status: Status
    at: int
    changed: int
    task: str = ""
    inside: bool = True


class Theirs(NamedTuple):
    """A payment in a provider's register: what its operations come to."""

    provider_id: int
    account: str
    amount: int
    state: str
    at: int
    reference: str = ""
    inside: bool = True


class Scope(NamedTuple):
    """What is known of the registers themselves: which terminals told all up to when, which providers have none."""

    complete: Mapping[tuple[int, str], int]
    without_register: frozenset[int]
    now: int


class Difference(NamedTuple):
    """One payment whose registers do not agree, or which is in path."""

    reason: Reason
    payment_id: str
    told: Told | None
    ours: Ours | None
    theirs: Theirs | None

    @property
    def kind(self) -> Kind:
        """Its class."""
        return MEANINGS[self.reason].kind


class Column(NamedTuple):
    """One register's sums of the credited amounts, minor units."""

    payments: int = 0
    credited: int = 0
    in_path: int = 0
    returned: int = 0


class Outcome(NamedTuple):
    """What a comparison came to; `agreed` counts the payments about which all sides say the same."""

    differences: list[Difference]
    in_path: list[Difference]
    agreed: int
    agent: Column
    centre: Column
    provider: Column


BETWEEN_US: dict[tuple[Status, str], Reason | None] = {
    (Status.CAPTURED, ""): Reason.NOT_CREDITED,
    (Status.CAPTURED, CREDITED): None,
    (Status.CAPTURED, REVERSED): Reason.REVERSED_THERE,
    (Status.CAPTURED, VOIDED): Reason.VOIDED_BUT_CREDITED,
    (Status.REFUNDED, ""): Reason.REFUND_UNKNOWN,
    (Status.REFUNDED, CREDITED): Reason.NOT_REVERSED,
    (Status.REFUNDED, REVERSED): None,
    (Status.REFUNDED, VOIDED): None,
    (Status.CANCELLED, ""): None,
    (Status.CANCELLED, CREDITED): Reason.CREDITED_AFTER_NO,
    (Status.CANCELLED, REVERSED): None,
    (Status.CANCELLED, VOIDED): None,
    (Status.AUTHORIZED, ""): Reason.UNDER_WAY,
    (Status.AUTHORIZED, CREDITED): Reason.ANSWER_LOST,
    (Status.AUTHORIZED, REVERSED): Reason.REVERSED_THERE,
    (Status.AUTHORIZED, VOIDED): Reason.VOIDED_BUT_HELD,
}
"""Our state and the provider's (empty: it knows nothing of it) → why they differ, or None where they agree."""

WITH_AGENT: dict[tuple[str, Status], Reason] = {
    (CAPTURED, Status.AUTHORIZED): Reason.AGENT_AHEAD,
    (CAPTURED, Status.CANCELLED): Reason.AGENT_AHEAD,
    (CAPTURED, Status.REFUNDED): Reason.REVERSED_LATER,
    (CANCELLED, Status.AUTHORIZED): Reason.SLIP_BUT_CREDITED,
    (CANCELLED, Status.CAPTURED): Reason.SLIP_BUT_CREDITED,
    (REFUSED, Status.AUTHORIZED): Reason.SLIP_BUT_CREDITED,
    (REFUSED, Status.CAPTURED): Reason.SLIP_BUT_CREDITED,
}
"""Where a terminal's last word contradicts our state."""
ENDED = frozenset({Status.CAPTURED, Status.CANCELLED, Status.REFUNDED})


def says_more(before: tuple[str, int], after: tuple[str, int]) -> bool:
    """Whether a terminal's later word (state, when it changed) replaces an earlier: never an end by what is none."""
    (state_before, changed_before), (state, changed) = before, after
    if (state in OPEN) is (state_before in OPEN):
        return changed >= changed_before
    return state not in OPEN


def reconcile(
    told: Mapping[str, Told], ours: Mapping[str, Ours], theirs: Mapping[str, Theirs], scope: Scope
) -> Outcome:
    """Compare the registers of one period; what agrees is only counted."""
    differences: list[Difference] = []
    in_path: list[Difference] = []
    agreed = 0
    for payment_id in _ids(told, ours, theirs):
        agent, centre, provider = told.get(payment_id), ours.get(payment_id), theirs.get(payment_id)
        reason = _judged(agent, centre, provider, scope)
        if reason is None:
            agreed += centre is not None
            continue
        found = Difference(reason, payment_id, agent, centre, provider)
        (in_path if found.kind is Kind.IN_PATH else differences).append(found)
    return Outcome(
        differences,
        in_path,
        agreed,
        agent=_column((one.amount, AGENTS.get(one.state)) for one in _counted(told, ours)),
        centre=_column((one.amount, OUR.get(one.status)) for one in ours.values() if one.inside),
        provider=_column((one.amount, THEIR.get(one.state)) for one in _counted(theirs, ours)),
    )


def folded(before: Theirs | None, provider_id: int, kind: str, line: Theirs) -> Theirs:
    """A provider's operations on one payment as one line: a reversal or a void after a credit changes its state.

    A second credit is another sum there; the same row told twice (by its reference) is one.
    """
    state = {"credit": CREDITED, "reverse": REVERSED, "void": VOIDED}.get(kind, kind)
    if before is None:
        return line._replace(provider_id=provider_id, state=state)
    if state == CREDITED:
        if before.state == CREDITED and before.reference != line.reference:
            return before._replace(amount=before.amount + line.amount, at=line.at)
        keeps = before.state == REVERSED
        return line._replace(provider_id=provider_id, state=REVERSED if keeps else CREDITED)
    if state == VOIDED:
        return before
    return before._replace(state=state, at=line.at)


def _ids(*sides: Mapping[str, object]) -> Iterator[str]:
    """Every payment id once, ours first and in order."""
    told, ours, theirs = sides
    yield from ours
    yield from (one for one in told if one not in ours)
    yield from (one for one in theirs if one not in ours and one not in told)


def _judged(told: Told | None, ours: Ours | None, theirs: Theirs | None, scope: Scope) -> Reason | None:
    if ours is None:
        return _unknown_to_us(told, theirs)
    if not ours.inside:
        return Reason.OTHER_PERIOD
    return _between_us(ours, theirs, scope) or _with_agent(ours, told, scope)


def _unknown_to_us(told: Told | None, theirs: Theirs | None) -> Reason | None:
    if theirs is not None and theirs.state == CREDITED:
        return Reason.CREDITED_UNKNOWN
    if told is None or told.state == REFUSED:
        return None
    return Reason.NOT_SENT if told.state in (WAITING, REVIEW) else Reason.AGENT_HAS_MORE


def _between_us(ours: Ours, theirs: Theirs | None, scope: Scope) -> Reason | None:
    if ours.provider_id in scope.without_register:
        return _path(ours) if ours.status is Status.AUTHORIZED else None
    if theirs is not None and theirs.state != VOIDED:
        if theirs.account != ours.account:
            return Reason.OTHER_ACCOUNT_THERE
        if theirs.amount != ours.amount:
            return Reason.OTHER_SUM_THERE
    reason = BETWEEN_US.get((ours.status, theirs.state if theirs else ""))
    if reason is Reason.UNDER_WAY:
        return _path(ours)
    if reason is Reason.ANSWER_LOST:
        return _lost(ours, theirs, scope)
    if reason is Reason.REVERSED_THERE and ours.status is Status.CAPTURED and ours.task:
        return Reason.REVERSAL_UNDER_WAY
    return reason


def _path(ours: Ours) -> Reason:
    return Reason.IN_REVIEW if ours.task == DEAD else Reason.UNDER_WAY


def _lost(ours: Ours, theirs: Theirs | None, scope: Scope) -> Reason:
    if ours.task == DEAD:
        return Reason.ANSWER_LOST_REVIEW
    fresh = theirs is not None and theirs.at > scope.now - MARGIN_MS
    return Reason.UNDER_WAY if fresh else Reason.ANSWER_LOST


def _with_agent(ours: Ours, told: Told | None, scope: Scope) -> Reason | None:
    complete = scope.complete.get((ours.agent_id, ours.terminal))
    if told is None:
        if complete is None:
            return None
        return Reason.NOT_TOLD if ours.at < complete - MARGIN_MS else Reason.NOT_TOLD_YET
    if told.account != ours.account:
        return Reason.OTHER_ACCOUNT_AGENT
    if (told.inserted, told.amount) != (ours.inserted, ours.amount):
        return Reason.OTHER_SUM_AGENT
    if told.state in OPEN and ours.status in ENDED:
        late = complete is not None and ours.changed < complete - MARGIN_MS
        return Reason.AGENT_BEHIND if late else Reason.NOT_TOLD_YET
    return WITH_AGENT.get((told.state, ours.status))


Side = TypeVar("Side", Told, Theirs)


def _counted(side: Mapping[str, Side], ours: Mapping[str, Ours]) -> Iterator[Side]:
    """The other side's lines of this period: by our books where we know the payment, else by its own."""
    for payment_id, line in side.items():
        known = ours.get(payment_id)
        if line.inside if known is None else known.inside:
            yield line


CREDIT, PATH, BACK = "credited", "in_path", "returned"
AGENTS = {WAITING: PATH, SENT: PATH, REVIEW: PATH, CAPTURED: CREDIT, CANCELLED: BACK}
OUR = {Status.AUTHORIZED: PATH, Status.CAPTURED: CREDIT, Status.CANCELLED: BACK, Status.REFUNDED: BACK}
THEIR = {CREDITED: CREDIT, REVERSED: BACK}
"""Which sum of its column a payment belongs to; what is in none was refused before it was a payment."""


def _column(lines: Iterable[tuple[int, str | None]]) -> Column:
    sums = {CREDIT: 0, PATH: 0, BACK: 0}
    payments = 0
    for amount, place in lines:
        if place is not None:
            payments += 1
            sums[place] += amount
    return Column(payments, sums[CREDIT], sums[PATH], sums[BACK])
