"""Whose log is whose: the tails of all seats' exchange lines in the order of time, and the seats behind roles."""

from collections.abc import Iterator, Sequence
from heapq import merge
from pathlib import Path
from typing import NamedTuple

import msgspec

from common.clock import stamp
from common.exchange import Exchange as Line
from launcher_app.feed.hop import Hop
from launcher_app.feed.past import Past
from launcher_app.feed.seen import Seen, by_line, by_record
from launcher_app.feed.tail import Tail
from launcher_app.network.seat import Seat
from launcher_app.proxy.recorder import Exchange

_LINE = msgspec.json.Decoder(Line)


class Said(NamedTuple):
    """What one witness wrote down, when that ended, and where it sits or stands."""

    at: str
    what: Line | Exchange
    seat: Seat


class Seats:
    """The seats of a network, followed since a moment; `past` is what its proxies saw in earlier sessions."""

    def __init__(self, logs: Path, seats: Sequence[Seat], since_ms: int, past: Past | None = None) -> None:
        """Nothing is read before it is asked for."""
        self._logs = logs
        self._since_ms = since_ms
        self._past = past
        self._tails: dict[str, Tail] = {}
        self._seats: dict[str, Seat] = {}
        self.follow(seats)

    def follow(self, seats: Sequence[Seat]) -> None:
        """From now on these; what was read of those that stay is not read again."""
        self._seats = {one.name: one for one in seats}
        for one in seats:
            path = self._logs / f"{one.role}-{one.profile}.exchanges.jsonl"
            self._tails.setdefault(one.name, Tail(path, self._since_ms))

    def news(self) -> Iterator[Seen]:
        """What was written since the last time, in the order in which it ended."""
        written = [self._of(seat) for seat in self._seats.values()]
        for said in merge(*written, self._of_past(), key=lambda one: one.at):
            seen = _seen(said)
            if seen is not None and seen.at_ms >= self._since_ms:
                yield seen

    def by_record(self, record: Exchange) -> Seen | None:
        """What a proxy saw, if it stands before one of the seats."""
        seat = self._seats.get(record.receiver)
        return by_record(record, seat) if seat is not None else None

    def seated(self, hop: Hop) -> Hop:
        """A hop with its seats, where a role has only one."""
        if hop.sender_seat and hop.receiver_seat:
            return hop
        return msgspec.structs.replace(
            hop,
            sender_seat=hop.sender_seat or self._only(hop.sender),
            receiver_seat=hop.receiver_seat or self._only(hop.receiver),
        )

    def _of(self, seat: Seat) -> Iterator[Said]:
        for text in self._tails[seat.name].lines():
            try:
                line = _LINE.decode(text)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
                continue  # torn when the power went
            yield Said(line.ts, line, seat)

    def _of_past(self) -> Iterator[Said]:
        for record in self._past.records() if self._past else ():
            seat = self._seats.get(record.receiver)
            if seat is not None:
                yield Said(stamp(record.at_ms + record.ms), record, seat)

    def _only(self, role: str) -> str:
        names = [one.name for one in self._seats.values() if one.role == role]
        return names[0] if len(names) == 1 else ""


def _seen(said: Said) -> Seen | None:
    if isinstance(said.what, Exchange):
        return by_record(said.what, said.seat)
    try:
        return by_line(said.what, said.seat)
    except (ValueError, OverflowError):
        return None  # a moment that is none
