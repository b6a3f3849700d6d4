"""Sends notifications: in order for each receiver and intent, and a receiver that is dead keeps nobody else waiting."""

from collections.abc import Callable
from dataclasses import dataclass, field

from common import trace
from common.clock import Clock
from common.database import Connection, Database, Row
from common.errors import OplataError, Unavailable, places
from common.logs import Log
from processing_app.service.webhooks import telling
from processing_app.service.webhooks.post import Letter, Post
from processing_app.service.webhooks.repeating import (
    FURTHEST_MS,
    MOST_ATTEMPTS,
    REST_MS,
    SILENCES,
    pause_ms,
)
from processing_app.store import contracts
from processing_app.store import webhooks as rows

AT_ONCE = 2
"""How many notifications a receiver is sent at a time; one that fails gets one."""
SOUND, DOUBTFUL = "webhooks", "webhooks in doubt"
"""Pools of threads: who did not answer last time waits among his like."""
Submit = Callable[[str, Callable[[], None]], None]


@dataclass(slots=True)
class Line:
    """What is remembered of a receiver between attempts."""

    under_way: set[int] = field(default_factory=set)
    failures: int = 0
    rests_until: int = 0

    def room(self, now: int) -> int:
        """How many more may be sent now; one that rests for longer than it can is of a clock that was set back."""
        if now < self.rests_until <= now + REST_MS:
            return 0
        return (1 if self.failures else AT_ONCE) - len(self.under_way)


class Sender:
    """Hands out what is due, and keeps what came of it. A simulation calls `turn` itself."""

    def __init__(self, database: Database, clock: Clock, log: Log, post: Post) -> None:
        """Nothing is under way."""
        self._database = database
        self._clock = clock
        self._log = log
        self._post = post
        self._lines: dict[str, Line] = {}
        self._seen: tuple[int, int] = (-1, 0)
        self._ended = 0
        self._next = 0
        self.changed: Callable[[], object] = lambda: None
        """Told when an attempt has ended."""

    def turn(self, submit: Submit) -> int:
        """Hand out what may be sent now; how many it were."""
        now, seen = self._clock.now_ms(), (self._database.commits, self._ended)
        if seen == self._seen and now < self._next <= now + FURTHEST_MS:
            return 0
        due, self._next = self._database.read(lambda db: self._due(db, now))
        self._seen = seen
        for webhook_id, row_id in due:
            line = self._lines[webhook_id]
            line.under_way.add(row_id)
            submit(DOUBTFUL if line.failures else SOUND, self._work(webhook_id, row_id))
        return len(due)

    def _due(self, db: Connection, now: int) -> tuple[list[tuple[str, int]], int]:
        """What to hand out, and when to look again if nothing happens before."""
        found: list[tuple[str, int]] = []
        again = now + FURTHEST_MS
        for webhook in rows.every(db):
            if webhook["state"] != rows.ACTIVE:
                continue
            webhook_id = webhook["webhook_id"]
            line = self._lines.setdefault(webhook_id, Line())
            if line.rests_until > now:
                again = min(again, line.rests_until)
            room = line.room(now)
            if room > 0:
                due = rows.due(db, webhook_id, now, FURTHEST_MS, room + len(line.under_way))
                fresh = [row["id"] for row in due if row["id"] not in line.under_way]
                found += [(webhook_id, row_id) for row_id in fresh[:room]]
            again = min(again, rows.next_due(db, webhook_id, now) or again)
        return found, again

    def _work(self, webhook_id: str, row_id: int) -> Callable[[], None]:
        def work() -> None:
            line = self._lines[webhook_id]
            try:
                self._learn(line, self._attempt(webhook_id, row_id))
            except OplataError as trouble:
                self._stumbled(line, webhook_id, trouble.code)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the notification stays as it is, and goes later
                self._stumbled(line, webhook_id, places(bug))
            finally:
                line.under_way.discard(row_id)
                self._ended += 1
                self.changed()

        return work

    def _stumbled(self, line: Line, webhook_id: str, why: str) -> None:
        line.failures = SILENCES
        line.rests_until = self._clock.now_ms() + REST_MS
        self._log.error("a notification stumbled", webhook=webhook_id, error=why)

    def _learn(self, line: Line, taken: bool | None) -> None:
        if taken is None:
            return
        line.failures = 0 if taken else line.failures + 1
        line.rests_until = self._clock.now_ms() + REST_MS if line.failures >= SILENCES else 0

    def _attempt(self, webhook_id: str, row_id: int) -> bool | None:
        """Whether it was taken; None when there was nothing to send any more."""
        try:
            found = self._database.read(lambda db: self._read(db, webhook_id, row_id))
        except Unavailable:
            raise
        except Exception as trouble:  # noqa: BLE001 - one intent's trouble: its notification makes room for others
            self._cannot_be_told(webhook_id, row_id, places(trouble))
            return None
        if found is None:
            return None
        row, letter, cause = found
        outside = trace.current.set(cause)
        try:
            taken, heard = self._post.send(letter)
            self._database.write(lambda db: self._keep(db, row, taken, heard), "notified")
        finally:
            trace.current.reset(outside)
        return taken

    def _read(self, db: Connection, webhook_id: str, row_id: int) -> tuple[Row, Letter, str] | None:
        webhook, row = rows.one(db, webhook_id), rows.notification(db, row_id)
        if webhook is None or row is None or webhook["state"] != rows.ACTIVE or row["state"] != rows.WAITING:
            return None
        told, cause = telling.told(db, webhook, row)
        return row, self._post.letter(db, webhook, told), cause

    def _cannot_be_told(self, webhook_id: str, row_id: int, why: str) -> None:
        """The receiver has not been asked, so this counts for nothing; those behind it of the same intent wait, too."""
        due = self._clock.now_ms() + FURTHEST_MS
        self._database.write(lambda db: rows.later(db, row_id, due), "notification later")
        self._log.error("a notification cannot be made", webhook=webhook_id, notification=row_id, error=why)

    def _keep(self, db: Connection, row: Row, taken: bool, heard: str) -> None:
        """What came of an attempt; the last one in vain disables the receiver and calls a person."""
        now = self._clock.now_ms()
        if taken:
            rows.sent(db, row, now, heard)
            return
        pause = pause_ms(row["attempts"] + 1)
        if rows.put_off(db, row, now, now + (pause or 0), heard) and pause is None:
            webhook_id = row["webhook_id"]
            rows.set_state(db, webhook_id, rows.DISABLED, heard, now)
            contracts.add_alarm(
                db, at=now, about=f"webhook:{webhook_id}", code="webhook_disabled",
                detail=f"{webhook_id}, {MOST_ATTEMPTS}: {heard}",
            )  # fmt: skip
