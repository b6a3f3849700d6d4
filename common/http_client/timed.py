"""Connections of http.client whose answers are whole by a moment: a server that drips holds nobody for ever."""

import http.client
import io
import socket
from functools import partial
from typing import Any

from common.clock import SystemClock

NETWORK = SystemClock()
"""A socket waits in real seconds, also where a simulation moves the hours."""


class _Timed(io.RawIOBase):
    """Reads an answer while its time lasts: a server that sends a byte now and then does not hold us for ever."""

    def __init__(self, raw: io.RawIOBase, connection: "Connection | SecureConnection") -> None:
        self._raw, self._connection, self._sock = raw, connection, connection.sock

    def readable(self) -> bool:
        """It only reads."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """Some bytes, or TimeoutError."""
        left = self._connection.until - NETWORK.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        got: int | None = self._raw.readinto(buffer)
        return got

    def close(self) -> None:
        """Let go of the socket, which lives on in its connection."""
        self._raw.close()
        super().close()


class Connection(http.client.HTTPConnection):
    """A connection whose answers must be whole `until` a moment."""

    until: float

    def getresponse(self) -> http.client.HTTPResponse:
        """The answer, read through the clock."""
        self.response_class = partial(_answer, self)  # type: ignore[assignment]
        return super().getresponse()


class SecureConnection(http.client.HTTPSConnection):
    """The same over TLS."""

    until: float

    def getresponse(self) -> http.client.HTTPResponse:
        """The answer, read through the clock."""
        self.response_class = partial(_answer, self)  # type: ignore[assignment]
        return super().getresponse()


def _answer(
    connection: "Connection | SecureConnection", sock: socket.socket, *more: Any, **named: Any
) -> http.client.HTTPResponse:
    answer = http.client.HTTPResponse(sock, *more, **named)
    answer.fp = io.BufferedReader(_Timed(answer.fp.detach(), connection))
    return answer
