"""Contracts with agents: all mistakes at once, commissions with their dates, how long a deposit will do, top-ups."""

from datetime import timedelta
from typing import Any

import pytest

from common.clock import moment
from common.errors import Rejected
from common.money import LARGEST, Range
from common.principal import Principal
from common.protocol.codes import words_of
from common.protocol.endpoint import Nothing
from common.protocol.mistake import Mistakes
from processing_app.service import asks
from processing_app.service.asks.agents import AgentState, RevisionState
from tests.processing_app.standin import OPERATOR, Centre

BAD = (Range(basis_points=20_000, fixed=-1), Range(above=5, up_to=3))


def agent_of(centre: Centre) -> asks.AgentContract:
    found: asks.AgentContracts = centre.look(centre.service.agents.agents, Nothing())
    return found.agents[0]


def mistakes(centre: Centre, **values: Any) -> list[str]:
    found: Mistakes = centre.look(centre.service.agents.try_agent, asks.TryAgent(**values))
    return [one.field for one in found.mistakes]


def test_a_new_contract_is_told_all_its_mistakes_at_once(centre: Centre) -> None:
    yesterday = moment(centre.clock.now_ms()) - timedelta(days=1)

    found = mistakes(
        centre, name=" ", credit_limit=-1, threshold=LARGEST + 1, expires=yesterday, password="short", tariff=BAD
    )

    assert found == [
        "name", "credit_limit", "threshold", "expires", "password", "tariff.0.basis_points", "tariff.0.minimum",
        "tariff.1.up_to",
    ]  # fmt: skip
    assert mistakes(centre, name="Ромашка") == []


def test_signing_refuses_with_the_same_words(centre: Centre) -> None:
    with pytest.raises(Rejected) as refusal:
        centre.do(centre.service.agents.sign_agent, asks.SignAgent(name="", credit_limit=-1))

    assert "Напишите название агента." in words_of(refusal.value).ru
    assert "Give the agent a name." in words_of(refusal.value).en
    assert centre.look(centre.service.agents.agents, Nothing()).agents == []


def test_an_agent_that_owes_cannot_get_a_lower_limit(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=0, credit_limit=50_000)
    centre.pay(agent, centre.ask())

    assert mistakes(centre, agent_id=1, name="Агент", credit_limit=0) == ["credit_limit"]


def test_terms_are_edited_and_edited_back(centre: Centre) -> None:
    later = moment(centre.clock.now_ms()) + timedelta(days=1)
    centre.sign_agent()
    edit = asks.EditAgent(agent_id=1, name="Лютик", credit_limit=500, threshold=700, expires=later)

    after: asks.AgentContract = centre.do(centre.service.agents.edit_agent, edit)
    back = asks.EditAgent(agent_id=1, name="Агент", credit_limit=0, threshold=0, no_end=True)
    again: asks.AgentContract = centre.do(centre.service.agents.edit_agent, back)

    assert (after.name, after.credit_limit, after.threshold, after.expires) == ("Лютик", 500, 700, later)
    assert (again.name, again.credit_limit, again.threshold, again.expires) == ("Агент", 0, 0, None)


def test_a_blocked_agent_says_since_when_and_unblocking_is_its_opposite(centre: Centre) -> None:
    centre.sign_agent()
    began = moment(centre.clock.now_ms())
    centre.do(centre.service.agents.block_agent, asks.AgentId(agent_id=1))
    centre.clock.advance(60)
    centre.do(centre.service.agents.block_agent, asks.AgentId(agent_id=1))

    blocked = agent_of(centre)
    centre.do(centre.service.agents.unblock_agent, asks.AgentId(agent_id=1))

    assert (blocked.state, blocked.since) == (AgentState.BLOCKED, began)
    assert (agent_of(centre).state, agent_of(centre).since) == (AgentState.WORKS, None)


def test_a_deposit_below_its_threshold_says_for_how_long_it_will_do(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=29_391, threshold=25_000)
    assert agent_of(centre).state is AgentState.WORKS

    centre.pay(agent, centre.ask())
    low = agent_of(centre)

    assert (low.state, low.per_hour) == (AgentState.LOW, 9_797)
    assert low.minutes_left == 120


