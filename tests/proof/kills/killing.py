"""All four roles under load, each with a nemesis of its own; then all books against the journals and the device."""

import time
from pathlib import Path
from typing import NamedTuple

from launcher_app.agreements import IVANOV
from launcher_app.demo.tamper import delete_newest_credit
from tests.proof.figure import Figure, Figures
from tests.proof.form import Form
from tests.proof.kills.cash import CashPayer
from tests.proof.kills.comparing import compare
from tests.proof.kills.journal import Journal
from tests.proof.kills.load import Customer, Payer, User
from tests.proof.kills.nemesis import LONGEST_LIFE_SECONDS, Nemesis
from tests.proof.kills.purse import Purse
from tests.proof.kills.shopping import Shopper
from tests.proof.network import Contracts, Network, newest_directory
from tests.protocol.wire import Body

LANE = "kills"
KILLS = {Form.SAMPLE: 20, Form.SHORT: 100, Form.LONG: 2_000}
SHARES = {"processing": 0.35, "provider": 0.35, "terminal": 0.1, "consumer": 0.2}
LIVES = {"terminal": 3.0}
"""The longest life, seconds, where a second is too short for anybody to put a note in."""
PAYERS = 16
LEAST_ACKNOWLEDGED = {Form.SAMPLE: 500, Form.SHORT: 5_000, Form.LONG: 50_000}
LEAST_USES, LEAST_CASH = 20, {Form.SAMPLE: 2, Form.SHORT: 12, Form.LONG: 200}
LEAST_ORDERS = {Form.SAMPLE: 5, Form.SHORT: 30, Form.LONG: 200}
LEAST_MOVED = {Form.SAMPLE: 20, Form.SHORT: 100, Form.LONG: 1_000}
"""Of wallets: so often sent, and so often withdrawn."""
CALM_SECONDS = 0.5
"""Between two payments of one payer once there are enough: what is left to deliver would only make the end longer."""
RARE_SECONDS = 10.0
"""The bank tells its last thousand operations, and all of them are compared; a wallet has only so many an hour."""
BACK_SECONDS = 5.0
QUIESCE_SECONDS = 150.0
"""A lane that met nobody is tried again after a minute at the latest."""


class Crowd(NamedTuple):
    """Everybody who asks, what they have written down, and whose number both is paid to and uses services."""

    number: str
    customers: list[Customer]
    cash: CashPayer
    shopper: Shopper
    purse: Purse
    payments: Journal
    uses: Journal
    orders: Journal
    sent: Journal
    drawn: Journal


def run(seed: int, form: Form, folder: Path) -> list[Figure]:
    """Kill, heal, wait until nothing is left to do, compare."""
    figures = Figures(LANE, seed)
    with Network(folder) as network:
        contracts = network.sign()
        crowd = _crowd(network, contracts, folder, seed)
        nemeses = [_nemesis(network, role, seed * 10 + number, form) for number, role in enumerate(SHARES)]
        _begin(network, crowd)
        for nemesis in nemeses:
            nemesis.start()
        while any(nemesis.works for nemesis in nemeses) or not _enough(crowd, form):
            _calm(crowd, form)
            time.sleep(0.1)
        for customer in (*crowd.customers, *crowd.purse.customers):
            customer.end()
        crowd.cash.end()
        crowd.shopper.end()
        left = _wait_until_quiet(network, crowd.purse)
        _tell(figures, crowd, nemeses, left, form)
        for name, found in compare(network, contracts, crowd.payments, crowd.uses, crowd.cash).items():
            figures.none(name, found)
        for name, found in (crowd.shopper.compared() | crowd.purse.compared()).items():
            figures.none(name, found)
        figures.least("losses seen after one credit was deleted", len(_spoil(network, contracts, crowd)), 1)
    crowd.cash.close()
    for journal in (crowd.payments, crowd.uses, crowd.orders, crowd.sent, crowd.drawn):
        journal.close()
    return figures.rows


def _nemesis(network: Network, role: str, seed: int, form: Form) -> Nemesis:
    kills, log = round(KILLS[form] * SHARES[role]), network.exchanges(role)
    return Nemesis(network.roles[role], seed, kills, log, LIVES.get(role, LONGEST_LIFE_SECONDS))


def _crowd(network: Network, contracts: Contracts, folder: Path, seed: int) -> Crowd:
    """Payers of numbers of their own, so that lanes work side by side, and the owner of one of the numbers."""
    payments, uses = Journal(folder / "payments.txt"), Journal(folder / "uses.txt")
    centre = network.by_card("processing", contracts.agent)
    terms: Body = {"provider_id": contracts.provider_id, "directory_version": newest_directory(centre)}
    numbers = [contracts.number]
    numbers += [
        network.ask("provider", "sign-subscriber", tariff="mobile", **IVANOV)["number"] for _ in range(PAYERS - 1)
    ]
    customers: list[Customer] = [
        Payer(centre, payments, terms, number, seed + place, pause=0.0) for place, number in enumerate(numbers)
    ]
    contract = network.ask("consumer", "contracts")["contracts"][0]["id"]
    customers.append(User(network.operator("consumer"), uses, contract, pause=0.05))
    orders, sent, drawn = (Journal(folder / f"{name}.txt") for name in ("orders", "sent", "drawn"))
    shopper, purse = Shopper(network, orders), Purse(network, contracts, sent, drawn)
    cash = CashPayer(network, contracts, folder)
    return Crowd(contracts.number, customers, cash, shopper, purse, payments, uses, orders, sent, drawn)


