"""A serial line in virtual time: the real driver opens it and reads it, the simulated device answers on it."""

from collections import deque
from dataclasses import dataclass
from typing import Any, Self

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.codes import Command
from agent_terminal.ccnet.port import Line
from agent_terminal.ccnet.simulator.device import Device
from common.clock import VirtualClock
from tests.faults.doom import Doom

ANSWER_SECONDS = 0.002
POLL = frames.pack(bytes((Command.POLL,)))


class Ear:
    """What comes to a driver by a line, until the line is opened anew or closed."""

    def __init__(self) -> None:
        self.gap = 0.0
        self._coming = deque[tuple[float, bytes]]()

    def opened(self, gap: float) -> Self:
        self.gap = gap
        self._coming.clear()
        return self

    def reset_input_buffer(self) -> None:
        self._coming.clear()

    def close(self) -> None:
        self._coming.clear()


class Wire(Ear):
    """What the driver uses of a serial port; `cut` while nobody hears anybody on it."""

    def __init__(self, device: Device, clock: VirtualClock) -> None:
        super().__init__()
        self.device = device
        self.cut = False
        self.doom: Doom | None = None
        self._clock = clock

    @property
    def in_waiting(self) -> int:
        now = self._clock.monotonic()
        return sum(len(data) for at, data in self._coming if at <= now)

    def write(self, data: bytes) -> None:
        if self.doom is not None:
            self.doom.before_word()
        heard = [] if self.cut else self.device.receive(data, self._clock.monotonic())
        at = self._clock.monotonic() + ANSWER_SECONDS
        for pause, chunk in heard:
            at += pause
            self._coming.append((at, chunk))
        if self.doom is not None:
            if data == POLL:
                self._tell(self.doom, b"".join(chunk for _, chunk in heard))
            self.doom.after_word()

    def _tell(self, doom: Doom, raw: bytes) -> None:
        good = [one for one in frames.Decoder().feed(raw) if isinstance(one, frames.Frame)]
        if good or not raw:
            doom.said(good[-1].payload if good else None)

    def read(self, size: int) -> bytes:
        """Up to so many bytes; nothing after the time that the driver opened the line with."""
        now = self._clock.monotonic()
        if not self._coming or self._coming[0][0] > now + self.gap:
            self._clock.advance(self.gap)
            return b""
        at, data = self._coming.popleft()
        self._clock.advance(max(at - now, 0.0))
        if len(data) > size:
            self._coming.appendleft((at, data[size:]))
        return data[:size]


@dataclass(frozen=True)
class VirtualLine(Line):
    """The way to a wire."""

    wire: Ear | None = None

    def open(self, gap: float) -> Any:
        assert self.wire is not None
        return self.wire.opened(gap)
