"""All books against the journals: what was acknowledged is there, what is there was credited, all of it once."""

from collections import Counter

from tests.proof.figure import Figures
from tests.proof.registers import apart, pages, uses
from tests.proof.storage.town import Town

FINISHED = "captured"


def compare(figures: Figures, town: Town) -> None:
    """Centre's register, provider's operations and uses, the ledger proved from its log."""
    provider = town.network.by_card("provider", town.contracts.provider)
    accepted = {row["payment_id"]: row for row in pages(town.centre, "/v1/register")}
    credited = [row for row in pages(provider, "/v1/register") if row["kind"] == "credit"]
    times = Counter(row["payment_id"] for row in credited)
    here = {one for one, row in accepted.items() if row["provider_id"] == town.terms["provider_id"]}
    used = Counter(row["use_id"] for row in uses(town.network))
    figures.none("lost payments", sorted(town.payments.acknowledged - accepted.keys()))
    figures.none("payments not credited", sorted(here - times.keys()))
    figures.none("doubled payments", [one for one, number in times.items() if number > 1])
    sums = {row["payment_id"]: row["amount"] for row in credited}
    intended = town.payments.intended
    figures.none("payments of another sum", [one for one, sum_ in sums.items() if intended.get(one, sum_) != sum_])
    figures.none("payments without an end", [one for one, row in accepted.items() if row["status"] != FINISHED])
    figures.none("lost uses", sorted(town.uses.acknowledged - used.keys()))
    figures.none("doubled uses", [one for one, number in used.items() if number > 1])
    figures.none("books that do not agree", apart(town.network))