def _begin(network: Network, crowd: Crowd) -> None:
    """Payers first: a service is used by somebody who has money."""
    *payers, user = crowd.customers
    for payer in payers:
        payer.start()
    crowd.cash.start()
    crowd.shopper.start()
    for customer in crowd.purse.customers:
        customer.start()
    while network.ask("provider", "show-subscriber", number=crowd.number)["balance"] == 0:
        time.sleep(0.1)
    user.start()


def _spoil(network: Network, contracts: Contracts, crowd: Crowd) -> list[str]:
    """A credit is deleted behind the provider's back: books that were compared with care must not agree any more."""
    provider = network.roles["provider"]
    provider.stop()
    delete_newest_credit(provider.folder)
    provider.start()
    provider.wait()
    found = compare(network, contracts, crowd.payments, crowd.uses, crowd.cash)
    return found["payments not credited"]


def _enough(crowd: Crowd, form: Form) -> bool:
    paid = len(crowd.payments.acknowledged) >= LEAST_ACKNOWLEDGED[form]
    used = len(crowd.uses.acknowledged) >= LEAST_USES
    sold = len(crowd.orders.acknowledged) >= LEAST_ORDERS[form]
    moved = _moved(crowd) >= LEAST_MOVED[form]
    return paid and used and sold and moved and len(crowd.cash.codes) >= LEAST_CASH[form]


def _moved(crowd: Crowd) -> int:
    """How often a wallet has both sent and withdrawn."""
    return min(len(crowd.sent.acknowledged), len(crowd.drawn.acknowledged))


def _calm(crowd: Crowd, form: Form) -> None:
    """A crowd that has paid enough goes on, but at leisure."""
    if len(crowd.payments.acknowledged) >= LEAST_ACKNOWLEDGED[form]:
        for customer in crowd.customers:
            customer.pause = CALM_SECONDS
    if _moved(crowd) >= LEAST_MOVED[form]:
        for customer in crowd.purse.customers:
            customer.pause = RARE_SECONDS
    if len(crowd.orders.acknowledged) >= LEAST_ORDERS[form]:
        crowd.shopper.pause = RARE_SECONDS


def _wait_until_quiet(network: Network, purse: Purse) -> int:
    """Nothing is held any more and no cash is on its way, or too much time has gone by; how much there is then."""
    deadline = time.monotonic() + QUIESCE_SECONDS
    while True:
        held: int = network.roles["processing"].ask("ledger", path="/v1/ledger")["holds"]
        money = network.ask("terminal", "state")["money"]
        left: int = held + money["in_sessions"] + money["to_send"] + money["sent"] + purse.left()
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.2)


def _tell(figures: Figures, crowd: Crowd, nemeses: list[Nemesis], left: int, form: Form) -> None:
    back = sorted(seconds for nemesis in nemeses for seconds in nemesis.seconds_until_back)
    slowest = max(nemesis.slowest for nemesis in nemeses)
    words = f"median {back[len(back) // 2]:.2f}; by the clock on the wall at most {slowest:.2f}"
    aligned = f"{sum(nemesis.at_lines for nemesis in nemeses)} of them as soon as a line of the log was there"
    figures.least("kills", sum(nemesis.kills for nemesis in nemeses), KILLS[form], aligned)
    figures.least("acknowledged payments", len(crowd.payments.acknowledged), LEAST_ACKNOWLEDGED[form])
    figures.least("acknowledged uses", len(crowd.uses.acknowledged), LEAST_USES)
    figures.least("acknowledged payments in cash", len(crowd.cash.codes), LEAST_CASH[form])
    figures.least("acknowledged orders of a shop", len(crowd.orders.acknowledged), LEAST_ORDERS[form])
    figures.least("acknowledged transfers between wallets", len(crowd.sent.acknowledged), LEAST_MOVED[form])
    figures.least("acknowledged withdrawals", len(crowd.drawn.acknowledged), LEAST_MOVED[form])
    figures.most("seconds until back", back[-1], BACK_SECONDS, words)
    figures.most("still held at the end", left, 0)
    figures.none("roles that stay down", [fault for nemesis in nemeses for fault in nemesis.faults])
    refused = [fault for customer in (*crowd.customers, *crowd.purse.customers) for fault in customer.faults]
    figures.none("refused", refused + crowd.shopper.faults)
