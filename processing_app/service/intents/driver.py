"""The banks' work: an attempt of each task, many together where a bank takes them. What is unknown is asked again.

finish    → its events, and the task is closed in the same commit
sleep     → where the adapter stands; when its time has come, the clock puts the next task
suspend   → the same; a callback with the tag may come before
no answer → the same again with the same id, later. An authorization that has outlived its payment: it fails, and is
            voided until the bank confirms. A capture or a refund that is too old: a dead letter, and a person decides
garbage   → the intent stops, the task is set aside, a person is called
"""

from collections.abc import Callable, Mapping, Sequence

from common import queue, trace
from common.clock import Clock
from common.database import Connection, Database, Job, Unit, together
from common.errors import Broken, OplataError, places
from common.logs import Log
from common.queue import Task, TaskState
from common.retry import RetryPolicy, Strategy
from processing_app.bank.contract import Adapter, Ask, Step, Together
from processing_app.core.intent import Intent
from processing_app.service.delivery import Attempt, Health
from processing_app.service.domain import Domain
from processing_app.service.intents.asking import Question, question, with_cards
from processing_app.service.intents.cards import Cards
from processing_app.service.intents.recording import BANK
from processing_app.service.intents.saving import Answer, Saved, Saving
from processing_app.store import intents

TOGETHER = 64
WIDE, NARROW = 256, 8
"""How many attempts at once a bank gets that takes many together, and one that is asked one by one."""
BANK_RETRY = RetryPolicy(strategy=Strategy.EXPONENTIAL, pause_ms=500, longest_ms=30_000)
Attempted = tuple[Task | None, Question | None, Answer | None]


