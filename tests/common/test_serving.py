"""A server that speaks TLS has a port of its own for the page in its own window, on this computer only."""

import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from common.clock import SystemClock
from common.http_client import reach
from common.http_client.trust import Trust, of_own
from common.http_server import Application, Private
from common.logs import Log
from common.one_login import OneLogin
from common.principal import Principal
from common.serving import Serving
from launcher_app import certificates

CLOCK = SystemClock()


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Log]:
    """Of server and callers."""
    made = Log(tmp_path, "serving", CLOCK, console=False)
    yield made
    made.close()


@pytest.fixture
def build(log: Log) -> Callable[[], Application]:
    """An application that only says how it is."""
    keeper = OneLogin("me", "password", Principal("operator", "me"))
    about = {"role": "provider", "profile": "p", "uid": "u", "ready": True}
    return lambda: Application({}, None, keeper, log, CLOCK, role="provider:p", about=lambda: about)


@pytest.fixture
def private(tmp_path: Path) -> Private:
    """Certificates of its own."""
    certificates.make(tmp_path / "tls", (), datetime.now(UTC))
    return Private(tmp_path / "tls", "provider")


def test_without_tls_the_page_is_found_where_everybody_finds_it(build: Callable[[], Application]) -> None:
    serving = Serving(0, build)

    assert serving.page_url == serving.url
    serving.stop()


@pytest.mark.parametrize("asked_first", [True, False])
def test_with_tls_the_page_has_a_plain_port_on_this_computer_that_comes_and_goes_with_the_server(
    build: Callable[[], Application], log: Log, private: Private, asked_first: bool
) -> None:
    serving = Serving(0, build, private=private)
    early = serving.page_url if asked_first else ""
    serving.start()
    page = serving.page_url

    said = reach.hello(page, log, CLOCK)
    serving.stop()

    assert page.startswith("http://127.0.0.1:")
    assert early in ("", page)
    assert "provider:p" in said.ru
    assert is_closed(page)
    serving.start()
    assert "provider:p" in reach.hello(page, log, CLOCK).ru
    serving.stop()


def test_nobody_opens_that_port_for_a_server_without_a_window(
    build: Callable[[], Application], log: Log, private: Private
) -> None:
    serving = Serving(0, build, private=private)

    serving.start()

    assert serving.url.startswith("https://127.0.0.1:")
    assert serving._page is None
    serving.stop()


def test_a_server_of_all_this_computer_s_addresses_is_found_by_its_name(
    build: Callable[[], Application], private: Private
) -> None:
    serving = Serving(0, build, host="0.0.0.0", private=private)

    assert serving.own_url == f"https://127.0.0.1:{serving.port}"
    assert serving.url.startswith("https://")
    assert serving.url != serving.own_url
    serving.stop()


def test_what_a_ready_file_names_is_believed_of_this_computer_s_own_roles() -> None:
    assert of_own("/tls/ca.pem") == Trust(Path("/tls/ca.pem"), plain=True)
    assert of_own("").ca_file is None


def is_closed(url: str) -> bool:
    """Whether nobody listens there."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", int(url.rpartition(":")[2]))) != 0