def test_only_the_last_hour_counts(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent()
    for _ in range(3):
        centre.pay(agent, centre.ask())
        centre.clock.advance(2_000)

    assert agent_of(centre).per_hour == 9_797
    centre.clock.advance(3_600)
    assert (agent_of(centre).per_hour, agent_of(centre).minutes_left) == (0, None)


def test_an_empty_deposit_says_since_when(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=9_797)
    centre.clock.advance(100)
    paid = moment(centre.clock.now_ms())
    centre.pay(agent, centre.ask())
    centre.clock.advance(100)

    empty = agent_of(centre)

    assert (empty.state, empty.since, empty.minutes_left) == (AgentState.EMPTY, paid, 0)


def test_all_commissions_are_shown_with_their_dates_and_examples(centre: Centre) -> None:
    centre.sign_agent()
    tomorrow = moment(centre.clock.now_ms()) + timedelta(days=1)
    dearer = (Range(basis_points=300, minimum=500),)
    centre.clock.advance(5)
    centre.do(centre.service.agents.set_commission, asks.SetCommission(agent_id=1, tariff=(Range(basis_points=200),)))
    centre.do(centre.service.agents.set_commission, asks.SetCommission(agent_id=1, tariff=dearer, since=tomorrow))

    found: asks.Commissions = centre.look(centre.service.agents.commissions, asks.AgentId(agent_id=1))

    assert [(one.revision, one.state) for one in found.revisions] == [
        (3, RevisionState.LATER), (2, RevisionState.NOW), (1, RevisionState.PAST),
    ]  # fmt: skip
    assert [(one.amount, one.fee, one.charged) for one in found.revisions[0].examples] == [
        (10_000, 500, 10_500), (50_000, 1_500, 51_500), (100_000, 3_000, 103_000),
    ]  # fmt: skip


def test_a_commission_is_tried_before_it_is_saved(centre: Centre) -> None:
    ago = moment(centre.clock.now_ms()) - timedelta(seconds=1)
    sound: asks.CommissionTried = centre.look(
        centre.service.agents.try_commission, asks.TryCommission(tariff=(Range(basis_points=150),))
    )
    wrong: asks.CommissionTried = centre.look(
        centre.service.agents.try_commission, asks.TryCommission(tariff=BAD, since=ago)
    )

    assert [one.fee for one in sound.examples] == [150, 750, 1_500]
    assert [one.field for one in wrong.mistakes] == [
        "tariff.0.basis_points", "tariff.0.minimum", "tariff.1.up_to", "since",
    ]  # fmt: skip
    assert wrong.examples == []


def test_a_top_up_is_shown_as_now_plus_after(centre: Centre) -> None:
    centre.sign_agent(deposit=1_500)

    tried: asks.TopUpTried = centre.look(centre.service.deposits.try_top_up, asks.TryTopUp(agent_id=1, amount=10_000))

    assert (tried.now, tried.plus, tried.after, tried.mistakes) == (1_500, 10_000, 11_500, [])
    assert agent_of(centre).balance == 1_500


@pytest.mark.parametrize("amount", [0, -1, LARGEST + 1])
def test_a_top_up_that_is_no_sum_is_refused_in_words(centre: Centre, amount: int) -> None:
    centre.sign_agent(deposit=0)

    tried: asks.TopUpTried = centre.look(centre.service.deposits.try_top_up, asks.TryTopUp(agent_id=1, amount=amount))

    assert [one.field for one in tried.mistakes] == ["amount"]
    assert tried.after == tried.now
    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(centre.service.deposits.top_up, asks.TopUp(agent_id=1, amount=amount))


def test_top_ups_of_an_agent_are_listed_newest_first_with_who_and_why(centre: Centre) -> None:
    centre.sign_agent(deposit=0)
    centre.sign_agent(deposit=0)
    teacher = Principal("operator", "teacher")
    for number in range(5):
        ask = asks.TopUp(agent_id=1 + number % 2, amount=100 + number, note=f"урок {number}")
        centre.do(centre.service.deposits.top_up, ask, teacher if number else OPERATOR)

    first: asks.TopUps = centre.look(centre.service.deposits.top_ups, asks.AskTopUps(agent_id=1, limit=2))
    rest: asks.TopUps = centre.look(
        centre.service.deposits.top_ups, asks.AskTopUps(agent_id=1, limit=2, before=first.top_ups[-1].position)
    )

    assert [(one.amount, one.note, one.who) for one in first.top_ups] == [
        (104, "урок 4", "teacher"), (102, "урок 2", "teacher"),
    ]  # fmt: skip
    assert first.more
    assert [(one.amount, one.who) for one in rest.top_ups] == [(100, "operator")]
    assert not rest.more
