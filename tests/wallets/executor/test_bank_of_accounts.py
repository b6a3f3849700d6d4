"""The simulated bank's accounts: a transfer once per payment, over restarts and in every mood."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.clock import VirtualClock
from common.database import Database
from common.errors import Broken, Unavailable
from processing_app.bank.accounts import Outcome
from processing_app.bank.simulated import store_accounts as store
from processing_app.bank.simulated.account_moods import AccountMood, AccountSet
from processing_app.bank.simulated.accounts import CLOSED, SimulatedAccounts, reference_of
from processing_app.bank.simulated.store import TABLES
from tests.processing_app.test_upgrades import shape

ACCOUNT, OTHER = "40702810900000000042", "40702810138250123017"
ADDED = ("transfers", "account_moods")
PAYMENT, SUM = "0195f3a0-0000-7000-8000-000000000001", 12_345
DONE = Outcome("done", SUM, reference_of(PAYMENT))


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def bank(tmp_path: Path, clock: VirtualClock) -> Iterator[SimulatedAccounts]:
    database = opened(tmp_path / "bank.db")
    yield SimulatedAccounts("simulated", database, clock)
    database.close()


def opened(path: Path) -> Database:
    return Database(path, TABLES, version=store.VERSION, upgrades=store.UPGRADES)


def mood(bank: SimulatedAccounts, kind: AccountMood, account: str = "", pause_ms: int = 0, times: int = 0) -> None:
    bank.set_mood(account, AccountSet(kind, pause_ms, times))


def came(bank: SimulatedAccounts) -> dict[str, int]:
    return {one.account: one.amount for one in bank._database.read(store.came)}


def test_a_transfer_asked_for_twice_is_done_once_and_answered_the_same(bank: SimulatedAccounts) -> None:
    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB") == DONE
    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB") == DONE
    assert bank.status(PAYMENT) == DONE
    assert came(bank) == {ACCOUNT: SUM}


@pytest.mark.parametrize("changed", [(OTHER, SUM, "RUB"), (ACCOUNT, SUM + 1, "RUB"), (ACCOUNT, SUM, "USD")])
def test_an_id_is_never_another_transfers(bank: SimulatedAccounts, changed: tuple[str, int, str]) -> None:
    bank.pay(PAYMENT, ACCOUNT, SUM, "RUB")

    with pytest.raises(Broken, match="payment_id_reused"):
        bank.pay(PAYMENT, *changed)
    assert came(bank) == {ACCOUNT: SUM}


def test_what_it_never_heard_of_is_unknown(bank: SimulatedAccounts) -> None:
    assert bank.status(PAYMENT).verdict == "unknown"


def test_a_silent_bank_has_done_nothing(bank: SimulatedAccounts) -> None:
    mood(bank, AccountMood.SILENT, times=2)

    with pytest.raises(Unavailable, match="no_answer"):
        bank.pay(PAYMENT, ACCOUNT, SUM, "RUB")
    with pytest.raises(Unavailable, match="no_answer"):
        bank.status(PAYMENT)
    assert came(bank) == {}
    assert bank.status(PAYMENT).verdict == "unknown"


def test_a_lost_answer_is_told_to_whoever_asks_about_it(bank: SimulatedAccounts) -> None:
    mood(bank, AccountMood.LOST)

    with pytest.raises(Unavailable):
        bank.pay(PAYMENT, ACCOUNT, SUM, "RUB")
    assert bank.status(PAYMENT) == DONE
    assert came(bank) == {ACCOUNT: SUM}


def test_a_refusal_stays_a_refusal_when_the_mood_is_over(bank: SimulatedAccounts) -> None:
    mood(bank, AccountMood.REFUSES, ACCOUNT, times=1)
    refused = Outcome("refused", SUM, "", CLOSED)

    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB") == refused
    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB") == refused
    assert came(bank) == {}


def test_a_slow_transfer_is_done_when_its_time_has_come(bank: SimulatedAccounts, clock: VirtualClock) -> None:
    mood(bank, AccountMood.SLOW, pause_ms=30_000)

    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB") == Outcome("pending", SUM)
    clock.advance(29)
    assert bank.status(PAYMENT).verdict == "pending"
    clock.advance(1)
    assert bank.status(PAYMENT) == DONE


def test_garbage_hides_what_was_done(bank: SimulatedAccounts) -> None:
    mood(bank, AccountMood.GARBAGE, times=1)

    with pytest.raises(ValueError, match="502"):
        bank.pay(PAYMENT, ACCOUNT, SUM, "RUB")
    assert bank.status(PAYMENT) == DONE


def test_an_answer_that_comes_twice_is_told_unasked(bank: SimulatedAccounts) -> None:
    told: list[tuple[str, Outcome]] = []
    bank.told = lambda payment_id, outcome: told.append((payment_id, outcome))
    mood(bank, AccountMood.TWICE, times=1)

    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB") == DONE
    assert told == [(PAYMENT, DONE)]


def test_an_accounts_own_mood_goes_before_that_of_all(bank: SimulatedAccounts) -> None:
    mood(bank, AccountMood.SILENT)
    mood(bank, AccountMood.REFUSES, ACCOUNT)

    assert bank.pay(PAYMENT, ACCOUNT, SUM, "RUB").reason == CLOSED
    with pytest.raises(Unavailable):
        bank.pay(PAYMENT.replace("1", "2"), OTHER, SUM, "RUB")
    mood(bank, AccountMood.OK, ACCOUNT)
    mood(bank, AccountMood.OK)
    assert bank._database.read(store.moods) == []


def test_a_bank_of_before_gets_its_accounts(tmp_path: Path) -> None:
    new, old = tmp_path / "new.db", tmp_path / "old.db"
    for path in (new, old):
        opened(path).close()
    with sqlite3.connect(old) as raw:
        for table in ADDED:
            raw.execute(f"DROP TABLE {table}")
        raw.execute("PRAGMA user_version=1")
    raw.close()

    opened(old).close()

    assert shape(old) == shape(new)
