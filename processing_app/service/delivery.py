"""Delivery: one attempt of one task. An unknown outcome is asked and repeated with the same id, never guessed.

credit   → credited: captured · a «no»: the hold goes back · nobody knows: put off, then status, then the same again ·
           too often or too old: void at the provider, and only its word lets the hold go back · no void: a dead letter
reverse  → taken back: refunded · a «no»: stays captured · too often or too old: a dead letter
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple, TypeVar

from common import ids, queue, trace
from common.clock import Clock
from common.database import Connection, Database
from common.errors import NOTHING_SENT, Broken, ContractFault, OplataError, Rejected, Unavailable
from common.logs import Log
from common.principal import SYSTEM, Principal
from common.protocol.provider import Outcome
from common.queue import Task, TaskState
from common.retry import RetryPolicy
from common.status import Status
from processing_app.core import payment
from processing_app.core.events import Event, PaymentAuthorized
from processing_app.core.payment import Payment, Tried
from processing_app.service.lapse import Lapse
from processing_app.service.providers import Contract, Providers
from processing_app.store import contracts, log
from processing_app.store import payments as rows
from processing_app.wording import for_people

GAVE_UP = "gave_up"
LONGEST_REASON = 240
MISSING = ("no_such_door", "wrong_method")
"""A door that a provider does not have; where another of its doors answers, its address is right all the same."""
Decide = Callable[[Payment], list[Event]]
Conclusion = tuple[str, Callable[[Payment, Tried], list[Event]]]
"""The name of a unit of work and what it decides, told how many answers it took."""


class Health(StrEnum):
    """What an attempt says about the provider."""

    ANSWERS = "answers"
    SILENT = "silent"
    FAULT = "fault"
    NOT_ASKED = "not asked"


class Attempt(NamedTuple):
    """How an attempt ended: what it says of the provider, and the task if it is to be tried again."""

    health: Health
    again: Task | None = None


class Delivery:
    """Carries out tasks of the queue. `chance` draws pauses of the random strategy."""

    def __init__(
        self, database: Database, clock: Clock, providers: Providers, journal: Log, chance: Callable[[], float]
    ) -> None:
        """Everything is given."""
        self._database = database
        self._clock = clock
        self._providers = providers
        self._log = journal
        self._chance = chance
        self.changed: Callable[[], None] = lambda: None
        """The worker's: told when a person changed tasks or contracts."""
        self.hurried: Callable[[int], None] = lambda task_id: None
        """The worker's: told which task a person wants tried now."""
        self.ended: list[Callable[[Connection, Principal, Payment], None]] = []
        """Told, in the unit of work that ends it, how a kiosk's payment has ended: who knows better says no."""

    def look_again(self) -> None:
        """A person changed tasks or contracts: the worker must not go on from memory."""
        self.changed()

    def hurry(self, task_id: int) -> None:
        """A person wants this task tried now, before all others."""
        self.hurried(task_id)
        self.changed()

    def attempt(self, task: Task) -> Attempt:
        """One attempt; the task is closed, put off or set aside when it returns."""
        trace.current.set(ids.payment_code(task.key))
        trace.attempt.set(task.attempts + 1)
        changes = self._providers.changes(_provider_id(task))
        try:
            return self._carry_out(task)
        except ContractFault as fault:
            return self._pause(task, fault, changes)
        except Unavailable as silence:
            return self._put_off(task, silence)
        except OplataError as broken:
            return self._set_aside(task, broken)
        except Exception as bug:  # noqa: BLE001 - whatever an adapter stumbles over stops this payment and no other
            self._log.error("attempt stumbled", task=task.id, error=f"{type(bug).__name__}: {bug}")
            return self._set_aside(task, Broken("invalid_transition"), Health.NOT_ASKED)

    def conclude(self, task: Task, name: str, decide: Decide, who: Principal = SYSTEM) -> None:
        """A unit of work: fold the payment, decide, save, close the task, all or nothing."""
        who = who._replace(trace=trace.current.get())
        self._database.write(lambda db: self.save(db, task, decide, who), name)

    def save(self, db: Connection, task: Task, decide: Decide, who: Principal) -> None:
        """What `conclude` does inside its unit of work."""
        stream = log.intent(task.key)
        history = log.load(db, stream)
        before = payment.fold(stored.event for stored in history)
        events = decide(before)
        now = self._clock.now_ms()
        if events:
            log.save(db, stream, before.version, events, who, now)
            after = before
            for event in events:
                after = payment.evolve(after, event)
            rows.change(db, history[0].position, after, now)
            for told in self.ended:
                told(db, who, after)
        queue.close(db, task.id)

    def _carry_out(self, task: Task) -> Attempt:
        kept, history = self._database.read(lambda db: (queue.find(db, task.id), log.load(db, log.intent(task.key))))
        if kept is None or kept.state is not TaskState.WAITING:
            return Attempt(Health.NOT_ASKED)
        now = payment.fold(stored.event for stored in history)
        contract = self._providers.of(now.authorized.provider_id)
        if task.kind == "reverse":
            return self._reverse(task, now, contract)
        if now.status is not Status.AUTHORIZED:
            self._database.write(lambda db: queue.close(db, task.id), "close")
            return Attempt(Health.NOT_ASKED)
        return self._credit(task, now.authorized, contract)

    def _credit(self, task: Task, terms: PaymentAuthorized, contract: Contract) -> Attempt:
        lapse = Lapse(self._clock)
        try:
            conclusion = self._known(task, terms, contract, lapse) or _credited(
                lapse.of(lambda: contract.adapter.credit(terms))
            )
        except Unavailable as silence:
            if self._spent(task, silence, contract):
                return self._give_up(task, terms, contract, lapse)
            raise
        except Rejected as no:
            self._log.warning("payment refused", payment=ids.payment_code(task.key), code=no.code)
            conclusion = _cancelled(no.code, no.detail[:200])
        return self._end(task, conclusion, lapse)

    def _end(self, task: Task, conclusion: Conclusion, lapse: Lapse) -> Attempt:
        name, decide = conclusion
        tried = Tried(task.attempts + 1, lapse.ms)
        self.conclude(task, name, lambda p: decide(p, tried))
        return Attempt(Health.ANSWERS)

    def _known(self, task: Task, terms: PaymentAuthorized, contract: Contract, lapse: Lapse) -> Conclusion | None:
        """After any trouble ask first: was it credited after all? Where nobody can be asked, repeat."""
        if not task.reason or "status" not in contract.adapter.can:
            return None
        try:
            known = _asked(lambda: lapse.of(lambda: contract.adapter.status(terms.payment_id)))
        except ContractFault as fault:
            if fault.code in MISSING:
                return None
            raise
        if known.status is Outcome.UNKNOWN:
            return None
        if known.status is Outcome.CREDITED and known.amount in (None, terms.amount):
            return _credited(known.reference)
        if known.status is Outcome.VOIDED:
            return _cancelled("voided")
        raise Broken("invalid_transition", f"{known.status.value} {known.amount}")

    def _give_up(self, task: Task, terms: PaymentAuthorized, contract: Contract, lapse: Lapse) -> Attempt:
        """The fence: only the provider's promise never to credit this id lets the hold go back.

        It is asked for until the payment is too old; then, as where nobody can promise it, a person decides.
        """
        if "void" not in contract.adapter.can:
            raise Broken("invalid_transition", f"{GAVE_UP}: {task.reason}")
        try:
            answer = _asked(lambda: lapse.of(lambda: contract.adapter.void(terms.payment_id)))
        except Unavailable as silence:
            if contract.retry.spent(0, self._clock.now_ms() - task.made):
                return self._set_aside(task, _gave_up(silence), Health.SILENT)
            raise
        except ContractFault as fault:
            if fault.code in MISSING:
                raise _gave_up(fault) from fault
            raise
        if answer.status is Outcome.VOIDED:
            self._log.warning("gave up, voided at the provider", payment=ids.payment_code(task.key))
            return self._end(task, _cancelled(GAVE_UP, task.reason), lapse)
        if answer.status is Outcome.CREDITED:
            return self._end(task, _credited(answer.reference), lapse)
        raise Broken("invalid_transition", answer.status.value)

    def _reverse(self, task: Task, now: Payment, contract: Contract) -> Attempt:
        if not now.reversal_id or now.status is not Status.CAPTURED:
            self._database.write(lambda db: queue.close(db, task.id), "close")
            return Attempt(Health.NOT_ASKED)
        try:
            reference = contract.adapter.reverse(now.authorized, now.reversal_id, "")
        except Unavailable as silence:
            if self._spent(task, silence, contract):
                return self._set_aside(task, _gave_up(silence), Health.SILENT)
            raise
        except ContractFault as fault:
            if fault.code in MISSING:
                raise _gave_up(fault) from fault
            raise
        except Rejected as no:
            code = no.code
            self.conclude(task, "refund_refused", lambda p: payment.refuse_refund(p, code))
            return Attempt(Health.ANSWERS)
        self.conclude(task, "refunded", lambda p: payment.refund(p, reference))
        return Attempt(Health.ANSWERS)

    def _put_off(self, task: Task, silence: Unavailable) -> Attempt:
        """Nobody knows: later, with the same id. Only an answer counts as an attempt; no connection does not."""
        retry = self._retry_policy(task)
        answered = _answered(silence)
        attempts = task.attempts + answered
        due = self._clock.now_ms() + retry.pause(max(attempts, 1), self._chance)
        again = task._replace(due=due, attempts=attempts, reason=silence.code)
        self._database.write(
            lambda db: queue.put_off(db, task, due=due, reason=silence.code, counts=answered), "put_off"
        )
        self._log.warning(
            "put off", payment=ids.payment_code(task.key), reason=silence.code, attempt=attempts, detail=silence.detail
        )
        return Attempt(Health.SILENT, again)

    def _pause(self, task: Task, fault: ContractFault, changes: int) -> Attempt:
        """The contract is wrong: no attempt is spent, the lane stops, a person is called.

        A contract that was changed since the attempt began is not stopped: it may be right by now.
        """
        provider_id = _provider_id(task)
        now = self._clock.now_ms()

        def stop(db: Connection) -> bool:
            queue.put_off(db, task, due=now, reason=fault.code, counts=False)
            if self._providers.changes(provider_id) != changes:
                return False
            row = contracts.provider(db, provider_id)
            if row is not None and not row["paused"]:
                contracts.pause(db, provider_id, fault.code)
                contracts.add_alarm(db, at=now, about=task.lane, code=fault.code, detail=fault.detail[:200])
            return True

        stopped = self._database.write(stop, "pause")
        again = task._replace(due=now, reason=fault.code)
        if not stopped:
            return Attempt(Health.NOT_ASKED, again)
        self._log.error("lane paused", lane=task.lane, code=fault.code)
        return Attempt(Health.FAULT, again)

    def _set_aside(self, task: Task, trouble: OplataError, health: Health = Health.ANSWERS) -> Attempt:
        """Keep the hold, call a person."""
        now = self._clock.now_ms()
        reason = for_people(trouble)[:LONGEST_REASON]
        detail = reason.partition(": ")[2]

        def aside(db: Connection) -> None:
            queue.set_aside(db, task, reason)
            contracts.add_alarm(db, at=now, about=f"payment:{task.key}", code=trouble.code, detail=detail)

        self._database.write(aside, "set_aside")
        self._log.error(
            "set aside for a person", payment=ids.payment_code(task.key), reason=str(trouble)[:LONGEST_REASON]
        )
        return Attempt(health)

    def _retry_policy(self, task: Task) -> RetryPolicy:
        return self._providers.of(_provider_id(task)).retry

    def _spent(self, task: Task, silence: Unavailable, contract: Contract) -> bool:
        return contract.retry.spent(task.attempts + _answered(silence), self._clock.now_ms() - task.made)


def _provider_id(task: Task) -> int:
    """Whose lane it is."""
    return int(task.lane.partition(":")[2])


def _credited(reference: str) -> Conclusion:
    return "credited", lambda p, tried: payment.capture(p, reference, tried=tried)


def _cancelled(reason: str, detail: str = "") -> Conclusion:
    return "cancelled", lambda p, tried: payment.cancel(p, reason, detail, tried=tried)


def _gave_up(why: OplataError) -> Broken:
    return Broken("invalid_transition", f"{GAVE_UP}: {why.code}")


def _answered(silence: Unavailable) -> bool:
    """Whether an attempt was spent: the provider was reached, whatever became of it."""
    return silence.code not in NOTHING_SENT


Answer = TypeVar("Answer")


def _asked(question: Callable[[], Answer]) -> Answer:
    """A «no» to a question about a payment is no «no» to the payment: it cannot be."""
    try:
        return question()
    except Rejected as no:
        raise Broken("invalid_transition", f"{no.code}: {no.detail}") from no
