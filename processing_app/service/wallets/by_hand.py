"""A person's end of a wallet's dead letter: only what the money allows, with his name and reason in the event."""

from common import queue
from common.database import Connection
from common.errors import Rejected
from common.principal import Principal
from common.queue import Task
from common.status import Status
from processing_app.core import wallet_payment
from processing_app.core.events import Event
from processing_app.core.payment import Payment, Tried
from processing_app.core.wallet_possible import may_be_credited, may_be_returned
from processing_app.service.asks.tasks import SettleTask
from processing_app.service.wallets import recording
from processing_app.store import wallet_payments

CREDITED, RETURNED = "credited", "returned"
STOPPED = "stopped_by_centre"
"""The code that both sides read of a payment that a person has ended."""


def settle(db: Connection, who: Principal, task: Task, ask: SettleTask, reason: str, now: int) -> None:
    """End a payment from the bank's word, or give it up; its task is closed with it. A unit of work.

    `credited`, with the bank's reference, only of what a bank was asked to pay out; `returned` of all that has not
    come to its recipient. Anything else is Rejected `invalid_payment_status`.
    """
    before = wallet_payments.load(db, task.key)
    if before is None:
        raise Rejected("unknown_payment", task.key)
    recording.record(db, before, _decided(before, ask, reason, Tried(task.attempts)), who, now)
    queue.close(db, task.id)


def _decided(before: Payment, ask: SettleTask, reason: str, tried: Tried) -> list[Event]:
    if ask.outcome == CREDITED and ask.reference:
        _demand(before, allowed=may_be_credited(before))
        return wallet_payment.withdrawn(before, ask.reference, tried=tried, by_hand=True)
    if ask.outcome != RETURNED:
        raise Rejected("wrong_value", f"outcome: {CREDITED} + reference | {RETURNED}")
    _demand(before, allowed=may_be_returned(before))
    if before.status is Status.CREATED:
        return wallet_payment.fail(before, STOPPED, reason)
    if before.status is Status.FAILED:
        return []
    return wallet_payment.give_back(before, STOPPED, reason, tried=tried, by_hand=True)


def _demand(before: Payment, *, allowed: bool) -> None:
    if not allowed:
        raise Rejected("invalid_payment_status", f"{before.status.value}, {before.of_wallet.way}")
