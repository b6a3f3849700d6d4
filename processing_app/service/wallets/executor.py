"""The payment executor of wallets (seed 002): takes tasks from the queue, validates, moves the money, tells the result.

send, qr, barcode → one unit of work each: authorized and captured, or failed; its task is closed in it
withdraw          → a unit that holds the sum · the bank is asked · a unit with what it said
nobody knows      → the same again with the same id; too often or too old: a dead letter
garbage           → a dead letter at once
"""

from collections.abc import Callable, Mapping, Sequence

from common import ids, queue, trace
from common.clock import Clock
from common.database import Connection, Database, Job, Unit, together
from common.errors import Broken, OplataError, places
from common.logs import Log
from common.queue import Task, TaskState
from common.retry import RetryPolicy, Strategy
from processing_app.bank.accounts import Accounts
from processing_app.service.delivery import Attempt, Health
from processing_app.service.wallets import moving
from processing_app.service.wallets.recording import KIND, OWN
from processing_app.service.wallets.troubles import CANNOT_BE, Troubles, because
from processing_app.service.wallets.withdrawing import Withdrawing

TOGETHER = 64
WIDE, NARROW = 256, 8
BANK_RETRY = RetryPolicy(strategy=Strategy.EXPONENTIAL, pause_ms=1_000, longest_ms=60_000)
MENDABLE_RETRY = RetryPolicy(strategy=Strategy.EXPONENTIAL, pause_ms=1_000, longest_ms=8_000, attempts=5)
"""Short: a task that waits keeps the sender's later payments waiting, too."""


class Executor:
    """Attempts of wallets' tasks. `chance` draws pauses of the random strategy."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        banks: Mapping[str, Accounts],
        journal: Log,
        chance: Callable[[], float],
        bank_retry: RetryPolicy = BANK_RETRY,
        mendable_retry: RetryPolicy = MENDABLE_RETRY,
    ) -> None:
        """`banks` are the banks that withdrawals go to, by their ids."""
        self._database = database
        self._clock = clock
        self._banks = banks
        self._log = journal
        self._troubles = Troubles(clock, chance, bank_retry, mendable_retry)
        self._withdrawing = Withdrawing(database, clock, banks, self._troubles, journal)
        self.told = self._withdrawing.told

    def lanes(self) -> list[tuple[str, int, bool, int]]:
        """The centre's own lane and one of each bank, as the worker wants to know them."""
        furthest = self._troubles.furthest_ms
        return [(OWN, WIDE, False, furthest), *((f"{KIND}:{bank}", NARROW, False, furthest) for bank in self._banks)]

    def together(self, lane: str) -> int:
        """How many tasks of a lane one attempt takes."""
        return TOGETHER if lane == OWN else 1

    def attempt_all(self, tasks: Sequence[Task]) -> list[Attempt]:
        """One attempt of each task of one lane; it is closed, put off or set aside when this returns."""
        kept = self._database.read(lambda db: [_is_waiting(db, task) for task in tasks])
        sound = [task for task, waits in zip(tasks, kept, strict=True) if waits]
        own = bool(tasks) and tasks[0].lane == OWN
        attempts = iter(self._move(sound) if own else [self._withdraw(task) for task in sound])
        return [next(attempts) if waits else Attempt(Health.NOT_ASKED) for waits in kept]

    def _move(self, tasks: Sequence[Task]) -> list[Attempt]:
        now = self._clock.now_ms()
        jobs = together(self._database, [Unit(self._unit(task, now), "wallet move", task.trace) for task in tasks])
        return [self._ended(task, job) for task, job in zip(tasks, jobs, strict=True)]

    def _unit(self, task: Task, now: int) -> Callable[[Connection], Attempt]:
        return lambda db: moving.move(db, task, self._troubles, now)

    def _ended(self, task: Task, job: Job) -> Attempt:
        if job.error is None:
            attempt: Attempt = job.result
            return attempt
        return self._stumbled(task, job.error)

    def _withdraw(self, task: Task) -> Attempt:
        trace.current.set(ids.payment_code(task.key))
        trace.attempt.set(task.attempts + 1)
        try:
            return self._withdrawing.attempt(task)
        except Exception as trouble:  # noqa: BLE001 - one payment's end: the others do not feel it
            return self._stumbled(task, trouble)

    def _stumbled(self, task: Task, trouble: BaseException) -> Attempt:
        """What the storage could not do will pass; what the books do not take will not, and calls a person."""
        detail = trouble.detail if isinstance(trouble, OplataError) else ""
        self._log.error("wallet payment stumbled", task=task.id, error=places(trouble), detail=detail)
        later = Attempt(Health.NOT_ASKED, task._replace(due=self._clock.now_ms() + self._troubles.bank.longest_ms))
        if isinstance(trouble, OplataError) and not isinstance(trouble, Broken):
            return later
        try:
            self._database.write(lambda db: self._troubles.dead(db, task, because(CANNOT_BE, trouble)), "set_aside")
        except OplataError:
            return later
        return Attempt(Health.NOT_ASKED)


def _is_waiting(db: Connection, task: Task) -> bool:
    """Whether it is there still, and for a program: a person may have closed it or set it aside."""
    kept = queue.find(db, task.id)
    return kept is not None and kept.state is TaskState.WAITING
