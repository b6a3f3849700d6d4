"""The last words on a line, both sides, as they went by: an append in the line's thread, read from any other."""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from agent_terminal.ccnet import frames, words
from agent_terminal.ccnet.codes import Command
from common.words import Words

KEPT = 200
POLL = bytes((Command.POLL,))
BROKEN = Words("неверная контрольная сумма", "a wrong checksum")
ECHO = Words("эхо своих слов", "an echo of our own words")


class Way(StrEnum):
    """Whose frame it is."""

    HOST = "host"
    DEVICE = "device"
    BROKEN = "broken"
    """The device's, with a wrong checksum."""
    ECHO = "echo"


class Clock(Protocol):
    """What the tape needs of time."""

    def now_ms(self) -> int:
        """Milliseconds UTC."""


@dataclass(frozen=True, slots=True)
class Said:
    """One frame; `asked` is the command that a device's frame answers."""

    number: int
    at_ms: int
    way: Way
    raw: bytes
    payload: bytes
    asked: int

    @property
    def words(self) -> Words:
        """What it says."""
        if self.way is Way.HOST:
            return words.command(self.payload)
        if self.way is Way.DEVICE:
            return words.answer(self.payload, self.asked)
        return BROKEN if self.way is Way.BROKEN else ECHO


class Tape:
    """Keeps everything for a moment, and what was new for longer.

    A device at rest is polled five times a second and answers the same: those exchanges would push out within
    seconds what a person wants to read. They are left out of the second list.
    """

    def __init__(self, clock: Clock, size: int = KEPT) -> None:
        self._clock = clock
        self._all: deque[Said] = deque(maxlen=size)
        self._news: deque[Said] = deque(maxlen=size)
        self._number = 0
        self._asked = int(Command.POLL)
        self._answered: bytes | None = None
        """What POLL was answered last."""
        self._held: Said | None = None
        """A POLL of which nobody knows yet whether its answer is news."""
        self._stale = False
        """The exchange under way repeats the one before."""
        self._unanswered = False
        """The POLL before got no answer: further ones like it are no news."""

    @property
    def last(self) -> int:
        """The number of the newest frame; 0 before the first one."""
        return self._number

    @property
    def last_news(self) -> int:
        """The number of the newest frame that said something new."""
        try:
            return self._news[-1].number
        except IndexError:
            return 0

    def host(self, raw: bytes) -> None:
        """The host said this."""
        payload = raw[3:-2]
        said = self._keep(Way.HOST, raw, payload)
        if payload in (frames.ACK, frames.NAK):
            if not self._stale or payload == frames.NAK:
                self._news.append(said)
            return
        self._pass_over()
        self._asked = payload[0]
        self._stale = False
        if payload == POLL:
            self._held = said
        else:
            self._news.append(said)

    def device(self, frame: frames.Frame | frames.Garbled, *, echo: bool = False) -> None:
        """This was heard."""
        if isinstance(frame, frames.Garbled):
            said = self._keep(Way.BROKEN, frame.raw, b"")
        else:
            raw = frames.pack(frame.payload, address=frame.address)
            said = self._keep(Way.ECHO if echo else Way.DEVICE, raw, frame.payload)
        polled = said.way is Way.DEVICE and self._asked == Command.POLL
        self._stale = polled and said.payload == self._answered and not self._unanswered
        self._unanswered = False
        if polled:
            self._answered = said.payload
        if self._stale:
            self._held = None
        else:
            self._release()
            self._news.append(said)

    def since(self, number: int, *, news: bool = False) -> list[Said]:
        """The frames after this number, the oldest first; with `news` without repeated polls."""
        kept = self._news.copy() if news else self._all.copy()
        return [one for one in kept if one.number > number]

    def _keep(self, way: Way, raw: bytes, payload: bytes) -> Said:
        self._number += 1
        said = Said(self._number, self._clock.now_ms(), way, raw, payload, self._asked)
        self._all.append(said)
        return said

    def _pass_over(self) -> None:
        """The POLL that was held got no answer: the first of a row of such is news."""
        if self._held is None:
            return
        if self._unanswered:
            self._held = None
        self._unanswered = True
        self._release()

    def _release(self) -> None:
        """The POLL that was held belongs to something new."""
        held, self._held = self._held, None
        if held is not None:
            self._news.append(held)
