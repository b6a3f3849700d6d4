"""The acceptor's line as the rest of the terminal sees it: frames, news, questions to the device, its simulator."""

from collections import deque
from dataclasses import dataclass
from typing import Any, Protocol

from agent_terminal.ccnet.happenings import Happening, Offline, PortLost, PortOpened, StateChanged
from agent_terminal.ccnet.inquiry import Inquiry
from agent_terminal.ccnet.tape import Tape
from agent_terminal.service.acceptor_work import Work
from agent_terminal.service.kept import Acceptor
from common.clock import Clock
from common.words import Words

KEPT = 60


class Talker(Protocol):
    """The driver of the line in use."""

    def inquire(self, inquiry: Inquiry) -> None:
        """Ask the device something of staff's."""

    def reset(self) -> None:
        """RESET the device."""


class Simulator(Protocol):
    """The simulated device's control door."""

    @property
    def alive(self) -> bool:
        """Whether its process runs."""

    def ask(self, act: str, **fields: Any) -> dict[str, Any]:
        """Do something to the device; its state after it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A piece of news, with its place in the row and its time."""

    number: int
    at_ms: int
    news: Happening


class AcceptorLink:
    """Kept in memory only; written by the line's thread, read by any."""

    def __init__(self, clock: Clock) -> None:
        """No line yet."""
        self._clock = clock
        self._heard: deque[Heard] = deque(maxlen=KEPT)
        self._number = 0
        self.tape = Tape(clock)
        self.work = Work()
        self.forget(Acceptor())

    def forget(self, acceptor: Acceptor) -> None:
        """Another line: nothing known of the former device holds, but its last words may still be read."""
        self.acceptor = acceptor
        self.talker: Talker | None = None
        self.simulator: Simulator | None = None
        self.status: int | None = None
        """What POLL was answered last."""
        self.problem: Words | None = None
        """Why the port is not open."""

    def heed(self, news: Happening) -> None:
        """One piece of news, in the line's thread."""
        self._number += 1
        self._heard.append(Heard(self._number, self._clock.now_ms(), news))
        match news:
            case PortLost(why=why, reason=reason):
                self.problem = why or Words(reason, reason)
            case PortOpened():
                self.problem = None
            case Offline():
                self.status = None
            case StateChanged(status=status):
                self.status = status

    @property
    def last(self) -> int:
        """The number of the newest piece of news."""
        return self._number

    def since(self, number: int) -> list[Heard]:
        """The news after this number, the oldest first."""
        return [one for one in self._heard.copy() if one.number > number]
