"""Listening on a port: uvicorn in a thread of its own, with deadlines on slow clients and limits on headers."""

import asyncio
import socket
import ssl
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import psutil
import uvicorn

from common import spawn
from common.errors import Broken, Unavailable
from common.http_server.application import Application
from common.http_server.connection import CONNECTIONS, REQUEST_SECONDS, Connection
from common.http_server.private import SHUTDOWN_SECONDS, Private
from common.settings import LOOPBACK

SWEEP_SECONDS = 1.0
KEEP_ALIVE_SECONDS = 75
BACKLOG = 1024
STOP_SECONDS = 5
READY_SECONDS = 10
UNSENT = 256 * 1024
"""Bytes that the system keeps for a client who does not take them: left to itself it keeps megabytes for each."""


class Listener:
    """A running server; `port` is the real one when 0 was asked for."""

    def __init__(
        self,
        application: Application,
        bound: socket.socket,
        *,
        names: tuple[str, ...] = (),
        private: Private | None = None,
        request_seconds: float = REQUEST_SECONDS,
        stop_seconds: int = STOP_SECONDS,
        connections: int = CONNECTIONS,
    ) -> None:
        """Serve on a port that `bind` took; a request must be whole within `request_seconds`.

        `private` serves TLS and nothing else; `names` are further ones that this server is called by.
        """
        self._socket = bound
        host, self.port = bound.getsockname()[:2]
        application.hosts = _hosts({host, "localhost", LOOPBACK, *names}, self.port)
        limits = {
            "seconds": request_seconds, "most": connections, "turnstile": application.turnstile,
            "veiled": application.veiled,
        }  # fmt: skip
        config = uvicorn.Config(
            application,
            http=type("Limited", (Connection,), limits),
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=stop_seconds,
            backlog=BACKLOG,
            ssl_context_factory=None if private is None else _context_of(private),
        )
        self._private = private
        self._request_seconds = request_seconds
        self._application = application
        self._stop_seconds = stop_seconds
        self._sweep_seconds = min(SWEEP_SECONDS, request_seconds / 4)
        self._server = uvicorn.Server(config)
        self._failure: BaseException | None = None
        self._up = spawn.Signal()
        self._thread = spawn.thread("http", self._run)

    @property
    def alive(self) -> bool:
        """Whether it still serves."""
        return self._thread.is_alive()

    def wait(self, seconds: float = READY_SECONDS) -> None:
        """Return when it answers."""
        up = self._up.wait(seconds)
        if self._failure is not None:
            raise self._failure
        if not up:
            raise Unavailable("not_now", "HTTP")

    def stop(self) -> None:
        """Finish what is under way, as far as it ends in time, and close the port."""
        self._application.end_waiting()
        self._server.should_exit = True
        self._thread.join(self._stop_seconds + 3)
        self._application.close()
        self._socket.close()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=_loop_factory(self._server.config)) as runner:
                runner.run(self._serve())
        except BaseException as failure:  # noqa: BLE001 - a thread's end: whoever waits for the server gets it
            self._failure = failure
        finally:
            self._up.set()

    async def _serve(self) -> None:
        if self._private is not None:
            self._hurry_strangers()
        serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started and not serving.done():
            await asyncio.sleep(0.005)
        self._up.set()
        while not serving.done():
            await asyncio.wait((serving,), timeout=self._sweep_seconds)
            if self._private is not None:
                self._private.refresh()
            self._application.look_back()
            now = asyncio.get_running_loop().time()
            for connection in tuple(self._server.server_state.connections):
                assert isinstance(connection, Connection)
                connection.sweep(now)
        await serving

    def _hurry_strangers(self) -> None:
        """Uvicorn names no deadlines of TLS: whoever does not finish his greeting would hold his place for a minute."""
        loop: Any = asyncio.get_running_loop()
        loop.create_server = partial(
            loop.create_server,
            ssl_handshake_timeout=self._request_seconds,
            ssl_shutdown_timeout=SHUTDOWN_SECONDS,
        )


def _context_of(private: Private) -> Callable[..., ssl.SSLContext]:
    return lambda *_: private.context


def _loop_factory(config: uvicorn.Config) -> Any:
    return config.get_loop_factory()


def _hosts(names: set[str], port: int) -> frozenset[bytes]:
    return frozenset(f"{name}:{port}".lower().encode() for name in names)


def bind(port: int, host: str = LOOPBACK, *, listening: bool = True) -> socket.socket:
    """Take a port at once, any free one for 0; Broken `port_in_use` names who has it.

    One that does not listen keeps the port for later: until then whoever calls is refused, as if nobody were there.
    """
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if sys.platform == "win32":
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNSENT)
    try:
        bound.bind((host, port))
        if listening:
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
