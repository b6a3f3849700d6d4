"""«Проверить связь»: four steps on a centre's own way to us, each with its words."""

import pytest

from common.protocol.connection import Connection, StepState
from provider_app.service import messages
from provider_app.service.messages import Dialect
from tests.provider_app.running import Centre, Running, Subscriber

OK, FAILED, SKIPPED = StepState.OK, StepState.FAILED, StepState.SKIPPED


def walked(running: Running, centre: Centre, **asked: str) -> Connection:
    ask = messages.CheckConnection(**({"contract": centre.contract, "password": centre.card.password} | asked))  # type: ignore[arg-type]
    answer: Connection = running.operate("check-connection", ask)
    return answer


@pytest.mark.parametrize("dialect", list(Dialect))
def test_a_good_contract_passes_all_four(running: Running, subscriber: Subscriber, dialect: Dialect) -> None:
    centre = running.centre(dialect=dialect)

    found = walked(running, centre, account=subscriber.number)

    assert [step.state for step in found.steps] == [OK, OK, OK, OK]
    assert "Иванов И*** И." in found.steps[3].words.ru
    assert centre.card.login in found.steps[2].words.ru


def test_without_a_number_the_newest_subscribers_is_asked_about(running: Running, centre: Centre) -> None:
    newest = running.signed(full_name="Последняя Анна")

    found = walked(running, centre)

    assert found.ok
    assert "Последняя А***" in found.steps[3].words.ru
    assert newest.card.number


def test_a_password_nobody_knows_is_not_pretended_to(running: Running, centre: Centre) -> None:
    found = walked(running, centre, password="")

    assert [step.state for step in found.steps] == [OK, OK, SKIPPED, SKIPPED]
    assert "один раз" in found.steps[2].words.ru


def test_a_wrong_password_and_a_wrong_number_are_told_apart(running: Running, centre: Centre) -> None:
    login = walked(running, centre, password="x" * 27)
    number = walked(running, centre, account="9000000001")

    assert [step.state for step in login.steps] == [OK, OK, FAILED, SKIPPED]
    assert "401" in login.steps[2].words.ru
    assert [step.state for step in number.steps] == [OK, OK, OK, FAILED]
    assert "9000000001" in number.steps[3].words.ru


def test_a_blocked_contract_lets_in_and_answers_no(running: Running, centre: Centre, subscriber: Subscriber) -> None:
    running.operate("block-contract", messages.OneContract(contract=centre.contract))

    found = walked(running, centre, account=subscriber.number)

    assert [step.state for step in found.steps] == [OK, OK, OK, FAILED]
    assert "не действует" in found.steps[3].words.ru


def test_our_own_test_is_written_down_and_is_no_call_of_a_centre(
    running: Running, centre: Centre, subscriber: Subscriber
) -> None:
    walked(running, centre, account=subscriber.number)

    checks = running.operate("find-checks", messages.FindChecks(contract=centre.contract)).rows
    health = running.operate("contract-health", messages.AskHealth(since=checks[0].at)).contracts

    assert [row.account for row in checks] == [subscriber.number]
    assert checks[0].trace.startswith("connection-test")
    assert next(one for one in health if one.contract == centre.contract).last_call is None
