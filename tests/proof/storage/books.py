"""All books against the journals: what was acknowledged is there, once, and cassette, terminal and centre agree."""

from collections import Counter
from typing import Any

from tests.proof.figure import Figures
from tests.proof.storage.town import Town
from tests.protocol.wire import Body, Wire, granted

PAGE = 500
FINISHED = "captured"


def compare(figures: Figures, town: Town) -> None:
    """Centre's register, provider's operations and uses, the ledger proved from its log."""
    provider = Wire(
        town.network.roles["provider"].url, town.contracts.provider["login"], town.contracts.provider["password"]
    )
    accepted = {row["payment_id"]: row for row in pages(town.centre, "/v1/register")}
    credited = [row for row in pages(provider, "/v1/register") if row["kind"] == "credit"]
    times = Counter(row["payment_id"] for row in credited)
    mine = {one for one in town.payments.acknowledged if accepted.get(one, {}).get("terminal") == "T-1"}
    here = {one for one in mine if accepted[one]["provider_id"] == town.terms["provider_id"]}
    used = Counter(row["use_id"] for row in _uses(town))
    figures.none("lost payments", sorted(town.payments.acknowledged - accepted.keys()) + sorted(here - times.keys()))
    figures.none("doubled payments", [one for one, number in times.items() if number > 1])
    sums = {row["payment_id"]: row["amount"] for row in credited}
    intended = town.payments.intended
    figures.none("payments of another sum", [one for one, sum_ in sums.items() if intended.get(one, sum_) != sum_])
    figures.none("payments without an end", [one for one, row in accepted.items() if row["status"] != FINISHED])
    figures.none("lost uses", sorted(town.uses.acknowledged - used.keys()))
    figures.none("doubled uses", [one for one, number in used.items() if number > 1])
    figures.none("books that do not agree", _books(town))


def pages(wire: Wire, path: str) -> list[Body]:
    """A whole register."""
    rows: list[Body] = []
    after, more = "", True
    while more:
        page = granted(wire.post(path, {"after": after, "limit": PAGE}))
        rows += page["rows"]
        after, more = page["position"], page["more"]
    return rows


def _uses(town: Town) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    after, more = "", True
    while more:
        page = town.ask("provider", "uses", after=after, limit=PAGE)
        rows += page["rows"]
        after, more = page["position"], page["more"]
    return rows


def _books(town: Town) -> list[str]:
    verified = town.network.roles["processing"].ask("verify", path="/v1/ledger/verify")
    totals = town.ask("provider", "totals")
    return [str(books) for books, right in ((verified, verified["sum"] == 0), (totals, totals["agree"])) if not right]
