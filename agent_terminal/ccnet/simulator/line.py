"""The simulated device's end of a serial line: here as a TCP socket, which works anywhere (`socket://` in the host)."""

import select
import socket
from typing import Protocol

from common.settings import LOOPBACK

AT_ONCE = 4096
QUICK_ACK = getattr(socket, "TCP_QUICKACK", None)
"""A host's ACK is followed by its next command: without this Linux holds that command back for 40 ms (Nagle)."""


class Line(Protocol):
    """Bytes to and from a host, who may come and go."""

    address: str
    """What the host is to open."""

    def read(self, seconds: float) -> bytes:
        """What came within this time; nothing if nothing did."""

    def write(self, data: bytes) -> None:
        """Send; bytes for a host who has gone are lost, as on a wire."""

    def close(self) -> None:
        """Let go of the line."""


class TcpLine:
    """One host at a time; a new one takes the line over from an old one."""

    def __init__(self, port: int = 0) -> None:
        self._door = socket.create_server((LOOPBACK, port))
        self._host: socket.socket | None = None
        self.address = f"socket://{LOOPBACK}:{self._door.getsockname()[1]}"

    def read(self, seconds: float) -> bytes:
        """A host who comes in is let in; one who has gone is forgotten."""
        ends = [self._door] if self._host is None else [self._door, self._host]
        ready, _, _ = select.select(ends, [], [], seconds)
        if self._door in ready:
            self._let_in()
            return b""
        return self._receive() if ready else b""

    def write(self, data: bytes) -> None:
        """Send to the host who is there."""
        if self._host is None:
            return
        try:
            self._host.sendall(data)
        except OSError:
            self._forget_host()

    def close(self) -> None:
        """Close the door behind the host."""
        self._forget_host()
        self._door.close()

    def _let_in(self) -> None:
        self._forget_host()
        self._host, _ = self._door.accept()
        self._host.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def _receive(self) -> bytes:
        assert self._host is not None
        try:
            data = self._host.recv(AT_ONCE)
            if QUICK_ACK is not None:
                self._host.setsockopt(socket.IPPROTO_TCP, QUICK_ACK, 1)
        except OSError:
            data = b""
        if not data:
            self._forget_host()
        return data

    def _forget_host(self) -> None:
        if self._host is not None:
            self._host.close()
            self._host = None
