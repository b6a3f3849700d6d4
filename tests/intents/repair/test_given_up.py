"""A bank that has been silent for too long: its task is a dead letter, and a person says what became of the money."""

import pytest

from common.errors import Rejected
from common.queue import TaskState
from common.status import Status
from processing_app.bank.simulated.moods import Mood
from processing_app.core.intent import IntentStatus
from processing_app.core.payment_parts import RefundStatus
from tests.intents.bank.conftest import SUM
from tests.intents.repair.workshop import Workshop

BANK, POS = "bank:simulated:settlement", "pos:cups:settlement"


def _given_up(workshop: Workshop, operation: str) -> str:
    """An intent whose bank has not answered this operation for too long; its id."""
    workshop.open_shop()
    name = workshop.create()
    workshop.pay(name, hold=operation != "refund")
    workshop.run()
    workshop.mood(Mood.SILENT)
    getattr(workshop, operation)(name)
    for _ in range(6):
        workshop.later(120)
    (task,) = workshop.tasks()
    assert (task.state, task.kind.partition(":")[0]) == (TaskState.DEAD, f"bank-{operation}")
    assert workshop.alarms()
    return name


def test_a_capture_that_the_bank_did_is_fulfilled_by_its_reference(workshop: Workshop) -> None:
    name = _given_up(workshop, "capture")
    assert {one.act: one.allowed for one in workshop.look(name).legal} == {
        "fail": False, "fulfil": True, "revive": False, "skip": False, "add": False,
    }  # fmt: skip

    workshop.fulfil(name, "said on the telephone")

    assert workshop.state(name).status is IntentStatus.PAID
    assert workshop.balances() == {BANK: -SUM, POS: SUM}
    assert workshop.tasks() == []
    assert workshop.decided(name) == [("repair_fulfil", "operator:anna", "the bank answered on the telephone")]


def test_a_hold_that_the_bank_gave_back_is_given_back_here(workshop: Workshop) -> None:
    name = _given_up(workshop, "cancel")

    workshop.fulfil(name, "said on the telephone")

    assert (workshop.payment(name).status, workshop.state(name).status) == (Status.CANCELLED, IntentStatus.UNPAID)
    assert workshop.balances() == {}


@pytest.mark.parametrize(("ends", "there"), [("fulfil", {}), ("fail", {BANK: -SUM, POS: SUM})])
def test_a_refund_is_as_the_bank_has_it(workshop: Workshop, ends: str, there: dict[str, int]) -> None:
    name = _given_up(workshop, "refund")

    workshop.fulfil(name, "said on the telephone") if ends == "fulfil" else workshop.fail(name)

    wanted = RefundStatus.SUCCEEDED if ends == "fulfil" else RefundStatus.FAILED
    assert workshop.payment(name).refunds["1"].status is wanted
    assert workshop.balances() == there
    assert workshop.tasks() == []


def test_a_bank_that_answers_again_is_not_contradicted(workshop: Workshop) -> None:
    name = _given_up(workshop, "refund")
    workshop.mood(Mood.OK)

    with pytest.raises(Rejected, match="bank_says_otherwise"):
        workshop.fulfil(name, "invented")


def test_nobody_speaks_for_a_bank_that_is_still_asked(workshop: Workshop) -> None:
    workshop.open_shop()
    name = workshop.create()
    workshop.pay(name, hold=True)
    workshop.run()
    workshop.mood(Mood.SILENT)
    workshop.capture(name)
    workshop.run()

    with pytest.raises(Rejected, match="not_legal_now"):
        workshop.fulfil(name, "invented")
    assert workshop.payment(name).status is Status.AUTHORIZED
