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
from processing_app.service.wallets import bank_words, recording
from processing_app.service.wallets.bank_words import CREDITED, RETURNED, Heard
from processing_app.store import contracts, wallet_payments

STOPPED = "stopped_by_centre"
"""The code that both sides read of a payment that a person has ended."""
UNHEARD = "settled_without_bank"
"""The alarm about one that was ended in the name of a bank which did not answer."""


def settle(db: Connection, who: Principal, task: Task, ask: SettleTask, reason: str, now: int, heard: Heard) -> None:
    """End a payment from the bank's word, or give it up; its task is closed with it. A unit of work.

    `credited`, with the bank's reference, only of what a bank was asked to pay out; `returned` of all that has not
    come to its recipient. Anything else is Rejected `invalid_payment_status`. Of what a bank was asked to pay, and the
    sum is held, only as the bank was `heard`, and by the number that it gave; a person who could not hear it raises an
    alarm.
    """
    before = wallet_payments.load(db, task.key)
    if before is None:
        raise Rejected("unknown_payment", task.key)
    if bank_words.is_at_bank(before):
        bank_words.demand_fresh(db, before, heard)
        if not heard.answered:
            contracts.add_alarm(db, at=now, about=f"payment:{task.key}", code=UNHEARD, detail=who.id)
    recording.record(db, before, _decided(before, ask, reason, Tried(task.attempts), heard.reference), who, now)
    queue.close(db, task.id)


def _decided(before: Payment, ask: SettleTask, reason: str, tried: Tried, banks_own: str) -> list[Event]:
    if ask.outcome == CREDITED and ask.reference:
        _demand(before, allowed=may_be_credited(before))
        return wallet_payment.withdrawn(before, banks_own or ask.reference, tried=tried, by_hand=True)
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
