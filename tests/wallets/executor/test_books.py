"""The books with wallets in them: everything follows from the log, whatever was stored can be proved and made again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from common.database import Database
from common.errors import Broken
from common.protocol.endpoint import Nothing
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service import asks
from processing_app.service.asks.statistics import Rebuild
from processing_app.store.tables import TABLES, VERSION
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import Holder
from tests.wallets.executor.stage import BANK, Stage

MADE = ("wallet_payments", "wallet_days", "balances")


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Stage, Holder, Holder]]:
    """A day to look at; nobody changes it."""
    with day(tmp_path_factory.mktemp("centre")) as town:
        yield town


@contextmanager
def day(folder: Path) -> Iterator[tuple[Stage, Holder, Holder]]:
    """A day of wallets: sent, paid by QR, withdrawn, refused, failed, held at the bank, accepted and not yet moved."""
    with Stage(folder) as town:
        ivan, maria, shop = town.holder(), town.holder("Мария Петрова"), town.provider()
        code = shop.yes("POST", "/qr", {"amount": 700})["text"]
        for answer in (ivan.send(maria, 1_000), maria.pay(code, 700), ivan.withdraw(2_000)):
            town.begun(answer)
        town.run()
        town.mood(AccountMood.REFUSES, times=1)
        town.begun(ivan.withdraw(3_000))
        town.run()
        town.mood(AccountMood.SILENT)
        town.begun(maria.withdraw(4_000))
        town.begun(ivan.send(maria, town.balance(ivan)))
        town.begun(ivan.send(maria, 1))
        town.run()
        town.begun(maria.send(ivan, 5))
        yield town, ivan, maria


def verified(town: Stage) -> asks.Verified:
    found: asks.Verified = town.look(town.service.books.verify, Nothing())
    return found


def kept(town: Stage) -> dict[str, list[tuple[Any, ...]]]:
    """What is stored that follows from the log."""
    with sqlite3.connect(town.database.path) as raw:
        found = {table: sorted(map(tuple, raw.execute(f"SELECT * FROM {table}"))) for table in MADE}
    raw.close()
    found["wallet_days"] = [row for row in found["wallet_days"] if row[-1]]
    return found


def test_all_balances_sum_to_zero_and_the_log_proves_them(busy: tuple[Stage, Holder, Holder]) -> None:
    town, _, _ = busy

    proof = verified(town)
    ledger: asks.Ledger = town.look(town.service.books.ledger, Nothing())

    assert (proof.sum, proof.wallet_payments) == (0, 8)
    assert (ledger.sum, ledger.holds) == (0, 4_000)


def test_what_is_made_again_from_the_log_is_what_was_there(tmp_path: Path) -> None:
    with day(tmp_path) as (town, ivan, maria):
        before = kept(town)

        town.do(town.service.books.rebuild, Rebuild())

        assert kept(town) == before
        town.run()
        assert (town.balance(ivan), town.tasks()) == (5, 1)
        assert maria.send(ivan, 1).status == 200


SPOILINGS = (
    "UPDATE wallet_payments SET held = held + 1 WHERE held > 0",
    "UPDATE wallet_payments SET status = 'captured' WHERE status = 'created'",
    "UPDATE wallet_payments SET ended = ended + 1 WHERE ended > 0",
    "UPDATE wallet_payments SET amount = amount + 1",
    "DELETE FROM wallet_payments WHERE status = 'failed'",
    "UPDATE wallet_days SET spent = spent + 1",
    "DELETE FROM wallet_days",
    "UPDATE balances SET amount = amount + 1 WHERE account LIKE 'wallet:%'",
    "UPDATE balances SET lowest = -1 WHERE account LIKE 'wallet:%'",
    "DELETE FROM tasks WHERE lane = 'wallet:own'",
    "DELETE FROM tasks WHERE lane = 'wallet:simulated'",
    "UPDATE tasks SET \"key\" = 'nobody' WHERE lane = 'wallet:own'",
)


def test_whatever_is_stored_otherwise_is_seen(busy: tuple[Stage, Holder, Holder], tmp_path: Path) -> None:
    town, _, _ = busy
    verified(town)

    unseen = [spoiling for spoiling in SPOILINGS if _passes(town, spoiling, tmp_path / "spoilt.db")]

    assert unseen == []


def _passes(town: Stage, spoiling: str, copy: Path) -> bool:
    """Whether a copy of the books in which that was done is found sound."""
    copy.unlink(missing_ok=True)
    with closing(sqlite3.connect(town.database.path)) as raw, closing(sqlite3.connect(copy)) as spoilt:
        raw.backup(spoilt)
        assert spoilt.execute(spoiling).rowcount
        spoilt.commit()
    database = Database(copy, TABLES, version=VERSION)
    try:
        database.read(lambda db: town.service.books.verify(db, OPERATOR, Nothing()))
    except Broken:
        return False
    finally:
        database.close()
    return True


def test_the_ledger_page_names_wallets_and_their_holds(busy: tuple[Stage, Holder, Holder]) -> None:
    town, ivan, maria = busy

    page: asks.Accounts = town.look(town.service.books.accounts, asks.AskAccounts())

    rows = {one.account: one for one in page.accounts}
    assert (page.sum, page.balanced) == (0, True)
    all_of_them = town.balance(ivan) + town.balance(maria)
    mine = rows["wallet:*:main"]
    assert (mine.balance, mine.came - mine.went, mine.what.en) == (all_of_them, all_of_them, "money in wallets")
    assert not {ivan.account, maria.account} & rows.keys()
    assert rows["payment:*:hold"].balance == 4_000
    assert rows[BANK].balance == 2_000


def test_the_postings_of_a_wallet_tell_what_moved_it(busy: tuple[Stage, Holder, Holder]) -> None:
    town, ivan, _ = busy

    page: asks.Postings = town.look(town.service.books.postings, asks.AskPostings(account=ivan.account))

    assert page.found == len(page.postings)
    assert sum(one.came - one.went for one in page.postings) == town.balance(ivan)
    returned = page.postings[1]
    assert (returned.kind, returned.words.ru, returned.came, returned.other) == (
        "PaymentCancelled", "Отклонён", 3_000, "payment:*:hold",
    )  # fmt: skip
    assert page.postings[-1].words.en == "A wallet was topped up"
