"""Wallets as the operator meets them elsewhere: a line of the ledger, figures of the overview, anybody's statement."""

from typing import Any

import pytest

from common.errors import Rejected
from common.principal import Principal
from common.protocol.wallets.notices import SetNotices
from common.protocol.wallets.wallet import Statement
from processing_app.service import asks
from processing_app.service.asks import AskAccounts, AskPostings
from processing_app.service.asks.overview import WalletsSeen
from processing_app.service.asks.wallets import AskWalletStatement, FindWallets, WalletRows
from tests.wallets.centre import Holder, Town

ALL = "wallet:*:main"


def wallets(town: Town) -> WalletsSeen | None:
    seen: asks.Overview = town.look(town.service.overviews.overview, asks.AskOverview())
    return seen.wallets


def ledger(town: Town) -> dict[str, Any]:
    found: asks.Accounts = town.look(town.service.books.accounts, AskAccounts())
    assert found.balanced
    return {one.account: one for one in found.accounts}


def test_the_ledger_has_one_line_of_all_wallets_with_what_moved_on_them(town: Town) -> None:
    assert ALL not in ledger(town)
    ivan, maria = town.holder(balance=50_000), town.holder("Мария Петрова", 20_000)
    assert ivan.send(maria, 1_000).status == 200
    assert ivan.withdraw(7_000).status == 200
    town.run()

    found = ledger(town)

    assert not [name for name in found if name.startswith("wallet:") and name != ALL]
    line = found[ALL]
    assert (line.balance, line.came - line.went) == (63_000, 63_000)
    assert (line.owner.ru, line.what.en) == ("Владельцы кошельков", "money in wallets")
    page: asks.Postings = town.look(town.service.books.postings, AskPostings(account=ALL))
    assert page.found == len(page.postings)
    assert sum(one.came - one.went for one in page.postings) == 63_000


def test_the_overview_tells_what_wallets_have_and_what_waits(town: Town) -> None:
    assert wallets(town) is None
    ivan, shop = town.holder(balance=500_000), town.provider()
    told = SetNotices(url="http://127.0.0.1:9/v1/notify", login="centre", password="word")
    town.do(town.parts.notices.set, told, who=principal(ivan))

    charged = shop.charge(ivan.barcode(), 200_000)

    assert charged.body["state"] == "waiting_for_payer"
    assert wallets(town) == WalletsSeen(balance=500_000, waiting=1, paused=0, differences=0)
    town.clock.advance(61)
    assert wallets(town) == WalletsSeen(balance=500_000, waiting=0, paused=0, differences=0)


def test_the_operator_reads_anybodys_statement_by_pages_and_what_was_spent_today(town: Town) -> None:
    ivan, maria = town.holder(balance=50_000), town.holder("Мария Петрова", 0)
    for _ in range(3):
        ivan.send(maria, 1_000)
    town.run()
    while town.parts.book.turn():
        pass

    page = statement(town, ivan.number, limit=2)
    rest = statement(town, ivan.number, before=page.lines[-1].line)

    assert [one.amount for one in (*page.lines, *rest.lines)] == [-1_000, -1_000, -1_000, 50_000]
    assert (page.more, rest.more, page.balance) == (True, False, 47_000)
    listed: WalletRows = town.look(town.parts.accounts.wallets, FindWallets())
    assert {one.number: one.spent_today for one in listed.wallets} == {ivan.number: 3_000, maria.number: 0}
    with pytest.raises(Rejected, match="unknown_wallet"):
        statement(town, "100000000000")


def statement(town: Town, number: str, **page: int) -> Statement:
    found: Statement = town.look(town.parts.book.wallet_statement, AskWalletStatement(number=number, **page))
    return found


def principal(holder: Holder) -> Principal:
    return Principal("wallet", holder.number, "T-1")
