"""All stories of the network, kept up to date as hops come."""

from collections.abc import Sequence

from launcher_app.feed.feed import Feed
from launcher_app.stories.query import Query
from launcher_app.stories.story import Story


class Stories:
    """Threads may share one; `changes` grows with every change."""

    def __init__(self, feed: Feed) -> None:
        """Follow the feed."""
        self.changes = 0
        self._feed = feed

    def all(self) -> Sequence[Story]:
        """In the order in which they began."""
        return []

    def of(self, key: str) -> Story | None:
        """A story by its key."""
        return None

    def of_hop(self, number: int) -> Story | None:
        """The story that a hop belongs to."""
        return None

    def find(self, query: Query) -> list[Story]:
        """Those with a hop that fits, in the order in which they began."""
        return []
