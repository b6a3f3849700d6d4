"""A day of wallets in the four programs, and the secrets that it makes: passwords, tokens, seals, barcodes."""

from typing import Any

import requests

from common.pay_codes import digits
from common.secrets import Secrets
from tests.proof.interfaces.logins import Bearer
from tests.proof.network import Contracts, Network
from tests.protocol.wire import granted, new_id
from tests.security.payment_rows import fill, until_so

FILLED, DEAR, PRICE, PROGRAMS = 500_000, 150_000, 700, 2
NOBODYS = digits.whole("271828182845904")
Made = dict[str, tuple[str, tuple[str, ...]]]


def live(network: Network, contracts: Contracts) -> Made:
    """Cards are taken in, a wallet is filled, money goes every way; what must be found in no other place than named."""
    wallet = network.ask("processing", "open-wallet", name="Мария Канареева", email="maria-canary@example.org")
    acceptance = network.ask("processing", "open-acceptance", provider_id=contracts.provider_id)
    network.ask("consumer", "add-wallet", card=wallet)
    network.ask("provider", "import-acceptance", card=acceptance)
    fill(network, network.by_card("processing", contracts.agent), wallet["number"], FILLED)
    until_so(network, lambda: len(_seals(network)) == PROGRAMS)
    tokens = _tokens(network, wallet)
    codes = _charges(network)
    qr = network.ask("provider", "acceptance-qr", amount=PRICE)["text"]
    read = network.ask("consumer", "read-pay-code", code_text=qr)["paid"]
    network.ask("consumer", "pay-by-qr", code_text=qr, amount=PRICE, shown=read["shown"])
    network.ask("consumer", "withdraw-money", account="40702810900000000042", amount=1_000)
    until_so(network, lambda: len(network.ask("consumer", "news")["news"]) > 1)
    return {
        "a wallet's password": (wallet["password"], ("consumer/proof/secrets/",)),
        "a password of acceptance": (acceptance["password"], ("provider/proof/secrets/",)),
        **{f"token {number}": (token.rpartition(".")[2], ()) for number, token in enumerate(tokens)},
        **{f"barcode {number}": (code, ()) for number, code in enumerate(codes)},
        **_of_notices(network),
    }


def _tokens(network: Network, card: dict[str, Any]) -> list[str]:
    """Two of a wallet's; they also stand where a confused client puts them."""
    url, wire = network.roles["processing"].url, network.by_card("processing", card)
    tokens = [granted(wire.post("/payments/token", {"minutes": 5}))["token"] for _ in range(2)]
    for token in tokens:
        assert requests.post(f"{url}/payments/wallet", json={}, auth=Bearer(token), timeout=10).ok
        requests.get(f"{url}/payments/{token}", auth=Bearer(token), timeout=10)
        requests.get(f"{url}/payments/{new_id()}?token={token}", auth=Bearer(token), timeout=10)
        requests.post(f"{url}/payments/wallet", json={"token": token}, auth=Bearer(token), timeout=10)
    granted(wire.post("/payments/token/revoke", {}))
    requests.post(f"{url}/payments/wallet", json={}, auth=Bearer(tokens[0]), timeout=10)
    return tokens


def _charges(network: Network) -> list[str]:
    """A small charge, the same barcode once more for another sum, a dear one that is confirmed, one that nobody has."""
    small, dear = (network.ask("consumer", "barcode", fresh=True)["code"] for _ in range(2))
    ask = network.operator("provider").post
    granted(ask("/v1/operator/charge", {"barcode": dear, "amount": DEAR}))
    until_so(network, lambda: bool(network.ask("consumer", "charges")["charges"]))
    (waiting,) = network.ask("consumer", "charges")["charges"]
    network.ask("consumer", "confirm-charge", payment_id=waiting["payment_id"], accept=True, shown=waiting["shown"])
    fresh = network.ask("consumer", "barcode", fresh=True)["code"]
    granted(ask("/v1/operator/charge", {"barcode": fresh, "amount": PRICE}))
    for code in (fresh, small, NOBODYS, f"{NOBODYS[:6]} {NOBODYS[6:12]} {NOBODYS[12:]}"):
        ask("/v1/operator/charge", {"barcode": code, "amount": PRICE + 1})
        ask("/v1/operator/find-accepted", {"text": code, "barcode": code})
    return [small, dear, fresh, NOBODYS]


def _seals(network: Network) -> list[str]:
    """What the centre's notices are signed by, as the two programs have kept it."""
    return [seal for role in ("consumer", "provider") for seal in _kept(network, role, "seal")]


def _kept(network: Network, role: str, word: str) -> list[str]:
    """Passwords in the secrets of a role under names that begin so."""
    folder = network.roles[role].folder / "secrets"
    found = [Secrets(folder).login_of(path.stem) for path in sorted(folder.glob(f"*{word}*.secret"))]
    return [password for _, password in filter(None, found)]


def _of_notices(network: Network) -> Made:
    """What signs notices, and the logins by which the centre tells them."""
    both = ("consumer/proof/secrets/", "provider/proof/secrets/")
    made: Made = {f"seal {number}": (seal, both) for number, seal in enumerate(_seals(network))}
    for number, password in enumerate(_kept(network, "processing", "notices-")):
        made[f"a login for notices {number}"] = (password, ("processing/proof/secrets/", *both))
    return made
