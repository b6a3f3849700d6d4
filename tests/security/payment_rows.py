"""What each side of the matrix has under /payments, and how a stranger tries it at each of those doors."""

from collections.abc import Callable
from typing import Any, NamedTuple

from launcher_app.agreements import PHONE
from tests.proof.network import Network, newest_directory
from tests.protocol.wire import Body, Wire, granted, new_id, now

KIOSKS = -1
"""Whom a kiosk pays to fill a wallet."""
SENT, DEAR, LIMIT = 12_300, 45_600, 20_000
"""Sent from a wallet; charged above its limit, so that it waits for the holder's word."""
MEMO = "канарейка: за молоко"
SECONDS = 30.0
Door = tuple[str, str, str]


class Purse(NamedTuple):
    """A wallet's holder and a provider that takes payments by QR and barcode, each with a login, and what they did."""

    holder: Wire
    seller: Wire
    number: str
    filled: int
    provider_id: int
    sent: str
    paid: str
    waiting: str
    shown: str
    """The word by which the waiting charge is confirmed."""
    position: str
    """Where the holder's list goes on."""


def purse_of(network: Network, agent: Wire, name: str, title: str, filled: int) -> Purse:
    """Filled at a kiosk; money sent, a QR code paid, and a charge that waits for its holder's word."""
    wallet = network.ask("processing", "open-wallet", name=name, no_confirmation=LIMIT)
    provider_id = _provider(network, title)
    acceptance = network.ask("processing", "open-acceptance", provider_id=provider_id)
    holder, seller = (network.by_card("processing", card) for card in (wallet, acceptance))
    fill(network, agent, wallet["number"], filled)
    friend = network.ask("processing", "open-wallet", name="Общий Знакомый")
    sent = {"payment_id": new_id(), "recipient": friend["number"], "amount": SENT, "memo": MEMO}
    granted(holder.post("/payments/send", sent))
    qr = granted(seller.post("/payments/qr", {}))["text"]
    seen = granted(holder.post("/payments/qr/look", {"qr": qr}))["shown"]
    paid = {"payment_id": new_id(), "qr": qr, "amount": SENT, "shown": seen}
    granted(holder.post("/payments/pay", paid))
    barcode = granted(holder.post("/payments/barcodes", {}))["now"]["code"]
    charged = {"payment_id": new_id(), "barcode": barcode, "amount": DEAR}
    assert granted(seller.post("/payments/pay", charged))["state"] == "waiting_for_payer"
    (waiting,) = granted(holder.post("/payments/waiting", {}))["payments"]
    for one in (sent, paid):
        until_so(network, lambda one=one: looked(holder, one["payment_id"])["state"] == "done")  # type: ignore[misc]
    page = granted(holder.post("/payments/own", {"limit": 1}))
    return Purse(
        holder, seller, wallet["number"], filled, provider_id, sent["payment_id"], paid["payment_id"],
        waiting["payment_id"], waiting["shown"], page["position"],
    )  # fmt: skip


def looked(wire: Wire, payment_id: str) -> Body:
    """A payment as one of its sides sees it."""
    return granted(wire.send("GET", f"/payments/{payment_id}"))


def seen(purse: Purse) -> list[Any]:
    """How both see what is theirs; the waiting charge ends by itself after a minute, and gives its sum back."""
    wallet = granted(purse.holder.post("/payments/wallet", {}))
    acceptance = granted(purse.seller.post("/payments/acceptance", {}))
    return [
        {name: value for name, value in wallet.items() if name not in ("at", "waiting", "spent_today")},
        {name: value for name, value in acceptance.items() if name != "at"},
        [one["payment_id"] for one in granted(purse.holder.post("/payments/own", {}))["payments"]],
        [one["payment_id"] for one in granted(purse.seller.post("/payments/accepted", {}))["payments"]],
        granted(purse.holder.post("/payments/statement", {}))["lines"],
    ]


def words(purse: Purse) -> list[str]:
    """What nobody else is to read."""
    return [purse.number, purse.sent, purse.paid, purse.waiting, purse.shown, MEMO, str(purse.filled)]


def nobodys(name: str, value: Any) -> Any:
    """A payment that nobody has; whatever else stays."""
    return new_id() if name == "payment_id" else value


