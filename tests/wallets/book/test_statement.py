"""The wallet service: a statement of its own, made behind the log, once for each event whatever happens."""

from pathlib import Path
from typing import Any

import pytest

from common.clock import SystemClock
from processing_app.bank.simulated.account_moods import AccountMood
from processing_app.service.asks.bank_accounts import SetAccountMood
from processing_app.service.asks.statistics import Rebuild
from processing_app.store import wallet_book
from processing_app.store.wallet_book import Movement
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import ACCOUNT, Holder, Town

LONG = 100_000


def test_everything_that_a_wallet_gave_and_got_stands_in_its_statement(town: Town) -> None:
    ivan, maria = town.holder("Иван Иванов", 100_000), town.holder("Мария Петрова", 0)
    ivan.send(maria, 30_000)
    town.run()

    gave, got = lines(town, ivan), lines(town, maria)

    assert [(one["way"], one["amount"], one["balance"]) for one in gave] == [
        ("send", -30_000, 70_000),
        ("top_up", 100_000, 100_000),
    ]
    assert [(one["line"], one["amount"], one["with_whom"]) for one in got] == [(1, 30_000, "Иван И.")]
    assert gave[0]["with_whom"] == "Мария П."


def test_a_withdrawal_that_came_back_is_two_lines(town: Town) -> None:
    ivan = town.holder(balance=50_000)
    refused(town, ivan)

    assert [(one["amount"], one["returned"], one["balance"]) for one in lines(town, ivan)[:2]] == [
        (20_000, True, 50_000),
        (-20_000, False, 30_000),
    ]


def test_a_page_goes_on_before_its_last_line(town: Town) -> None:
    ivan, maria = town.holder(balance=50_000), town.holder(balance=0)
    for _ in range(5):
        ivan.send(maria, 100)
    town.run()
    first = statement(town, maria, limit=2)

    second = statement(town, maria, limit=2, before=first["lines"][-1]["line"])

    assert [one["line"] for one in (*first["lines"], *second["lines"])] == [5, 4, 3, 2]
    assert (first["more"], second["more"]) == (True, True)
    assert not statement(town, maria, limit=2, before=2)["more"]


@pytest.mark.parametrize("since", ["2030-03-17T17:46:40", "0001-01-01T00:00:00"])
def test_a_moment_of_nobody_knows_where_is_no_question(town: Town, since: str) -> None:
    refused = town.holder(balance=0).ask("POST", "/statement", {"since": since})

    assert (refused.status, refused.code) == (400, "wrong_json")


def test_a_period_holds_what_happened_in_it(town: Town) -> None:
    ivan = town.holder(balance=10_000)
    at = lines(town, ivan)[0]["at"]

    assert statement(town, ivan, since=at)["lines"]
    assert not statement(town, ivan, until=at)["lines"]


def test_nobody_reads_the_statement_of_another(town: Town) -> None:
    ivan, maria = town.holder("Иван Иванов", 70_000), town.holder("Мария Петрова", 0)

    assert statement(town, maria)["lines"] == []
    assert town.provider().ask("POST", "/statement", {}).code == "forbidden"
    assert statement(town, ivan)["balance"] == 70_000


def test_what_was_kept_before_a_crash_is_not_taken_again(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        ivan = town.holder(balance=10_000)
        before = lines(town, ivan)
        clock = town.clock
    with Town(tmp_path, clock) as town:
        while town.parts.book.turn():
            pass

        assert town.database.read(lambda db: wallet_book.balance(db, ivan.number)) == (10_000, len(before))


def test_the_book_made_again_from_the_log_is_the_same(town: Town) -> None:
    ivan, maria = town.holder(balance=80_000), town.holder(balance=0)
    ivan.send(maria, 1_000)
    town.run()
    before = lines(town, ivan), lines(town, maria)

    town.do(town.service.books.rebuild, Rebuild(only="wallets"))

    assert (lines(town, ivan), lines(town, maria)) == before


def test_the_wallet_service_and_the_ledger_agree_on_every_wallet(town: Town) -> None:
    ivan = town.holder(balance=90_000)
    refused(town, ivan)

    assert statement(town, ivan)["balance"] == town.balance(ivan)


def test_a_page_of_a_hundred_thousand_lines_is_read_in_a_moment(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        ivan = town.holder(balance=0)
        payment_id = ivan.new_id()
        many = [Movement(ivan.number, at, payment_id, at, "send", 1, "Мария П.", False) for at in range(1, LONG + 1)]
        town.database.write(lambda db: wallet_book.add(db, many))
        took, clock = [], SystemClock()
        for before in (0, LONG // 2, LONG // 3, 60, LONG - 7):
            began = clock.monotonic()
            statement(town, ivan, before=before, limit=50)
            took.append(clock.monotonic() - began)

    assert sorted(took)[len(took) // 2] < 0.25  # 0.05 where nothing else is done


def refused(town: Town, holder: Holder) -> None:
    """A withdrawal that its bank does not take."""
    mood = SetAccountMood(mood=AccountMood.REFUSES, account=ACCOUNT, times=1, pause_ms=0)
    town.parts.bank_accounts.set_account_mood(OPERATOR, mood)
    holder.withdraw(20_000)
    town.run()


def statement(town: Town, holder: Holder, **ask: Any) -> dict[str, Any]:
    while town.parts.book.turn():
        pass
    return holder.yes("POST", "/statement", ask)


def lines(town: Town, holder: Holder) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = statement(town, holder)["lines"]
    return found
