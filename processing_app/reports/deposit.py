"""An agent's deposit through a period as the event log has it: what came and went, and what it was after each step."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from common.database import Connection
from common.reporting import period
from common.reporting.steps import Step, begun
from processing_app.core import ledger
from processing_app.store import movements
from processing_app.store.movements import Movement

TOP_UP = "AgentToppedUp"
HELD = "PaymentAuthorized"


class TopUp(NamedTuple):
    """Money that came to the deposit, and its balance then."""

    at: int
    amount: int
    note: str
    principal: str
    balance: int


class Moved(NamedTuple):
    """What moved within a step: put in, taken for payments with the processing fee, given back; the balance after."""

    topped_up: int = 0
    taken: int = 0
    returned: int = 0
    balance: int = 0


class Deposit(NamedTuple):
    """Balances at both ends of the period, and what happened between."""

    opening: int
    closing: int
    top_ups: Sequence[TopUp]
    steps: dict[datetime, Moved]

    @property
    def topped_up(self) -> int:
        """All that was put in."""
        return sum(one.amount for one in self.top_ups)


def through(db: Connection, agent_id: int, since: int, until: int, step: Step) -> Deposit:
    """Add up every event of the agent's deposit from the beginning of the log: nothing is taken from balances."""
    account = ledger.deposit(agent_id)
    balance = opening = 0
    top_ups: list[TopUp] = []
    steps: dict[datetime, Moved] = {}
    for moved in movements.in_order(db, account, until):
        change = _change(moved, account)
        balance += change
        if moved.at < since:
            opening += change
            continue
        if moved.kind == TOP_UP:
            top_ups.append(TopUp(moved.at, change, moved.note, moved.principal, balance))
        at = begun(period.here(moved.at), step)
        steps[at] = _and(steps.get(at, Moved()), moved.kind, change)._replace(balance=balance)
    return Deposit(opening, balance, top_ups, steps)


def _change(moved: Movement, account: str) -> int:
    came = sum(posting.amount for posting in moved.postings if posting.destination == account)
    return came - sum(posting.amount for posting in moved.postings if posting.source == account)


def _and(before: Moved, kind: str, change: int) -> Moved:
    if kind == TOP_UP:
        return before._replace(topped_up=before.topped_up + change)
    if kind == HELD:
        return before._replace(taken=before.taken - change)
    return before._replace(returned=before.returned + change)
