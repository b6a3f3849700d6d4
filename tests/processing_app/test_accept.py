"""Accepting a payment: what is held, what is a «no», what is «not now», and what a repeat is answered."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest

from common import ids
from common.clock import moment
from common.errors import Broken, OplataError, Rejected, Unavailable
from common.money import Range
from common.principal import Principal
from common.protocol.endpoint import Moment
from processing_app.service import asks
from tests.processing_app.standin import Centre


def test_an_accepted_payment_holds_the_credited_sum_and_the_commission(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=20_000)

    centre.pay(agent, centre.ask())

    assert centre.balances() == {"agent:1:deposit": 10_203, "outside:bank": -20_000, "holds": 9_797}


def test_a_repeated_payment_is_promised_once_with_the_same_answer(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent()
    ask = centre.ask()

    first = centre.pay(agent, ask)
    centre.clock.advance(3600)
    second = centre.pay(agent, ask)

    assert first == second
    assert centre.balances()["holds"] == 9_797
    assert centre.tasks() == 1


def test_a_payment_has_the_same_number_in_any_copy_of_the_books(centre: Centre) -> None:
    """A provider that knows it by its number alone does it once, were the centre put back to yesterday in between."""
    centre.sign_provider()
    agent = centre.sign_agent()
    ask = centre.ask()

    accepted = centre.pay(agent, ask)

    assert accepted.number == ids.number_of(ask.payment_id)


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": 9_800, "agent_fee": 200},
        {"account": "9123456780"},
        {"terminal": "T2"},
        {"directory_version": 7},
        {"fields": {"comment": "x"}},
    ],
    ids=lambda changed: next(iter(changed)),
)
def test_the_same_id_with_another_content_is_refused_and_nothing_changes(centre: Centre, changed: Any) -> None:
    centre.sign_provider()
    agent = centre.sign_agent()
    ask = centre.ask()
    centre.pay(agent, ask)

    with pytest.raises(Broken, match="payment_id_reused"):
        centre.pay(agent, msgspec.structs.replace(ask, **changed))

    assert centre.balances()["holds"] == 9_797


def test_another_agents_payment_id_is_refused_and_its_payment_is_unknown_to_him(centre: Centre) -> None:
    centre.sign_provider()
    agent, stranger = centre.sign_agent(), centre.sign_agent()
    ask = centre.ask()
    centre.pay(agent, ask)

    with pytest.raises(Broken, match="payment_id_reused"):
        centre.pay(stranger, ask)

    assert states_unknown(centre, stranger, ask.payment_id)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"account": "812"}, "wrong_field"),
        ({"fields": {"flat": "12"}}, "unknown_field"),
        ({"inserted": 10_001}, "wrong_amount"),
        ({"agent_fee": 10_000, "amount": 0}, "wrong_amount"),
        ({"agent_fee": -1, "amount": 10_001}, "wrong_amount"),
        ({"inserted": 10**15, "amount": 10**15 - 300}, "wrong_amount"),
        ({"inserted": 399, "amount": 99}, "amount_out_of_range"),
        ({"inserted": 1_000_301, "amount": 1_000_001}, "amount_out_of_range"),
        ({"currency": "USD"}, "wrong_currency"),
        ({"provider_id": 99}, "unknown_provider"),
        ({"payment_id": "1"}, "wrong_value"),
        ({"terminal": ""}, "wrong_value"),
        ({"session_id": "s" * 65}, "wrong_value"),
    ],
)
def test_what_can_never_be_accepted_is_a_no_and_moves_nothing(centre: Centre, changed: Any, code: str) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=10**13 // 10)

    with pytest.raises(Rejected) as no:
        centre.pay(agent, centre.ask(**changed))

    assert no.value.code == code
    assert centre.balances()["holds"] == 0
    assert centre.tasks() == 0


def test_after_cash_a_short_deposit_is_not_now(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=9_796)

    assert_not_now(centre, agent)
    centre.top_up(1, 1)
    centre.pay(agent, centre.ask())

    assert centre.balances()["agent:1:deposit"] == 0


def test_a_credit_limit_lets_a_deposit_go_below_zero_and_no_further(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(deposit=0, credit_limit=9_797)

    centre.pay(agent, centre.ask())

    assert centre.balances()["agent:1:deposit"] == -9_797
    assert_not_now(centre, agent)


def test_after_cash_a_blocked_agent_an_ended_contract_and_an_unknown_directory_are_not_now(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent(expires=moment(centre.clock.now_ms()) + timedelta(hours=1))

    assert_not_now(centre, agent, directory_version=9)
    centre.do(centre.service.agents.block_agent, asks.AgentId(agent_id=1))
    assert_not_now(centre, agent)
    centre.do(centre.service.agents.unblock_agent, asks.AgentId(agent_id=1))
    centre.pay(agent, centre.ask())
    centre.clock.advance(3601)
    assert_not_now(centre, agent)


def test_a_payment_is_judged_by_the_directory_its_payer_saw(centre: Centre) -> None:
    provider_id, _ = centre.sign_provider()
    agent = centre.sign_agent()
    seen = centre.ask()
    narrower = msgspec.structs.replace(card_of(centre), maximum=5_000)
    centre.do(centre.service.contracts.edit_provider, asks.EditProvider(provider_id=provider_id, card=narrower))

    centre.pay(agent, seen)

    with pytest.raises(Rejected, match="amount_out_of_range"):
        centre.pay(agent, centre.ask())


def test_the_commission_is_the_revision_in_force_and_never_changes_the_past(centre: Centre) -> None:
    centre.sign_provider()
    agent = centre.sign_agent()
    later = moment(centre.clock.now_ms()) + timedelta(minutes=10)
    dearer = asks.SetCommission(agent_id=1, tariff=(Range(basis_points=500),), since=later)
    centre.do(centre.service.agents.set_commission, dearer)

    before, after = centre.ask(), centre.ask()
    centre.pay(agent, before)
    centre.clock.advance(601)
    centre.pay(agent, after)

    fees = {row.payment_id: row.processing_fee for row in payments(centre)}
    assert fees == {before.payment_id: 97, after.payment_id: 485}
    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(centre.service.agents.set_commission, dearer)


def test_a_top_up_with_the_same_id_is_booked_once(centre: Centre) -> None:
    centre.sign_agent(deposit=0)
    ask = asks.TopUp(agent_id=1, amount=500, top_up_id="bank-1")

    centre.do(centre.service.deposits.top_up, ask)
    again = centre.do(centre.service.deposits.top_up, ask)

    assert again.balance == 500
    with pytest.raises(Rejected, match="already_exists"):
        centre.do(centre.service.deposits.top_up, msgspec.structs.replace(ask, amount=501))


def test_one_group_of_writes_sees_itself(centre: Centre) -> None:
    """A payment repeated inside one commit is promised once: the second unit waits for the first one's rows."""
    centre.sign_provider()
    agent = centre.sign_agent(deposit=9_797)
    ask = centre.ask()
    results = together(centre, agent, [ask, ask, centre.ask()])

    assert results[0] == results[1]
    assert isinstance(results[2], Unavailable)
    assert centre.balances()["agent:1:deposit"] == 0


