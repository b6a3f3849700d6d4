"""What becomes of a task that came to trouble: it is tried again with the same id, then it is a dead letter."""

from collections.abc import Callable

from common import queue
from common.clock import Clock
from common.database import Connection
from common.queue import Task
from common.retry import RetryPolicy
from processing_app.service.delivery import GAVE_UP
from processing_app.store import contracts
from processing_app.wording import for_people

LONGEST_DETAIL = 200
PATIENCE = 8
"""What a bank is at already is asked for again after an eighth of the time it has taken so far."""
PENDING, SILENT, GARBAGE, CANNOT_BE = "bank_pending", "bank_silent", "bank_garbage", "wallet_payment_stopped"
"""Why a task waits or was set aside, besides the codes of the table of errors."""


def because(code: str, trouble: BaseException) -> str:
    """A reason to keep: the code, and what people can read of the trouble; a class's name is for the log alone."""
    told = for_people(trouble)
    return f"{code}: {told}" if told else code


class Troubles:
    """Units of work. `chance` draws pauses of the random strategy; `mendable` is the policy of what a person mends."""

    def __init__(self, clock: Clock, chance: Callable[[], float], bank: RetryPolicy, mendable: RetryPolicy) -> None:
        """Everything is given."""
        self.bank = bank
        self.mendable = mendable
        self._clock = clock
        self._chance = chance

    @property
    def furthest_ms(self) -> int:
        """No pause is longer."""
        return max(self.bank.furthest_ms, self.mendable.furthest_ms)

    def again(self, db: Connection, task: Task, code: str, retry: RetryPolicy, *, counts: bool = True) -> Task | None:
        """Later, with the same id; None when it was tried too often, or is too old: then a person is called.

        What does not count as an attempt is tried ever less often, too: the older, the later.
        """
        now = self._clock.now_ms()
        attempts, age = task.attempts + counts, now - task.made
        if retry.spent(attempts, age):
            self.dead(db, task, f"{GAVE_UP}: {code}")
            return None
        pause = retry.pause(max(attempts, 1), self._chance)
        due = now + (pause if counts else max(pause, min(age // PATIENCE, retry.longest_ms)))
        if not queue.put_off(db, task, due=due, reason=code, counts=counts):
            return None
        return task._replace(due=due, attempts=attempts, reason=code)

    def dead(self, db: Connection, task: Task, reason: str) -> bool:
        """Nothing is done any more until a person has looked; whatever is held stays held. False: it ended before."""
        told = reason[:LONGEST_DETAIL]
        is_set_aside = queue.set_aside(db, task, told)
        if is_set_aside:
            self.alarm(db, task.key, told)
        return is_set_aside

    def alarm(self, db: Connection, payment_id: str, reason: str) -> None:
        """Call a person."""
        code, _, detail = reason.removeprefix(f"{GAVE_UP}: ").partition(": ")
        contracts.add_alarm(db, at=self._clock.now_ms(), about=f"payment:{payment_id}", code=code, detail=detail)
