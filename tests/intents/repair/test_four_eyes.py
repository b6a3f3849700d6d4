"""Much money takes two persons: one proposes, another who was there before approves, and neither is the same one."""

import pytest

from common.errors import ContractFault, OplataError, Rejected
from common.principal import Principal
from processing_app.bank.simulated.moods import Mood
from processing_app.core.intent import IntentStatus
from processing_app.service.asks import repairs as asks
from tests.intents.repair.workshop import ANNA, BORIS, WHY, Workshop

OWN = Principal("operator", "operator")


def with_both(strict: Workshop, operation: str = "authorize") -> str:
    """Anna and Boris work here, and an intent was stopped; its id."""
    for who in (ANNA, BORIS):
        strict.do(strict.desk.operators.add_operator, asks.AddOperator(name=who.id.title(), login=who.id), OWN)
    return strict.garbled(operation)


def proposed(strict: Workshop, name: str) -> int:
    """Anna proposes that the bank did it; the proposal's number."""
    view = strict.look(name).bank
    assert view is not None
    number = strict.fulfil(name, view.reference, captured=True).proposal_id
    assert number
    return number


def approve(strict: Workshop, number: int, who: Principal, **given: str) -> asks.Repaired:
    return strict.desk.four_eyes.approve_proposal(who, asks.ApproveProposal(id=number, **given))


def waiting(strict: Workshop, *, all_of_them: bool = False) -> list[asks.Proposal]:
    found: asks.Proposals = strict.ask(
        strict.desk.four_eyes.proposals, asks.AskProposals(waiting=not all_of_them), BORIS
    )
    return found.proposals


def test_what_one_proposes_another_does(strict: Workshop) -> None:
    name = with_both(strict)

    number = proposed(strict, name)
    (told,) = waiting(strict)
    still = strict.state(name).stopped
    strict.clock.advance(60)
    approve(strict, number, BORIS)

    assert (told.act, told.proposer, told.reason, told.amount) == ("fulfil", "anna", WHY, 25_500)
    assert still
    assert strict.state(name).status is IntentStatus.PAID
    (revived,) = [one for one in strict.look(name).events if one.kind == "IntentRevived"]
    assert revived.principal == "operator:boris"
    assert revived.data == {"act": "fulfil", "by": "anna", "reason": WHY, "approved_by": "boris"}
    assert [(kind, who) for kind, who, _ in strict.decided(name)] == [
        ("repair_proposed", "operator:anna"),
        ("repair_approved", "operator:boris"),
        ("repair_fulfil", "operator:boris"),
    ]
    assert waiting(strict) == []


def test_nobody_approves_his_own(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)

    with pytest.raises(Rejected, match="second_person_needed"):
        approve(strict, number, ANNA)

    assert strict.state(name).stopped


def test_whoever_sits_at_the_computer_is_no_second_person_for_that(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)

    with pytest.raises(Rejected, match="second_person_needed"):
        approve(strict, number, OWN)

    assert strict.state(name).stopped


def test_nobody_makes_himself_a_second_person(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)
    strict.clock.advance(1)
    made = strict.do(strict.desk.operators.add_operator, asks.AddOperator(name="Мнимый", login="nobody"), ANNA)

    with pytest.raises(Rejected, match="second_person_needed"):
        approve(strict, number, ANNA, login=made.login, password=made.password)

    assert strict.state(name).stopped


def test_a_second_person_may_enter_at_the_firsts_window(strict: Workshop) -> None:
    strict.do(strict.desk.operators.add_operator, asks.AddOperator(name="Анна", login="anna"), OWN)
    boris = strict.do(strict.desk.operators.add_operator, asks.AddOperator(name="Борис", login="boris"), OWN)
    name = strict.garbled("authorize")
    number = proposed(strict, name)

    with pytest.raises(ContractFault, match="wrong_password"):
        approve(strict, number, ANNA, login="boris", password="guessed")
    approve(strict, number, ANNA, login="boris", password=boris.password)

    assert strict.state(name).status is IntentStatus.PAID


