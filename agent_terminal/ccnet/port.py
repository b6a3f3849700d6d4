"""The line's driver, and the only part that waits: any port that pyserial opens, kept alive and talked to for ever.

`url` is COM3, /dev/ttyUSB0, a pty's path, or socket://127.0.0.1:PORT.
"""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import serial
from serial.tools import list_ports

from agent_terminal.ccnet import frames
from agent_terminal.ccnet.handler import CashHandler
from agent_terminal.ccnet.happenings import Happening, PortLost, PortOpened
from agent_terminal.ccnet.inquiry import Inquiry
from agent_terminal.ccnet.tape import Tape
from agent_terminal.ccnet.timing import Timing
from agent_terminal.ccnet.validator import Said, Validator
from agent_terminal.ccnet.why_not import SOCKET, why_not
from common.words import Words

log = logging.getLogger(__name__)

_TERMIOS = getattr(getattr(serial, "serialposix", None), "termios", None)
TROUBLE: tuple[type[Exception], ...] = (OSError, ValueError, *(() if _TERMIOS is None else (_TERMIOS.error,)))
"""What pyserial raises when a port does not open, or vanishes in the midst of a call; not each is an OSError."""
BAUDS = (9600, 19200)
"""Chosen by switches in the device, never negotiated."""
LONGEST_SLEEP = 0.05
WHOLE_FRAME = 0.6
"""More than 255 bytes take at 9600 baud; who babbles longer is noise."""
WRITE_SECONDS = 1.0
REOPEN_SECONDS = 1.0
LEAVE_SECONDS = 8.0
Mail = Callable[[Validator], None]


