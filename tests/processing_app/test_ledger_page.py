"""The ledger page: whose account is whose, what came and went in a period, and that everything sums to zero."""

from typing import Any

import pytest

from common.clock import moment
from common.errors import Rejected
from common.principal import Principal
from processing_app.service import asks
from tests.processing_app.standin import Centre, Provider


@pytest.fixture
def provider(centre: Centre) -> Provider:
    return centre.sign_provider("МегаФон")[1]


@pytest.fixture
def agent(centre: Centre, provider: Provider) -> Principal:
    return centre.sign_agent()


def accounts(centre: Centre, **period: Any) -> asks.Accounts:
    found: asks.Accounts = centre.look(centre.service.books.accounts, asks.AskAccounts(**period))
    return found


def postings(centre: Centre, account: str, **page: Any) -> asks.Postings:
    found: asks.Postings = centre.look(centre.service.books.postings, asks.AskPostings(account=account, **page))
    return found


def test_turnover_explains_every_balance(centre: Centre, provider: Provider, agent: Principal) -> None:
    for faults in ([], [Rejected("unknown_account", "1")]):
        provider.faults = list(faults)
        centre.pay(agent, centre.ask())
        centre.run()
    centre.pay(agent, centre.ask())

    found = accounts(centre)

    assert found.balanced
    assert {one.account: one.came - one.went for one in found.accounts} == {
        one.account: one.balance for one in found.accounts
    }
    assert {one.owner.ru for one in found.accounts} == {"Агент", "МегаФон", "Процессинговый центр"}


def test_a_period_has_its_own_turnover_and_todays_balance(centre: Centre, provider: Provider, agent: Principal) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    centre.clock.advance(60)
    middle = moment(centre.clock.now_ms())
    centre.top_up(int(agent.id), 500)

    deposit = next(one for one in accounts(centre, since=middle).accounts if one.account == "agent:1:deposit")

    assert (deposit.came, deposit.went) == (500, 0)
    assert deposit.balance == 1_000_000 - 9_797 + 500


def test_postings_of_an_account_come_newest_first_by_pages(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    centre.pay(agent, centre.ask())
    centre.run()
    centre.pay(agent, centre.ask())

    found = postings(centre, "agent:1:deposit")
    first = postings(centre, "agent:1:deposit", limit=1)
    last = postings(centre, "agent:1:deposit", limit=1, offset=2)

    assert [(row.kind, row.came, row.went) for row in found.postings] == [
        ("PaymentAuthorized", 0, 9_797), ("PaymentAuthorized", 0, 9_797), ("AgentToppedUp", 1_000_000, 0),
    ]  # fmt: skip
    assert found.found == first.found == 3
    assert [first.postings, last.postings] == [found.postings[:1], found.postings[2:]]
    assert found.postings[0].code


def test_the_other_side_of_a_posting_is_named(centre: Centre, provider: Provider, agent: Principal) -> None:
    centre.pay(agent, centre.ask())
    centre.run()

    settlement = postings(centre, "provider:1:settlement").postings[0]
    deposit = postings(centre, "agent:1:deposit").postings[-1]

    assert settlement.other_owner.ru == "разные"
    assert deposit.other_owner.ru == "внесено агентами через банк · Процессинговый центр"
    assert postings(centre, "agent:2:deposit").found == 0
