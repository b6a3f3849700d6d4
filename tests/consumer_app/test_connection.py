"""The four steps say where the way to a provider ends."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from common.errors import ContractFault, OplataError, Rejected, Unavailable
from common.http_server import Application, Listener, bind
from common.protocol.connection import Connection, StepState
from consumer_app import messages
from tests.consumer_app.world import OPERATOR, World, a_card

OK, FAILED, SKIPPED = StepState.OK, StepState.FAILED, StepState.SKIPPED


@pytest.fixture
def url(world: World) -> Iterator[str]:
    """A server that says it is a provider; what its doors answer, the simulated provider does."""
    application = Application(
        {}, world.database, world.gatekeeper, world.log, world.clock, role="provider",
        about=lambda: {"role": "provider", "profile": "megafon"},
    )  # fmt: skip
    listener = Listener(application, bind(0))
    listener.wait()
    yield f"http://127.0.0.1:{listener.port}"
    listener.stop()


def walked(world: World, **ask: Any) -> Connection:
    return world.service.test_connection(OPERATOR, messages.AskConnection(**ask))


def states(found: Connection) -> list[StepState]:
    return [step.state for step in found.steps]


def test_all_is_well_before_a_card_is_saved(world: World, url: str) -> None:
    found = walked(world, card=a_card(url=url))

    assert found.ok
    assert "megafon" in found.steps[1].words.ru
    assert "Иванов И*** И." in found.steps[3].words.ru
    assert world.contracts().contracts == []


def test_all_is_well_after_it_was_saved_with_the_password_that_is_kept(world: World, url: str) -> None:
    world.sign(a_card(url=url))

    assert walked(world, contract="1").ok
    assert world.provider.logins[-1] == (url, a_card().login, a_card().password)


def test_what_is_typed_goes_before_what_is_kept(world: World, url: str) -> None:
    world.sign()

    assert walked(world, contract="1", url=f"{url}/ ", login="another").ok
    assert world.provider.logins[-1] == (url, "another", a_card().password)


def test_a_provider_that_is_off_ends_it_at_the_port(world: World) -> None:
    found = walked(world, card=a_card(url="http://127.0.0.1:1"))

    assert states(found) == [FAILED, SKIPPED, SKIPPED, SKIPPED]
    assert "127.0.0.1:1" in found.steps[0].words.ru


@pytest.mark.parametrize(
    ("error", "login", "number"),
    [
        (ContractFault("wrong_password"), FAILED, SKIPPED),
        (ContractFault("no_such_door"), FAILED, SKIPPED),
        (Unavailable("unreadable_answer"), FAILED, SKIPPED),
        (ContractFault("forbidden"), OK, FAILED),
        (Rejected("unknown_subscriber", "9161234567"), OK, FAILED),
    ],
    ids=str,
)
def test_the_step_that_failed_is_the_one_that_is_told(
    world: World, url: str, error: OplataError, login: StepState, number: StepState
) -> None:
    world.provider.fail(error)

    assert states(walked(world, card=a_card(url=url))) == [OK, OK, login, number]


def test_a_form_without_a_password_or_a_number_is_tested_as_far_as_it_goes(world: World, url: str) -> None:
    assert states(walked(world, url=url)) == [OK, OK, SKIPPED, SKIPPED]
    assert states(walked(world, url=url, login="a", password="b")) == [OK, OK, OK, SKIPPED]


@pytest.mark.parametrize("wrong", ["", "127.0.0.1", "http://[::1", "ftp://a"])
def test_what_is_no_address_is_told_in_words(world: World, wrong: str) -> None:
    assert states(walked(world, url=wrong)) == [FAILED, SKIPPED, SKIPPED, SKIPPED]


def reach_after(world: World, work: Callable[[], object]) -> messages.Reach | None:
    with suppress(OplataError):
        work()
    return world.contracts().contracts[0].reach


def test_the_last_exchange_with_a_provider_is_shown_with_its_contract(world: World) -> None:
    assert world.sign().reach is None
    world.provider.before = lambda: world.clock.advance(0.25)
    reached = reach_after(world, lambda: world.service.balance(OPERATOR, messages.OneContract(contract="1")))
    assert reached is not None
    assert (reached.ms, reached.code) == (250, "")

    world.provider.fail(Unavailable("no_connection", "http://127.0.0.1:8101"))
    reached = reach_after(world, world.use)
    assert reached is not None
    assert reached.code == "no_connection"
    assert reached.words is not None

    world.provider.fail(Rejected("not_enough_balance", "0,00"))
    reached = reach_after(world, world.use)
    assert reached is not None
    assert reached.code == ""
