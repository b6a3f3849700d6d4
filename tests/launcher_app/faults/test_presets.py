"""Each preset does in a real network what its words promise."""

from collections.abc import Iterator

import pytest

from launcher_app.faults import PRESETS
from tests.faults.network import CREDITED, NOTE
from tests.launcher_app.faults.stormy import Stormy

BY_NAME = {one.name: one for one in PRESETS}
CHECK_FAILED = ("K9", "K9n")

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stormy]:
    made = Stormy(tmp_path_factory.mktemp("presets"))
    made.start()
    yield made
    made.close()


@pytest.fixture
def applied(network: Stormy, request: pytest.FixtureRequest) -> Iterator[Stormy]:
    network.desk.apply(BY_NAME[request.param])
    network.desk.begin(1)
    yield network
    network.desk.clear()


def pay(network: Stormy) -> str:
    """One payment; its code."""
    payer = network.payer()
    payer.come()
    code = payer.pay(1, network.number, NOTE)
    payer.leave()
    payer.close()
    return code


def status(network: Stormy, code: str) -> str:
    found = network.centre.ask("payments", text=code)["payments"]
    return str(found[0]["status"]) if found else ""


def credited(network: Stormy) -> int:
    return len(network.credits())


@pytest.mark.parametrize("applied", ["lost-reply", "double-press"], indirect=True)
def test_a_lost_reply_and_a_double_press_move_the_money_once(applied: Stormy) -> None:
    before = credited(applied)

    code = pay(applied)

    applied.until(lambda: status(applied, code) == "captured", "credited")
    assert credited(applied) == before + 1
    assert [one.met for one in applied.desk.all] == [1]
    assert applied.desk.on == []


@pytest.mark.parametrize("applied", ["provider-down"], indirect=True)
def test_while_the_provider_is_down_no_cash_is_taken(applied: Stormy) -> None:
    payer = applied.payer()
    payer.come()

    screen = payer.choose(1, applied.number)["screen"]
    payer.want("cancel")
    payer.close()

    assert screen in CHECK_FAILED
    assert [one.met > 0 for one in applied.desk.all] == [True, False]


@pytest.mark.parametrize("applied", ["wrong-password"], indirect=True)
def test_with_a_wrong_password_the_terminal_closes_and_opens_again_by_itself(applied: Stormy) -> None:
    payer = applied.payer()
    payer.come()

    payer.choose(1, applied.number)
    payer.want("cancel")
    closed = applied.until(lambda: payer.look()["screen"] == "K14" and payer.look()["data"]["reasons"], "closed")
    applied.desk.clear()
    applied.terminal.ask("refresh")
    payer.await_screen("K0")
    payer.close()

    assert "A-01" in closed


@pytest.mark.parametrize("applied", ["changed-sum"], indirect=True)
def test_a_changed_sum_is_seen_by_the_centre_and_left_to_a_person(applied: Stormy) -> None:
    code = pay(applied)

    applied.until(lambda: applied.centre.ask("tasks", path="/v1/tasks")["dead"], "set aside")

    assert status(applied, code) == "authorized"
    assert CREDITED + 1 in [row["amount"] for row in applied.credits()]
