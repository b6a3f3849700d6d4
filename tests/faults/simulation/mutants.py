"""Bugs put in on purpose, one at a time and in tests only: a simulation that does not see them proves nothing."""

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch
from weakref import WeakKeyDictionary

import msgspec

from agent_terminal.ccnet.happenings import Decision
from agent_terminal.core import blocking
from agent_terminal.core.payment import State
from agent_terminal.core.session import credited
from agent_terminal.service import pay, send
from agent_terminal.service.on_cash import Cash
from agent_terminal.store import banknotes, sessions
from agent_terminal.store.banknotes import NoteState
from common import ids, queue
from common.database.writer import Database
from common.errors import OplataError, Unavailable
from consumer_app.service.news import NewsService
from consumer_app.service.uses import UsesService
from consumer_app.store import news
from processing_app.core import cashflow, payment, reconciliation
from processing_app.service import delivery as delivering
from processing_app.service.delivery import Attempt, Delivery, Health
from processing_app.service.payments import Payments
from processing_app.store import log
from processing_app.store import payments as payment_rows
from provider_app.service.credits import CreditPart
from provider_app.service.telling import TellingPart
from tests.faults.simulation.mutant import Mutant, replaced
from tests.faults.simulation.scheduler import Scheduler
from tests.faults.simulation.shop_mutants import SHOP_MUTANTS
from tests.faults.simulation.threads import world

_TRIED: WeakKeyDictionary[Scheduler, set[str]] = WeakKeyDictionary()
"""What was tried in each world: one that lives later, by the same seed, begins with nothing."""


def _tried_before(name: str) -> bool:
    tried = _TRIED.setdefault(world(), set())
    before = name in tried
    tried.add(name)
    return before


def _another_id(payment_id: str) -> str:
    return payment_id[:24] + f"{world().chance.getrandbits(48):012x}"


def _provider_ignores_key(real: Any) -> Any:
    def credited_again(self: Any, db: Any, who: Any, ask: Any, content: str, dialect: Any) -> Any:
        from provider_app.store import operations

        if operations.outcome(db, int(who.id), ask.payment_id) is None:
            return real(self, db, who, ask, content, dialect)
        again = msgspec.structs.replace(ask, payment_id=_another_id(ask.payment_id))
        answer = real(self, db, who, again, content, dialect)
        return msgspec.structs.replace(answer, payment_id=ask.payment_id)

    return credited_again


def _centre_ignores_key(real: Any) -> Any:
    def accept(self: Any, db: Any, who: Any, ask: Any) -> Any:
        if not log.load(db, log.intent(ask.payment_id)):
            return real(self, db, who, ask)
        answer = real(self, db, who, msgspec.structs.replace(ask, payment_id=_another_id(ask.payment_id)))
        return msgspec.structs.replace(answer, payment_id=ask.payment_id)

    accept.__name__ = "accept"
    return accept


def _terminal_new_key(real: Any) -> Any:
    def question(row: Any) -> Any:
        ask = real(row)
        if _tried_before(row.payment_id):
            return msgspec.structs.replace(ask, payment_id=_another_id(ask.payment_id))
        return ask

    return question


def _worker_new_key(real: Any) -> Any:
    def credit(self: Any, task: Any, terms: Any, contract: Any) -> Any:
        if _tried_before(task.key):
            terms = msgspec.structs.replace(terms, payment_id=_another_id(terms.payment_id))
        return real(self, task, terms, contract)

    return credit


def _task_after_commit(stack: contextlib.ExitStack) -> None:
    real_put, real_accept = queue.put, Payments.accept

    def accept(self: Any, db: Any, who: Any, ask: Any) -> Any:
        late: list[Callable[[], None]] = []

        def put(_: Any, *given: Any, **named: Any) -> None:
            late.append(lambda: self._database.write(lambda other: real_put(other, *given, **named), "late_task"))

        with patch.object(queue, "put", put):
            answer = real_accept(self, db, who, ask)
        for one in late:
            db.then(lambda one=one: world().spawn(world().current().owner, "late", one))
        return answer

    accept.__name__ = "accept"
    stack.enter_context(patch.object(Payments, "accept", accept))


def _task_closed_early(real: Any) -> Any:
    def credit(self: Any, task: Any, terms: Any, contract: Any) -> Any:
        self._database.write(lambda db: queue.close(db, task.id), "close_early")
        return real(self, task, terms, contract)

    return credit


def _answer_before_commit(real: Any) -> Any:
    def together(self: Any, group: Any) -> None:
        db = self._writer
        db.raw.execute("BEGIN IMMEDIATE")
        for job in group:
            self._one(db, job)
            job.done(job)
        db.flush()
        if self._watch is not None:
            self._watch("before", [job.name for job in group])
        db.raw.execute("COMMIT")

    return together


