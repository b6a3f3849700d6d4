"""Rows 1, 8, 16 and 104: nobody gets in anywhere, a login opens its own doors only, and none is a known one."""

from collections.abc import Iterator
from typing import Any

import pytest

from common.http_server.doors import OPERATOR
from common.protocol.endpoint import Endpoint
from tests.docs.served import TABLES
from tests.proof.interfaces.logins import Login, of_role
from tests.proof.network import Network
from tests.protocol.wire import Wire
from tests.security.matrix import Pair
from tests.security.town import Town

ROLES = ("provider", "processing", "terminal", "consumer")
KNOWN_TO_EVERYBODY = (
    ("admin", "admin"), ("operator", "operator"), ("operator", ""), ("operator", "password"), ("operator", "12345678"),
    ("agent", "agent"), ("agent-1", "agent-1"), ("agent-1", ""), ("processing-1", "processing-1"), ("root", "root"),
    ("kiosk", "kiosk"), ("provider", "provider"), ("", ""), ("operator", "oplata"),
)  # fmt: skip


def doors(role: str) -> Iterator[tuple[Endpoint[Any, Any], frozenset[str]]]:
    """Every door with those who may enter; open ones are left out."""
    table = {**TABLES[role], **TABLES["payments"]} if role == "processing" else TABLES[role]
    for endpoint, door in table.items():
        if door.enter:
            yield endpoint, door.enter


@pytest.mark.parametrize("role", ROLES)
def test_row_1_no_door_opens_to_nobody_and_none_says_anything(town: Town, role: str) -> None:
    wire = Wire(town.network.roles[role].url, "", "")

    for endpoint, _ in doors(role):
        answer = wire.send(endpoint.method, endpoint.path, b"{}", {"Content-Type": "application/json"}, login=False)
        assert answer.status == 401, (endpoint.path, answer)
        assert answer.headers["WWW-Authenticate"].startswith("Basic realm=")
        assert answer.body["code"] == "login_required"
        assert answer.body["detail"] == ""


@pytest.mark.parametrize("role", ROLES)
def test_row_16_a_login_opens_the_doors_of_its_own_kind_only(town: Town, pair: Pair, role: str) -> None:
    purse = pair.stranger.purse
    wallets = {"wallet": purse.holder.login, "provider": purse.seller.login} if role == "processing" else {}
    for kind, login in (logins(town, role) | wallets).items():
        wire = Wire(town.network.roles[role].url, *login)
        for endpoint, enter in doors(role):
            if kind not in enter:
                answer = wire.send(endpoint.method, endpoint.path, b"{}", {"Content-Type": "application/json"})
                assert (answer.status, answer.body["code"]) == (403, "forbidden"), (kind, endpoint.path, answer)


@pytest.mark.parametrize("role", ROLES)
def test_row_8_no_login_is_one_that_everybody_knows(town: Town, role: str) -> None:
    path = next(endpoint.path for endpoint, enter in doors(role) if enter == {OPERATOR})
    for login in KNOWN_TO_EVERYBODY:
        answer = Wire(town.network.roles[role].url, *login).post(path, {})
        assert answer.status in (401, 429), (login, answer)


@pytest.mark.long
def test_row_8_no_two_roles_and_no_two_installations_share_a_secret(town: Town, tmp_path_factory: Any) -> None:
    with Network(tmp_path_factory.mktemp("another")) as another:
        another.sign()
        passwords = [password for network in (town.network, another) for password in secrets(network)]

    assert len(passwords) > 12
    assert len(set(passwords)) == len(passwords)
    assert min(len(password) for password in passwords) >= 22


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.", "127.1", "[::1]"])
def test_row_104_a_name_that_a_browser_was_talked_into_is_no_name_of_ours(town: Town, host: str) -> None:
    for role in ROLES:
        wire = town.network.operator(role)
        answer = wire.send("POST", "/v1/operator/reports", b"{}", {"Content-Type": "application/json", "Host": host})
        assert (answer.status, answer.body["code"]) == (403, "wrong_host")


def logins(town: Town, role: str) -> dict[str, Login]:
    """One of each kind, each a sound one."""
    return of_role(town.network, town.contracts, role)


def secrets(network: Network) -> list[str]:
    """Every password and key that was made."""
    made = [network.login(role)[1] for role in ROLES]
    keys = [(network.roles[role].folder / "secrets" / "own.key").read_bytes().hex() for role in ROLES]
    kept = [
        network.roles["processing"].folder / "secrets" / "provider-1.secret",
        network.roles["terminal"].folder / "secrets" / "centre.secret",
    ]
    return made + keys + [path.read_text(encoding="utf-8").split('"')[3] for path in kept]
