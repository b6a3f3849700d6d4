"""Provider, centre and consumer under load, each with a nemesis of its own; then all books against the journals."""

import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from launcher_app.agreements import IVANOV
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.kills.journal import Journal
from tests.proof.kills.load import Customer, Payer, User
from tests.proof.kills.nemesis import Nemesis
from tests.proof.network import Contracts, Network
from tests.protocol.wire import Body, Wire, granted

LANE = "kills"
KILLS = {Form.SAMPLE: 30, Form.SHORT: 100, Form.LONG: 2_000}
SHARES = {"processing": 0.4, "provider": 0.4, "consumer": 0.2}
PAYERS = 8
LEAST_ACKNOWLEDGED = {Form.SAMPLE: 300, Form.SHORT: 1_000, Form.LONG: 5_000}
BACK_SECONDS = 5.0
QUIESCE_SECONDS = 150.0
"""A lane that met nobody is tried again after a minute at the latest."""
PAGE = 500
FINISHED = "captured"


class Crowd(NamedTuple):
    """Everybody who asks, what they have written down, and whose number both is paid to and uses services."""

    number: str
    customers: list[Customer]
    payments: Journal
    uses: Journal


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Kill, heal, wait until nothing is left to do, compare."""
    figures = Figures(LANE, seed)
    with Network(folder) as network:
        contracts = network.sign()
        crowd = _crowd(network, contracts, folder, seed)
        nemeses = [
            Nemesis(network.roles[role], seed * 10 + number, int(KILLS[form] * share))
            for number, (role, share) in enumerate(SHARES.items())
        ]
        _begin(network, crowd)
        for nemesis in nemeses:
            nemesis.start()
        for nemesis in nemeses:
            nemesis.join()
        while len(crowd.payments.acknowledged) < LEAST_ACKNOWLEDGED[form]:
            time.sleep(0.1)
        for customer in crowd.customers:
            customer.end()
        left = _wait_until_quiet(network)
        _tell(figures, crowd, nemeses, left, form)
        _compare(figures, network, contracts, crowd)
    crowd.payments.close()
    crowd.uses.close()
    return figures.rows


def _crowd(network: Network, contracts: Contracts, folder: Path, seed: int) -> Crowd:
    """Payers of numbers of their own, so that lanes work side by side, and the owner of one of the numbers."""
    payments, uses = Journal(folder / "payments.txt"), Journal(folder / "uses.txt")
    centre = Wire(network.roles["processing"].url, contracts.agent["login"], contracts.agent["password"])
    directory = granted(centre.post("/v1/providers", {"terminal": "T-1", "version": 0}))
    terms: Body = {"provider_id": contracts.provider_id, "directory_version": directory["version"]}
    numbers = [contracts.number]
    numbers += [
        network.ask("provider", "sign-subscriber", tariff="mobile", **IVANOV)["number"] for _ in range(PAYERS - 1)
    ]
    customers: list[Customer] = [
        Payer(centre, payments, terms, number, seed + place, pause=0.03) for place, number in enumerate(numbers)
    ]
    contract = network.ask("consumer", "contracts")["contracts"][0]["id"]
    customers.append(User(Wire(network.roles["consumer"].url, *network.login("consumer")), uses, contract, pause=0.05))
    return Crowd(contracts.number, customers, payments, uses)


def _begin(network: Network, crowd: Crowd) -> None:
    """Payers first: a service is used by somebody who has money."""
    *payers, user = crowd.customers
    for payer in payers:
        payer.start()
    while network.ask("provider", "show-subscriber", number=crowd.number)["balance"] == 0:
        time.sleep(0.1)
    user.start()


def _wait_until_quiet(network: Network) -> int:
    """Nothing is held any more, or too much time has gone by; what is held then."""
    deadline = time.monotonic() + QUIESCE_SECONDS
    while True:
        held: int = network.roles["processing"].ask("ledger", path="/v1/ledger")["holds"]
        if not held or time.monotonic() > deadline:
            return held
        time.sleep(0.2)


def _tell(figures: Figures, crowd: Crowd, nemeses: list[Nemesis], left: int, form: Form) -> None:
    back = sorted(seconds for nemesis in nemeses for seconds in nemesis.seconds_until_back)
    slowest = max(nemesis.slowest for nemesis in nemeses)
    words = f"median {back[len(back) // 2]:.2f}; by the clock on the wall at most {slowest:.2f}"
    figures.least("kills", sum(nemesis.kills for nemesis in nemeses), KILLS[form])
    figures.least("acknowledged payments", len(crowd.payments.acknowledged), LEAST_ACKNOWLEDGED[form])
    figures.least("acknowledged uses", len(crowd.uses.acknowledged), 20)
    figures.most("seconds until back", back[-1], BACK_SECONDS, words)
    figures.most("still held at the end", left, 0)
    figures.none("roles that stay down", [fault for nemesis in nemeses for fault in nemesis.faults])
    figures.none("refused", [fault for customer in crowd.customers for fault in customer.faults])


def _compare(figures: Figures, network: Network, contracts: Contracts, crowd: Crowd) -> None:
    """The centre's register, the provider's books and the journals say the same."""
    centre = Wire(network.roles["processing"].url, contracts.agent["login"], contracts.agent["password"])
    provider = Wire(network.roles["provider"].url, contracts.provider["login"], contracts.provider["password"])
    accepted = {row["payment_id"]: row for row in _pages(centre, "/v1/register")}
    credited = [row for row in _pages(provider, "/v1/register") if row["kind"] == "credit"]
    times = Counter(row["payment_id"] for row in credited)
    sums = {row["payment_id"]: row["amount"] for row in credited}
    paid, intended = crowd.payments.acknowledged, crowd.payments.intended
    figures.none("lost payments", sorted(paid - accepted.keys()) + sorted(paid - times.keys()))
    figures.none("doubled payments", [one for one, number in times.items() if number > 1])
    figures.none("payments of nobody", sorted((accepted.keys() | times.keys()) - intended.keys()))
    figures.none("payments of another sum", [one for one, amount in sums.items() if amount != intended.get(one)])
    figures.none("payments without an end", [one for one, row in accepted.items() if row["status"] != FINISHED])
    used = Counter(row["use_id"] for row in _uses(network))
    figures.none("lost uses", sorted(crowd.uses.acknowledged - used.keys()))
    figures.none("doubled uses", [one for one, number in used.items() if number > 1])
    figures.none("books that do not agree", _books(network))


def _books(network: Network) -> list[str]:
    verified = network.roles["processing"].ask("verify", path="/v1/ledger/verify")
    totals = network.ask("provider", "totals")
    return [str(books) for books, right in ((verified, verified["sum"] == 0), (totals, totals["agree"])) if not right]


def _pages(wire: Wire, path: str) -> list[Body]:
    rows: list[Body] = []
    after, more = "", True
    while more:
        page = granted(wire.post(path, {"after": after, "limit": PAGE}))
        rows += page["rows"]
        after, more = page["position"], page["more"]
    return rows


def _uses(network: Network) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    after, more = "", True
    while more:
        page = network.ask("provider", "uses", after=after, limit=PAGE)
        rows += page["rows"]
        after, more = page["position"], page["more"]
    return rows