def _silence_is_a_no(real: Any) -> Any:
    def put_off(self: Any, task: Any, silence: Unavailable) -> Attempt:
        if task.kind != "credit" or silence.code != "no_answer":
            return real(self, task, silence)  # type: ignore[no-any-return]
        self.conclude(task, "cancelled", lambda p: payment.cancel(p, silence.code))
        return Attempt(Health.SILENT)

    return put_off


def _gives_up_without_fence(real: Any) -> Any:
    def give_up(self: Any, task: Any, terms: Any, contract: Any, lapse: Any) -> Any:
        return self._end(task, delivering._cancelled("gave_up", task.reason), lapse)

    return give_up


def _ends_without_comparing(real: Any) -> Any:
    """The end is decided by what the payment was when the attempt began, and written over whatever it is now."""

    def save(self: Any, db: Any, task: Any, decide: Any, who: Any) -> None:
        stream = log.intent(task.key)
        history = log.load(db, stream)
        if task.kind != "credit":
            return real(self, db, task, decide, who)  # type: ignore[no-any-return]
        before = payment.fold(stored.event for stored in history[:1])
        events = decide(before)
        now = self._clock.now_ms()
        log.save(db, stream, len(history), events, who, now)
        payment_rows.change(db, history[0].position, payment.evolve(before, events[0]), now)
        queue.close(db, task.id)
        return None

    return save


def _cash_before_it_is_in(real: Any) -> Any:
    def opened(self: Any, db: Any, bill: Any) -> Any:
        decision = real(self, db, bill)
        if decision is Decision.STACK:
            session = sessions.active(db)
            assert session is not None
            sessions.save(db, credited(session, bill.value))
        return decision

    return opened


def _note_only(real: Any) -> Any:
    """Commit 2 without the session's money: for two mutants that credit it elsewhere."""

    def credit(self: Any, db: Any, type_number: int, bill: Any) -> None:
        note = banknotes.open_note(db)
        if note is not None and note.type == type_number:
            banknotes.end(db, note, NoteState.STACKED, self._ground.now())

    return credit


def _credit_early(stack: contextlib.ExitStack) -> None:
    stack.enter_context(patch.object(Cash, "_open", _cash_before_it_is_in(Cash._open)))
    stack.enter_context(patch.object(Cash, "_credit", _note_only(Cash._credit)))


def _cash_in_two(stack: contextlib.ExitStack) -> None:
    def stacked(self: Any, type_number: int, bill: Any) -> None:
        ground = self._ground
        note = ground.database.read(banknotes.open_note)
        ground.write(lambda db: self._credit(db, type_number, bill), "stack")
        if note is not None and note.type == type_number:

            def money(db: Any) -> None:
                session = sessions.find(db, note.session_id)
                assert session is not None
                sessions.save(db, credited(session, note.value))

            ground.write(money, "money")
        ground.open_mouth()

    stack.enter_context(patch.object(Cash, "_credit", _note_only(Cash._credit)))
    stack.enter_context(patch.object(Cash, "stacked", stacked))


def _forgets_open_note(stack: contextlib.ExitStack) -> None:
    """A program that starts again takes no note for its own that was let in before."""
    real = Cash._credit

    def credit(self: Any, db: Any, type_number: int, bill: Any) -> None:
        note = banknotes.open_note(db)
        if note is not None and note.decided < self._ground.born:
            banknotes.end(db, note, NoteState.LOST, self._ground.now())
        real(self, db, type_number, bill)

    def born(self: Any, ground: Any) -> None:
        ground.born = ground.now()
        self._ground = ground

    stack.enter_context(patch.object(Cash, "__init__", born))
    stack.enter_context(patch.object(Cash, "_credit", credit))


def _repeated_receipt_counts(real: Any) -> Any:
    def credit(self: Any, db: Any, type_number: int, bill: Any) -> None:
        session = sessions.active(db)
        before = banknotes.of_session(db, session.id) if session is not None else []
        if session is not None and banknotes.open_note(db) is None and before and before[-1].type == type_number:
            last = before[-1]
            banknotes.open_stack(db, session.id, last.type, last.value, last.currency, self._ground.now())
        real(self, db, type_number, bill)

    return credit


def _without_its_end(real: Any) -> Any:
    return lambda *given, **named: real(*given, **named)[:-1]


def _twice(real: Any) -> Any:
    return lambda *given, **named: real(*given, **named) * 2


def _hears_twice(real: Any) -> Any:
    def hear(self: Any, db: Any, who: Any, ask: Any) -> Any:
        if news.body_of(db, who.id, ask.news_id) is None:
            return real(self, db, who, ask)
        news.add(db, who.id, _another_id(ask.news_id.rjust(30, "-")), msgspec.json.encode(ask), 0)
        return real(self, db, who, ask)

    hear.__name__ = "hear"
    return hear


