"""64 tills scan one barcode at once: one of them is paid."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import spawn
from common.database import Connection, Job
from processing_app.service.wallets.barcodes import Barcodes
from tests.processing_app.standin import Centre
from tests.wallets.barcodes.till import fetch, open_wallets, spend_in
from tests.wallets.centre import Town

AT_ONCE, ROUNDS = 64, 200
HANDS = 4
"""Threads that hand the units of work over: some of a round share a commit, some come into the next one."""


def at_once(centre: Centre, works: list[Callable[[Connection], str]]) -> Counter[str]:
    """Hand all units of work over, and count what came of them once all are decided."""
    said: list[str] = []
    decided = spawn.Signal()

    def done(job: Job) -> None:
        said.append(job.result if job.error is None else getattr(job.error, "code", repr(job.error)))
        if len(said) == len(works):
            decided.set()

    def hand_over(share: list[Callable[[Connection], str]]) -> None:
        for work in share:
            centre.database.submit(Job(work, "spend", done))

    with ThreadPoolExecutor(HANDS) as hands:
        for place in range(HANDS):
            hands.submit(hand_over, works[place::HANDS])
    assert decided.wait(60)
    return Counter(said)


def test_of_64_at_once_one_wins_200_times(centre: Centre, barcodes: Barcodes) -> None:
    for ivan in open_wallets(centre, ROUNDS):
        code = fetch(barcodes, ivan)[0]

        def scan(shop: int, code: str = code) -> Callable[[Connection], str]:
            return lambda db: spend_in(db, barcodes, code, shop)

        said = at_once(centre, [scan(shop) for shop in range(AT_ONCE)])

        assert said == {ivan.id: 1, "barcode_used": AT_ONCE - 1}


def test_through_the_doors_one_wins_and_pays_once(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        ivan, shops = town.holder(balance=100_000), (town.provider(), town.provider())
        code = ivan.barcode()

        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = list(pool.map(lambda till: shops[till % 2].charge(code, 1_000), range(AT_ONCE)))

        town.run()
        assert Counter(one.code or "yes" for one in answers) == {"yes": 1, "barcode_used": AT_ONCE - 1}
        assert town.balance(ivan) == 99_000
        assert sum(town.balance(shop) for shop in shops) == 1_000
