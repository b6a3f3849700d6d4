"""The feed: every hop of the network that is open, as the roles' lines and the proxies tell of it."""

from collections import OrderedDict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from common import ids, spawn
from common.clock import Clock
from common.errors import places
from common.logs import Log
from launcher_app.feed.hop import Hop
from launcher_app.feed.joined import BY_HAND
from launcher_app.feed.joining import Joining
from launcher_app.feed.past import Past
from launcher_app.feed.seats import Seats
from launcher_app.feed.seen import Seen
from launcher_app.network.seat import Seat
from launcher_app.proxy.recorder import Exchange, Recorder

MOST = 50_000
POLL_SECONDS = 0.2
REST_SECONDS = 0.02
"""Hops that come one upon another are shown together."""
TOGETHER = 500


class Teller(Protocol):
    """Who tells to which story a hop belongs, before anybody sees the hop."""

    def begin(self) -> None:
        """No hops yet."""

    def storied(self, hops: Sequence[Hop], gone: Collection[int]) -> list[Hop]:
        """New and changed hops with their stories; those with the other numbers are kept no more."""


class Feed:
    """Threads may share one; `changes` grows with every change, `opened` with every network that is opened.

    The newest 50 000 hops are kept, `trimmed` counts the others. While it is `paused` nothing moves; what was said
    meanwhile comes afterwards.
    """

    def __init__(
        self, logs: Path, recorder: Recorder, clock: Clock, *, log: Log | None = None, most: int = MOST
    ) -> None:
        """Nothing is followed yet; what nobody foresaw goes to the log."""
        self.changes = 0
        self.opened = 0
        self.trimmed = 0
        self.paused = False
        self.teller: Teller | None = None
        self._logs = logs
        self._clock = clock
        self._log = log
        self._most = most
        self._lock = spawn.Lock()
        self._moving = spawn.Lock()
        self._seats = Seats(logs, [], 0)
        self._past: Past | None = None
        self._joining = Joining()
        self._hops: dict[int, Hop] = {}
        self._changed: OrderedDict[int, int] = OrderedDict()
        self._all: list[Hop] | None = []
        self._heard: deque[Exchange] = deque(maxlen=2 * most)
        self._wake = spawn.Signal()
        self._closed = True
        self._thread: spawn.Thread | None = None
        recorder.told = self._hear

    def open(self, seats: Sequence[Seat], since_ms: int) -> None:
        """Begin anew with these seats and all that was said since a moment: it comes by and by."""
        self.close()
        with self._moving:
            if self.teller is not None:
                self.teller.begin()
            with self._lock:
                self._past = Past(self._logs, seats[0].network, since_ms) if seats else None
                self._seats = Seats(self._logs, seats, since_ms, self._past)
                self._joining = Joining()
                self._hops, self._all = {}, None
                self._changed.clear()
                self._heard.clear()
                self.trimmed = 0
                self.opened += 1
                self.changes += 1
        self._closed = False
        self._thread = spawn.thread("feed", self._run)

    def follow(self, seats: Sequence[Seat]) -> None:
        """The seats are others now; what was said stays."""
        with self._moving:
            self._seats.follow(seats)

    def close(self) -> None:
        """Follow no more; what is here stays until a network is opened."""
        self._closed = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if self._past is not None:
            for record in self._heard:
                self._past.keep(record)
            self._past.close()
            self._past = None

    def hops(self) -> Sequence[Hop]:
        """All of them, by number."""
        with self._lock:
            if self._all is None:
                self._all = list(self._hops.values())
            return self._all

    def hop(self, number: int) -> Hop | None:
        """One of them."""
        return self._hops.get(number)

    def since(self, change: int) -> tuple[int, list[Hop]]:
        """What `changes` is now, and the hops that are new or different since it was `change`, by number."""
        with self._lock:
            found: list[Hop] = []
            for number, changed in reversed(self._changed.items()):
                if changed <= change:
                    break
                found.append(self._hops[number])
            return self.changes, sorted(found, key=lambda hop: hop.number)

    def by_hand(self) -> str:
        """A new X-Span-Id for what a person sends again: the hop that has it is shown as sent by hand."""
        return BY_HAND + ids.uuid7(self._clock.now_ms())[-12:]

    def look(self) -> None:
        """Take in at once all that is there: first what was written, so that earlier sessions come first."""
        with self._moving:
            self._take(chain(self._seats.news(), self._told()))
            if self._past is not None:
                self._past.flush()

    def _told(self) -> Iterator[Seen]:
        """What proxies have told until now: looked at after the lines, so that no line is without its record."""
        for _ in range(len(self._heard)):
            record = self._heard.popleft()
            if self._past is not None:
                self._past.keep(record)
            seen = self._seats.by_record(record)
            if seen is not None:
                yield seen

    def _hear(self, record: Exchange) -> None:
        if self._closed:
            return
        self._heard.append(record)
        self._wake.set()

    def _run(self) -> None:
        while not self._closed:
            if not self.paused:
                self._safely_look()
                self._clock.sleep(REST_SECONDS)
            self._wake.wait(POLL_SECONDS)
            self._wake.clear()

    def _safely_look(self) -> None:
        try:
            self.look()
        except Exception as bug:  # noqa: BLE001 - a look's end: the next one shows what is said from then on
            if self._log is not None:
                self._log.error("feed trouble", error=type(bug).__name__, where=places(bug))

    def _take(self, seen: Iterable[Seen]) -> None:
        coming = iter(seen)
        while (batch := list(islice(coming, min(TOGETHER, self._most)))) and not self._closed:
            made = [self._seats.seated(hop) for hop in self._joining.add(batch)]
            gone = self._trim(made)
            made = [hop for hop in made if hop.number not in gone]
            if self.teller is not None:
                made = self.teller.storied(made, gone)
            self._show(made, gone)

    def _trim(self, made: Sequence[Hop]) -> set[int]:
        """The oldest, as many as there are too many."""
        new = sum(hop.number not in self._hops for hop in made)
        return set(islice(self._hops, max(0, len(self._hops) + new - self._most)))

    def _show(self, made: Sequence[Hop], gone: Collection[int]) -> None:
        with self._lock:
            self.changes += 1
            for number in gone:
                self._joining.forget(self._hops.pop(number).span)
                self._changed.pop(number, None)
            self.trimmed += len(gone)
            for hop in made:
                self._hops[hop.number] = hop
                self._changed[hop.number] = self.changes
                self._changed.move_to_end(hop.number)
            self._all = None
