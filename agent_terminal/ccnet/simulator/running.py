"""A simulated device alive on a line: one thread moves it, others may act on it between two of its moments."""

from collections.abc import Callable
from typing import TypeVar

from agent_terminal.ccnet.simulator.device import Device
from agent_terminal.ccnet.simulator.faults import Chunk
from agent_terminal.ccnet.simulator.line import Line
from common import spawn
from common.clock import Clock

TICK = 0.02
Result = TypeVar("Result")


class Running:
    """`run` in a thread of its own; `act` from any."""

    def __init__(self, device: Device, line: Line, clock: Clock) -> None:
        self._device = device
        self._line = line
        self._clock = clock
        self._lock = spawn.Lock()

    def run(self, stop: Callable[[], bool]) -> None:
        """Hear, answer and let time work until told to stop."""
        while not stop():
            data = self._line.read(TICK)
            for pause, chunk in self._move(data):
                if pause:
                    self._clock.sleep(pause)
                self._line.write(chunk)

    def act(self, what: Callable[[Device, float], Result]) -> Result:
        """Do something to the device at this moment of its time."""
        with self._lock:
            now = self._clock.monotonic()
            self._device.mechanics.advance(now)
            return what(self._device, now)

    def _move(self, data: bytes) -> list[Chunk]:
        with self._lock:
            now = self._clock.monotonic()
            self._device.mechanics.advance(now)
            return self._device.receive(data, now) if data else []