def _of(wire: str, **fields: Callable[[Purse], object]) -> Callable[[Any], tuple[Wire, Body, Body]]:
    """The stranger's login; each field is the victim's, and beside it nobody's of the same shape."""

    def asks(pair: Any) -> tuple[Wire, Body, Body]:
        theirs = {name: of(pair.victim.purse) for name, of in fields.items()}
        nobody = {name: nobodys(name, value) for name, value in theirs.items()}
        return getattr(pair.stranger.purse, wire), theirs, nobody

    return asks


def _own(wire: str, **fields: Callable[[Purse], object]) -> Callable[[Any], tuple[Wire, Body]]:
    """The stranger's login, with the victim's places in lists."""
    return lambda pair: (
        getattr(pair.stranger.purse, wire), {name: of(pair.victim.purse) for name, of in fields.items()}
    )  # fmt: skip


LOOK: Door = ("processing", "GET", "/payments/{payment_id}")
OBJECTS: dict[Door, Callable[[Any], tuple[Wire, Body, Body]]] = {
    LOOK: _of("holder", payment_id=lambda one: one.sent),
    ("processing", "POST", "/payments/{payment_id}/confirm"): _of(
        "holder", payment_id=lambda one: one.waiting, accept=lambda _: True, shown=lambda one: one.shown
    ),
}
OF_SELLERS: dict[Door, Callable[[Any], tuple[Wire, Body, Body]]] = {
    LOOK: _of("seller", payment_id=lambda one: one.paid),
}
"""The same door by the login of the other kind that may enter it."""
OWN: dict[Door, Callable[[Any], tuple[Wire, Body]]] = {
    ("processing", "POST", "/payments/waiting"): _own("holder", before=lambda one: one.position),
    ("processing", "POST", "/payments/own"): _own("holder", before=lambda one: one.position),
    ("processing", "POST", "/payments/accepted"): _own("seller"),
    ("processing", "POST", "/payments/wallet"): _own("holder"),
    ("processing", "POST", "/payments/acceptance"): _own("seller"),
    ("processing", "POST", "/payments/statement"): _own("holder"),
    ("processing", "POST", "/payments/barcodes"): _own("holder"),
    ("processing", "POST", "/payments/qr"): _own("seller", order=lambda _: "stol 4"),
    ("processing", "POST", "/payments/notices"): _own("holder", url=lambda _: ""),
    ("processing", "POST", "/payments/token"): _own("holder", minutes=lambda _: 1),
    ("processing", "POST", "/payments/token/revoke"): _own("holder"),
}
ELSEWHERE: dict[Door, str] = {
    ("processing", "POST", "/payments/send"): "an id belongs to its first content: tried in a test of its own",
    ("processing", "POST", "/payments/withdraw"): "the same",
    ("processing", "POST", "/payments/pay"): "the same",
    ("processing", "POST", "/payments/recipient"): "a number is every holder's to send to, so many wrong ones an hour",
    ("processing", "POST", "/payments/qr/look"): "a code on a wall is for whoever scans it",
    ("processing", "POST", "/payments/qr/keys"): "public keys",
    ("provider", "POST", "/v1/accepted"): "of two centres only the one that is named: tests/wallets/provider",
    ("provider", "POST", "/v1/notify"): "a centre tells of its own acceptance only: test_goals.py",
}


def _provider(network: Network, title: str) -> int:
    """A provider of the directory that nobody will have to reach."""
    card = network.ask("provider", "sign-processing", name=f"Приём {title}", dialect="json", fields=[PHONE])
    named = card | {"name": {"ru": title, "en": title}}
    provider_id: int = network.ask("processing", "sign-provider", card=named)["provider_id"]
    return provider_id


def fill(network: Network, agent: Wire, number: str, filled: int) -> None:
    """Cash at a kiosk into a wallet."""
    version = newest_directory(agent)
    left = filled
    while left:
        amount = min(left, 1_500_000)
        paid = {
            "payment_id": new_id(), "session_id": new_id(), "terminal": "T-CANARY", "provider_id": KIOSKS,
            "account": number, "inserted": amount, "agent_fee": 0, "amount": amount, "directory_version": version,
            "accepted_at": now(),
        }  # fmt: skip
        granted(agent.post("/v1/payments", paid))
        left -= amount
    told = network.ask
    until_so(network, lambda: told("processing", "wallet", number=number)["wallet"]["balance"] == filled)


def until_so(network: Network, ready: Callable[[], bool]) -> None:
    """Wait, with a deadline."""
    until = network.clock.monotonic() + SECONDS
    while not ready():
        assert network.clock.monotonic() < until
        network.clock.sleep(0.05)