def test_a_login_that_is_no_operators_approves_nothing(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)
    password = strict.database.write(lambda db: strict.gatekeeper.issue(db, "agent", "7", "agent-7"))

    with pytest.raises(ContractFault, match="wrong_password"):
        approve(strict, number, ANNA, login="agent-7", password=password)
    with pytest.raises(ContractFault, match="forbidden"):
        approve(strict, number, Principal("operator", "removed"))

    assert strict.state(name).stopped


def test_a_refused_proposal_is_never_done(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)
    refuse = strict.desk.four_eyes.refuse_proposal

    with pytest.raises(Rejected, match="reason_required"):
        strict.do(refuse, asks.RefuseProposal(id=number, note=" "), BORIS)
    strict.do(refuse, asks.RefuseProposal(id=number, note="the bank denies it"), BORIS)

    with pytest.raises(Rejected, match="proposal_over"):
        approve(strict, number, BORIS)
    with pytest.raises(Rejected, match="proposal_over"):
        strict.do(refuse, asks.RefuseProposal(id=number, note="again"), ANNA)
    (told,) = waiting(strict, all_of_them=True)
    assert (told.state, told.decided_by, told.note) == ("refused", "boris", "the bank denies it")
    assert strict.state(name).stopped


def test_a_proposal_that_nobody_decides_on_in_a_day_is_over(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)
    (told,) = waiting(strict)
    strict.clock.advance((told.until - told.at).total_seconds() - 1)
    assert len(waiting(strict)) == 1

    strict.clock.advance(1)

    assert waiting(strict) == []
    assert [one.state for one in waiting(strict, all_of_them=True)] == ["expired"]
    with pytest.raises(Rejected, match="proposal_over"):
        approve(strict, number, BORIS)


def test_a_proposal_over_what_has_changed_is_not_done(strict: Workshop) -> None:
    name = with_both(strict)
    number = proposed(strict, name)
    strict.revive(name, BORIS)
    strict.mood(Mood.GARBAGE)
    strict.run()

    assert [one.outdated for one in waiting(strict)] == [True]
    with pytest.raises(OplataError, match="changed_meanwhile"):
        approve(strict, number, BORIS)
    assert [one.state for one in waiting(strict)] == ["waiting"]


def test_a_bank_that_has_changed_its_mind_is_not_contradicted_by_two_either(strict: Workshop) -> None:
    name = with_both(strict)
    strict.mood(Mood.SILENT)
    number = strict.fulfil(name, "by telephone", captured=True).proposal_id
    strict.mood(Mood.OK)

    with pytest.raises(Rejected, match="bank_says_otherwise"):
        approve(strict, number, BORIS)

    assert strict.state(name).stopped


def test_what_cannot_be_done_is_not_proposed(strict: Workshop) -> None:
    name = with_both(strict)

    with pytest.raises(Rejected, match="bank_says_otherwise"):
        strict.fulfil(name, "1")
    with pytest.raises(OplataError, match="invalid_transition"):
        strict.add(name, asks.Cancelled(payment_id="1"))

    assert waiting(strict) == []


def test_letting_it_go_on_moves_nothing_and_takes_one(strict: Workshop) -> None:
    name = with_both(strict)
    legal = {one.act: one.two for one in strict.look(name).legal}

    strict.revive(name)
    strict.run()

    assert legal == {"fail": True, "fulfil": True, "revive": False, "skip": False, "add": True}
    assert strict.state(name).status is IntentStatus.PAID


def test_a_proposal_is_seen_with_its_intent(strict: Workshop) -> None:
    name = with_both(strict)
    proposed(strict, name)

    (row,) = strict.ask(strict.desk.console.stopped_intents, asks.AskStopped()).intents

    assert row.proposals == 1
    assert [one.proposer for one in strict.look(name).proposals] == ["anna"]
    assert [one.words.ru for one in strict.look(name).decisions] == ["Предложено"]
