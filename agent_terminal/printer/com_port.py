"""A receipt printer on a serial line: COM3, /dev/ttyUSB0, at its own rate."""

import serial

from agent_terminal.printer.limit import Limit
from agent_terminal.printer.status import ASK_PAPER, has_paper, print_between
from common.errors import Unavailable

BAUD = 9600
WRITE_SECONDS, HEAR_SECONDS, SECONDS = 15.0, 0.4, 20.0


class ComPort:
    """Opened for each paper and for each question."""

    answers = True

    def __init__(self, port: str, baud: int = BAUD) -> None:
        """Nothing is opened yet."""
        self.name = f"{port}:{baud}"
        self._port = port
        self._baud = baud
        self._limit = Limit(self.name, SECONDS)

    def send(self, data: bytes, name: str) -> str:
        """Print it; where it was sent."""
        self._limit.run(lambda: self._print(data))
        return self.name

    def has_paper(self) -> bool | None:
        """Ask the printer; None if it answers nothing, Unavailable if there is no such port."""
        told: list[bool | None] = []
        self._limit.run(lambda: told.append(self._ask()))
        return told[0]

    def _print(self, data: bytes) -> None:
        with self._open() as line:
            try:
                print_between(line.write, lambda: bytes(line.read(1)), data)
                line.flush()
            except (serial.SerialException, OSError) as problem:
                raise Unavailable("printer_silent", f"{self.name}: {problem}") from problem

    def _ask(self) -> bool | None:
        with self._open() as line:
            try:
                line.write(ASK_PAPER)
                return has_paper(bytes(line.read(1)))
            except (serial.SerialException, OSError) as problem:
                raise Unavailable("printer_absent", f"{self.name}: {problem}") from problem

    def _open(self) -> serial.Serial:
        try:
            return serial.Serial(self._port, self._baud, timeout=HEAR_SECONDS, write_timeout=WRITE_SECONDS)
        except (serial.SerialException, OSError, ValueError) as problem:
            raise Unavailable("printer_absent", f"{self.name}: {problem}") from problem
