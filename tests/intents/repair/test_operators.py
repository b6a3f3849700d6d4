"""Each person who works at the centre has a login of his own; the computer's own one is there from the beginning."""

from base64 import b64encode

import pytest

from common.errors import ContractFault, Rejected
from common.protocol.endpoint import Nothing
from processing_app.service.asks import repairs as asks
from tests.intents.repair.workshop import Workshop


def added(workshop: Workshop, **given: str) -> asks.OperatorAdded:
    told: asks.OperatorAdded = workshop.do(workshop.desk.operators.add_operator, asks.AddOperator(**given))
    return told


def listed(workshop: Workshop) -> list[asks.OperatorRow]:
    told: asks.Operators = workshop.ask(workshop.desk.operators.operators, Nothing())
    return told.operators


def entered(workshop: Workshop, login: str, password: str) -> tuple[str, str]:
    header = b"Basic " + b64encode(f"{login}:{password}".encode())
    who = workshop.gatekeeper.admit(header, login, password)
    return who.kind, who.id


def test_an_operator_enters_under_his_own_name(workshop: Workshop) -> None:
    anna = added(workshop, name="Анна Петрова", login="anna")

    assert entered(workshop, "anna", anna.password) == ("operator", "anna")
    own, second = listed(workshop)
    assert (own.login, own.own) == ("operator", True)
    assert (second.login, second.name, second.added_by) == ("anna", "Анна Петрова", "anna")


def test_a_login_may_be_made_up_for_him(workshop: Workshop) -> None:
    logins = {added(workshop, name="Иван").login for _ in range(3)}

    assert len(logins) == 3
    assert all(one.startswith("operator-") for one in logins)


def test_an_operator_who_was_removed_enters_no_more(workshop: Workshop) -> None:
    anna = added(workshop, name="Анна", login="anna")
    entered(workshop, "anna", anna.password)

    workshop.do(workshop.desk.operators.remove_operator, asks.OperatorLogin(login="anna"))

    with pytest.raises(ContractFault, match="wrong_password"):
        entered(workshop, "anna", anna.password)
    assert [one.login for one in listed(workshop)] == ["operator"]


def test_there_is_always_one_operator(workshop: Workshop) -> None:
    remove = workshop.desk.operators.remove_operator

    with pytest.raises(Rejected, match="last_operator"):
        workshop.do(remove, asks.OperatorLogin(login="operator"))
    with pytest.raises(ContractFault, match="not_found"):
        workshop.do(remove, asks.OperatorLogin(login="nobody"))


@pytest.mark.parametrize(
    "given",
    [
        {"name": ""},
        {"name": "А\nБ"},
        {"name": "А" * 101},
        {"name": "А", "login": "A b"},
        {"name": "А", "login": "a"},
        {"name": "А", "login": "анна"},
        {"name": "А", "login": "operator"},
        {"name": "А", "login": "anna"},
        {"name": "А", "login": "agent-1"},
    ],
)
def test_a_name_that_cannot_be_or_a_login_that_is_taken_is_refused(workshop: Workshop, given: dict[str, str]) -> None:
    added(workshop, name="Анна", login="anna")
    workshop.database.write(lambda db: workshop.gatekeeper.issue(db, "agent", "1", "agent-1"))

    with pytest.raises(Rejected):
        added(workshop, **given)

    assert len(listed(workshop)) == 2
