"""Saving what a bank said, as units of work: its events and the end of its task in one commit, or when to ask again."""

from collections.abc import Callable
from typing import NamedTuple

from common import queue, trace
from common.clock import Clock
from common.database import Connection
from common.errors import NOTHING_SENT, ContractFault, OplataError, Unavailable, places
from common.principal import SYSTEM, Principal
from common.queue import Task, TaskState
from common.retry import RetryPolicy
from processing_app.bank.contract import Step
from processing_app.core import attempt, failure, intent, opening
from processing_app.core.intent import AUTHORIZE, Intent
from processing_app.core.payment import Tried
from processing_app.service.delivery import Attempt, Health
from processing_app.service.domain import Domain
from processing_app.service.intents.asking import Question
from processing_app.service.intents.concluding import demand_sound, events
from processing_app.service.intents.recording import BANK, record
from processing_app.store import contracts, intents

STOPPED = "intent_stopped"
GAVE_UP = "gave_up"
Answer = Step | Exception


class Saved(NamedTuple):
    """What became of an answer: what it says of the bank, the task if it is to be tried again, the intent after it."""

    attempt: Attempt
    after: Intent | None = None


class Saving:
    """Units of work; `chance` draws pauses of the random strategy. A callback's answers have no task."""

    def __init__(self, clock: Clock, domain: Domain, retry: RetryPolicy, chance: Callable[[], float]) -> None:
        """Everything is given."""
        self._clock = clock
        self._domain = domain
        self._retry = retry
        self._chance = chance

    def answer(self, db: Connection, task: Task | None, asked: Question, answer: Answer | None) -> Saved:
        """Save an answer to a question; whatever cannot be stops this intent, and no other."""
        before, now = _state(db, asked), self._clock.now_ms()
        if asked.operation not in intent.wanted(before.payment(asked.payment_id)) and not _late(asked, answer):
            return self._over(db, task, before)
        if isinstance(answer, Unavailable | ContractFault):
            return self._unknown(db, task, asked, before, answer, now)
        pos = self._domain.pos(db, before.asked.pos_id, asked.payment.attempt.domain_revision)
        try:
            if isinstance(answer, Exception):
                raise answer
            tried = Tried(task.attempts + 1 if task else 1)
            happened = events(before, asked, demand_sound(answer, asked), pos, now, tried)
        except Exception as garbage:  # noqa: BLE001 - an adapter's word is judged here: nothing of it was saved
            return self.stop(db, task, asked, garbage)
        after = record(db, before, happened, _who(task), now)
        if task is not None:
            queue.close(db, task.id)
        return Saved(Attempt(Health.ANSWERS), after)

    def nothing_to_ask(self, db: Connection, task: Task) -> Saved:
        """Somebody did it, or nobody wants it any more; the task of a stopped intent waits for the person.

        One whose intent a person has revived meanwhile is still to be done.
        """
        kept = queue.find(db, task.id)
        intent_id, _, payment_id = task.key.rpartition(".")
        state = intents.load(db, intent_id)
        if kept is None or kept.state is not TaskState.WAITING:
            return Saved(Attempt(Health.NOT_ASKED), state)
        one = state.payments.get(payment_id) if state is not None and not state.stopped else None
        if one is not None and task.kind.removeprefix(BANK) in intent.wanted(one):
            return Saved(Attempt(Health.NOT_ASKED, kept), state)
        if state is not None and state.stopped:
            queue.set_aside(db, kept, STOPPED)
        else:
            queue.close(db, task.id)
        return Saved(Attempt(Health.NOT_ASKED), state)

    def stop(self, db: Connection, task: Task | None, asked: Question, garbage: Exception) -> Saved:
        """No transition: the intent is as it was, and stays so until a person has looked."""
        before, now = _state(db, asked), self._clock.now_ms()
        code = garbage.code if isinstance(garbage, OplataError) else type(garbage).__name__
        if not before.stopped:
            detail = garbage.detail if isinstance(garbage, OplataError) else places(garbage)
            stopped = opening.stop(before, f"{asked.bank} {asked.operation}: {code}", detail[:200])
            before = record(db, before, stopped, _who(task), now)
        if task is not None:
            queue.set_aside(db, task, f"{STOPPED}: {code}")
        return Saved(Attempt(Health.ANSWERS), before)

    def _over(self, db: Connection, task: Task | None, before: Intent) -> Saved:
        if task is not None and before.stopped:
            queue.set_aside(db, task, STOPPED)
        elif task is not None:
            queue.close(db, task.id)
        return Saved(Attempt(Health.ANSWERS), before)

    def _unknown(
        self, db: Connection, task: Task | None, asked: Question, before: Intent, silence: OplataError, now: int
    ) -> Saved:
        """The same again with the same id; only an authorization may end without the bank, and is voided then."""
        if task is None:
            return Saved(Attempt(Health.SILENT), before)
        one = before.payment(asked.payment_id)
        if asked.operation == AUTHORIZE and one.attempt.deadline <= now:
            late = attempt.fail(before, asked.payment_id, failure.DEADLINE, now, detail=silence.code, void=True)
            after = record(db, before, late, _who(task), now)
            queue.close(db, task.id)
            return Saved(Attempt(Health.SILENT), after)
        attempts = task.attempts + (silence.code not in NOTHING_SENT)
        spent = asked.operation != AUTHORIZE and self._retry.spent(attempts, now - task.made)
        if spent and not (one.voiding and task.reason.startswith(GAVE_UP)):
            contracts.add_alarm(db, at=now, about=f"intent:{before.id}", code=silence.code, detail=silence.detail[:200])
        reason = f"{GAVE_UP}: {silence.code}" if spent else silence.code
        if spent and not one.voiding:
            queue.set_aside(db, task, reason)
            return Saved(Attempt(Health.SILENT), before)
        due = now + self._retry.pause(max(attempts, 1), self._chance)
        if asked.operation == AUTHORIZE:
            due = min(due, one.attempt.deadline)
        queue.put_off(db, task, due=due, reason=reason, counts=silence.code not in NOTHING_SENT)
        return Saved(Attempt(Health.SILENT, task._replace(due=due, attempts=attempts, reason=reason)), before)


def _late(asked: Question, answer: Answer | None) -> bool:
    """An authorization's end may still matter when nobody waits for it: what was given must be given back."""
    return asked.operation == AUTHORIZE and not isinstance(answer, Unavailable | ContractFault)


def _state(db: Connection, asked: Question) -> Intent:
    before = intents.load(db, asked.state.id)
    assert before is not None, "an intent is never forgotten"
    return before


def _who(task: Task | None) -> Principal:
    return SYSTEM._replace(trace=task.trace if task else trace.current.get())