class Clock(Protocol):
    """What the driver needs of time."""

    def monotonic(self) -> float:
        """Seconds that only grow."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


@dataclass(frozen=True, slots=True)
class SerialPort:
    """A serial port of this computer, as its system describes it."""

    name: str
    description: str
    maker: str


def serial_ports() -> list[SerialPort]:
    """Those that are there now, in the order of their numbers."""
    found = [
        SerialPort(one.device, "" if one.description in (None, "n/a") else one.description, one.manufacturer or "")
        for one in list_ports.comports()
    ]
    return sorted(found, key=lambda port: (port.name.rstrip("0123456789"), len(port.name), port.name))


@dataclass(frozen=True, slots=True)
class Line:
    """Where the device is, and how to open it."""

    url: str
    baud: int = BAUDS[0]
    raise_rts: bool = False
    """RTS held up resets many devices (CCNET 1); a Cashcode GX over USB needs it up."""

    def open(self, gap: float) -> serial.Serial:
        """RTS and DTR are set before opening: a pty refuses it afterwards, and a device would feel the pulse."""
        port = serial.serial_for_url(
            self.url,
            do_not_open=True,
            baudrate=self.baud,
            timeout=gap,
            write_timeout=WRITE_SECONDS,
            xonxoff=False,
            exclusive=True,  # two hosts on one line would take each other's answers, and an ACK is a receipt for money
        )
        if not self.url.startswith(SOCKET):
            port.rts = self.raise_rts
            port.dtr = False
        port.open()
        try:
            port.reset_input_buffer()
        except BaseException:
            port.close()  # one that is left open would keep itself from being opened again
            raise
        return port

    def why_not(self, problem: Exception) -> Words:
        """Why it did not open, or was lost."""
        return why_not(self.url, problem)


class Port:
    """Drives one device in the thread that calls `run`; the other methods may be called from any thread."""

    def __init__(
        self,
        line: Line,
        handler: CashHandler,
        clock: Clock,
        *,
        currency: str = "RUB",
        timing: Timing | None = None,
        reopen_seconds: float = REOPEN_SECONDS,
        tape: Tape | None = None,
    ) -> None:
        """`tape` keeps the last frames for whoever looks at the line."""
        self._line = line
        self._tape = tape
        self._handler = handler
        self._clock = clock
        self._timing = timing or Timing()
        self._reopen_seconds = reopen_seconds
        self._validator = Validator(handler, currency, self._timing)
        self._port: serial.Serial | None = None
        self._lost = False
        self._mail = deque[Mail]()

    def accept(self, values: frozenset[int]) -> None:
        """Let in notes of these values, in minor units, and no others."""
        self._mail.append(lambda validator: validator.accept(values))

    def refuse(self) -> None:
        """Let no notes in, as soon as the one inside is settled."""
        self.accept(frozenset())

    def reset(self) -> None:
        """RESET the device, say after a jam was cleared."""
        self._mail.append(Validator.reset)

    def inquire(self, inquiry: Inquiry) -> None:
        """Ask the device a question of staff's as soon as there is nothing to do for a note."""
        self._mail.append(lambda validator: validator.inquire(inquiry))

    def run(self, stop: Callable[[], bool]) -> None:
        """Talk until told to stop, then close the device's mouth: it would go on taking notes with nobody there."""
        try:
            while not stop():
                self._turn()
            self.refuse()
            last = self._clock.monotonic() + LEAVE_SECONDS
            self._turn()
            while not self._validator.closed and self._clock.monotonic() < last:
                self._turn()
        finally:
            self._close()

    def _turn(self) -> None:
        while self._mail:
            self._mail.popleft()(self._validator)
        try:
            if self._port is None:
                self._open()
            else:
                self._talk(self._port)
        except TROUBLE as problem:
            self._lose(problem)

    def _open(self) -> None:
        self._port = self._line.open(self._timing.gap)
        self._lost = False
        self._tell([PortOpened(self._line.url)])

    def _talk(self, port: serial.Serial) -> None:
        now = self._clock.monotonic()
        said = self._validator.say(now)
        if said is None:
            self._clock.sleep(min(max(self._validator.due - now, 0.001), LONGEST_SLEEP))
            return
        if said.wait:
            port.reset_input_buffer()
        port.write(said.frame)
        if self._tape is not None:
            self._tape.host(said.frame)
        if said.wait:
            self._listen(port, said, now)

    def _listen(self, port: serial.Serial, said: Said, began: float) -> None:
        """Read until the answer is whole, nothing comes for too long, or too much comes without an end."""
        decoder = frames.Decoder()
        while self._validator.waiting:
            data = self._read(port)
            broken = decoder.inside and not data
            self._heed(decoder.feed(data) if data else decoder.gap(), said)
            limit = said.wait + WHOLE_FRAME if data else said.wait
            if broken or self._clock.monotonic() - began >= limit:
                self._give_up()

    def _read(self, port: serial.Serial) -> bytes:
        """What came, or nothing after a gap."""
        data: bytes = port.read(1)
        if data:
            data += port.read(port.in_waiting)
        return data

    def _give_up(self) -> None:
        if self._validator.waiting:
            self._tell(self._validator.silence(self._clock.monotonic()))

    def _heed(self, found: list[frames.Frame | frames.Garbled], said: Said) -> None:
        """Of several frames the last good one counts, as a late answer may stand before it; the own echo never does."""
        now = self._clock.monotonic()
        asked = said.frame[3:-2]
        if self._tape is not None:
            for one in found:
                self._tape.device(one, echo=isinstance(one, frames.Frame) and one.payload == asked)
        ours = [one for one in found if one.address == frames.VALIDATOR]
        good = [one.payload for one in ours if isinstance(one, frames.Frame)]
        if asked in good:
            self._hear(asked, now)
        if answers := [payload for payload in good if payload != asked]:
            self._hear(answers[-1], now)
        elif ours and not good:
            self._tell(self._validator.garbled(now))

    def _hear(self, payload: bytes, now: float) -> None:
        try:
            news = self._validator.hear(payload, now)
        except Exception:
            log.exception("the terminal did not store what its banknote validator reported; it will be asked again")
        else:
            self._tell(news)

    def _lose(self, problem: Exception) -> None:
        """The adapter was pulled out, or the device's USB port vanished while it initializes: try again for ever."""
        self._close()
        if not self._lost:
            self._lost = True
            self._tell([PortLost(self._line.url, str(problem), self._line.why_not(problem))])
        self._tell(self._validator.silence(self._clock.monotonic()))
        self._clock.sleep(self._reopen_seconds)

    def _close(self) -> None:
        """pyserial 3.5 leaves a socket open if its other end has gone before: shutdown fails and close is skipped."""
        port, self._port = self._port, None
        if port is None:
            return
        inner = getattr(port, "_socket", None)
        port.close()
        if inner is not None:
            inner.close()

    def _tell(self, happenings: list[Happening]) -> None:
        for happening in happenings:
            try:
                self._handler.happened(happening)
            except Exception:
                log.exception("the terminal did not heed what its banknote validator reported")
