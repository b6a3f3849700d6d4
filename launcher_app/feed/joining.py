"""The join: witnesses by span, hops by number, and which of them changed."""

from collections import OrderedDict
from collections.abc import Sequence

from msgspec.structs import replace

from launcher_app.feed.hop import Hop
from launcher_app.feed.joined import Joined
from launcher_app.feed.seen import Seen, Side

OPEN = 8_192
"""So many of the newest requests may still have another witness; a line that comes later tells nothing new."""
OF_ONE_SPAN = 8
"""A stranger may give every request the same span: so many are tried to be one, then the next ones are others."""


class Joining:
    """Not for several threads."""

    def __init__(self) -> None:
        """Nothing was seen."""
        self._open: OrderedDict[str, tuple[Joined, list[int]]] = OrderedDict()
        self._known: set[str] = set()
        self._seats: dict[tuple[str, str], str] = {}
        self._last = 0

    def add(self, batch: Sequence[Seen]) -> list[Hop]:
        """What these witnesses make new or different, by number."""
        touched: dict[str, None] = {}
        for seen in sorted(batch, key=lambda one: (one.at_ms, -one.ms)):
            if self._take(seen):
                touched[_key(seen)] = None
        made = [hop for key in touched for hop in self._hops(key)]
        while len(self._open) > OPEN:
            self._open.popitem(last=False)
        return sorted(made, key=lambda hop: hop.number)

    def forget(self, span: str) -> None:
        """A hop that is kept no more."""
        self._known.discard(span)

    def _take(self, seen: Seen) -> bool:
        key = _key(seen)
        place = self._open.get(key)
        if place is None or (place[0].count >= OF_ONE_SPAN and seen.side is Side.PROXY):
            if place is None and key in self._known and seen.side is not Side.PROXY:
                return False
            place = self._open[key] = (Joined(), [])
            self._open.move_to_end(key)
            self._known.add(key)
        joined, numbers = place
        joined.add(seen)
        while len(numbers) < joined.count:
            self._last += 1
            numbers.append(self._last)
        return True

    def _hops(self, key: str) -> list[Hop]:
        joined, numbers = self._open[key]
        return [self._seated(hop, joined.called) for hop in joined.hops(numbers)]

    def _seated(self, hop: Hop, called: tuple[str, str]) -> Hop:
        """Nobody but the asker saw what did not arrive: whom it called so before tells where it was going."""
        if not called[0]:
            return hop
        if hop.receiver_seat:
            self._seats[called] = hop.receiver_seat
            return hop
        return replace(hop, receiver_seat=self._seats.get(called, ""))


def _key(seen: Seen) -> str:
    """A line without a span cannot be joined to anything: the asker gave none, and there is no proxy."""
    return seen.span or f"{seen.side} {seen.receiver_seat} {seen.at_ms} {seen.trace} {seen.path}"
