"""All stories of the network, kept up to date as hops come."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace

from common import spawn
from common.protocol import processing
from common.words import Words
from launcher_app.feed.feed import Feed
from launcher_app.feed.hop import Hop
from launcher_app.stories import searching
from launcher_app.stories.directory import names_in
from launcher_app.stories.group import Group
from launcher_app.stories.grouping import Grouping
from launcher_app.stories.query import Query
from launcher_app.stories.status import told_by
from launcher_app.stories.story import Story
from launcher_app.stories.telling import told


class Marks(Protocol):
    """Stars and notes, by the key of a story and the span of a hop; empty for the story as a whole."""

    def stories_with_stars(self) -> frozenset[str]:
        """Keys of stories that have one, or a hop of which has."""

    def note(self, story: str, span: str = "") -> str:
        """A note; empty without one."""


class Stories:
    """Threads may share one; `changes` grows with every change."""

    def __init__(self, feed: Feed, marks: Callable[[], Marks] | None = None) -> None:
        """Follow the feed."""
        self.changes = 0
        self._marks = marks
        self._lock = spawn.Lock()
        self._grouping = Grouping()
        self._providers: dict[int, Words] = {}
        self._all: list[Story] | None = []
        feed.teller = self

    def all(self) -> Sequence[Story]:
        """In the order in which they began."""
        with self._lock:
            if self._all is None:
                self._all = [group.story for group in self._grouping.groups.values() if group.story]
            return self._all

    def of(self, key: str) -> Story | None:
        """A story by its key, or by the key of one that turned out to be the same."""
        with self._lock:
            group = self._grouping.of(key)
            return group.story if group else None

    def of_hop(self, number: int) -> Story | None:
        """The story that a hop belongs to."""
        with self._lock:
            group = self._grouping.of_hop(number)
            return group.story if group else None

    def find(self, query: Query) -> list[Story]:
        """Those with a hop that fits, in the order in which they began."""
        marks = self._marks() if self._marks else None
        starred = marks.stories_with_stars() if marks and query.only_starred else frozenset()
        words = searching.words_of(query)
        noted = marks.note if marks else None
        with self._lock:
            groups = self._grouping.groups.values()
            return [one.story for one in groups if one.story and searching.fits(one, query, words, starred, noted)]

    def name(self, provider_id: int, words: Words) -> None:
        """A provider's name, from who knows it: a terminal that has the newest directory is told none."""
        with self._lock:
            self._retell(self._renamed({provider_id: words}))

    def begin(self) -> None:
        """Another network: no stories yet."""
        with self._lock:
            self._grouping = Grouping()
            self._providers = {}
            self._retell([])

    def storied(self, hops: Sequence[Hop], gone: Collection[int]) -> list[Hop]:
        """Hops with the stories that they belong to; some are `gone`, with whatever only they told."""
        with self._lock:
            touched = [one for number in gone if (one := self._grouping.drop(number))]
            for hop in hops:
                group = self._grouping.add(hop)
                group.texts[hop.number] = searching.of_hop(hop)
                touched += [group, *self._hear(hop)]
            self._retell(touched)
            return [self._with_story(hop) for hop in hops]

    def _with_story(self, hop: Hop) -> Hop:
        group = self._grouping.of_hop(hop.number)
        assert group is not None, "it was put into one a moment ago"
        group.hops[hop.number] = made = replace(hop, story=group.key)
        return made

    def _hear(self, hop: Hop) -> list[Group]:
        """The stories of which a poll's answer tells: states of payments, names of providers."""
        if hop.path == processing.PAYMENTS.path:
            return self._heard_of_payments(hop)
        return self._renamed(names_in(hop)) if hop.path == processing.PROVIDERS.path else []

    def _heard_of_payments(self, hop: Hop) -> list[Group]:
        found = []
        for payment_id, status in told_by(hop):
            group = self._grouping.of_payment(payment_id)
            if group is not None and (group.told is None or group.told[0] <= hop.at_ms):
                group.told = (hop.at_ms, status)
                found.append(group)
        return found

    def _renamed(self, names: Mapping[int, Words]) -> list[Group]:
        new = {number: words for number, words in names.items() if self._providers.get(number) != words}
        self._providers |= new
        return [group for group in self._grouping.groups.values() if new and group.provider_id in new]

    def _retell(self, groups: Iterable[Group]) -> None:
        for group in {id(one): one for one in groups}.values():
            if self._grouping.groups.get(group.key) is group:
                group.story = told(group, self._providers)
                group.head = searching.of_story(group, group.story)
        self._all = None
        self.changes += 1
