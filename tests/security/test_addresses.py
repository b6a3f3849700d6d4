"""Rows 68 and 69: no contract leads inside, to the asker itself or to a port of another kind of program."""

import socket
from pathlib import Path
from typing import Any

import pytest

from common.clock import SystemClock
from common.errors import ContractFault
from common.http_client import Peer
from common.logs import Log
from common.protocol import provider
from common.protocol.provider import CheckAccount
from tests.protocol.wire import Answer
from tests.security.town import Town

INSIDE = (
    "http://127.1:8101", "http://2130706433:8101", "http://0x7f000001:8101", "http://0:8101", "http://localhost.:8101",
    "http://[::ffff:127.0.0.1]:8101", "http://169.254.169.254/latest", "http://user:word@127.0.0.1:8101",
    "http://127.0.0.1:8101/#x", "http://127.0.0.1:8101/?x", "http://127.0.0.1:5432", "http://127.0.0.1:6379",
    "http://127.0.0.1:9092", "gopher://127.0.0.1:8101", "file:///etc/passwd", "http://0.0.0.0:8101",
)  # fmt: skip


@pytest.mark.parametrize("url", INSIDE)
def test_row_68_no_contract_is_signed_with_an_address_that_leads_inside(town: Town, url: str) -> None:
    before = town.network.ask("processing", "providers")["providers"]

    answers = list(offered(town, url))

    assert [answer.status for answer in answers] == [422] * len(answers), answers
    assert town.network.ask("processing", "providers")["providers"] == before


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_row_69_the_centres_own_port_is_no_provider(town: Town, host: str) -> None:
    url = town.network.roles["processing"].url.replace("127.0.0.1", host)

    answer = sign(town, town.contracts.provider | {"url": url})

    assert (answer.status, "url" in answer.body["detail"]) == (422, True), answer


def test_row_69_a_providers_own_port_is_no_place_for_news(town: Town) -> None:
    answer = tell_news(town, town.network.roles["provider"].url)

    assert (answer.status, answer.body["code"]) == (422, "wrong_value")


def test_row_68_a_name_that_leads_here_since_gets_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a name server of the other side would do it: one address at the desk, another when it is called."""
    log, clock = Log(tmp_path, "rebound", SystemClock(), console=False), SystemClock()
    with socket.create_server(("127.0.0.1", 0)) as here:
        port = here.getsockname()[1]
        led = lambda *_, **__: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]  # noqa: E731
        peer = Peer(f"http://localhost:{port}", "login", "word", log, clock)
        peer.url = f"http://megafon.example:{port}"
        monkeypatch.setattr(socket, "getaddrinfo", led)

        with pytest.raises(ContractFault, match="no_such_door"):
            peer.call(provider.CHECK, CheckAccount(payment_id="p", account="1"), seconds=2)
        here.settimeout(5)
        connection, _ = here.accept()
        with connection:
            assert connection.recv(1000) == b""
    log.close()


def offered(town: Town, url: str) -> Any:
    """The address at every desk that takes one."""
    yield sign(town, town.contracts.provider | {"url": url})
    centre = town.network.operator("processing")
    yield centre.post("/v1/operator/edit-provider", {"provider_id": town.contracts.provider_id, "url": url})
    consumer, terminal = town.network.operator("consumer"), town.network.operator("terminal")
    typed = {"url": url, "number": "9161234567", "login": "9161234567", "password": "a-typed-password"}
    yield consumer.post("/v1/operator/write-contract", typed | {"provider": "Другой"})
    yield consumer.post("/v1/operator/add-contract", {"card": town.contracts.subscriber | {"url": url}})
    yield terminal.post("/v1/operator/write-contract", typed | {"terminal": "T-1"})
    yield terminal.post("/v1/operator/connect", {"card": town.contracts.agent | {"url": url}, "terminal": "T-1"})
    yield tell_news(town, url)


def sign(town: Town, card: dict[str, Any]) -> Answer:
    """The centre's desk."""
    return town.network.operator("processing").post("/v1/operator/sign-provider", {"card": card})


def tell_news(town: Town, url: str) -> Answer:
    """A subscriber's program says where it wants to hear the news."""
    card = town.contracts.subscriber
    wire = town.network.by_card("provider", card)
    ask = {"number": card["number"], "url": url, "login": "news", "password": "a-password-of-news"}
    return wire.post(provider.NEWS.path, ask)
