"""A server that speaks TLS: nothing older, nothing plain, a renewed certificate at once, nobody who is waited for."""

import contextlib
import shutil
import socket
import ssl
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from common.clock import SystemClock
from common.errors import Broken
from common.http_server import Application, Listener, Private, bind
from common.logs import Log
from common.one_login import OneLogin
from common.principal import Principal
from launcher_app import certificates

NOW = datetime.now(UTC)
CLOCK = SystemClock()
DEADLINE_SECONDS, PATIENCE_SECONDS = 1, 15


class Server:
    """Answers /health, over TLS by a folder's certificate."""

    def __init__(self, folder: Path) -> None:
        certificates.make(folder, (), NOW)
        self.folder = folder
        self._log = Log(folder / "logs", "private", CLOCK, console=False)
        keeper = OneLogin("me", "password", Principal("operator", "me"))
        application = Application({}, None, keeper, self._log, CLOCK, role="private", about=lambda: {"ready": True})
        application.url = "https://public.example"
        self.listener = Listener(
            application, bind(0), request_seconds=DEADLINE_SECONDS, private=Private(folder, "provider")
        )
        self.listener.wait()
        self.port = self.listener.port

    def plain(self) -> socket.socket:
        """A connection on which nothing was said."""
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)

    def private(self, context: ssl.SSLContext | None = None) -> ssl.SSLSocket:
        """A connection that has greeted."""
        trusting = context or ssl.create_default_context(cafile=self.folder / "ca.pem")
        return trusting.wrap_socket(self.plain(), server_hostname="127.0.0.1")

    def asked(self, connection: socket.socket, path: str = "/health") -> bytes:
        """What comes to a question, until its end or as far as it is whole."""
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode())
        return connection.recv(64 * 1024)

    def close(self) -> None:
        """Stop."""
        self.listener.stop()
        self._log.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """One for each test: some spoil its certificate."""
    made = Server(tmp_path / "tls")
    yield made
    made.close()


def test_it_answers_over_tls_and_its_document_says_where_it_is(server: Server) -> None:
    with server.private() as connection:
        answer = server.asked(connection)
        document = server.asked(connection, "/openapi.json")

    assert b'{"ready":true}' in answer
    assert b'"servers":[{"url":"https://public.example"}]' in document


@pytest.mark.parametrize("said", [b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"POST /v1/pay HTTP/1.0\r\n\r\n", b"\0" * 40])
def test_row_12_a_plain_request_is_closed_and_led_nowhere(server: Server, said: bytes) -> None:
    with server.plain() as connection:
        connection.sendall(said)
        answer = _all(connection)

    assert b"HTTP/1" not in answer
    assert b"ocation" not in answer
    with server.private() as connection:
        assert b"200 OK" in server.asked(connection)


def test_row_11_tls_1_1_is_too_old(server: Server) -> None:
    context = ssl.create_default_context(cafile=server.folder / "ca.pem")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1

    with pytest.raises(ssl.SSLError):
        server.private(context)


def test_tls_1_2_will_do(server: Server) -> None:
    context = ssl.create_default_context(cafile=server.folder / "ca.pem")
    context.maximum_version = ssl.TLSVersion.TLSv1_2

    with server.private(context) as connection:
        assert b"200 OK" in server.asked(connection)


def test_a_renewed_certificate_is_shown_without_a_new_start(server: Server) -> None:
    first = _shown(server)

    certificates.make(server.folder, (), NOW + timedelta(hours=1))

    deadline = CLOCK.monotonic() + PATIENCE_SECONDS
    while _shown(server) == first:
        assert CLOCK.monotonic() < deadline
        CLOCK.sleep(0.05)


def test_half_of_a_renewed_certificate_waits_for_its_other_half(tmp_path: Path) -> None:
    certificates.make(tmp_path / "tls", (), NOW)
    shutil.copytree(tmp_path / "tls", tmp_path / "renewed")
    certificates.make(tmp_path / "renewed", (), NOW)
    private = Private(tmp_path / "tls", "provider")

    refreshed = [private.refresh()]
    for name in ("provider.pem", "provider.key"):
        (tmp_path / "tls" / name).write_bytes((tmp_path / "renewed" / name).read_bytes())
        refreshed.append(private.refresh())

    assert refreshed == [False, False, True]
    assert not private.refresh()


def test_who_does_not_finish_his_greeting_is_not_waited_for(server: Server) -> None:
    began = CLOCK.monotonic()
    with contextlib.ExitStack() as all_of_them:
        slow = [all_of_them.enter_context(server.plain()) for _ in range(50)]
        for one in slow:
            one.sendall(b"\x16\x03\x01")

        with server.private() as honest:
            assert b"200 OK" in server.asked(honest)
        assert [_all(one) for one in slow] == [b""] * 50

    assert CLOCK.monotonic() - began < PATIENCE_SECONDS


def test_it_stops_though_a_client_keeps_its_connection_and_does_not_read(server: Server) -> None:
    with server.private() as resting:
        server.asked(resting)
        began = CLOCK.monotonic()

        server.listener.stop()

        assert CLOCK.monotonic() - began < 4, "not the five seconds that unfinished answers are given"


@pytest.mark.parametrize("spoiled", ["provider.pem", "provider.key", "ca.pem"])
def test_without_one_of_its_files_it_says_which(tmp_path: Path, spoiled: str) -> None:
    certificates.make(tmp_path, (), NOW)
    (tmp_path / spoiled).unlink()

    with pytest.raises(Broken) as caught:
        Private(tmp_path, "provider")

    assert caught.value.code == "tls_unusable"
    assert spoiled in caught.value.detail


def test_somebody_else_s_key_is_no_use(tmp_path: Path) -> None:
    certificates.make(tmp_path, (), NOW)
    shutil.copy(tmp_path / "terminal.key", tmp_path / "provider.key")

    with pytest.raises(Broken) as caught:
        Private(tmp_path, "provider")

    assert "KEY_VALUES_MISMATCH" in caught.value.detail


def _shown(server: Server) -> bytes | None:
    with server.private() as connection:
        return connection.getpeercert(binary_form=True)


def _all(connection: socket.socket) -> bytes:
    """Everything until the other side ends it, one way or another."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while more := connection.recv(1024):
            got += more
    return got
