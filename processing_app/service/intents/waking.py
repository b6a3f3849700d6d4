"""What time does to intents: attempts and holds end, due dates pass, banks that slept are asked again."""

from common.clock import Clock
from common.database import Connection
from common.principal import SYSTEM
from processing_app.core import intent, opening
from processing_app.service.intents.recording import BANK, key, put_task, record
from processing_app.store import bank_tasks, intent_rows, intents

AT_ONCE = 100


class Waking:
    """Wakes intents whose time has come."""

    def __init__(self, clock: Clock) -> None:
        """Everything else is in the database."""
        self._clock = clock

    def due(self, db: Connection, beside: int = 0) -> list[str]:
        """The intents to be woken now, the longest overdue first, some of them `beside` so many that cannot be."""
        return intent_rows.to_wake(db, self._clock.now_ms(), AT_ONCE + beside)

    def wake(self, db: Connection, intent_id: str) -> None:
        """Do to an intent what time has decided; nothing when it was done before. A unit of work."""
        before = intents.load(db, intent_id)
        now = self._clock.now_ms()
        if before is None or not 0 < intent.wake_at(before) <= now:
            return
        after = record(db, before, opening.expire(before, now), SYSTEM, now)
        asked = intent.asks(after, now)
        for payment_id, operation in asked:
            if not any(task.kind == BANK + operation for task in bank_tasks.of_payment(db, key(intent_id, payment_id))):
                put_task(db, after, payment_id, operation, now)
        if asked:
            intent_rows.sleep(db, intent_id, intent.wake_at(after, now))
