"""Notifications are made behind the log: what every event means to the receivers of its POS, written down once."""

from typing import NamedTuple

import msgspec

from common import ids
from common.clock import Clock
from common.database import Connection, Database, Row
from common.protocol.shop.webhooks import EventType
from processing_app.service.following import Follower
from processing_app.service.webhooks.kinds import OF_EVENTS
from processing_app.store import behind, log
from processing_app.store import webhooks as rows

NAME = "webhooks"
AT_ONCE = 500
INTENT = "intent/"


class Note(NamedTuple):
    """What a receiver will be told of an event."""

    webhook_id: str
    intent_id: str
    version: int
    event_type: EventType
    at: int


class Notifier:
    """Follows the log while anybody listens. A simulation calls `turn` itself."""

    def __init__(self, database: Database, clock: Clock) -> None:
        """Where it is stands in the database."""
        self._clock = clock
        self._began = behind.Beginnings()
        self._follower = Follower(database, NAME, self._look, self._keep)

    def turn(self) -> bool:
        """Write down what was committed since; whether there was something."""
        return self._follower.turn() > 0

    def _look(self, db: Connection, before: str) -> tuple[behind.Page, list[Note]]:
        """Without a receiver nothing is read: a new one is told of what comes after it."""
        listening = rows.every(db)
        if not listening:
            return behind.Page([], before), []
        start = behind.at_least(before, min(row["since"] for row in listening))
        page = behind.read(db, start, AT_ONCE)
        of_pos: dict[str, list[tuple[Row, frozenset[str]]]] = {}
        for row in listening:
            wanted = frozenset(msgspec.json.decode(row["event_types"], type=list[str]))
            of_pos.setdefault(row["pos_id"], []).append((row, wanted))
        return page, [note for stored in page.events for note in self._notes(db, stored, of_pos)]

    def _notes(
        self, db: Connection, stored: log.Stored, of_pos: dict[str, list[tuple[Row, frozenset[str]]]]
    ) -> list[Note]:
        began = self._began.of(db, stored)
        if began is None:
            return []
        return [
            Note(row["webhook_id"], stored.stream.removeprefix(INTENT), stored.version, event_type, stored.at)
            for event_type in OF_EVENTS.get(type(stored.event), ())
            for row, wanted in of_pos.get(began.pos_id, ())
            if event_type in wanted and stored.position > row["since"]
        ]

    def _keep(self, db: Connection, notes: list[Note]) -> None:
        """A repeat is told by the intent and the event's version."""
        now = self._clock.now_ms()
        still = {row["webhook_id"] for row in rows.every(db)} if notes else set()
        for note in notes:
            if note.webhook_id in still:
                rows.note(
                    db, notification_id=ids.uuid7(now), webhook_id=note.webhook_id, intent_id=note.intent_id,
                    version=note.version, event_type=note.event_type, at=note.at, now=now,
                )  # fmt: skip
