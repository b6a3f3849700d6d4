"""The executor's withdrawals: hold the sum, ask the bank outside any unit of work, save what it said.

The bank is asked by the payment's id. After any trouble it is asked first what became of the first time; it is told to
pay again, with the same id, only when it never heard of it. What nobody knows is never guessed.
"""

from collections.abc import Mapping

from common import queue
from common.clock import Clock
from common.database import Connection, Database
from common.errors import NOTHING_SENT, Broken, OplataError, Unavailable, places
from common.logs import Log
from common.principal import SYSTEM
from common.queue import Task
from common.status import Status
from processing_app.bank.accounts import Accounts, Outcome
from processing_app.core import wallet_payment
from processing_app.core.events import Event
from processing_app.core.payment import NOT_TRIED, Payment, Tried
from processing_app.service.delivery import Attempt, Health
from processing_app.service.lapse import Lapse
from processing_app.service.wallets import moving, recording
from processing_app.service.wallets.troubles import GARBAGE, LONGEST_DETAIL, PENDING, SILENT, Troubles, because
from processing_app.store import wallet_payments

REFUSED = "bank_refused"


class Withdrawing:
    """Attempts of withdrawals, one at a time."""

    def __init__(
        self, database: Database, clock: Clock, banks: Mapping[str, Accounts], troubles: Troubles, journal: Log
    ) -> None:
        """`banks` are by their ids."""
        self._database = database
        self._clock = clock
        self._banks = banks
        self._troubles = troubles
        self._log = journal

    def attempt(self, task: Task) -> Attempt:
        """One attempt; the task is closed, put off or set aside when it returns."""
        found = self._database.read(lambda db: wallet_payments.load(db, task.key))
        if found is not None and found.status is Status.AUTHORIZED:
            held, asked_before = found, True
        else:
            held = self._database.write(lambda db: moving.hold(db, task, self._clock.now_ms()), "wallet hold")
            asked_before = bool(task.reason)
        if held.status is Status.FAILED:
            return Attempt(Health.NOT_ASKED)
        if held.status is not Status.AUTHORIZED:
            self._database.write(lambda db: queue.close(db, task.id), "close")
            return Attempt(Health.NOT_ASKED)
        lapse = Lapse(self._clock)
        try:
            outcome = self._asked(held, lapse, before=asked_before)
        except Unavailable as silence:
            return self._silent(task, silence)
        except Exception as garbage:  # noqa: BLE001 - whatever a bank's adapter stumbles over stops this payment alone
            return self._garbage(task, garbage)
        tried = Tried(task.attempts + 1, lapse.ms)
        return self._database.write(lambda db: self._answered(db, task, outcome, tried), "wallet bank")

    def told(self, bank_id: str, payment_id: str, outcome: Outcome) -> None:
        """A bank says unasked what became of a payment: the same once more changes nothing, anything else is an alarm.

        Not in a unit of work.
        """
        try:
            self._database.write(lambda db: self._heard(db, bank_id, payment_id, outcome), "wallet bank told")
        except Broken as garbage:
            told = because(GARBAGE, garbage)
            self._log.error("a bank contradicts itself", payment=payment_id, bank=bank_id, detail=garbage.detail)
            self._database.write(lambda db: self._troubles.alarm(db, payment_id, told), "wallet alarm")

    def _asked(self, held: Payment, lapse: Lapse, *, before: bool) -> Outcome:
        began = held.of_wallet
        bank = self._banks[began.recipient.partition(":")[2]]
        if before:
            known = lapse.of(lambda: bank.status(began.payment_id))
            if known != Outcome("unknown", 0):
                return _sound(known, held)
        paid = lapse.of(lambda: bank.pay(began.payment_id, began.account, began.amount, began.currency))
        return _sound(paid, held)

    def _answered(self, db: Connection, task: Task, outcome: Outcome, tried: Tried) -> Attempt:
        if outcome.verdict == "pending":
            return Attempt(Health.ANSWERS, self._troubles.again(db, task, PENDING, self._troubles.bank, counts=False))
        before = moving.loaded(db, task)
        try:
            events = _decided(before, outcome, tried)
        except Broken as contradiction:
            told = because(GARBAGE, contradiction)
            if not self._troubles.dead(db, task, told):  # it was ended by what the bank told meanwhile
                self._troubles.alarm(db, task.key, told)
        else:
            recording.record(db, before, events, SYSTEM._replace(trace=task.trace), self._clock.now_ms())
            queue.close(db, task.id)
        return Attempt(Health.ANSWERS)

    def _heard(self, db: Connection, bank_id: str, payment_id: str, outcome: Outcome) -> None:
        before = wallet_payments.load(db, payment_id)
        if before is None or before.of_wallet.recipient != f"bank:{bank_id}":
            raise Broken("invalid_transition", f"{bank_id}: {payment_id}")
        if _sound(outcome, before).verdict == "pending":
            return
        events = _decided(before, outcome, NOT_TRIED)
        recording.record(db, before, events, SYSTEM._replace(trace=payment_id), self._clock.now_ms())
        for task in queue.of_key(db, payment_id):
            queue.close(db, task.id)

    def _silent(self, task: Task, silence: Unavailable) -> Attempt:
        self._log.warning("put off", payment=task.key, reason=silence.code, detail=silence.detail)
        again = self._database.write(
            lambda db: self._troubles.again(
                db, task, SILENT, self._troubles.bank, counts=silence.code not in NOTHING_SENT
            ),
            "put_off",
        )
        return Attempt(Health.SILENT, again)

    def _garbage(self, task: Task, garbage: Exception) -> Attempt:
        """Keep the hold, call a person."""
        detail = garbage.detail if isinstance(garbage, OplataError) else ""
        self._log.error("garbage from a bank", payment=task.key, error=places(garbage), detail=detail)
        self._database.write(lambda db: self._troubles.dead(db, task, because(GARBAGE, garbage)), "set_aside")
        return Attempt(Health.ANSWERS)


def _sound(outcome: object, held: Payment) -> Outcome:
    """An outcome that may be believed: of this sum, and one that answers the question."""
    if not isinstance(outcome, Outcome):
        raise Broken("invalid_transition", f"{held.status.value} + {type(outcome).__name__}")
    if outcome.verdict not in ("done", "refused", "pending") or outcome.amount != held.amount:
        raise Broken("invalid_transition", f"{outcome.verdict} {outcome.amount}"[:LONGEST_DETAIL])
    return outcome


def _decided(before: Payment, outcome: Outcome, tried: Tried) -> list[Event]:
    """Its end: Broken `invalid_transition` when it has ended otherwise before."""
    if outcome.verdict == "refused":
        return wallet_payment.give_back(before, REFUSED, outcome.reason[:LONGEST_DETAIL], tried=tried)
    if before.status is Status.CAPTURED and before.reference != outcome.reference:
        raise Broken("invalid_transition", f"{before.reference} ≠ {outcome.reference}")
    return wallet_payment.withdrawn(before, outcome.reference, tried=tried)
