"""Reading behind the log: who makes something of every event reads here, and moves on in the commit of what he made.

A position means something to the log alone, so that another log can stand here; the empty one is the beginning.
"""

from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace
from sqlalchemy import MetaData, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Statement
from processing_app.core.events import Event, PaymentAuthorized
from processing_app.core.intent_events import IntentCreated
from processing_app.store import log
from processing_app.store.reader_tables import readers
from processing_app.store.tables import EVENTS

BEGINNING = ""
Began = TypeVar("Began", bound=Event)
REMEMBERED = 50_000
_T = readers(MetaData())
_WHERE = Statement(select(_T.c.position).where(_T.c.name == bindparam("name")))
_FORGET = Statement(delete(_T).where(_T.c.name == bindparam("of")))
_upsert = insert(_T).values(name=bindparam("name"), position=bindparam("position"))
_MOVE = Statement(
    _upsert.on_conflict_do_update(index_elements=[_T.c.name], set_={"position": _upsert.excluded.position})
)
_NOT_BEGUN = Statement(
    select(EVENTS.c.position)
    .where(EVENTS.c.position > bindparam("after"), EVENTS.c.kind != PaymentAuthorized.__name__)
    .order_by(EVENTS.c.position)
    .limit(1)
)
_LAST = Statement(select(func.max(EVENTS.c.position).label("position")))
_FIRST = Statement(select(EVENTS).where(EVENTS.c.stream == bindparam("stream"), EVENTS.c.version == 1))


class Page(NamedTuple):
    """Some events in the order of the log, and where to read on; without events there are no more for now.

    What a kiosk's payment begins with is nobody's business here: a position may pass over it without an event.
    """

    events: list[log.Stored]
    position: str


def read(db: Connection, after: str, limit: int) -> Page:
    """The next events after a position, at most `limit`; payments that kiosks have only begun before them are skipped.

    Those come by thousands a second where nothing else happens, and reading each would be paid by the next one.
    """
    start = int(after or 0)
    first = db.one(_NOT_BEGUN, after=start)
    if first is None:
        end = last(db)
        return Page([], str(end) if end > start else after)
    events = log.after(db, first["position"] - 1, limit)
    return Page(events, str(events[-1].position))


def at(db: Connection, name: str) -> str:
    """Where a reader is."""
    row = db.one(_WHERE, name=name)
    return str(row["position"]) if row is not None else BEGINNING


def move(db: Connection, name: str, before: str, to: str) -> bool:
    """Go on from `before`; False, and nothing may be kept of what was read, when the reader is elsewhere by now."""
    if at(db, name) != before:
        return False
    db.run(_MOVE, name=name, position=to)
    return True


def ahead(db: Connection, position: str) -> int:
    """How many events stand after a position."""
    return last(db) - int(position or 0)


def forget(db: Connection, name: str) -> None:
    """Begin again."""
    db.run(_FORGET, of=name)


def last(db: Connection) -> int:
    """The number of the log's last event, 0 while there is none: who wants what comes later begins there."""
    row = db.one(_LAST)
    return (row["position"] if row is not None else None) or 0


def at_least(position: str, event: int) -> str:
    """A position, or the one after an event if that is further on."""
    return position if int(position or 0) >= event else str(event)


class BeginningsOf(Generic[Began]):
    """How streams of one sort began, remembered for the events that follow; every other stream has no beginning."""

    def __init__(self, kind: type[Began]) -> None:
        """`kind` is the first event of such a stream. What is not remembered is asked of the log."""
        self._kind = kind
        self._known: dict[str, Began | None] = {}

    def of(self, db: Connection, stored: log.Stored) -> Began | None:
        """How the stream of an event began; None when it is of another sort."""
        stream = stored.stream
        if stored.version == 1:
            began = self._short(stored.event) if isinstance(stored.event, self._kind) else None
        elif stream in self._known:
            return self._known[stream]
        else:
            began = self._asked(db, stream)
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[stream] = began
        return began

    def _short(self, event: Began) -> Began:
        """As much of it as is remembered."""
        return event

    def _asked(self, db: Connection, stream: str) -> Began | None:
        row = db.one(_FIRST, stream=stream)
        if row is None or row["kind"] != self._kind.__name__:
            return None
        event = log.stored(row).event
        assert isinstance(event, self._kind)
        return self._short(event)


class Beginnings(BeginningsOf[IntentCreated]):
    """How the intents of shops began; a kiosk's own payment is no shop's."""

    def __init__(self) -> None:
        """Nothing is remembered."""
        super().__init__(IntentCreated)

    def _short(self, event: IntentCreated) -> IntentCreated:
        """Without what shops write at any length: so many are remembered."""
        return replace(event, cart=(), metadata={}, description="")
