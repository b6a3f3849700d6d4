"""The ledger tab: accounts and postings, the sum that is always zero, and the proof of the books."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from common.principal import Principal
from common.qt.desk import Desk
from common.qt.table import LedgerTable
from processing_app.ui.ledger import Ledger
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.ui.gate import held_back
from tests.processing_app.ui.putting import put_up

Calm = Callable[[], None]


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> Ledger:
    return put_up(qtbot, Ledger(desk))


def shown(table: LedgerTable, column: str) -> list[str]:
    place = next(number for number, one in enumerate(table.model.columns) if one.name == column)
    return [table.model.line(row)[place].text for row in range(table.model.total)]


def test_accounts_sum_to_zero_and_say_whose_they_are(
    centre: Centre, provider: Provider, agent: Principal, screen: Ledger, desk: Desk, calm: Calm
) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    screen.refresh()
    calm()

    assert screen.sum.text().replace("\u00a0", " ") == "Сумма всех остатков 0,00 ₽ ✓"
    assert {"Агент", "МегаФон", "Процессинговый центр"} == set(shown(screen.table, "owner"))

    desk.languages.use("en")

    assert screen.sum.text().startswith("All balances sum to 0.00")


def test_the_chosen_account_shows_its_postings(
    centre: Centre, provider: Provider, agent: Principal, screen: Ledger, calm: Calm
) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    screen.refresh()
    calm()

    screen.table.select("provider:1:settlement")
    calm()

    assert shown(screen.postings, "words") == ["Зачислен"]
    assert shown(screen.postings, "came") == ["97,00"]


def test_the_books_prove_themselves_and_damage_is_told(
    centre: Centre, provider: Provider, agent: Principal, screen: Ledger, desk: Desk, calm: Calm
) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    verify = next(one for one in screen.commands() if one.name == "verify")

    verify.run()
    calm()

    assert "Книги сходятся" in desk.messages.recent[-1].notice.words.ru


def test_the_holds_of_payments_under_way_show_their_postings_too(
    centre: Centre, provider: Provider, agent: Principal, screen: Ledger, calm: Calm
) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    screen.refresh()
    calm()

    screen.table.select("payment:*:hold")
    calm()

    assert shown(screen.postings, "words") == ["Зачислен", "Принят"]
    assert shown(screen.postings, "came") == ["", "97,97"]
    assert shown(screen.postings, "went") == ["97,97", ""]


def test_postings_of_another_account_never_stand_under_the_chosen_one(
    qtbot: QtBot, centre: Centre, provider: Provider, agent: Principal, screen: Ledger, desk: Desk, calm: Calm
) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    screen.refresh()
    calm()
    screen.table.select("agent:1:deposit")
    calm()
    before = shown(screen.postings, "words")

    with held_back(desk, lambda name, ask: name == "postings" and ask.account == "provider:1:settlement"):
        screen.table.select("provider:1:settlement")
        meanwhile = screen.postings.model.total
    calm()

    assert before == ["Принят", "Пополнение"]
    assert meanwhile == 0
    assert shown(screen.postings, "words") == ["Зачислен"]
