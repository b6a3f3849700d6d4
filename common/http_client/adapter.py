"""Sending requests over kept connections of http.client, as an adapter that requests understands."""

import http.client
import socket
import ssl
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import BaseAdapter

from common import addresses
from common.http_client.timed import NETWORK, Connection, SecureConnection
from common.http_client.trust import Trust, reason

MAX_ANSWER = 4 * 1024 * 1024
POOLED = 16


class Adapter(BaseAdapter):
    """Sends prepared requests over kept http.client connections; one that died while it rested is replaced."""

    def __init__(self, trust: Callable[[], Trust]) -> None:
        """`trust` is asked at every new connection."""
        super().__init__()
        self._trust = trust
        self._idle: deque[Connection | SecureConnection] = deque()

    def send(self, request: requests.PreparedRequest, *_: Any, timeout: Any = None, **__: Any) -> requests.Response:
        """One exchange; requests' own exceptions."""
        connect, seconds = timeout
        assert request.url is not None
        connection = self._rested() or _connected(request.url, connect, self._trust())
        try:
            answer, content = self._exchange(connection, request, seconds)
        except TimeoutError as problem:
            connection.close()
            raise requests.ReadTimeout("time-out") from problem
        except (http.client.InvalidURL, UnicodeError) as problem:
            connection.close()
            raise requests.exceptions.InvalidURL(type(problem).__name__) from problem
        except (OSError, http.client.HTTPException, ValueError) as problem:
            connection.close()
            raise requests.RequestException(type(problem).__name__) from problem
        if answer.will_close or not answer.isclosed() or answer.status < 200 or len(self._idle) >= POOLED:
            connection.close()
        else:
            self._idle.append(connection)
        response = requests.Response()
        response.status_code = answer.status if len(content) <= MAX_ANSWER else 502
        response.headers = requests.structures.CaseInsensitiveDict(answer.headers.items())
        response._content = content
        response.request = request
        return response

    def _exchange(
        self, connection: Connection | SecureConnection, request: requests.PreparedRequest, seconds: float
    ) -> tuple[http.client.HTTPResponse, bytes]:
        assert request.url is not None
        assert request.method is not None
        target = request.url.split("/", 3)
        connection.sock.settimeout(seconds)
        connection.until = NETWORK.monotonic() + seconds
        path = "/" + (target[3] if len(target) > 3 else "")
        connection.request(request.method, path, body=request.body or None, headers=dict(request.headers))
        answer = connection.getresponse()
        content = answer.read(MAX_ANSWER + 1)
        if answer.length and len(content) <= MAX_ANSWER:
            raise http.client.IncompleteRead(content, answer.length)
        return answer, content

    def _rested(self) -> Connection | SecureConnection | None:
        """A connection that is still good; several threads look at once."""
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return None
            if not _gone(connection):
                return connection
            connection.close()

    def close(self) -> None:
        """Close what rests."""
        while True:
            try:
                self._idle.pop().close()
            except IndexError:
                return


def _connected(url: str, seconds: float, trust: Trust) -> Connection | SecureConnection:
    connection = _made(url, seconds, trust)
    try:
        connection.connect()
    except UnicodeError as problem:
        raise requests.exceptions.InvalidURL(type(problem).__name__) from problem
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as problem:
        connection.close()
        raise requests.ConnectionError(str(problem)) from problem
    except ssl.SSLError as problem:
        connection.close()
        raise requests.exceptions.SSLError(reason(problem)) from problem
    except OSError as problem:
        connection.close()
        raise requests.ConnectionError(str(problem)) from problem
    if addresses.leads_inside(connection.host, connection.sock.getpeername()[0], socket.gethostname()):
        connection.close()
        raise requests.exceptions.InvalidURL("leads inside")
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _made(url: str, seconds: float, trust: Trust) -> Connection | SecureConnection:
    """A connection that is not there yet."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    try:
        if parts.scheme != "https":
            return Connection(parts.hostname, parts.port, timeout=seconds)
        context = trust.context(parts.hostname, parts.port or http.client.HTTPS_PORT)
        return SecureConnection(parts.hostname, parts.port, timeout=seconds, context=context)
    except http.client.InvalidURL as problem:
        raise requests.exceptions.InvalidURL(type(problem).__name__) from problem
    except OSError as problem:
        raise requests.exceptions.SSLError(f"{problem.filename or 'CA'}: {reason(problem)}") from problem


def _gone(connection: Connection | SecureConnection) -> bool:
    """Whether the other side closed a resting connection: then there is something to read, namely its end.

    A TLS socket does not let us look, but what it is made of does: whatever came on it unasked is an end, too.
    """
    resting: socket.socket | None = connection.sock
    if resting is None:
        return True
    resting.setblocking(False)
    try:
        socket.socket.recv(resting, 1, socket.MSG_PEEK)
        return True
    except BlockingIOError:
        return False
    except (OSError, ValueError):
        return True
