"""What a bank says of a withdrawal that a person settles in its name, and whether he may say it.

The bank is asked by the payment's id, outside of any unit of work; nothing is done at it. What it answers goes before
what a person says: nobody gives a sum back that it has paid, or takes one for paid that it has not. While it has yet to
decide, one waits.

A bank that cannot be asked leaves the sum held, which loses nobody a kopeck, while a sum given back by guess is lost
for good: so one waits by default. Banks do write letters when their doors are shut for days, and a holder must not wait
for ever: whoever has the bank's word in writing says so by `without_bank`, his name and reason stay in the log, and an
alarm asks to compare it with the bank. It is no key against the bank's answer, only against silence.
"""

from collections.abc import Mapping
from typing import NamedTuple

from common import queue
from common.database import Connection, Database
from common.errors import Rejected, places
from common.logs import Log
from common.status import Status
from processing_app.bank.accounts import Accounts, Outcome
from processing_app.core.payment import Payment
from processing_app.core.wallet_payment import WITHDRAW
from processing_app.service.asks.tasks import SettleTask
from processing_app.service.wallets.recording import KIND
from processing_app.store import decisions, wallet_payments

CREDITED, RETURNED = "credited", "returned"


class Stand(NamedTuple):
    """Where a payment stood when its bank was asked: whoever tries it again adds a decision."""

    version: int
    decisions: int


class Heard(NamedTuple):
    """A bank was asked about what stood so; whether it has answered, and its number of what it has paid."""

    stand: Stand | None
    answered: bool = True
    reference: str = ""


NOT_ASKED = Heard(None)


class BankWords:
    """Asks banks about withdrawals."""

    def __init__(self, database: Database, banks: Mapping[str, Accounts], journal: Log) -> None:
        """`banks` are by their ids."""
        self._database = database
        self._banks = banks
        self._log = journal

    def hear(self, ask: SettleTask) -> Heard:
        """Ask the bank of a dead letter, where there is one to ask; not in a unit of work.

        Rejected `bank_has_paid`, `bank_has_not_paid`, `bank_still_decides`: it says otherwise; `bank_not_heard`: it
        does not answer so that it can be understood, and the person did not say that he has its word in writing.
        """
        found = self._database.read(lambda db: _asked_for(db, ask.task_id))
        if found is None:
            return NOT_ASKED
        payment, stand = found
        outcome = self._status(payment)
        if outcome is not None:
            _demand_agreement(outcome, ask.outcome)
            if _is_sound(outcome, payment):
                return Heard(stand, answered=True, reference=outcome.reference)
        if not ask.without_bank:
            raise Rejected("bank_not_heard")
        return Heard(stand, answered=False)

    def _status(self, payment: Payment) -> Outcome | None:
        """The bank's answer; None for none, and for one that is none."""
        began = payment.of_wallet
        bank = self._banks.get(began.recipient.partition(":")[2])
        if bank is None:
            return None
        try:
            outcome: object = bank.status(began.payment_id)
        except Exception as trouble:  # noqa: BLE001 - whatever a bank's adapter stumbles over, it has not answered
            self._log.warning("a bank did not say", payment=began.payment_id, error=places(trouble))
            return None
        return outcome if isinstance(outcome, Outcome) else None


def is_at_bank(payment: Payment) -> bool:
    """Whether a bank may have been told to pay it, and nobody has written down what became of it."""
    return payment.status is Status.AUTHORIZED and payment.of_wallet.way == WITHDRAW


def demand_fresh(db: Connection, payment: Payment, heard: Heard) -> None:
    """Rejected `changed_meanwhile` when the bank was not asked, or somebody had it tried again since."""
    if heard.stand != _stand(db, payment):
        raise Rejected("changed_meanwhile", payment.of_wallet.payment_id)


def _asked_for(db: Connection, task_id: int) -> tuple[Payment, Stand] | None:
    task = queue.find(db, task_id)
    found = wallet_payments.load(db, task.key) if task is not None and task.kind == KIND else None
    return (found, _stand(db, found)) if found is not None and is_at_bank(found) else None


def _stand(db: Connection, payment: Payment) -> Stand:
    return Stand(payment.version, len(decisions.of_payment(db, payment.of_wallet.payment_id)))


def _demand_agreement(outcome: Outcome, said: str) -> None:
    if outcome.verdict == "pending":
        raise Rejected("bank_still_decides")
    if said == RETURNED and outcome.verdict == "done":
        raise Rejected("bank_has_paid", outcome.reference)
    if said == CREDITED and outcome.verdict in ("refused", "unknown"):
        raise Rejected("bank_has_not_paid", outcome.reason or outcome.verdict)


def _is_sound(outcome: Outcome, payment: Payment) -> bool:
    """Whether it speaks of this sum, or has never heard of it."""
    if outcome.verdict == "unknown":
        return outcome.amount == 0
    return outcome.verdict in ("done", "refused") and outcome.amount == payment.amount
