"""Whatever a bank's adapter says, and whatever is stored of one intent: the others go on, and all can be read."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from common.clock import VirtualClock
from common.queue import TaskState
from common.status import Status
from processing_app.bank.contract import Ask, Finish, Sleep, Step, Suspend
from processing_app.core import opening, repairing
from processing_app.core.intent import IntentStatus
from processing_app.service.delivery import Health
from processing_app.service.intents import recording, saving, waking
from processing_app.store import bank_tasks
from tests.intents.bank.stage import Stage

GARBAGE: dict[str, Any] = {
    "a number for a reference": Finish("", 12345),  # type: ignore[arg-type]
    "no reference": Finish("", None),  # type: ignore[arg-type]
    "half a character": Finish("", "\ud800"),
    "a number in the info": Finish("", "r", {"rrn": 5}),  # type: ignore[dict-item]
    "half a character in the info": Finish("", "r", {"\ud800": "1"}),
    "a book for a reference": Finish("", "x" * 100_000),
    "a text for a state": Sleep(1_000, "abc!"),  # type: ignore[arg-type]
    "a part of a millisecond": Sleep(1.5),  # type: ignore[arg-type]
    "a pause without end": Sleep(10**30),
    "a pause of a year": Suspend("{id}.tag", 366 * 86_400_000),
    "an interaction of nobody": Sleep(1_000, b"", {"a": 1}),  # type: ignore[arg-type]
    "a failure of nobody": Finish("\ud800"),
    "another's tag": Suspend("another.tag", 1_000),
}


class Says:
    """A bank that says one thing, whatever it is asked."""

    def __init__(self, said: Any) -> None:
        self.said = said
        self.asked: list[str] = []

    def process(self, ask: Ask) -> Step:
        self.asked.append(ask.operation)
        said: Step = self.said
        return said

    def called_back(self, ask: Ask, form: Mapping[str, str]) -> Step:
        return self.process(ask)


@pytest.fixture
def stage(tmp_path: Path, clock: VirtualClock) -> Iterator[Stage]:
    """A centre with one shop and a bank in a good mood."""
    with Stage(tmp_path, clock) as opened:
        opened.open_shop()
        yield opened


@pytest.mark.parametrize("what", GARBAGE)
def test_an_answer_that_no_bank_means_stops_the_intent_and_is_in_no_book(
    tmp_path: Path, clock: VirtualClock, what: str
) -> None:
    """It would be stored for ever, and nothing of that intent could be read again: not by a shop, not by a person."""
    bank = Says(GARBAGE[what])
    with Stage(tmp_path, clock, adapters={"simulated": bank}) as stage:
        stage.open_shop()
        name = stage.create()
        stage.pay(name)

        stage.run()
        stage.later(60)

        assert bank.asked == ["authorize"]
        assert stage.kinds(name) == ["IntentCreated", "PaymentStarted", "IntentStopped"]
        assert stage.state(name).stopped.startswith("simulated authorize: ")
        assert stage.alarms() == [(f"intent:{name}", "intent_stopped")]
        assert [task.state for task in stage.tasks()] == [TaskState.DEAD]


def test_a_bank_that_has_taken_what_it_was_to_hold_stops_the_intent(tmp_path: Path, clock: VirtualClock) -> None:
    """Here it would be held and might be given back, and there it is gone."""
    with Stage(tmp_path, clock, adapters={"simulated": Says(Finish("", "r", captured=True))}) as stage:
        stage.open_shop()
        held, paid = stage.create(), stage.create()
        stage.pay(held, hold=True)
        stage.pay(paid)

        stage.run()

        assert stage.state(held).stopped == "simulated authorize: invalid_transition"
        assert stage.state(paid).status is IntentStatus.PAID


def test_what_the_books_do_not_take_stops_the_intent_instead_of_being_asked_for_ever(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = stage.create()
    stage.pay(name)

    def cannot(*_: Any) -> None:
        monkeypatch.setattr(saving, "record", recording.record)
        raise OverflowError("Python int too large to convert to SQLite INTEGER")

    monkeypatch.setattr(saving, "record", cannot)
    stage.run()

    assert stage.state(name).stopped == "simulated authorize: OverflowError"
    assert stage.alarms() == [(f"intent:{name}", "intent_stopped")]


def test_an_intent_that_cannot_be_read_harms_none_beside_it(stage: Stage) -> None:
    names = [stage.create() for _ in range(4)]
    for name in names:
        stage.pay(name)
    damaged, *others = names
    _spoil(stage, damaged)

    health = stage.run(1)

    assert health.count(Health.ANSWERS) == len(others)
    assert {stage.state(name).status for name in others} == {IntentStatus.PAID}
    assert [task.key for task in stage.tasks()] == [f"{damaged}.1"], "it waits until somebody has mended it"


def test_a_task_whose_intent_is_revived_while_it_is_looked_at_is_not_lost(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker saw the intent stopped; before it can say so, a person revives it."""
    name = stage.create()
    stage.pay(name)
    stage.act(name, lambda state, db: opening.stop(state, "simulated authorize: garbage"))
    (task,) = stage.tasks()
    attempt = stage.driver._attempt_sound

    def after_revival(looked: Any) -> Any:
        stage.act(name, lambda state, db: repairing.revived(state, repairing.Act.REVIVE, "anna", "seen", "")[1])
        return attempt(looked)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(stage.driver, "_attempt_sound", after_revival)
        (attempted,) = stage.driver.attempt_all([task])

    assert attempted.again == task
    stage.run()
    assert stage.payment(name).status is Status.CAPTURED
    assert stage.tasks() == []


def test_what_is_asked_about_a_payment_is_found_whatever_else_waits(stage: Stage) -> None:
    """Time wakes payments in the writer: there nothing may grow with what kiosks' providers have not answered."""
    name = stage.create()
    stage.pay(name)
    (task,) = stage.tasks()
    question = bank_tasks._OF_PAYMENT

    plan = stage.database.read(
        lambda db: db.raw.execute(f"EXPLAIN QUERY PLAN {question.sql}", question.row({"key": task.key})).fetchall()
    )

    assert stage.database.read(lambda db: bank_tasks.of_payment(db, task.key)) == [task]
    assert ["USING INDEX tasks_of_key" in row["detail"] for row in plan] == [True, *[False] * (len(plan) - 1)]


def test_intents_that_cannot_be_read_keep_no_other_from_being_woken(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The longest overdue are looked at first, and these stay so for ever."""
    monkeypatch.setattr(waking, "AT_ONCE", 3)
    damaged = [stage.create(due_ms=1_000) for _ in range(3)]
    for name in damaged:
        stage.pay(name)
        _spoil(stage, name)
    sound = stage.create(due_ms=1_200_000)

    stage.clock.advance(1_201)
    stage.timers.step()
    stage.timers.step()

    assert stage.state(sound).status is IntentStatus.OVERDUE


def _spoil(stage: Stage, name: str) -> None:
    """Something happens to the file of the books."""
    spoil = "UPDATE events SET data = x'7b7d' WHERE stream = ? AND version = 2"
    stage.database.write(lambda db: db.raw.execute(spoil, (f"intent/{name}",)).rowcount)
    stage.database.write(lambda db: db.memory.clear())
