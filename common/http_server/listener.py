"""Listening on a port: uvicorn in a thread of its own, with deadlines on slow clients and limits on headers."""

import asyncio
import socket
import sys
from typing import Any

import psutil
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from common import spawn
from common.errors import Broken
from common.http_server.application import Application

MAX_HEADERS = 16 * 1024
REQUEST_SECONDS = 10
KEEP_ALIVE_SECONDS = 75
CONNECTIONS = 1024
BACKLOG = 1024
STOP_SECONDS = 5
LOOPBACK = "127.0.0.1"


class Protocol(HttpToolsProtocol):
    """uvicorn's connection with two limits it lacks: bytes of headers, and seconds until a request is whole."""

    _header_bytes = 0
    _deadline: asyncio.TimerHandle | None = None

    def data_received(self, data: bytes) -> None:
        """Start the deadline with a request's first byte."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(REQUEST_SECONDS, self._too_slow)
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A request begins: count its headers anew."""
        self._header_bytes = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        """The address counts as a header."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """One more header."""
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_message_complete(self) -> None:
        """The request is whole: it is in time."""
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody to wait for any more."""
        if self._deadline is not None:
            self._deadline.cancel()
        super().connection_lost(exc)

    def _count(self, size: int) -> None:
        self._header_bytes += size
        if self._header_bytes > MAX_HEADERS:
            self._refuse(b"431 Request Header Fields Too Large")

    def _too_slow(self) -> None:
        self._refuse(b"408 Request Timeout")

    def _refuse(self, status: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 " + status + b"\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
            self.transport.close()


class Listener:
    """A running server; `port` is the real one when 0 was asked for."""

    def __init__(self, application: Application, bound: socket.socket, *, names: tuple[str, ...] = ()) -> None:
        """Serve on a port that `bind` took."""
        self._socket = bound
        host, self.port = bound.getsockname()[:2]
        application.hosts = _hosts({host, "localhost", LOOPBACK, *names}, self.port)
        config = uvicorn.Config(
            application,
            http=Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=STOP_SECONDS,
            limit_concurrency=CONNECTIONS,
            backlog=BACKLOG,
        )
        self._application = application
        self._server = uvicorn.Server(config)
        self._failure: BaseException | None = None
        self._up = spawn.Signal()
        self._thread = spawn.thread("http", self._run)

    def wait(self, seconds: float = 10) -> None:
        """Return when it answers."""
        self._up.wait(seconds)
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Finish what is under way and close the port."""
        self._server.should_exit = True
        self._thread.join(STOP_SECONDS + 3)
        self._application.close()
        self._socket.close()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=_loop_factory(self._server.config)) as runner:
                runner.run(self._serve())
        except BaseException as failure:  # a thread's end: whoever waits for the server gets it
            self._failure = failure
        finally:
            self._up.set()

    async def _serve(self) -> None:
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started and not serving.done():
            await asyncio.sleep(0.005)
        self._up.set()
        await serving


def _loop_factory(config: uvicorn.Config) -> Any:
    return config.get_loop_factory()


def _hosts(names: set[str], port: int) -> frozenset[bytes]:
    return frozenset(f"{name}:{port}".encode() for name in names)


def bind(port: int, host: str = LOOPBACK) -> socket.socket:
    """Take a port at once, any free one for 0; Broken `port_in_use` names who has it."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
        bound.listen(BACKLOG)
    except OSError as problem:
        bound.close()
        raise Broken("port_in_use", f"{port}: {_owner(port) or problem.strerror or problem}") from problem
    bound.setblocking(False)
    return bound


def _owner(port: int) -> str:
    """Which program listens on a port, as far as the system tells."""
    try:
        for connection in psutil.net_connections("tcp"):
            if (
                connection.laddr
                and connection.laddr.port == port
                and connection.status == psutil.CONN_LISTEN
                and connection.pid
            ):
                return f"PID {connection.pid}, {psutil.Process(connection.pid).name()}"
    except (psutil.Error, OSError):
        return ""
    return ""
