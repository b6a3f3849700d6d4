"""Rows 11 and 12 on real roles: everything over https, nobody else is believed, and no payment fails by it."""

import contextlib
import json
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common.settings import ROOT
from tests.common.processes import Running
from tests.proof.network import PROFILE
from tests.security.private import PATIENCE_SECONDS, PrivateTown

NOTE = 50_000
BROKEN_CODE = 5


@pytest.fixture(scope="module")
def private_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateTown]:
    """Started once; each test leaves it in order."""
    with PrivateTown(tmp_path_factory.mktemp("private")) as town:
        yield town


def test_row_11_a_whole_payment_goes_over_https_through_all_four_roles(private_town: PrivateTown) -> None:
    town = private_town
    before = balance(town)

    code = town.pay(NOTE)

    town.until(lambda: town.payment(code).get("status") == "captured")
    town.until(lambda: balance(town) == before + town.payment(code)["amount"])
    assert all(role.url.startswith("https://127.0.0.1:") for role in town.network.roles.values())
    cards = (town.contracts.subscriber, town.contracts.provider, town.contracts.agent)
    assert all(card["url"].startswith("https://127.0.0.1:") for card in cards)
    assert not [path.name for path, whole in town.network.read().items() if b"http://127.0.0.1" in whole]


@pytest.mark.long
@pytest.mark.parametrize("role", ["provider", "processing"])
def test_row_11_a_payment_waits_for_a_certificate_that_has_ended_and_goes_on_when_it_is_renewed(
    private_town: PrivateTown, tmp_path: Path, role: str
) -> None:
    town = private_town
    before = balance(town)

    try:
        code = town.pay(NOTE, meanwhile=lambda: town.expire(role, tmp_path / "aside"))
        town.until(lambda: is_refused(town, role))
        held = terminal_state(town, code)
    finally:
        town.renew()
        town.network.roles[role].wait()

    assert held in ("to_send", "sent")
    town.until(lambda: town.payment(code).get("status") == "captured")
    town.until(lambda: balance(town) == before + town.payment(code)["amount"])
    town.until(lambda: terminal_state(town, code) == "captured")


@pytest.mark.parametrize("role", ["provider", "processing", "terminal", "consumer"])
def test_row_12_a_plain_request_to_the_port_of_tls_is_led_nowhere(private_town: PrivateTown, role: str) -> None:
    port = int(private_town.network.roles[role].url.rpartition(":")[2])

    with socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port)
        answer = everything(connection)

    assert b"HTTP/1" not in answer
    assert b"ocation" not in answer


def test_a_role_s_document_and_ready_file_say_https(private_town: PrivateTown) -> None:
    provider = private_town.network.roles["provider"]

    document = asked(private_town, "provider", "/openapi.json")
    said = provider.said()

    assert document["servers"] == [{"url": provider.url}]
    assert said is not None
    assert (said.url, Path(said.ca)) == (provider.url, private_town.tls / "ca.pem")


def test_a_command_finds_its_role_over_https_by_itself(private_town: PrivateTown) -> None:
    words = ["--data", str(private_town.network.folder / "data"), "--profile", PROFILE, "agents", "--json"]

    done = subprocess.run(
        [sys.executable, "-m", "processing_app", *words], cwd=ROOT, capture_output=True, check=False, timeout=60
    )

    assert done.returncode == 0, done.stderr.decode()
    assert "Агент" in done.stdout.decode()


@pytest.mark.parametrize(("language", "words"), [("ru", "Сервер не запущен"), ("en", "was not started")])
def test_row_11_no_role_shows_itself_to_other_computers_in_clear_by_accident(
    tmp_path: Path, language: str, words: str
) -> None:
    with Running(tmp_path, "--host", "0.0.0.0", "--lang", language, ready=False) as refused:
        code, said = refused.end()

    assert code == BROKEN_CODE
    assert words in said
    assert "--plain-http" in said
    assert "--tls" in said


@pytest.mark.parametrize("how", [["--plain-http"], ["--tls"]])
def test_row_11_it_does_with_tls_or_when_that_is_what_was_asked_for(
    private_town: PrivateTown, tmp_path: Path, how: list[str]
) -> None:
    more = [str(private_town.tls)] if how == ["--tls"] else []

    with Running(tmp_path, "--host", "0.0.0.0", *how, *more) as running:
        said = running.said

    assert said["url"].startswith("https://127.0.0.1:" if more else "http://127.0.0.1:")


def test_a_folder_without_certificates_is_said_in_words(tmp_path: Path) -> None:
    with Running(tmp_path / "data", "--tls", str(tmp_path / "nowhere"), ready=False) as refused:
        code, said = refused.end()

    assert code == BROKEN_CODE
    assert f"nowhere{os.sep}ca.pem" in said
    assert "--make-certificates" in said
    assert "Traceback" not in said


def balance(town: PrivateTown) -> int:
    """The subscriber's, as his own program knows it."""
    return int(town.network.ask("consumer", "balance", contract="1")["balance"])


def is_refused(town: PrivateTown, role: str) -> bool:
    """Whether who calls this role has met a certificate that it did not believe, and says so."""
    if role == "provider":
        log = town.network.folder / "data" / "logs" / f"processing-{PROFILE}.jsonl"
        return "not_trusted" in log.read_text(encoding="utf-8")
    return "срок сертификата вышел" in str(town.network.ask("terminal", "test-connection"))


def terminal_state(town: PrivateTown, code: str) -> str:
    """What the terminal knows of its payment."""
    rows = town.network.ask("terminal", "payments")["payments"]
    return str(next((row["state"] for row in rows if row["code"] == code), ""))


def asked(town: PrivateTown, role: str, path: str) -> Any:
    """What everybody is told there, by a client that believes the town's authority."""
    port = int(town.network.roles[role].url.rpartition(":")[2])
    context = ssl.create_default_context(cafile=town.tls / "ca.pem")
    with context.wrap_socket(
        socket.create_connection(("127.0.0.1", port), PATIENCE_SECONDS), server_hostname="127.0.0.1"
    ) as connection:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        return json.loads(everything(connection).partition(b"\r\n\r\n")[2])


def everything(connection: socket.socket) -> bytes:
    """Until the other side ends it, one way or another."""
    got = b""
    with contextlib.suppress(ConnectionResetError):
        while more := connection.recv(64 * 1024):
            got += more
    return got
