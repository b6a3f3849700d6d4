"""A centre's log with a long intent in it and with very many events: what it costs to read them."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

import msgspec

from common.database import Connection, Database
from common.principal import SYSTEM
from processing_app.core import intent
from processing_app.core.events import Event
from processing_app.core.intent import Intent
from processing_app.core.intent_events import IntentCreated, PaymentFailed, PaymentStarted
from processing_app.service.intents import shown
from processing_app.store import behind, intents, log
from processing_app.store.log import NEWEST, Stored
from tests.intents.behind import AMOUNT, CART, Story

ATTEMPTS = 549
"""An intent of 1,099 events: its last snapshot is as far behind as one can be."""
READS = 50
PAGE = 5_000
TOLD, TELLINGS = 100_000, 3
"""Told to shops: so many events, the best of so many times, for a neighbour only ever makes one longer."""
FEW = 1_500
"""So many intents are written one after another; the rest of a long log are their copies under other names."""
COPY = (
    "INSERT INTO events SELECT position + :by, stream || :name, version, kind, schema, at, trace, principal, "
    "on_behalf_of, data, hash FROM events WHERE position <= :all ORDER BY position LIMIT :many"
)


class Gathered(Story):
    """Writes its intents in one commit."""

    def __init__(self, folder: Path) -> None:
        """Nothing is gathered yet."""
        super().__init__(folder)
        self._gathered: list[tuple[str, int, Sequence[Event], int]] = []

    def save(self, stream: str, *events: Event) -> None:
        """Keep them for `written`."""
        before = self._versions.get(stream, 0)
        self._gathered.append((stream, before, events, self.clock.now_ms()))
        self._versions[stream] = before + len(events)

    def written(self) -> int:
        """How many events the log has now."""
        self.database.write(self._write, "fill")
        return self.database.read(log.count)

    def _write(self, db: Connection) -> None:
        for stream, before, events, now in self._gathered:
            log.save(db, stream, before, events, SYSTEM, now)


def state_ms(folder: Path) -> tuple[int, float]:
    """Events of the long intent, and the milliseconds in which a door knows its state."""
    folder.mkdir()
    story = Story(folder)
    try:
        story.database.write(_long, "fill")
        return story.database.read(_known)
    finally:
        story.close()


def _long(db: Connection) -> None:
    made = IntentCreated(
        intent_id="long", pos_id="TEST", product="bench", description="", cart=CART, amount=AMOUNT, currency="RUB",
        due_at=1, external_id="", fingerprint="", metadata={}, domain_revision=1,
    )  # fmt: skip
    state = intents.save(db, intent.NEW, [made], SYSTEM, 1, shop_id="TEST")
    for number in range(1, ATTEMPTS + 1):
        state = intents.save(db, state, _attempt(str(number)), SYSTEM, 1)


def _attempt(payment_id: str) -> list[Event]:
    return [
        PaymentStarted(
            payment_id=payment_id, means="link", bank="simulated", amount=AMOUNT, currency="RUB", domain_revision=1,
            deadline=2,
        ),
        PaymentFailed(payment_id=payment_id, failure="authorization_failed:insufficient_funds"),
    ]  # fmt: skip


def _known(db: Connection) -> tuple[int, float]:
    times: list[float] = []
    state: Intent | None = None
    for _ in range(READS):
        began = time.perf_counter()
        state = intents.look(db, "long")
        times.append((time.perf_counter() - began) * 1000)
    assert state is not None
    return state.version, median(times)


def fill(folder: Path, many: int) -> Database:
    """A log of so many events of shops' intents."""
    folder.mkdir()
    story, chance = Gathered(folder), Random(1)
    for _ in range(FEW):
        story.anything(chance)
    all_there = story.written()
    story.database.write(partial(_multiplied, all_there=all_there, many=many), "fill")
    return story.database


def _multiplied(db: Connection, all_there: int, many: int) -> None:
    there = all_there
    while there < many:
        part = min(all_there, many - there)
        db.raw.execute(COPY, {"by": there, "name": f"-{there}", "all": all_there, "many": part})
        there += part


class Rates(NamedTuple):
    """Events in the log; how many a second are read; how many a second are read and told to shops as feeds tell."""

    events: int
    read: float
    told: float


def feed_rates(database: Database) -> Rates:
    """Read the whole log page by page, as readers behind it do; then its beginning, telling every event."""
    _, seconds = _timed(database, lambda page: None)
    events = database.read(log.count)
    told = [_timed(database, _tell, TOLD) for _ in range(TELLINGS)]
    return Rates(events, events / seconds, max(counted / took for counted, took in told))


def _timed(database: Database, do: Callable[[list[Stored]], None], most: int = NEWEST) -> tuple[int, float]:
    counted, position, began = 0, behind.BEGINNING, time.perf_counter()
    while counted < most and (page := database.read(partial(behind.read, after=position, limit=PAGE))).events:
        do(page.events)
        counted, position = counted + len(page.events), page.position
    return counted, time.perf_counter() - began


def _tell(page: list[Stored]) -> None:
    """The events of a page, each intent's by itself, as the JSON that leaves."""
    for _, history in groupby(page, key=lambda stored: stored.stream):
        msgspec.json.encode(list(shown.events(_whole(history), _NoTokens())))


def _whole(history: Iterable[Stored]) -> Iterator[Stored]:
    """Without what a page has cut off the beginning of."""
    found = list(history)
    return iter(found if found[0].version == 1 else [])


class _NoTokens:
    """A vault that knows no card."""

    def shown(self, resource: str, session: str) -> tuple[str, str]:
        return "", ""
