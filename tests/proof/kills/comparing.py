"""What is wrong between the centre's register, the provider's books, the terminal's, the device and the journals."""

from collections import Counter

from tests.proof.kills import cash
from tests.proof.kills.cash import CashPayer
from tests.proof.kills.journal import Journal
from tests.proof.network import Contracts, Network
from tests.proof.registers import apart, pages
from tests.proof.registers import uses as uses_of

FINISHED = "captured"


def compare(
    network: Network, contracts: Contracts, payments: Journal, uses: Journal, payer: CashPayer
) -> dict[str, list[str]]:
    """By the name of a fault, where it was found: acknowledged is there, what is there was asked, all of it once."""
    centre = network.by_card("processing", contracts.agent)
    provider = network.by_card("provider", contracts.provider)
    rows = pages(centre, "/v1/register")
    accepted = {row["payment_id"]: row for row in rows if row["provider_id"] == contracts.provider_id}
    credited = [row for row in pages(provider, "/v1/register") if row["kind"] == "credit"]
    times = Counter(row["payment_id"] for row in credited)
    sums = {row["payment_id"]: row["amount"] for row in credited}
    in_cash = {row["payment_id"]: row["amount"] for row in cash.payments(network)}
    intended = payments.intended | in_cash
    used = Counter(row["use_id"] for row in uses_of(network))
    return {
        "lost payments": sorted(payments.acknowledged - accepted.keys()),
        "payments not credited": sorted(accepted.keys() - times.keys()),
        "doubled payments": [one for one, number in times.items() if number > 1],
        "payments of nobody": sorted((accepted.keys() | times.keys()) - intended.keys()),
        "payments of another sum": [one for one, amount in sums.items() if amount != intended.get(one)],
        "payments without an end": [one for one, row in accepted.items() if row["status"] != FINISHED],
        "lost uses": sorted(uses.acknowledged - used.keys()),
        "doubled uses": [one for one, number in used.items() if number > 1],
        **cash.compared(network, payer, {one: accepted[one]["status"] for one in in_cash if one in accepted}),
        "books that do not agree": apart(network),
    }
