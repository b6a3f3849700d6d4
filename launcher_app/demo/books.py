"""Whether every register and ledger of the network agree, and where the money is."""

from collections.abc import Iterator
from typing import Any

from common import ids
from common.money import text
from launcher_app.demo.network import Network
from launcher_app.demo.timeline import Timeline
from launcher_app.instance import Instance

PAGE = 500
NO_CASH = ("created", "dropped")
Row = dict[str, Any]


def show(network: Network, timeline: Timeline) -> None:
    """«Где деньги»: what payers put in, and where each kopeck of it is now; and the centre's ledger."""
    cash = [network.first.ask("state")["money"], network.second.ask("state")["money"]]
    total = {name: sum(one[name] for one in cash) for name in cash[0]}
    credited = {name: sum(_credits(instance).values()) for name, instance in _providers(network).items()}
    spent = sum(use["cost"] for instance in _providers(network).values() for use in instance.ask("uses")["rows"])
    rows = [
        ("Плательщики внесли в терминалы / paid in", -total["stacked"]),
        ("Комиссия агента / the agent's fees", total["agent_fees"]),
        ("Квитанции на возврат / claim slips", total["on_slips"]),
        ("Ещё не отправлено, в сессиях / not sent yet", total["to_send"] + total["in_sessions"]),
        ("МегаФон: на счетах абонентов / on balances", credited["megafon"] - spent),
        ("МегаФон: оплачено услуг / spent on services", spent),
        ("ЭР-Телеком: на счетах абонентов / on balances", credited["ertelecom"]),
    ]
    summed = sum(amount for _, amount in rows)
    timeline.table(
        "ГДЕ ДЕНЬГИ / WHERE THE MONEY IS, ₽",
        [(name, text(amount)) for name, amount in rows] + [("Сумма / sum", text(summed))],
    )
    ledger = network.centre.ask("ledger", path="/v1/ledger")
    accounts = [(one["account"], text(one["amount"])) for one in ledger["accounts"]]
    timeline.table(
        "КНИГИ ПРОЦЕССИНГА / THE CENTRE'S LEDGER, ₽",
        [*accounts, ("payment:*:hold", text(ledger["holds"])), ("Сумма / sum", text(ledger["sum"]))],
    )


def differences(network: Network) -> list[str]:
    """Everything that does not agree, each with its payment; an empty list means that all books agree."""
    checks = (_ledger, _registers, _terminals, _devices, _provider_books)
    return [found for check in checks for found in check(network)]


def _ledger(network: Network) -> Iterator[str]:
    ledger = network.centre.ask("ledger", path="/v1/ledger")
    verified = network.centre.ask("verify", path="/v1/ledger/verify")
    if ledger["sum"] or verified["sum"] or ledger["holds"]:
        yield f"книги процессинга: сумма {ledger['sum']}, холды {ledger['holds']}"
    tasks = network.centre.ask("tasks", path="/v1/tasks")
    if tasks["waiting"] or tasks["dead"]:
        yield f"задания процессинга: ждут {tasks['waiting']}, необработанных {len(tasks['dead'])}"


def _registers(network: Network) -> Iterator[str]:
    """Payments captured at the centre and credits in each provider's books, one against the other."""
    captured = network.centre.ask("payments", limit=PAGE)["payments"]
    for name, instance in _providers(network).items():
        theirs = _credits(instance)
        for row in captured:
            if row["provider_id"] != network.provider_ids[name] or row["status"] != "captured":
                continue
            credited = theirs.pop(row["payment_id"], theirs.pop(str(row["number"]), None))
            if credited is None:
                yield f"платёж {row['code']} ({row['payment_id']}): у поставщика {name} его нет"
            elif credited != row["amount"]:
                yield f"платёж {row['code']} ({row['payment_id']}): у поставщика {name} сумма {credited}"
        for unknown in theirs:
            yield f"платёж {unknown}: есть у поставщика {name}, в процессинге не зачислен"


def _terminals(network: Network) -> Iterator[str]:
    """Payments of the terminals against the centre's register."""
    centre = {row["payment_id"]: row for row in network.centre.ask("payments", limit=PAGE)["payments"]}
    expected = {"captured": "captured", "cancelled": "cancelled"}
    for terminal in (network.first, network.second):
        for row in terminal.ask("payments", limit=PAGE)["payments"]:
            if row["state"] in NO_CASH:
                continue
            known = centre.pop(row["payment_id"], None)
            code = ids.payment_code(row["payment_id"])
            if known is None:
                yield f"платёж {code}: есть в терминале {terminal.profile}, в процессинге его нет"
            elif expected.get(row["state"]) != known["status"] or row["amount"] != known["amount"]:
                yield f"платёж {code}: в терминале {row['state']}, в процессинге {known['status']}"
    for row in centre.values():
        yield f"платёж {row['code']}: есть в процессинге, ни в одном терминале его нет"


def _devices(network: Network) -> Iterator[str]:
    """Banknotes that lie in each acceptor against the terminal's count."""
    for terminal, acceptor in zip((network.first, network.second), network.acceptors.values(), strict=True):
        inside = acceptor.do("state")["stacker_value"]
        counted = terminal.ask("state")["money"]["stacked"]
        if inside != counted:
            yield f"терминал {terminal.profile}: в кассете {inside}, в учёте {counted}"


def _provider_books(network: Network) -> Iterator[str]:
    """Each subscriber's balance against the operations of the provider's own books."""
    for name, instance in _providers(network).items():
        totals = instance.ask("totals")
        if totals["agree"]:
            continue
        for one in totals["apart"]:
            yield f"поставщик {name}, абонент {one['number']}: на счету {one['balance']}, по операциям {one['booked']}"
        if not totals["apart"]:
            yield f"поставщик {name}: остатки {totals['balances']} не равны сумме операций"


def _providers(network: Network) -> dict[str, Instance]:
    return {"megafon": network.megafon, "ertelecom": network.ertelecom}


def _credits(instance: Instance) -> dict[str, int]:
    """Credited sums by payment in a provider's books, reversed ones left out."""
    found: dict[str, int] = {}
    position, more = "", True
    while more:
        page = instance.ask("operations", after=position, limit=PAGE)
        for row in page["rows"]:
            if row["kind"] == "credit":
                found[row["payment_id"]] = row["amount"]
            elif row["kind"] == "reverse":
                found.pop(row["payment_id"], None)
        position, more = page["position"], page["more"]
    return found
