"""How many questions that wait for the writer may be in the house: one more is told at once to come back.

A centre that takes in whatever comes answers everybody late, and after a while nobody in time. To refuse has to cost
much less than to answer, or refusing is all it does: of a refused question nothing is read but its length.
"""

import re

import msgspec

from common.errors import Unavailable
from common.protocol import codes

MOST = 64
"""Enough to keep the writer busy: with half of them inside, each commit is shared by thirty."""
OLDEST_SECONDS = 1.0
"""When the one in front has waited for so long, the storage or the machine does not keep up, however few they are."""
LONGEST_HEAD = 4096
END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: ?([^\r]*)(?=\r\n)", re.IGNORECASE)
LENGTHS = re.compile(rb"[0-9]{1,6}")
UNUSUAL = re.compile(rb"\r\n(?:transfer-encoding|expect|connection|upgrade):", re.IGNORECASE)


class Turnstile:
    """Counts whole questions inside. `doors` are the first bytes of those it is for."""

    def __init__(self, doors: tuple[bytes, ...] = (), most: int = MOST) -> None:
        """Nobody is inside."""
        self.refused = 0
        self._doors = doors
        self.most = most
        self._inside: dict[object, float] = {}
        """Who came when, in that order."""

    @property
    def inside(self) -> int:
        """How many wait for their answers."""
        return len(self._inside)

    def concerns(self, data: bytes) -> bool:
        """Whether these are the first bytes of a question that is counted."""
        return data.startswith(self._doors)

    def full(self, now: float) -> bool:
        """Whether one more would only wait."""
        if len(self._inside) >= self.most:
            return True
        return bool(self._inside) and now - next(iter(self._inside.values())) > OLDEST_SECONDS

    def enter(self, who: object, now: float) -> None:
        """One more inside."""
        self._inside[who] = now

    def leave(self, who: object) -> None:
        """Answered, or gone."""
        self._inside.pop(who, None)


def missing(data: bytes) -> int | None:
    """How much of its body is still to come; None when this is no single question as clients usually send it."""
    end = data.find(END, 0, LONGEST_HEAD)
    lengths = LENGTH.findall(data, 0, end + 2) if end > 0 else []
    if len(lengths) != 1 or not LENGTHS.fullmatch(lengths[0]) or UNUSUAL.search(data, 0, end + 2):
        return None
    left = int(lengths[0]) - (len(data) - end - len(END))
    return left if left >= 0 else None


def _refusal() -> bytes:
    status, refusal = codes.answer(Unavailable("busy"))
    body = msgspec.json.encode(refusal)
    head = f"HTTP/1.1 {status} Service Unavailable\r\ncontent-type: application/json\r\nretry-after: 1\r\n"
    return f"{head}content-length: {len(body)}\r\n\r\n".encode() + body


REFUSAL = _refusal()
"""Always the same; the connection stays, for a new one costs more than the question did."""
