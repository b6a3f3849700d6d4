"""Which login enters which door: the document of a server says that there is one, its table says whose."""

from collections.abc import Iterator, Mapping
from typing import Any

import requests

from common.clock import moment
from common.http_server.doors import OPERATOR, Door
from common.protocol.endpoint import Endpoint
from common.secrets import Secrets
from tests.docs.served import TABLES
from tests.proof.network import Contracts, Network

DAY_MS = 86_400_000
Login = tuple[str, str]


class Bearer(requests.auth.AuthBase):
    """A token, as requests sends it."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """With the header."""
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


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


def of_shops(network: Network) -> dict[str, Bearer]:
    """A shop's key, the token of an intent's payer and that of an account, at the centre of the example's shop."""
    pos_id = network.ask("processing", "add-training-shop")["pos_id"]
    key = network.ask("processing", "issue-shop-key", shop_id=pos_id)["key"]
    account = network.ask("processing", "issue-account-token", account_id=pos_id)["token"]
    due = moment(network.clock.now_ms() + DAY_MS).isoformat()
    asked = {"shopID": pos_id, "product": "x", "cart": [{"product": "x", "price": 100}], "dueDate": due}
    url = f"{network.roles['processing'].url}/v2/payment-intents"
    made = requests.post(url, json=asked, auth=Bearer(key), timeout=10).json()
    payer = made["paymentIntentAuthToken"]["payload"]
    return {"shop": Bearer(key), "intent": Bearer(payer), "account": Bearer(account)}


def of_wallets(network: Network, contracts: Contracts) -> dict[str, Login]:
    """A wallet's holder, and the network's provider where it takes payments by QR and barcode."""
    wallet = network.ask("processing", "open-wallet", name="Иван Иванов", phone="9123456789")
    acceptance = network.ask("processing", "open-acceptance", provider_id=contracts.provider_id)
    return {"wallet": _of_card(wallet), "provider": _of_card(acceptance)}


def whose(role: str, path: str, method: str) -> frozenset[str]:
    """The kinds that may enter a door."""
    for endpoint, door in _doors(role):
        if (endpoint.path, endpoint.method) == (path, method.upper()):
            return door.enter
    raise AssertionError(f"{role}: {method} {path} is in no table")


def _doors(role: str) -> Iterator[tuple[Endpoint[Any, Any], Door]]:
    yield from TABLES[role].items()
    yield from TABLES["reports"].items()
    if role == "processing":
        yield from TABLES["shops"].items()
        yield from TABLES["payments"].items()


def _of_card(card: Mapping[str, Any]) -> Login:
    return card["login"], card["password"]


def _of_kiosk(network: Network) -> Login:
    opened = network.ask("terminal", "open-kiosk")
    key = requests.post(f"{opened['url']}/kiosk/open", json={"token": opened["token"]}, timeout=10).json()
    return key["login"], key["key"]
