"""A serial line in virtual time: the real driver opens it and reads it, the simulated device answers on it."""

from collections import deque
from typing import Any

from agent_terminal.ccnet.codes import Status
from agent_terminal.ccnet.simulator.device import Device
from tests.faults.simulation.scheduler import Scheduler
from tests.faults.simulation.threads import world
from tests.faults.wire import ANSWER_SECONDS, Ear

SILENT_GAPS = 5
"""Where nothing at all is on its way, so many reads in vain are one: the driver gives up after as many."""
RESTING = frozenset({Status.DISABLED, Status.IDLING})


class Mailbox(deque[Any]):
    """What the driver is told to do: a letter wakes a driver that dozes."""

    def append(self, letter: Any) -> None:
        super().append(letter)
        scheduler = world()
        scheduler.rouse(scheduler.current().owner)


def at_rest(terminal: Any, device: Device) -> bool:
    """Whether the driver of a terminal has asked everything that it wants to know, and the device has nothing new."""
    driver, mechanics = terminal._ground.link.talker, device.mechanics
    if driver is None or driver._mail or mechanics.status not in RESTING or mechanics.events:
        return False
    talk = driver._validator
    nothing_to_say = talk._asked is None and talk._receipt is None and not talk._errand and talk._inquiry is None
    known = talk._meaning.status == mechanics.status and talk._setup.bills is not None and talk._online
    told = talk._setup.enabled == talk._setup.wanted() and not talk._meaning.reset_wanted
    return bool(nothing_to_say and known and told and talk._meaning.note is None)


class Wire(Ear):
    """What the driver uses of a serial port; `cut` while nobody hears anybody on it."""

    def __init__(self, device: Device, scheduler: Scheduler) -> None:
        super().__init__()
        self.device = device
        self.cut = False
        self._scheduler = scheduler

    @property
    def in_waiting(self) -> int:
        now = self._scheduler.now
        return sum(len(data) for at, data in self._coming if at <= now)

    def write(self, data: bytes) -> None:
        heard = [] if self.cut else self.device.receive(data, self._scheduler.now)
        at = self._scheduler.now + ANSWER_SECONDS
        for pause, chunk in heard:
            at += pause
            self._coming.append((at, chunk))

    def read(self, size: int) -> bytes:
        """Up to so many bytes; nothing after the time that the driver opened the line with."""
        now = self._scheduler.now
        if not self._coming or self._coming[0][0] > now + self.gap:
            if size:
                self._scheduler.sleep(self.gap if self._coming else SILENT_GAPS * self.gap)
            return b""
        at, data = self._coming.popleft()
        if at > now:
            self._scheduler.sleep(at - now)
        if len(data) > size:
            self._coming.appendleft((at, data[size:]))
        return data[:size]
