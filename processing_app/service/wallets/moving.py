"""The executor's unit of work for what stays in the centre: the sender's wallet is validated, the money moves.

Source: seed 002, «Payment Executor». A wallet that has not enough, or is blocked: the payment fails, nothing moves. To
a blocked wallet money comes as to any. A provider that is closed by now: somebody may mend that, so it is tried again,
and then a person decides.
"""

from common import queue
from common.database import Connection
from common.errors import Broken
from common.principal import SYSTEM
from common.queue import Task
from common.status import Status
from processing_app.core import wallet_payment
from processing_app.core.events import Event
from processing_app.core.payment import Payment
from processing_app.service.delivery import Attempt, Health
from processing_app.service.wallets import recording
from processing_app.service.wallets.naming import taking
from processing_app.service.wallets.troubles import Troubles
from processing_app.store import balances, wallet_payments, wallets

BLOCKED, CLOSED = "wallet_blocked", "provider_closed"


def move(db: Connection, task: Task, troubles: Troubles, now: int) -> Attempt:
    """Execute a payment to a wallet or a provider, and close its task; asked again, nothing moves twice."""
    before = loaded(db, task)
    if before.status is Status.CREATED:
        if not _is_taken(db, before.of_wallet.recipient):
            return Attempt(Health.NOT_ASKED, troubles.again(db, task, CLOSED, troubles.mendable))
        recording.record(db, before, _settled(db, before), SYSTEM._replace(trace=task.trace), now)
    queue.close(db, task.id)
    return Attempt(Health.ANSWERS)


def hold(db: Connection, task: Task, now: int) -> Payment:
    """Hold the sum of a withdrawal before its bank is asked; the task of one that failed is closed."""
    before = loaded(db, task)
    if before.status is not Status.CREATED:
        return before
    events = _refused(db, before) or wallet_payment.authorize(before, available(db, before))
    after = recording.record(db, before, events, SYSTEM._replace(trace=task.trace), now)
    if after.status is Status.FAILED:
        queue.close(db, task.id)
    return after


def loaded(db: Connection, task: Task) -> Payment:
    """The payment of a task; Broken when there is none, or its payer has not confirmed it."""
    before = wallet_payments.load(db, task.key)
    if before is None or wallet_payment.is_waiting(before):
        raise Broken("invalid_transition", task.key)
    return before


def available(db: Connection, payment: Payment) -> int:
    """What its sender's wallet has, minor units."""
    return balances.of(db, wallet_payment.account(payment.of_wallet.sender))


def _settled(db: Connection, before: Payment) -> list[Event]:
    return _refused(db, before) or wallet_payment.settle(before, available(db, before))


def _refused(db: Connection, before: Payment) -> list[Event]:
    """The end of a payment whose sender was blocked since it was accepted."""
    blocked = _blocked(db, before.of_wallet.sender)
    return wallet_payment.fail(before, BLOCKED, blocked) if blocked else []


def _is_taken(db: Connection, recipient: str) -> bool:
    """Whether a recipient takes it now; a wallet always does."""
    kind, _, name = recipient.partition(":")
    return kind == "wallet" or taking(db, int(name)) is not None


def _blocked(db: Connection, side: str) -> str:
    """Why a wallet is blocked; empty when it is not."""
    row = wallets.wallet(db, side.partition(":")[2])
    if row is None:
        raise Broken("invalid_transition", side)
    why: str = row["blocked"]
    return why
