"""A receipt printer on the network: raw bytes to its port 9100, and what it answers about its roll."""

import socket

from agent_terminal.printer.status import ASK_PAPER, has_paper, print_between
from common.errors import Unavailable

PORT = 9100
CONNECT_SECONDS, SEND_SECONDS, HEAR_SECONDS = 3.0, 10.0, 0.4


class Network:
    """One connection a paper: most printers talk with one computer at a time."""

    answers = True

    def __init__(self, host: str, port: int = PORT) -> None:
        """Nobody is called yet."""
        self.name = f"{host}:{port}"
        self._address = (host, port)

    def send(self, data: bytes, name: str) -> str:
        """Print it; where it was sent."""
        with self._call() as line:
            try:
                print_between(line.sendall, lambda: _hear(line), data)
                line.shutdown(socket.SHUT_WR)
                _hear(line)  # until it hangs up: who closes first may cut off what is still on its way
            except OSError as problem:
                raise Unavailable("printer_silent", f"{self.name}: {_why(problem)}") from problem
        return self.name

    def has_paper(self) -> bool | None:
        """Ask the printer; None if it is one that answers nothing, Unavailable if it is not there."""
        with self._call() as line:
            try:
                line.sendall(ASK_PAPER)
                return has_paper(_hear(line))
            except OSError as problem:
                raise Unavailable("printer_absent", f"{self.name}: {_why(problem)}") from problem

    def _call(self) -> socket.socket:
        try:
            line = socket.create_connection(self._address, CONNECT_SECONDS)
        except OSError as problem:
            raise Unavailable("printer_absent", f"{self.name}: {_why(problem)}") from problem
        line.settimeout(SEND_SECONDS)
        return line


def _hear(line: socket.socket) -> bytes:
    """What comes within a moment; nothing from a printer that only listens."""
    line.settimeout(HEAR_SECONDS)
    try:
        return line.recv(64)
    except TimeoutError:
        return b""
    finally:
        line.settimeout(SEND_SECONDS)


def _why(problem: OSError) -> str:
    return problem.strerror or str(problem)