def _news_closed_early(real: Any) -> Any:
    def tell(self: Any, task: Any) -> None:
        found = self.database.read(lambda db: self._addressee(db, task))
        self._close(task)
        if found is not None:
            with contextlib.suppress(OplataError):
                self._send(task.line, *found)

    return tell


def _use_new_key(real: Any) -> Any:
    def answer(self: Any, contract: Any, use: Any) -> Any:
        if not _tried_before(use.use_id):
            return real(self, contract, use)
        other = ids.uuid7(self._means.clock.now_ms())
        again = use._replace(use_id=other, body=use.body.replace(use.use_id.encode(), other.encode()))
        return real(self, contract, again)

    return answer


def _refused_forgotten(real: Any) -> Any:
    """A final «no» leaves no slip: the payer's cash is nobody's."""

    def claim_payment(db: Any, row: Any, reason: str, now: int) -> None:
        if row.state is not State.CANCELLED:
            real(db, row, reason, now)

    return claim_payment


def _blind_to_sums(real: Any) -> Any:
    def between(ours: Any, theirs: Any, scope: Any) -> Any:
        return real(ours, theirs._replace(amount=ours.amount) if theirs is not None else None, scope)

    return between


def _never_closes(_: Any) -> Any:
    return lambda condition: ()


def _future_is_fresh(_: Any) -> Any:
    return lambda age_ms: age_ms <= blocking.DEPOSIT_GOOD_MS


MUTANTS: tuple[Mutant, ...] = (
    replaced("provider_ignores_key", "credits a repeated id again", CreditPart, "_credit", _provider_ignores_key),
    replaced("centre_ignores_key", "accepts a repeated id again", Payments, "accept", _centre_ignores_key),
    replaced("terminal_new_key", "another id at each try", send, "question", _terminal_new_key),
    replaced("worker_new_key", "another id at each try", Delivery, "_credit", _worker_new_key),
    Mutant("task_after_commit", "the task in a commit of its own", _task_after_commit),
    replaced("task_closed_early", "the task is gone before its answer", Delivery, "_credit", _task_closed_early),
    replaced("answer_before_commit", "says yes before it is durable", Database, "_together", _answer_before_commit),
    replaced("silence_is_a_no", "no answer gives the hold back", Delivery, "_put_off", _silence_is_a_no),
    replaced("no_fence", "the hold goes back without a void", Delivery, "_give_up", _gives_up_without_fence),
    replaced("ends_without_comparing", "an end is written over another", Delivery, "save", _ends_without_comparing),
    Mutant("cash_before_it_is_in", "credits at escrow, before 81", _credit_early),
    Mutant("cash_in_two_commits", "the note in one, its money in the next", _cash_in_two),
    Mutant("forgets_open_note", "no recovery of a note in escrow", _forgets_open_note),
    replaced("repeated_receipt_counts", "a second 81 is money again", Cash, "_credit", _repeated_receipt_counts),
    replaced("hold_not_released", "a cancelled payment keeps its hold", cashflow, "cancelled", _without_its_end),
    replaced("hold_released_twice", "the hold goes back twice", cashflow, "cancelled", _twice),
    replaced("remainder_dropped", "the commission is not posted", cashflow, "captured", _without_its_end),
    replaced("news_heard_twice", "a repeated piece of news is another one", NewsService, "hear", _hears_twice),
    replaced("news_closed_early", "news is told at the most once", TellingPart, "tell", _news_closed_early),
    replaced("use_new_key", "another id at each try of a use", UsesService, "_answer", _use_new_key),
    replaced("blind_to_sums", "a comparison does not see sums", reconciliation, "_between_us", _blind_to_sums),
    replaced("never_closes", "takes cash whatever the reasons", blocking, "reasons", _never_closes),
    replaced("future_is_fresh", "what a clock ahead heard stays good", blocking, "is_fresh", _future_is_fresh),
    replaced("refused_is_forgotten", "cancelled cash gets no slip", pay, "claim_payment", _refused_forgotten),
    *SHOP_MUTANTS,
)

SWITCH = "SIMULATION_MUTANT"
"""The environment variable that puts a mutant into the lane `simulation`; nothing but tests reads it."""


def switched() -> str:
    """The mutant that is wanted by the environment; no name when there is none, LookupError when it does not exist."""
    name = os.environ.get(SWITCH, "")
    if name and name not in {one.name for one in MUTANTS}:
        raise LookupError(f"{SWITCH}={name}: {', '.join(one.name for one in MUTANTS)}")
    return name


@contextlib.contextmanager
def mutated(name: str) -> Iterator[None]:
    """The programme with one bug more; without a name, as it is."""
    with contextlib.ExitStack() as stack:
        if name:
            next(one for one in MUTANTS if one.name == name).change(stack)
        yield
