"""What happened under a contract, what it cost, and the code that tops it up."""

from datetime import timedelta
from typing import Any

import pytest

from common.clock import moment
from common.errors import Rejected, Unavailable
from common.principal import Principal
from common.protocol import consumer
from common.protocol.consumer import NewsKind
from common.protocol.invoice import Invoice, invoice_from_text
from common.words import Words
from consumer_app import messages
from consumer_app.core import UseState
from tests.consumer_app.world import CALL, OPERATOR, World, a_card


@pytest.fixture
def signed(world: World) -> World:
    world.sign()
    return world


def hear(world: World, number: int, **changed: Any) -> None:
    values: dict[str, Any] = {
        "news_id": f"n{number}", "kind": NewsKind.CREDITED, "number": "9161234567",
        "at": moment(world.clock.now_ms()), "text": Words("Зачислено", "Credited"), "amount": 48_500,
        "balance": 50_000,
    }  # fmt: skip
    told = consumer.Notify(**(values | changed))
    world.database.write(lambda db: world.service.hear(db, Principal("provider", "1"), told))


def history(world: World, contract: str = "1", **ask: Any) -> messages.History:
    question = messages.AskHistory(contract=contract, **ask)
    return world.database.read(lambda db: world.service.history(db, OPERATOR, question))


def summary(world: World, *, days: int = 1) -> messages.ContractSummary:
    until = moment(world.clock.now_ms()) + timedelta(seconds=1)
    ask = messages.AskSummary(contract="1", since=until - timedelta(days=days), until=until)
    return world.database.read(lambda db: world.service.contract_summary(db, OPERATOR, ask))


def top_up(world: World, amount: int | None) -> messages.TopUpCode:
    ask = messages.AskTopUp(contract="1", amount=amount)
    return world.database.read(lambda db: world.service.top_up_code(db, OPERATOR, ask))


def test_history_holds_uses_and_news_newest_first(signed: World) -> None:
    signed.use()
    signed.clock.advance(1)
    hear(signed, 1)
    signed.clock.advance(1)
    signed.provider.fail(Rejected("not_enough_balance", "0,00"))
    with pytest.raises(Rejected):
        signed.use()

    page = history(signed)

    assert page.count == 3
    refused, credited, called = page.rows
    assert (called.amount, called.balance) == (-CALL.price, 9_750)
    assert called.use is not None
    assert (called.use.label, called.use.unit) == (CALL.label, CALL.unit)
    assert (credited.amount, credited.balance) == (48_500, 50_000)
    assert refused.use is not None
    assert (refused.amount, refused.use.state) == (None, UseState.REFUSED)


def test_history_is_read_by_pages_and_only_of_its_contract(signed: World) -> None:
    signed.sign(a_card("9160000000"))
    signed.service.use(OPERATOR, messages.Use(contract="2", service="call"))
    made = []
    for _ in range(7):
        signed.clock.advance(1)
        made.append(signed.use().use_id)

    pages = [history(signed, offset=offset, limit=3) for offset in (0, 3, 6, 9)]

    assert [row.id for page in pages for row in page.rows] == made[::-1]
    assert [page.count for page in pages] == [7] * 4


def test_a_reversal_is_told_with_a_minus_and_a_statement_moves_nothing(signed: World) -> None:
    hear(signed, 1, kind=NewsKind.REVERSED)
    signed.clock.advance(1)
    hear(signed, 2, kind=NewsKind.STATEMENT)

    assert [row.amount for row in history(signed).rows] == [None, -48_500]


def test_the_history_of_a_deleted_contract_can_still_be_read(signed: World) -> None:
    signed.use()
    signed.service.delete_contract(OPERATOR, messages.OneContract(contract="1"))

    assert history(signed).count == 1
    with pytest.raises(Rejected, match="unknown_contract"):
        history(signed, "7")


def test_a_months_expenses_are_of_that_month(signed: World) -> None:
    signed.use()
    signed.clock.advance(40 * 24 * 3600)
    signed.use()
    hear(signed, 1)
    signed.provider.lose_answers()
    with pytest.raises(Unavailable):
        signed.use()

    month, all_of_it = summary(signed, days=30), summary(signed, days=90)

    assert (month.spent, month.uses, month.unknown, month.credited) == (CALL.price, 1, 1, 48_500)
    assert (all_of_it.spent, all_of_it.uses) == (2 * CALL.price, 2)


def test_balances_are_told_in_the_order_of_their_moments(signed: World) -> None:
    signed.use()
    signed.clock.advance(60)
    late = moment(signed.clock.now_ms())
    signed.clock.advance(60)
    signed.use()
    hear(signed, 1, at=late, balance=58_250)

    assert [point.balance for point in summary(signed).points] == [9_750, 58_250, 9_500]


@pytest.mark.parametrize("amount", [None, 50_000])
def test_the_code_names_provider_account_and_sum(signed: World, amount: int | None) -> None:
    code = top_up(signed, amount)

    assert invoice_from_text(code.text) == Invoice(
        account="9161234567", provider="provider-uid", name="Мегафон", amount=amount
    )


@pytest.mark.parametrize("amount", [0, -5, 10**13])
def test_a_sum_that_nobody_pays_makes_no_code(signed: World, amount: int) -> None:
    with pytest.raises(Rejected, match="wrong_value"):
        top_up(signed, amount)


def test_a_use_of_last_month_whose_outcome_nobody_knows_is_still_counted(signed: World) -> None:
    signed.provider.lose_answers()
    with pytest.raises(Unavailable):
        signed.use()
    signed.clock.advance(40 * 24 * 3600)

    assert summary(signed).unknown == 1