def together(centre: Centre, agent: Principal, questions: list[Any]) -> list[Any]:
    """Hand several units of work over while the writer is busy, so that they share a commit."""
    from common import spawn
    from common.database import Job

    busy, done = spawn.Signal(), spawn.Signal()
    centre.database.submit(Job(lambda db: busy.wait(5), "busy", lambda job: None))
    jobs: list[Job] = []
    for ask in questions:
        work = lambda db, ask=ask: centre.service.payments.accept(db, agent, ask)  # noqa: E731
        jobs.append(Job(work, "accept", lambda job: done.set() if job is jobs[-1] else None))
    for job in jobs:
        centre.database.submit(job)
    busy.set()
    assert done.wait(5)
    return [job.error or job.result for job in jobs]


def assert_not_now(centre: Centre, agent: Principal, **changed: Any) -> None:
    held = centre.balances()["holds"]
    with pytest.raises(OplataError) as answer:
        centre.pay(agent, centre.ask(**changed))
    assert (type(answer.value), answer.value.code) == (Unavailable, "not_now")
    assert centre.balances()["holds"] == held


def states_unknown(centre: Centre, agent: Principal, payment_id: str) -> bool:
    from common.protocol.processing import AskPayments

    found = centre.look(centre.service.payments.states, AskPayments(payment_ids=[payment_id]), agent)
    return bool(found.unknown == [payment_id] and found.payments == [])


def payments(centre: Centre) -> list[asks.PaymentRow]:
    found: asks.PaymentRows = centre.look(centre.service.books.payments, asks.FindPayments())
    return found.payments


def card_of(centre: Centre) -> Any:
    from common.protocol.card import Card
    from processing_app.store import contracts

    row = centre.database.read(lambda db: contracts.provider(db, 1))
    assert row is not None
    return msgspec.json.decode(row["card"], type=Card)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_nobody_can_tell_again_is_never_accepted(centre: Centre, at: str) -> None:
    """Such a payment could never be delivered: its moment goes to the provider with it."""
    centre.sign_provider()
    agent = centre.sign_agent(deposit=20_000)

    with pytest.raises(OverflowError):
        centre.pay(agent, centre.ask(accepted_at=datetime.fromisoformat(at)))

    assert centre.tasks() == 0


def test_a_moment_without_its_zone_is_no_message() -> None:
    with pytest.raises(msgspec.ValidationError, match="timezone"):
        msgspec.json.decode(b'"2030-01-01T00:00:00"', type=Moment)


def test_one_top_up_id_is_booked_for_one_agent_only(centre: Centre) -> None:
    centre.sign_agent(deposit=0)
    centre.sign_agent(deposit=0)
    ask = asks.TopUp(agent_id=1, amount=500, top_up_id="bank-1")
    centre.do(centre.service.deposits.top_up, ask)

    with pytest.raises(Rejected, match="already_exists"):
        centre.do(centre.service.deposits.top_up, msgspec.structs.replace(ask, agent_id=2))

    assert centre.balances()["agent:1:deposit"] == 500
