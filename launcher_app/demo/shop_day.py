"""`demo --shop`: a shop's day from its first order to the check of all books; exit code 0 only if they agree."""

import sys
from collections.abc import Iterator

from common.logs import say
from common.money import text
from launcher_app.demo.shop_network import ShopNetwork
from launcher_app.demo.shop_scenes import ShopPlay
from launcher_app.demo.timeline import Timeline

TITLES = {"processing": "центр", "terminal": "терминал"}
DOES = {"authorize": -1, "cancel": 1, "refund": 1}
"""What the bank's operations do to its account at the centre; here every sum that it authorized was captured whole."""
MANY = 1000


def played(network: ShopNetwork, timeline: Timeline) -> int:
    """Play, show the books, compare them; the exit code."""
    timeline.scene(
        "Запуск: центр с учебным банком, терминал, магазин", "Start: a centre with its bank, a kiosk, a shop"
    )
    network.start()
    network.sign()
    for instance in (network.centre, network.kiosk):
        timeline.tell(TITLES[instance.role], f"{instance.profile:<9} {instance.url}")
    ShopPlay(network, timeline).everything()
    ledger = network.centre.ask("ledger", path="/v1/ledger")
    accounts = [(one["account"], text(one["amount"])) for one in ledger["accounts"]]
    timeline.table(
        "КНИГИ ПРОЦЕССИНГА / THE CENTRE'S LEDGER, ₽",
        [*accounts, ("*:hold", text(ledger["holds"])), ("Сумма / sum", text(ledger["sum"]))],
    )
    return _verdict(list(differences(network)), timeline)


def differences(network: ShopNetwork) -> Iterator[str]:
    """Everything that does not agree; nothing when all books do."""
    ledger = network.centre.ask("ledger", path="/v1/ledger")
    verified = network.centre.ask("verify", path="/v1/ledger/verify")
    if ledger["sum"] or verified["sum"] or ledger["holds"]:
        yield f"книги процессинга: сумма {ledger['sum']}, холды {ledger['holds']}"
    done = network.centre.ask("bank-operations", limit=MANY)["operations"]
    moved = sum(DOES.get(one["operation"], 0) * one["amount"] for one in done if not one["failure"])
    booked = sum(one["amount"] for one in ledger["accounts"] if one["account"].startswith("bank:"))
    if moved != booked:
        yield f"учебный банк: по его операциям {moved}, в книгах процессинга {booked}"
    inside, counted = network.acceptor.do("state")["stacker_value"], network.kiosk.ask("state")["money"]["stacked"]
    if inside != counted:
        yield f"терминал: в кассете {inside}, в учёте {counted}"
    tasks = network.centre.ask("tasks", path="/v1/tasks")
    if tasks["waiting"] or tasks["dead"]:
        yield f"задания процессинга: ждут {tasks['waiting']}, необработанных {len(tasks['dead'])}"


def _verdict(found: list[str], timeline: Timeline) -> int:
    say("")
    for difference in found:
        say(f"НЕ СХОДИТСЯ: {difference}", sys.stderr)
    if found:
        say(f"Расхождений: {len(found)}", sys.stderr)
        return 1
    say(f"Все книги сходятся, verify: сумма 0 / all books agree, verify: sum 0 ({timeline.seconds:.0f} с)")
    return 0
