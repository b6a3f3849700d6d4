"""Whole registers and books of a network, as its own doors tell them: what lanes compare with their journals."""

from typing import Any

from tests.proof.network import Network
from tests.protocol.wire import Body, Wire, granted

PAGE = 500


def pages(wire: Wire, path: str) -> list[Body]:
    """A register from its beginning to its end."""
    rows: list[Body] = []
    after, more = "", True
    while more:
        page = granted(wire.post(path, {"after": after, "limit": PAGE}))
        rows += page["rows"]
        after, more = page["position"], page["more"]
    return rows


def uses(network: Network) -> list[dict[str, Any]]:
    """Every use of a service at the provider."""
    rows: list[dict[str, Any]] = []
    after, more = "", True
    while more:
        page = network.ask("provider", "uses", after=after, limit=PAGE)
        rows += page["rows"]
        after, more = page["position"], page["more"]
    return rows


def apart(network: Network) -> list[str]:
    """What the centre's and the provider's own looks at their books say against them."""
    verified = network.roles["processing"].ask("verify", path="/v1/ledger/verify")
    totals = network.ask("provider", "totals")
    return [str(books) for books, right in ((verified, verified["sum"] == 0), (totals, totals["agree"])) if not right]
