"""The worker's memory of the queue: nothing an operator does at an awkward moment is lost or done twice."""

from collections.abc import Callable

import pytest

from common.errors import Broken, ContractFault, Unavailable
from common.principal import Principal
from common.queue import Task
from common.status import Status
from processing_app import worker
from processing_app.service import asks
from processing_app.service.delivery import Attempt
from tests.processing_app.standin import Centre, Provider

NEW_PASSWORD = asks.EditProvider(provider_id=1, password="a-new-password")


@pytest.fixture
def provider(centre: Centre) -> Provider:
    """The one provider."""
    return centre.sign_provider()[1]


@pytest.fixture
def agent(centre: Centre) -> Principal:
    """The one agent."""
    return centre.sign_agent()


def test_a_revived_task_is_found_though_the_memory_is_full(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "IN_MEMORY", 3)
    centre.pay(agent, centre.ask(account="9990000000"))
    second = centre.pay(agent, centre.ask(account="9990000001"))
    provider.faults = [Broken("wrong_json"), Broken("wrong_json")]
    centre.run()
    for number in range(8):
        centre.pay(agent, centre.ask(account=f"912345678{number}"))
    centre.program.worker.refresh()
    for task in centre.dead():
        _retry(centre, task.task_id)

    centre.run(9)

    assert centre.tasks() == 0
    assert centre.state(second.payment_id, agent).status is Status.CAPTURED


def test_a_change_is_not_forgotten_when_the_database_was_busy(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dead_letter(centre, provider, agent)
    _retry(centre, centre.dead()[0].task_id)

    def busy() -> list[tuple[str, int, bool]]:
        raise Unavailable("busy")

    with monkeypatch.context() as for_once:
        for_once.setattr(centre.program.worker, "_contracts", busy)
        with pytest.raises(Unavailable):
            centre.program.worker.refresh()
    centre.run(2)

    assert centre.tasks() == 0


def test_a_task_revived_while_its_attempt_is_just_ending_is_tried(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = centre.pay(agent, centre.ask())
    provider.faults = [Broken("wrong_json")]

    def revive() -> None:
        _retry(centre, centre.dead()[0].task_id)
        centre.program.worker.refresh()

    _after_next_attempt(centre, monkeypatch, revive)
    centre.run(2)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED
    assert centre.tasks() == 0


def test_a_dead_letter_is_not_tried_again_because_it_was_read_while_it_died(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    centre.pay(agent, centre.ask())
    provider.faults = [Broken("wrong_json")]
    running = centre.program.worker
    running.refresh()
    attempts: list[Callable[[], None]] = []
    running.step(lambda _, work: attempts.append(work))
    read = running._waiting

    def slow(name: str, after: int) -> list[Task]:
        found = read(name, after)
        while attempts:
            attempts.pop()()
        return found

    with monkeypatch.context() as for_once:
        for_once.setattr(running, "_waiting", slow)
        running.look_again()
        running.refresh()
    centre.run(3)

    assert provider.calls == ["credit"]
    assert len(centre.dead()) == 1


def test_a_lane_resumed_while_its_fault_is_still_being_told_goes_on(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = centre.pay(agent, centre.ask())
    provider.down = ContractFault("wrong_password")

    def corrected() -> None:
        provider.down = None
        centre.do(centre.service.contracts.edit_provider, NEW_PASSWORD)
        centre.program.worker.refresh()

    _after_next_attempt(centre, monkeypatch, corrected)
    centre.run(3)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED


def test_a_fault_of_the_terms_before_an_edit_does_not_stop_the_corrected_lane(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid = centre.pay(agent, centre.ask())
    whole = provider.call

    def refused_meanwhile(endpoint: object, ask: object, *, seconds: float = 30) -> object:
        monkeypatch.setattr(provider, "call", whole)
        centre.do(centre.service.contracts.edit_provider, NEW_PASSWORD)
        raise ContractFault("wrong_password")

    monkeypatch.setattr(provider, "call", refused_meanwhile)
    centre.run(3)

    assert centre.look(centre.service.repair.alarms, asks.AskTasks()).alarms == []
    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED


def test_a_contract_read_just_before_an_edit_is_not_remembered(
    centre: Centre, provider: Provider, agent: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    providers = centre.service.delivery._providers
    secrets = providers._secrets
    whole = secrets.login_of

    def edited_meanwhile(name: str) -> tuple[str, str] | None:
        monkeypatch.setattr(secrets, "login_of", whole)
        centre.do(centre.service.contracts.edit_provider, asks.EditProvider(provider_id=1, timeout_ms=7_000))
        return whole(name)

    monkeypatch.setattr(secrets, "login_of", edited_meanwhile)
    contract = providers.of(1)

    assert contract.adapter.adapter._seconds == 7.0  # type: ignore[attr-defined]
    assert providers.of(1) is contract


def _dead_letter(centre: Centre, provider: Provider, agent: Principal) -> None:
    centre.pay(agent, centre.ask())
    provider.faults = [Broken("wrong_json")]
    centre.run()


def _retry(centre: Centre, task_id: int) -> None:
    centre.do(centre.service.repair.retry_task, asks.TaskId(task_id=task_id))


def _after_next_attempt(centre: Centre, monkeypatch: pytest.MonkeyPatch, then: Callable[[], None]) -> None:
    """Do something after the next attempt's commit, before the lane hears of its end."""
    delivery = centre.service.delivery
    whole = delivery.attempt

    def attempt(task: Task) -> Attempt:
        monkeypatch.setattr(delivery, "attempt", whole)
        ended = whole(task)
        then()
        return ended

    monkeypatch.setattr(delivery, "attempt", attempt)
