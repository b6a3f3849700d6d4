"""By night a register is read on from where the days before it end; whatever it is, nothing is missed or made up."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from common.clock import moment
from common.errors import OplataError, Rejected, Unavailable
from common.ids import uuid7
from common.protocol.provider import AskRegister, Register
from common.registers.line import day_bounds, day_of
from processing_app.service.asks.wallet_reconciliation import WalletReconciliation
from processing_app.store import wallet_differences
from tests.wallets.centre import Town
from tests.wallets.reconciliation.month import DAY, Month
from tests.wallets.reconciliation.test_reconciling import row_of

PAGE = 2
"""Rows that a shop's program says at a time."""
AT_MS = 5 * 3_600_000
"""A moment of a day of Moscow after the usual hour."""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One that goes on from test to test."""
    with Town(tmp_path_factory.mktemp("town")) as opened:
        yield opened


@pytest.fixture(scope="module")
def opened(town: Town) -> Month:
    """A month of payments."""
    return Month(town)


@pytest.fixture
def month(opened: Month) -> Month:
    """Every register is right, and was read by a night that has nothing of a shop to compare."""
    opened.trouble(opened.shops[0], None)
    opened.town.clock.advance(2 * DAY)
    night(opened)
    return opened


def night(month: Month) -> WalletReconciliation:
    """The next one, with registers as they are right now."""
    month.registers()
    return by_itself(month)


def by_itself(month: Month) -> WalletReconciliation:
    """The next night, at its hour; registers stay."""
    clock, before = month.town.clock, month.by_itself()[:1]
    begins, ends = day_bounds(day_of(clock.now_ms()))
    at = next(day + AT_MS for day in (begins, ends) if day + AT_MS > clock.now_ms())
    clock.advance((at - clock.now_ms()) / 1000)
    month.parts.reconciling.turn()
    found = month.by_itself()
    assert found[:1] != before
    return found[0]


def read(month: Month) -> int:
    """From which row of the first shop's register the next night reads."""
    number = int(month.shops[0].number)
    kept = month.town.database.read(wallet_differences.settled)
    return int(kept.get(number) or 0)


def charge(month: Month) -> str:
    """A payment to the first shop, now; its id."""
    said = month.shops[0].charge(month.holders[0].barcode(), 700)
    month.town.run()
    return str(said.body["payment_id"])


def asked(month: Month, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From which rows the first shop's register is asked for, from now on."""
    shop, places = month.provider(month.shops[0]), list[int]()
    answer = shop._accepted

    def heard(ask: AskRegister) -> Register:
        places.append(int(ask.after or 0))
        return answer(ask)

    monkeypatch.setattr(shop, "_accepted", heard)
    return places


def test_days_that_are_over_are_not_read_again_and_new_payments_are_compared(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop, places = month.provider(month.shops[0]), asked(month, monkeypatch)
    many = len(shop.accepted)
    assert many > 3 * PAGE
    for _ in range(2 * PAGE):
        charge(month)

    done = night(month)

    assert (done.differences, done.unread) == (0, {})
    assert done.agreed >= 2 * PAGE
    assert len(shop.accepted) == many + 2 * PAGE
    assert min(places) >= many - PAGE, "older days"
    assert many - PAGE <= read(month) <= many, "the day itself is kept to be read once more"


def test_what_a_shop_has_not_written_down_is_found_and_so_is_what_nobody_paid(month: Month) -> None:
    shop, paid = month.provider(month.shops[0]), charge(month)
    month.registers()
    like = shop.accepted.pop()
    assert like.payment_id == paid
    strange = row_of(like, payment_id=uuid7(10**7))
    shop.accepted.append(strange)

    assert by_itself(month).counts == {"missing_at_provider": 1, "unknown_to_centre": 1}

    told = {(one.kind, one.payment_id) for one in month.differences()}
    assert told == {("missing_at_provider", paid), ("unknown_to_centre", strange.payment_id)}


def test_an_entry_that_comes_late_stands_behind_those_of_the_next_day_and_is_found(month: Month) -> None:
    """The shop heard of the day before only in the night after it: both nights agree."""
    charge(month)
    month.town.clock.advance(20 * 3_600)
    charge(month)
    month.registers()
    shop = month.provider(month.shops[0])
    shop.accepted.append(shop.accepted.pop(-2))

    assert [by_itself(month).counts for _ in range(2)] == [{}, {}]


def test_a_register_that_was_begun_anew_is_read_from_its_beginning(month: Month) -> None:
    """A program brought back from a copy, or another card: its positions mean something else now."""
    charge(month)
    month.registers()
    shop = month.provider(month.shops[0])
    del shop.accepted[:-1]

    assert by_itself(month).differences == 0
    assert read(month) == 0


@pytest.mark.parametrize(
    "said",
    [Rejected("wrong_value", "after"), Unavailable("internal_error"), Unavailable("unreadable_answer", "HTTP 502")],
    ids=lambda said: said.code,
)
def test_a_register_that_knows_no_such_position_is_read_from_its_beginning(
    said: OplataError, month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its program says of it: one that falls over a position does so every night."""
    shop, stale = month.provider(month.shops[0]), [read(month)]
    answer = shop._accepted

    def strict(ask: AskRegister) -> Register:
        if ask.after and int(ask.after) in stale:
            stale.clear()
            raise said
        return answer(ask)

    monkeypatch.setattr(shop, "_accepted", strict)
    charge(month)

    done = night(month)

    assert (done.differences, done.unread, stale) == (0, {}, [])


@pytest.mark.parametrize("code", ["no_connection", "not_trusted", "no_answer"])
def test_a_shop_that_did_not_answer_is_asked_once_and_read_from_where_it_was(
    code: str, month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, places = read(month), list[int]()

    def silent(ask: AskRegister) -> Register:
        places.append(int(ask.after or 0))
        raise Unavailable(code)

    monkeypatch.setattr(month.provider(month.shops[0]), "_accepted", silent)

    assert list(by_itself(month).unread) == [month.shops[0].number]

    assert read(month) == before
    assert places == [before]


def test_whoever_asks_has_registers_read_whole_and_moves_nothing(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    shop, before, places = month.provider(month.shops[0]), read(month), asked(month, monkeypatch)
    old = shop.accepted[1]
    shop.accepted[1] = row_of(old, amount=old.amount + 1)
    assert by_itself(month).differences == 0, "it is of a day that was reconciled long ago"
    places.clear()

    assert month.reconcile().counts == {"provider_sum_differs": 1}

    assert places[0] == 0
    assert read(month) >= before
    assert old.at < moment(month.town.clock.now_ms()) - timedelta(days=2)
