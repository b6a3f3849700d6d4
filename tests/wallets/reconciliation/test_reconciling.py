"""Reconciliation finds each of eight kinds of discrepancy once, and none where there is none."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from common.errors import Rejected, Unavailable
from common.ids import uuid7
from common.protocol.provider import RegisterRow
from processing_app.core.wallet_reconciliation import Kind
from processing_app.service.asks.wallet_reconciliation import (
    ReconcileWallets,
    ScheduleWalletReconciliation,
)
from tests.processing_app.standin import OPERATOR
from tests.wallets.centre import Town
from tests.wallets.reconciliation.month import Month

EACH = 5


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Month]:
    """Its books are right, before and after each test."""
    with Town(tmp_path_factory.mktemp("town")) as town:
        yield Month(town)


def test_a_clean_month_has_no_discrepancy_and_forty_planted_ones_are_told_once_each(tmp_path: Path) -> None:
    with Town(tmp_path) as town:
        month = Month(town)
        clean = month.reconcile()
        assert (clean.differences, clean.unread) == (0, {})
        assert clean.agreed > 150

        planted = plant(month)
        found = month.reconcile()

        told = Counter((one.kind, one.payment_id) for one in month.differences(limit=500))
        assert len(planted) == len(Kind) * EACH == 40
        assert told == Counter(planted)
        assert found.counts == {kind.value: EACH for kind in Kind}
        assert month.alarms() == ["registers_differ"]
        first = month.differences(kind="missing_in_wallet", limit=2)
        rest = month.differences(kind="missing_in_wallet", after=first[-1].number)
        assert [one.kind for one in (*first, *rest)] == ["missing_in_wallet"] * EACH
        assert first[0].words.ru == "Нет в выписке кошелька"


def test_a_provider_that_does_not_answer_is_named_and_its_payments_are_no_discrepancies(month: Month) -> None:
    silent = month.shops[0]
    month.trouble(silent, Unavailable("no_connection"))

    done = month.reconcile()
    month.trouble(silent, None)

    assert list(done.unread) == [silent.number]
    assert done.differences == 0


def test_a_payment_on_its_way_to_its_provider_is_no_discrepancy_until_it_had_time(month: Month) -> None:
    shop, payer = month.shops[0], month.holders[0]
    shop.charge(payer.barcode(), 700)
    month.town.run()

    assert month.reconcile().differences == 0
    month.town.clock.advance(600)
    assert month.reconcile().counts == {"missing_at_provider": 1}
    month.registers()
    assert month.reconcile().differences == 0


def test_the_day_before_is_reconciled_once_by_itself_after_its_hour(month: Month) -> None:
    town, reconciling, before = month.town, month.parts.reconciling, month.by_itself()
    town.do(reconciling.schedule_wallets, ScheduleWalletReconciliation(hour=4))
    for _ in range(50):
        reconciling.turn()
        town.clock.advance(3_600)

    done = month.by_itself()[: -len(before) or None]
    assert len(done) in (2, 3)
    assert {one.until - one.since for one in done} == {timedelta(days=1)}
    assert len({one.since for one in done}) == len(done)


def test_nothing_is_reconciled_by_itself_where_that_is_switched_off(month: Month) -> None:
    town, reconciling, before = month.town, month.parts.reconciling, month.by_itself()
    town.do(reconciling.schedule_wallets, ScheduleWalletReconciliation(hour=-1))
    for _ in range(30):
        reconciling.turn()
        town.clock.advance(3_600)

    assert month.by_itself() == before


def test_a_period_that_ends_before_it_begins_is_refused(month: Month) -> None:
    ask = ReconcileWallets(since=month.began, until=month.began - timedelta(days=1))

    with pytest.raises(Rejected, match="wrong_value"):
        month.parts.reconciling.reconcile_wallets(OPERATOR, ask)


def plant(month: Month) -> list[tuple[str, str]]:
    """Five of each kind, each about a payment of its own; what is to be found."""
    planted: list[tuple[str, str]] = []
    wallets = [one.number for one in month.holders]
    taken: set[str] = set()

    def line(wallet: str) -> dict[str, object]:
        """A line of a wallet about a payment that is in no other discrepancy, and is not the wallet's last."""
        for row in month.lines(wallet)[1:-2]:
            if row["payment_id"] not in taken:
                taken.add(row["payment_id"])
                return {name: row[name] for name in ("payment_id", "line", "at", "amount")}
        raise AssertionError(wallet)

    for number in range(EACH):
        wallet = wallets[number]
        gone = line(wallet)
        month.spoil(
            "DELETE FROM wallet_lines WHERE wallet_id = :wallet AND line = :line", wallet=wallet, line=gone["line"]
        )
        planted.append(("missing_in_wallet", str(gone["payment_id"])))
        other = line(wallet)
        month.spoil(
            "UPDATE wallet_lines SET amount = amount - 7 WHERE wallet_id = :wallet AND line = :line",
            wallet=wallet, line=other["line"],
        )  # fmt: skip
        planted.append(("amount_differs", str(other["payment_id"])))
        planted.append(("missing_in_ledger", extra(month, wallet, other, 10**6 + number, uuid7(number + 1), 99)))
        twice = line(wallet)
        amount = int(str(twice["amount"]))
        again = extra(month, wallet, twice, 2 * 10**6 + number, str(twice["payment_id"]), amount)
        planted.append(("entered_twice", again))
    for wallet in wallets[EACH : 2 * EACH]:
        month.spoil("UPDATE wallet_balances SET balance = balance + 1 WHERE wallet_id = :wallet", wallet=wallet)
        planted.append(("balance_differs", str(month.lines(wallet)[-1]["payment_id"])))
    return planted + plant_at_providers(month, taken)


def extra(month: Month, wallet: str, like: dict[str, object], position: int, payment_id: str, amount: int) -> str:
    """One more line in a statement."""
    month.spoil(
        "INSERT INTO wallet_lines (wallet_id, line, position, payment_id, at, way, amount, balance, with_whom, "
        "returned) VALUES (:wallet, :line, :position, :payment_id, :at, 'send', :amount, 0, '', 0)",
        wallet=wallet, line=position, position=position, payment_id=payment_id, at=like["at"], amount=amount,
    )  # fmt: skip
    return payment_id


def plant_at_providers(month: Month, taken: set[str]) -> list[tuple[str, str]]:
    """Five of each of the three kinds that are about providers' registers."""
    planted: list[tuple[str, str]] = []
    for number in range(EACH):
        rows = month.provider(month.shops[number % len(month.shops)]).accepted
        free = [row for row in rows if row.payment_id not in taken]
        gone, changed = free[0], free[1]
        taken |= {gone.payment_id, changed.payment_id}
        rows.remove(gone)
        planted.append(("missing_at_provider", gone.payment_id))
        at = rows.index(changed)
        rows[at] = row_of(changed, amount=changed.amount + 1)
        planted.append(("provider_sum_differs", changed.payment_id))
        strange = row_of(changed, payment_id=uuid7(10**6 + number))
        rows.append(strange)
        planted.append(("unknown_to_centre", strange.payment_id))
    return planted


def row_of(row: RegisterRow, *, amount: int = 0, payment_id: str = "") -> RegisterRow:
    """The same with another sum or payment."""
    return RegisterRow(
        payment_id=payment_id or row.payment_id, kind=row.kind, account=row.account, amount=amount or row.amount,
        currency=row.currency, reference=row.reference, at=row.at,
    )  # fmt: skip
