"""Many at once: a wallet's last money goes once, a charge is decided once, nobody ever sees a kopeck more or less."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from common import ids, spawn
from common.database import Connection
from processing_app.store import balances, intent_rows, payments, wallet_payments
from tests.wallets.centre import Answer, Holder, Town

AT_ONCE, ROUNDS = 64, 50
ACCOUNTS, SHARE = 8, 50_000
FREE: dict[str, Any] = {"per_hour": 5_000, "no_confirmation": 1_000}
WAYS = ("send", "send", "send", "pay", "charge", "withdraw")


@pytest.fixture
def working(tmp_path: Path) -> Iterator[Town]:
    """A town whose worker works by itself."""
    stop = spawn.Signal()
    with Town(tmp_path) as town:
        town.program.worker.start(stop)
        yield town
        stop.set()
        town.program.worker.close()


def together(asks: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """All at once, each in a thread of its own."""
    ready = spawn.Signal()

    def begin(ask: Callable[[], Answer]) -> Answer:
        ready.wait(30)
        return ask()

    with ThreadPoolExecutor(len(asks)) as pool:
        begun = [pool.submit(begin, ask) for ask in asks]
        ready.set()
        return [one.result() for one in begun]


def settle(town: Town) -> None:
    """Until the queue is empty."""
    while town.tasks():
        town.program.worker.look_again()
        town.clock.sleep(0.001)


def last_money(town: Town) -> None:
    """64 payments of all that a wallet has: one goes through."""
    ivan, shop = town.holder(balance=1_000, **FREE), town.provider()
    others = [town.holder(balance=0) for _ in range(4)]
    settle(town)

    said = together([partial(ivan.send, others[n % 4], 1_000) for n in range(AT_ONCE)])
    settle(town)

    own = ivan.yes("POST", "/own", {"limit": AT_ONCE})["payments"]
    states = Counter(one["state"] for one in own)
    assert {one.code for one in said} <= {"", "not_enough_in_wallet"}
    assert (states["done"], states["failed"]) == (1, len(own) - 1)
    assert len(own) == sum(one.status == 200 for one in said)
    assert [town.balance(one) for one in (ivan, shop)] == [0, 0]
    assert sum(town.balance(one) for one in others) == 1_000
    assert ivan.yes("POST", "/wallet", {})["spent_today"] == 1_000


def one_payment(town: Town) -> None:
    """The same question 64 times, and the same barcode under 64 ids, and 64 words on a charge: each counts once."""
    ivan, pyotr, shop = town.holder(balance=50_000, **FREE), town.holder(balance=0), town.provider()
    settle(town)
    name, barcode = ivan.new_id(), ivan.barcode()

    same = together([lambda: ivan.send(pyotr, 100, payment_id=name) for _ in range(AT_ONCE)])
    charges = together([lambda: shop.charge(barcode, 200) for _ in range(AT_ONCE)])
    waits = shop.charge(ivan.barcode(), 5_000).body
    told = ivan.look(waits["payment_id"]).body["shown"]
    decided = together([partial(ivan.confirm, waits, accept=bool(n % 2), shown=told) for n in range(AT_ONCE)])
    settle(town)

    end = ivan.look(waits["payment_id"]).body["state"]
    assert {one.status for one in same} == {200}
    assert Counter(one.code for one in charges) == {"": 1, "barcode_used": AT_ONCE - 1}
    assert {one.status for one in decided} == {200}
    assert end in ("done", "failed")
    assert town.balance(pyotr) == 100
    assert town.balance(shop) == 200 + (5_000 if end == "done" else 0)


def last_of_limits(town: Town) -> None:
    """64 payments where a day has room for two, and an hour for three: neither lets one more through."""
    pyotr, shop = town.holder(balance=0), town.provider()
    daily = town.holder(balance=50_000, **FREE | {"per_operation": 1_000, "per_day": 2_500})
    hourly = town.holder(balance=50_000, **FREE | {"per_hour": 3})
    settle(town)
    code = shop.yes("POST", "/qr", {"amount": 1_000})["text"]
    shown = daily.scan(code)["shown"]
    ways: list[Callable[[Holder], Answer]] = [
        lambda one: one.send(pyotr, 1_000),
        lambda one: one.withdraw(1_000),
        lambda one: one.ask("POST", "/pay", {"payment_id": one.new_id(), "qr": code, "amount": 1_000, "shown": shown}),
    ]

    said = together([partial(ways[n % 3], one) for n in range(AT_ONCE // 2) for one in (daily, hourly)])
    settle(town)

    assert Counter(one.code for one in said) == {"": 5, "wallet_limit": AT_ONCE - 5}
    assert [town.balance(one) for one in (daily, hourly)] == [48_000, 47_000]


RACES = [last_money, one_payment, last_of_limits]


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_whatever_64_do_at_once_happens_once(working: Town, race: Callable[[Town], None]) -> None:
    race(working)
    working.balances()


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__)
def test_whatever_64_do_at_once_happens_once_each_time(working: Town, race: Callable[[Town], None]) -> None:
    for _ in range(ROUNDS):
        race(working)
    working.balances()


def bank(town: Town, moves: int, seed: int) -> None:
    """Eight wallets give each other and pay and withdraw; whoever looks meanwhile always sees the whole."""
    holders = [town.holder(balance=SHARE, **FREE) for _ in range(ACCOUNTS)]
    shop = town.provider()
    settle(town)
    qr, whole = shop.yes("POST", "/qr", {})["text"], ACCOUNTS * SHARE
    stop, seen = spawn.Signal(), set[int]()

    def look() -> None:
        while not stop.is_set():
            seen.add(town.database.read(lambda db: total(db, [*holders, shop])))

    def play(number: int) -> Counter[str]:
        chance, said = ids.chance(seed + number), Counter[str]()
        for _ in range(moves):
            said[move(holders, shop, qr, number, chance)] += 1
        return said

    with ThreadPoolExecutor(ACCOUNTS + 2) as pool:
        readers = [pool.submit(look) for _ in range(2)]
        said = sum((one.result() for one in [pool.submit(play, n) for n in range(ACCOUNTS)]), Counter[str]())
        settle(town)
        stop.set()
        for one in readers:
            one.result()

    print(f"seed {seed}: {dict(said)}")
    assert seen == {whole}
    assert said[""] > moves
    assert set(said) <= {"", "not_enough_in_wallet"}
    town.balances()


def move(holders: list[Holder], shop: Holder, qr: str, number: int, chance: Any) -> str:
    """One thing that a holder does, or has done to him: the code of the refusal."""
    payer, amount = holders[number], chance.randint(1, SHARE // 2)
    way = chance.choice(WAYS)
    if way == "send":
        return payer.send(chance.choice([one for one in holders if one is not payer]), amount).code
    if way == "withdraw":
        return payer.withdraw(amount // 8 + 1).code
    if way == "pay":
        return payer.pay(qr, amount // 8 + 1).code
    return shop.charge(payer.barcode(), amount % FREE["no_confirmation"] + 1).code


def total(db: Connection, holders: list[Holder]) -> int:
    """All that they, the bank and the holds have, in one look."""
    every = balances.every(db)
    held = wallet_payments.held(db) + payments.held(db) + intent_rows.held(db)
    return sum(every.get(one.account, 0) for one in holders) + every.get("bank:simulated:settlement", 0) + held


def test_a_bank_of_eight_wallets_always_has_the_whole(working: Town) -> None:
    bank(working, 12, 1)


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(5))
def test_a_bank_of_eight_wallets_always_has_the_whole_for_long(working: Town, seed: int) -> None:
    bank(working, 300, seed)
