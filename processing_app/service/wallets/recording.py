"""The one way in which anything happens to a wallet's payment: events, row, day's sum and task, all in one commit."""

from collections.abc import Sequence

from common import queue
from common.database import Connection
from common.principal import Principal
from common.status import Status
from processing_app.core import wallet_payment
from processing_app.core.events import Event
from processing_app.core.payment import Payment
from processing_app.service.intents.recording import wake_worker
from processing_app.store import wallet_days, wallet_payments

KIND = "wallet"
"""The kind of tasks that are the executor's."""
OWN = "wallet:own"
"""The lane of what is moved between accounts of the centre's own ledger; withdrawals have one a bank."""
NOTHING_SPENT = (Status.FAILED, Status.CANCELLED)


def record(db: Connection, before: Payment, events: Sequence[Event], who: Principal, now: int) -> Payment:
    """Save what happens next to a payment, with the executor's task once nothing is waited for; the payment after it.

    A unit of work. A payment that comes to nothing gives its sum back to the day it began on.
    """
    if not events:
        return before
    after = wallet_payments.save(db, before, events, who, now)
    began = after.of_wallet
    wallet_id = began.sender.partition(":")[2]
    if before.wallet is None:
        wallet_days.spend(db, wallet_id, began.amount, now)
    if after.status in NOTHING_SPENT and before.status not in NOTHING_SPENT:
        wallet_days.give_back(db, wallet_id, began.amount, after.at)
    if _is_for_executor(after) and not (before.wallet and _is_for_executor(before)):
        queue.put(db, KIND, began.payment_id, now=now, lane=lane(after), line=line(after), trace=who.trace)
        wake_worker(db)
    return after


def lane(state: Payment) -> str:
    """Where the executor's task of a payment waits."""
    kind, _, name = state.of_wallet.recipient.partition(":")
    return f"{KIND}:{name}" if kind == "bank" else OWN


def line(state: Payment) -> str:
    """What the executor does in order: a sender's payments within the centre; at a bank only those to one account."""
    began = state.of_wallet
    return f"{began.sender}:{began.account}" if began.account else began.sender


def _is_for_executor(state: Payment) -> bool:
    return state.status is Status.CREATED and not wallet_payment.is_waiting(state)
