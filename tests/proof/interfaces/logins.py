"""Which login enters which door: the document of a server says that there is one, its table says whose."""

from collections.abc import Iterator, Mapping
from typing import Any

import requests

from common.http_server.doors import OPERATOR, Door
from common.protocol.endpoint import Endpoint
from common.secrets import Secrets
from tests.docs.served import TABLES
from tests.proof.network import Contracts, Network

Login = tuple[str, str]


def of_role(network: Network, contracts: Contracts, role: str) -> dict[str, Login]:
    """One login of each kind that may enter this role's doors."""
    logins = {OPERATOR: network.login(role)}
    if role == "provider":
        logins["processing"] = _of_card(contracts.provider)
        logins["subscriber"] = _of_card(contracts.subscriber)
    if role == "processing":
        logins["agent"] = _of_card(contracts.agent)
    if role == "consumer":
        news = Secrets(network.roles["provider"].folder / "secrets").login_of(f"news-{contracts.number}")
        assert news is not None
        logins["provider"] = news
    if role == "terminal":
        logins["kiosk"] = _of_kiosk(network)
    return logins


def whose(role: str, path: str, method: str) -> frozenset[str]:
    """The kinds that may enter a door."""
    for endpoint, door in _doors(role):
        if (endpoint.path, endpoint.method) == (path, method.upper()):
            return door.enter
    raise AssertionError(f"{role}: {method} {path} is in no table")


def _doors(role: str) -> Iterator[tuple[Endpoint[Any, Any], Door]]:
    yield from TABLES[role].items()
    yield from TABLES["reports"].items()


def _of_card(card: Mapping[str, Any]) -> Login:
    return card["login"], card["password"]


def _of_kiosk(network: Network) -> Login:
    opened = network.ask("terminal", "open-kiosk")
    key = requests.post(f"{opened['url']}/kiosk/open", json={"token": opened["token"]}, timeout=10).json()
    return key["login"], key["key"]
