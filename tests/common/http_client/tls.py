"""A server that speaks TLS as a test wants it to, or does not; it remembers every byte that it could read."""

import socket
import ssl
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import trustme

from common import spawn
from common.http_client.trust import Trust
from tests.common.http_client.peers import YES

Wrap = Callable[[socket.socket], socket.socket]


class Ear:
    """Listens on a port of its own and answers yes to whatever it can read."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        """Without a context it knows no TLS."""
        self.heard: list[bytes] = []
        self.greeted = 0
        self.context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.url = f"https://127.0.0.1:{self.port}"
        self._thread = spawn.thread("ear", self._run)

    def close(self) -> None:
        """Hear no more."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(5)

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            spawn.thread("talk", lambda connection=connection: self._talk(connection))  # type: ignore[misc]

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        try:
            if self.context is not None:
                connection = self.context.wrap_socket(connection, server_side=True)
                self.greeted += 1
            heard = b""
            while got := connection.recv(64 * 1024):
                heard += got
                if self.context is None or heard.endswith(b"}"):
                    self.heard.append(heard)
                    heard = b""
                    connection.sendall(YES)
        except OSError:
            return
        finally:
            connection.close()


@contextmanager
def listening(context: ssl.SSLContext | None) -> Iterator[Ear]:
    """A server for the time of a test."""
    ear = Ear(context)
    try:
        yield ear
    finally:
        ear.close()


def of(authority: trustme.CA, name: str = "127.0.0.1", **more: object) -> ssl.SSLContext:
    """A server's context with a certificate for a name."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, **more).configure_cert(context)  # type: ignore[arg-type]
    return context


def old(authority: trustme.CA) -> ssl.SSLContext:
    """One that speaks TLS 1.1 at most."""
    context = of(authority)
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


def written(authority: trustme.CA, path: Path) -> Path:
    """The authority's certificate as a file."""
    authority.cert_pem.write_to_path(str(path))
    return path


def trusting(authority: trustme.CA, folder: Path) -> Trust:
    """Whoever believes this authority and no other."""
    return Trust(written(authority, folder / "ca.pem"))
