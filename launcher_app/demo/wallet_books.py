"""Whether all books of the wallets' demonstration agree, with one another and with what was played."""

from collections.abc import Iterator
from typing import Any

from common.words import Words, same
from launcher_app.demo import wallet_scenes as scenes
from launcher_app.demo.shop_story import money
from launcher_app.demo.wallet_network import WalletNetwork
from launcher_app.instance import Instance

PAGE = 500
PAID = scenes.BY_QR + scenes.SMALL + scenes.LARGE
"""What the provider has in the end."""
OUT = scenes.OUT + scenes.STUCK
"""What the bank has."""
IVANS = scenes.TOPPED_UP - scenes.SENT - scenes.BY_QR - scenes.LARGE - OUT
MARIAS = scenes.SENT - scenes.SMALL
BANK = "bank:simulated:settlement"
DONE = ("payment_done", "sent")
Row = dict[str, Any]


def ledger(network: WalletNetwork) -> Row:
    """The balances of the centre's accounts."""
    found: Row = network.centre.ask("ledger", path="/v1/ledger")
    return found


def statement(holder: Instance) -> Row:
    """A wallet's statement as the wallet service keeps it, newest line first."""
    found: Row = holder.ask("wallet-statement")
    return found


def notices(network: WalletNetwork, receiver: str) -> list[Row]:
    """What a receiver is told, in order."""
    found: list[Row] = network.centre.ask("notices", receiver=receiver)["notices"]
    return found[::-1]


def news(holder: Instance) -> list[Row]:
    """What a holder's program has heard, in order."""
    found: list[Row] = holder.ask("news", limit=PAGE)["news"]
    return found[::-1]


def untold(network: WalletNetwork) -> list[str]:
    """The payments of which a side of theirs was not told that they are done, by their codes."""
    lists = {network.seller: network.provider.ask("find-accepted")["rows"]}
    lists |= {network.wallet(holder): statement(holder)["lines"] for holder in (network.ivan, network.maria)}
    missing: list[str] = []
    for receiver, payments in lists.items():
        told = {one["payment_id"] for one in notices(network, receiver) if (one["kind"], one["state"]) == DONE}
        missing += [one["code"] for one in payments if one["payment_id"] not in told]
    return missing


def differences(network: WalletNetwork) -> Iterator[Words]:
    """Everything that does not agree; nothing when all books do."""
    if silent := untold(network):
        yield Words(f"никто не сообщил о {silent}", f"nobody told of {silent}")
    for check in (_centre, _wallets, _provider, _bank, _kiosk, _notices, _tasks, _reconciliation):
        yield from check(network)


def _centre(network: WalletNetwork) -> Iterator[Words]:
    found, verified = ledger(network), network.centre.ask("verify", path="/v1/ledger/verify")
    if found["sum"] or verified["sum"] or found["holds"]:
        said = f"{found['sum']}, verify {verified['sum']}, holds {found['holds']}"
        yield Words(f"книги процессинга: сумма {said}", f"the centre's ledger: sum {said}")


def _wallets(network: WalletNetwork) -> Iterator[Words]:
    """What was played, the ledger, the wallet service and the holder's own program."""
    for holder, played in ((network.ivan, IVANS), (network.maria, MARIAS)):
        wallet = network.wallet(holder)
        booked = _account(network, f"{wallet}:main")
        kept, shown = statement(holder)["lines"][0]["balance"], holder.ask("wallet-state")["balance"]
        if not played == booked == kept == shown:
            yield _apart(
                same(wallet),
                played=played,
                ledger=booked,
                statement=kept,
                shown=shown,
            )


def _provider(network: WalletNetwork) -> Iterator[Words]:
    booked = _account(network, f"{network.seller}:settlement")
    taken = network.provider.ask("find-accepted", group="done")
    if not PAID == booked == taken["amount"]:
        yield _apart(Words("поставщик", "provider"), played=PAID, ledger=booked, register=taken["amount"])


def _bank(network: WalletNetwork) -> Iterator[Words]:
    booked = _account(network, BANK)
    came = sum(one["amount"] for one in network.centre.ask("bank-accounts")["accounts"])
    if not OUT == booked == came:
        yield _apart(Words("учебный банк", "the simulated bank"), played=OUT, ledger=booked, transfers=came)


def _kiosk(network: WalletNetwork) -> Iterator[Words]:
    inside, counted = network.acceptor.do("state")["stacker_value"], network.kiosk.ask("state")["money"]["stacked"]
    if not scenes.TOPPED_UP == inside == counted:
        yield _apart(Words("терминал", "kiosk"), played=scenes.TOPPED_UP, stacker=inside, counted=counted)


def _notices(network: WalletNetwork) -> Iterator[Words]:
    """Every receiver's notices have the numbers 1, 2, 3 …, all arrived; holders' programs heard just these."""
    sides = {network.wallet(holder): holder for holder in (network.ivan, network.maria)}
    for receiver in (*sides, network.seller):
        told = notices(network, receiver)
        numbers = [one["sequence"] for one in told]
        if not told or numbers != list(range(1, len(told) + 1)) or any(one["state"] != "sent" for one in told):
            yield Words(f"уведомления {receiver}: {numbers}", f"notices of {receiver}: {numbers}")
        if receiver in sides:
            heard = [int(one["news_id"].rpartition("-")[2]) for one in news(sides[receiver])]
            if heard != numbers:
                yield Words(f"уведомления {receiver}: дошли {heard}", f"notices of {receiver}: heard {heard}")


def _tasks(network: WalletNetwork) -> Iterator[Words]:
    tasks = network.centre.ask("tasks", path="/v1/tasks")
    if tasks["waiting"] or tasks["dead"]:
        yield Words(
            f"задания процессинга: ждут {tasks['waiting']}, необработанных {len(tasks['dead'])}",
            f"the centre's tasks: {tasks['waiting']} wait, {len(tasks['dead'])} dead letters",
        )


def _reconciliation(network: WalletNetwork) -> Iterator[Words]:
    last = network.centre.ask("wallet-reconciliations", limit=1)["reconciliations"]
    if not last or last[0]["differences"] or last[0]["unread"]:
        said = f"{last[0]['counts']}, {list(last[0]['unread'])}" if last else "—"
        yield Words(f"сверка: {said}", f"reconciliation: {said}")


def _account(network: WalletNetwork, name: str) -> int:
    """What is on an account of the ledger, kopecks; nothing where there is none."""
    found: list[int] = [one["amount"] for one in ledger(network)["accounts"] if one["account"] == name]
    return sum(found)


def _apart(whose: Words, **sums: int) -> Words:
    """The sums that should be one."""
    told = {name: money(amount) for name, amount in sums.items()}
    russian = ", ".join(f"{name} {one.ru}" for name, one in told.items())
    return Words(f"{whose.ru}: {russian}", f"{whose.en}: {', '.join(f'{name} {one.en}' for name, one in told.items())}")
