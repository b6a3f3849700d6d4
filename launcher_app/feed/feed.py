"""The feed: every hop of the network that is open, as the roles' lines and the proxies tell of it."""

from collections.abc import Sequence
from pathlib import Path

from common.clock import Clock
from launcher_app.feed.hop import Hop
from launcher_app.network.seat import Seat
from launcher_app.proxy.recorder import Recorder

MOST = 50_000


class Feed:
    """Threads may share one; `changes` grows with every change, `opened` with every network that is opened.

    The newest 50 000 hops are kept, `trimmed` counts the others. While it is `paused` nothing moves; what was said
    meanwhile comes afterwards.
    """

    def __init__(self, logs: Path, recorder: Recorder, clock: Clock) -> None:
        """Nothing is followed yet."""
        self.changes = 0
        self.opened = 0
        self.trimmed = 0
        self.paused = False
        self._logs = logs
        self._recorder = recorder
        self._clock = clock

    def open(self, seats: Sequence[Seat], since_ms: int) -> None:
        """Begin anew with these seats and all that was said since a moment."""

    def follow(self, seats: Sequence[Seat]) -> None:
        """The seats are others now; what was said stays."""

    def close(self) -> None:
        """Follow no more."""

    def hops(self) -> Sequence[Hop]:
        """All of them, by number."""
        return []

    def hop(self, number: int) -> Hop | None:
        """One of them."""
        return None

    def since(self, change: int) -> tuple[int, list[Hop]]:
        """What `changes` is now, and the hops that are new or different since it was `change`."""
        return self.changes, []

    def by_hand(self) -> str:
        """A new X-Span-Id for what a person sends again: the hop that has it is shown as sent by hand."""
        return ""
