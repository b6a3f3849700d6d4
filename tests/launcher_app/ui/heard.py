"""A launcher that has heard what a test says: its feed, its stories, its board of addresses, and nothing behind them."""

from collections.abc import Sequence
from typing import Any

from common.words import Words
from launcher_app.feed.hop import Hop
from launcher_app.stories.story import Story, StoryKind


class StandInFeed:
    """Hops by their numbers."""

    def __init__(self) -> None:
        self.changes = 0
        self.kept: list[Hop] = []

    def hops(self) -> Sequence[Hop]:
        return self.kept

    def hop(self, number: int) -> Hop | None:
        return next((one for one in self.kept if one.number == number), None)


class StandInStories:
    """One story, of all hops that are not polls of others."""

    def __init__(self, feed: StandInFeed) -> None:
        self._feed = feed
        self.changes = 0

    def of(self, key: str) -> Story | None:
        hops = tuple(one.number for one in self._feed.kept if one.trace == key)
        words = Words(f"Платёж {key}", f"Payment {key}")
        return Story(key=key, kind=StoryKind.PAYMENT, code=key, words=words, began_ms=0, hops=hops) if hops else None

    def of_hop(self, number: int) -> Story | None:
        found = self._feed.hop(number)
        return self.of(found.trace) if found is not None else None


class Seen:
    """Where a seat answers."""

    public_url = "http://127.0.0.1:8101"


class StandInBoard:
    """Every seat answers at one address."""

    looks = dict.fromkeys(("provider", "processing", "consumer", "terminal"), Seen())


class StandInLauncher:
    """`say` lets the roles say something more."""

    def __init__(self) -> None:
        self.feed: Any = StandInFeed()
        self.stories: Any = StandInStories(self.feed)
        self.board: Any = StandInBoard()

    def say(self, *hops: Hop) -> None:
        self.feed.kept += hops
        self.feed.changes += 1