class Driver:
    """Asks the banks. `chance` draws pauses of the random strategy."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        banks: Mapping[str, Adapter],
        domain: Domain,
        cards: Cards,
        journal: Log,
        chance: Callable[[], float],
        retry: RetryPolicy = BANK_RETRY,
    ) -> None:
        """`banks` are the adapters by their banks' ids."""
        self._database = database
        self._clock = clock
        self._banks = banks
        self._domain = domain
        self._cards = cards
        self._log = journal
        self._retry = retry
        self._saving = Saving(clock, domain, retry, chance)

    def lanes(self) -> list[tuple[str, int, bool, int]]:
        """A lane of each bank, as the worker wants to know them."""
        return [
            (f"bank:{name}", WIDE if isinstance(bank, Together) else NARROW, False, self._retry.furthest_ms)
            for name, bank in self._banks.items()
        ]

    def together(self, lane: str) -> int:
        """How many tasks of a bank's lane one attempt takes."""
        return TOGETHER if isinstance(self._of(lane), Together) else 1

    def attempt_all(self, tasks: Sequence[Task]) -> list[Attempt]:
        """One attempt of each task of one lane; it is closed, put off or set aside when this returns."""
        trace.current.set(tasks[0].trace)
        looked = self._database.read(lambda db: [self._question(db, task) for task in tasks])
        pairs = list(zip(tasks, looked, strict=True))
        sound = iter(self._attempt_sound([(task, one) for task, one in pairs if not isinstance(one, Exception)]))
        return [self._unreadable(task, one) if isinstance(one, Exception) else next(sound) for task, one in pairs]

    def question(self, db: Connection, state: Intent, payment_id: str, operation: str) -> Question | None:
        """What a bank is to be asked now about a payment, without its card."""
        return question(db, self._domain, state, payment_id, operation)

    def called_back(self, asked: Question, form: Mapping[str, str]) -> None:
        """A callback came for this operation: the bank judges it, and its word is saved as any answer is.

        Where the bank does not answer, nothing changes: it is asked again when the operation's time has come.
        """
        bank = self._banks[asked.bank]
        self._save([(None, asked, _or_trouble(lambda: bank.called_back(self._with_card(asked), form)))])

    def forget_ended(self, intent_id: str) -> None:
        """Time has decided something about an intent: the sessions of its ended payments go."""
        state = self._database.read(lambda db: intents.look(db, intent_id))
        if state is not None:
            for payment_id in state.payments:
                self._forget(state, payment_id)

    def _of(self, lane: str) -> Adapter:
        return self._banks[lane.partition(":")[2]]

    def _attempt_sound(self, looked: Sequence[tuple[Task, Question | None]]) -> list[Attempt]:
        if not looked:
            return []
        bank = self._of(looked[0][0].lane)
        answers = iter(self._answers(bank, [one for _, one in looked if one is not None]))
        attempted: list[Attempted] = [(task, one, None if one is None else next(answers)) for task, one in looked]
        return [saved.attempt for saved in self._save(attempted)]

    def _question(self, db: Connection, task: Task) -> Question | Exception | None:
        """What to ask; why its intent cannot be read, which is no trouble of the tasks beside it."""
        kept = queue.find(db, task.id)
        if kept is None or kept.state is not TaskState.WAITING:
            return None
        intent_id, _, payment_id = task.key.rpartition(".")
        try:
            state = intents.look(db, intent_id)
            return None if state is None else self.question(db, state, payment_id, task.kind.removeprefix(BANK))
        except Exception as damage:  # noqa: BLE001 - one intent's end: the others of the lane do not feel it
            return damage

    def _unreadable(self, task: Task, damage: Exception) -> Attempt:
        """Nothing is known of it, so nothing is done: it waits until somebody has mended what is stored."""
        self._log.error("intent cannot be read", task=task.id, error=places(damage))
        return Attempt(Health.NOT_ASKED, task._replace(due=self._clock.now_ms() + self._retry.longest_ms))

    def _answers(self, bank: Adapter, asked: list[Question]) -> list[Answer]:
        """All at once; should that stumble, each by itself, so that none suffers for another."""
        if isinstance(bank, Together) and len(asked) > 1:
            try:
                answers: list[Answer] = list(bank.process_all(with_cards(self._cards, asked)))
                if len(answers) == len(asked):
                    return answers
            except Exception as bug:  # noqa: BLE001 - an adapter's end: it is asked again, one by one
                self._log.error("bank stumbled", error=places(bug))
        return [_or_trouble(lambda one=one: bank.process(self._with_card(one))) for one in asked]  # type: ignore[misc]

    def _with_card(self, asked: Question) -> Ask:
        return with_cards(self._cards, [asked])[0]

    def _save(self, attempted: list[Attempted]) -> list[Saved]:
        """Each answer is a unit of work of its own; they are handed over together and share a commit."""
        units = [Unit(self._unit(*one), _name(one[1]), _trace(one[0])) for one in attempted]
        jobs = together(self._database, units)
        return [self._ended(one, job) for one, job in zip(attempted, jobs, strict=True)]

    def _unit(self, task: Task | None, asked: Question | None, answer: Answer | None) -> Callable[[Connection], Saved]:
        if asked is None:
            assert task is not None
            return lambda db: self._saving.nothing_to_ask(db, task)
        return lambda db: self._saving.answer(db, task, asked, answer)

    def _ended(self, attempted: Attempted, job: Job) -> Saved:
        """After the commit: the card's session goes once nothing is to be authorized with it, or saving stumbled."""
        task, asked, _ = attempted
        payment_id = asked.payment_id if asked else task.key.rpartition(".")[2] if task else ""
        if job.error is None:
            saved: Saved = job.result
            if saved.after is not None and payment_id in saved.after.payments:
                self._forget(saved.after, payment_id)
            return saved
        self._log.error("attempt stumbled", task=task.id if task else 0, error=places(job.error))
        if asked is not None:
            self._cards.forget(asked.payment.attempt.session)
            if isinstance(job.error, Exception) and not _of_storage(job.error):
                return self._cannot_be(task, asked, job.error)
        later = None if task is None else task._replace(due=self._clock.now_ms() + self._retry.longest_ms)
        return Saved(Attempt(Health.NOT_ASKED, later))

    def _cannot_be(self, task: Task | None, asked: Question, error: Exception) -> Saved:
        """The books did not take it: that is as good as garbage, and asking for it again would go on for ever."""
        try:
            return self._database.write(lambda db: self._saving.stop(db, task, asked, error), "bank stop")
        except OplataError as trouble:
            self._log.error("attempt stumbled", task=task.id if task else 0, error=places(trouble))
            return Saved(Attempt(Health.NOT_ASKED, task))

    def _forget(self, after: Intent, payment_id: str) -> None:
        session = after.payments[payment_id].attempt.session
        if session and (after.open_id != payment_id or after.pinned or after.stopped):
            self._cards.forget(session)


def _of_storage(error: Exception) -> bool:
    """Whether it will pass; what the books do not take will not."""
    return isinstance(error, OplataError) and not isinstance(error, Broken)


def _or_trouble(asking: Callable[[], Step]) -> Answer:
    try:
        return asking()
    except Exception as trouble:  # noqa: BLE001 - whatever an adapter stumbles over is judged where answers are saved
        return trouble


def _name(asked: Question | None) -> str:
    return "bank" if asked is None else f"bank {asked.operation.partition(':')[0]}"


def _trace(task: Task | None) -> str:
    return task.trace if task else trace.current.get()
