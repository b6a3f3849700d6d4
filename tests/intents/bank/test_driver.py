"""What the centre makes of banks' answers: every test card, every mood, and never two guesses about one sum."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from common import queue
from common.clock import VirtualClock
from common.queue import TaskState
from common.status import Status
from processing_app.bank.contract import Ask, Finish, Operation, Sleep, Step, Suspend
from processing_app.bank.simulated.cards import CARDS, Secure
from processing_app.bank.simulated.moods import Mood
from processing_app.core.failure import DEADLINE
from processing_app.core.intent import IntentStatus
from processing_app.service.delivery import Health
from tests.intents.bank.conftest import GOOD, SUM
from tests.intents.bank.stage import Stage

BANK, POS = "bank:simulated:settlement", "pos:cups:settlement"
LIFETIME = 15 * 60


@pytest.fixture
def stage(tmp_path: Path, clock: VirtualClock) -> Iterator[Stage]:
    """A centre with one shop and a bank in a good mood."""
    with Stage(tmp_path, clock) as opened:
        opened.open_shop()
        yield opened


@pytest.mark.parametrize(("number", "outcome"), CARDS.items())
def test_each_test_card_ends_a_payment_as_it_should(stage: Stage, number: str, outcome: Any) -> None:
    name = stage.create()
    stage.pay(name, number)

    stage.run()

    waits = outcome.secure in (Secure.CODE, Secure.NEVER, Secure.SILENT)
    wanted = Status.CREATED if waits else Status.FAILED if outcome.failure else Status.CAPTURED
    assert stage.payment(name).status is wanted
    assert stage.payment(name).failure == outcome.failure
    assert (stage.payment(name).interaction is not None) is waits
    assert stage.tasks() == []
    alive = [one for one in stage.wallet.sessions.values() if one.alive]
    assert bool(alive) is waits, "what is over needs no CVV"


def test_an_instant_payment_takes_one_question(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name)

    assert stage.run() == [Health.ANSWERS]

    assert stage.kinds(name)[2:] == ["BankAuthorized", "CaptureRequested", "PaymentCaptured"]
    assert stage.state(name).status is IntentStatus.PAID
    assert stage.balances() == {BANK: -SUM, POS: SUM}


def test_a_hold_is_captured_in_part_and_the_rest_goes_back(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name, hold=True)
    stage.run()
    assert stage.payment(name).status is Status.AUTHORIZED

    stage.capture(name, 20_000)
    stage.run()

    assert stage.payment(name).captured == 20_000
    assert stage.acts(name) == [("authorize", SUM, ""), ("capture", 20_000, "")]
    assert stage.balances() == {BANK: -20_000, POS: 20_000}


def test_a_hold_is_given_back(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name, hold=True)
    stage.run()

    stage.cancel(name)
    stage.run()

    assert stage.payment(name).status is Status.CANCELLED
    assert stage.state(name).status is IntentStatus.UNPAID
    assert stage.acts(name)[-1] == ("cancel", SUM, "")
    assert stage.balances() == {}


def test_captured_money_goes_back_in_parts(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name)
    stage.run()

    stage.refund(name, 10_000)
    stage.run()
    assert stage.payment(name).status is Status.CAPTURED
    stage.refund(name)
    stage.run()

    assert stage.payment(name).status is Status.REFUNDED
    assert stage.balances() == {}
    assert [act[:2] for act in stage.acts(name)[1:]] == [("refund", 10_000), ("refund", SUM - 10_000)]


def test_a_refused_refund_gives_the_shop_its_money_again(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name)
    stage.run()
    stage.mood(Mood.REFUSING)

    stage.refund(name)
    stage.run()

    assert stage.payment(name).refunds["1"].failure == "refund_failed:unknown"
    assert stage.balances() == {BANK: -SUM, POS: SUM}


def test_a_slow_bank_is_asked_again_when_it_said(stage: Stage) -> None:
    stage.mood(Mood.SLOW, pause_ms=2_000)
    name = stage.create()
    stage.pay(name)
    stage.run()
    assert stage.kinds(name)[-1] == "BankStepped"
    assert stage.later(1) == []

    assert stage.later(1) == [Health.ANSWERS]

    assert stage.payment(name).status is Status.CAPTURED


@pytest.mark.parametrize("operation", ["authorize", "capture", "cancel", "refund"])
def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_is_done_twice(stage: Stage, operation: str) -> None:
    name = _before(stage, operation)
    stage.mood(Mood.UNKNOWN_ONCE)
    _do(stage, name, operation)
    assert stage.run() == [Health.SILENT]
    before = stage.kinds(name)

    assert stage.later(1) == [Health.ANSWERS]

    assert len(stage.kinds(name)) > len(before)
    assert [act[0] for act in stage.acts(name)].count(operation) == 1
    assert stage.tasks() == []


def test_an_authorization_that_nobody_answers_fails_at_its_deadline_and_is_voided_until_confirmed(stage: Stage) -> None:
    stage.mood(Mood.LATE)
    name = stage.create()
    stage.pay(name)
    for _ in range(LIFETIME // 60 + 1):
        stage.later(60)
    assert stage.payment(name).failure == DEADLINE
    assert not any(one.alive for one in stage.wallet.sessions.values())

    stage.later(1)

    assert stage.kinds(name)[-1] == "PaymentVoided"
    assert stage.heard(name).verdict == "cancelled"  # type: ignore[union-attr]
    assert stage.acts(name) == [("authorize", SUM, ""), ("cancel", SUM, "")]
    assert stage.balances() == {}
    assert stage.tasks() == []


def test_a_void_is_asked_for_longer_than_any_policy(stage: Stage) -> None:
    stage.mood(Mood.SILENT)
    name = stage.create()
    stage.pay(name)
    for _ in range(60):
        stage.later(60)
    assert stage.payment(name).voiding
    assert [task.kind for task in stage.tasks()] == ["bank-cancel"]
    assert stage.alarms() == [(f"intent:{name}", "no_answer")], "a person hears of it, once"
    stage.mood(Mood.OK)

    stage.later(60)

    assert not stage.payment(name).voiding
    assert stage.heard(name).verdict == "fenced"  # type: ignore[union-attr]


def test_after_the_fence_an_authorization_that_was_still_on_its_way_is_refused(stage: Stage) -> None:
    stage.mood(Mood.SILENT)
    name = stage.create()
    stage.pay(name)
    stage.later(LIFETIME)
    stage.mood(Mood.OK)
    stage.later(2)

    late = stage.bank.process(Ask(Operation.AUTHORIZE, f"{name}.1", f"{name}.1", SUM, "RUB"))

    assert isinstance(late, Finish)
    assert late.failure


@pytest.mark.parametrize("operation", ["capture", "refund", "cancel"])
def test_what_a_silent_bank_was_to_do_is_never_guessed(stage: Stage, operation: str) -> None:
    name = _before(stage, operation)
    stage.mood(Mood.SILENT)
    _do(stage, name, operation)
    before = stage.kinds(name)

    for _ in range(20):
        stage.later(5)

    (letter,) = stage.tasks()
    assert letter.state is TaskState.DEAD
    assert letter.reason == "gave_up: no_answer"
    assert stage.kinds(name) == before
    assert stage.alarms() == [(f"intent:{name}", "no_answer")]


def test_a_dead_letter_that_a_person_sends_again_calls_him_again_or_is_done(stage: Stage) -> None:
    name = _before(stage, "refund")
    stage.mood(Mood.SILENT)
    stage.refund(name)
    for _ in range(20):
        stage.later(5)
    for _ in range(2):
        (letter,) = stage.tasks()
        stage.database.write(lambda db, one=letter: queue.revive(db, one, due=stage.clock.now_ms()))  # type: ignore[misc]
        for _ in range(20):
            stage.later(40)
    assert len(stage.alarms()) == 3
    stage.mood(Mood.OK)
    (letter,) = stage.tasks()
    stage.database.write(lambda db: queue.revive(db, letter, due=stage.clock.now_ms()))

    stage.run()

    assert stage.payment(name).status is Status.REFUNDED
    assert stage.acts(name)[-1] == ("refund", SUM, "")


def test_the_code_of_a_card_is_gone_when_time_ends_a_payment_that_no_bank_answers_for(stage: Stage) -> None:
    stage.mood(Mood.SILENT)
    name = stage.create()
    stage.pay(name)
    stage.run()
    stage.clock.advance(LIFETIME)

    stage.timers.step()

    assert stage.payment(name).failure == DEADLINE
    assert not any(one.alive for one in stage.wallet.sessions.values())


@pytest.mark.parametrize("mood", [Mood.GARBAGE, Mood.LYING])
@pytest.mark.parametrize("operation", ["authorize", "capture", "cancel", "refund"])
def test_garbage_stops_the_intent_and_nothing_moves(stage: Stage, operation: str, mood: Mood) -> None:
    name, other = _before(stage, operation), stage.create()
    stage.mood(mood, times=1)
    _do(stage, name, operation)
    before = stage.payment(name)

    stage.run()

    assert stage.kinds(name)[-1] == "IntentStopped"
    assert stage.state(name).stopped.startswith(f"simulated {operation}")
    assert stage.payment(name) == before
    assert [task.state for task in stage.tasks()] == [TaskState.DEAD]
    assert stage.alarms() == [(f"intent:{name}", "intent_stopped")]
    stage.pay(other)
    stage.run()
    assert stage.payment(other).status is Status.CAPTURED, "others do not feel it"


class Plain:
    """A bank that takes one question at a time, and says what it was told to say."""

    def __init__(self, says: Any) -> None:
        self.says = says
        self.asked: list[Ask] = []

    def process(self, ask: Ask) -> Step:
        self.asked.append(ask)
        said: Step = self.says(ask) if callable(self.says) else self.says
        return said

    def called_back(self, ask: Ask, form: Any) -> Step:
        return self.process(ask)


LIES: dict[str, Any] = {
    "another sum": lambda ask: Finish(amount=ask.amount - 1),
    "a reason that is not in the tree": Finish("because"),
    "a tag of somebody else": Suspend("another.1.x", 1_000),
    "nothing": None,
    "a text": "<html>",
}


@pytest.mark.parametrize("lie", LIES)
def test_what_no_bank_can_mean_is_garbage(tmp_path: Path, clock: VirtualClock, lie: str) -> None:
    with Stage(tmp_path, clock, adapters={"other": Plain(LIES[lie])}) as stage:
        stage.open_shop("other")
        name = stage.create()
        stage.pay(name)

        stage.run()

        assert stage.state(name).stopped


def test_a_plain_bank_is_asked_with_all_it_needs_and_captures_in_a_second_step(
    tmp_path: Path, clock: VirtualClock
) -> None:
    bank = Plain(lambda ask: Finish(reference="R1", amount=ask.amount))
    with Stage(tmp_path, clock, adapters={"other": bank}) as stage:
        stage.open_shop("other")
        name = stage.create()
        stage.pay(name)
        stage.run()
        stage.refund(name, 100)
        stage.run()

        first, second, third = bank.asked
        assert (first.operation, first.id, first.amount, first.shop) == ("authorize", f"{name}.1", SUM, "Чашки")
        assert first.instant
        assert first.card is not None
        assert first.card.number == GOOD
        assert (second.operation, second.id, second.card, second.reference) == ("capture", f"{name}.1", None, "R1")
        assert (third.operation, third.id, third.payment, third.amount) == ("refund", f"{name}.1.r1", f"{name}.1", 100)


def test_a_sleeping_adapter_gets_its_own_state_back(tmp_path: Path, clock: VirtualClock) -> None:
    bank = Plain(
        lambda ask: Finish("", "R", amount=SUM) if ask.state == b"2" else Sleep(1_000, ask.state[:0] + _next(ask))
    )
    with Stage(tmp_path, clock, adapters={"other": bank}) as stage:
        stage.open_shop("other")
        name = stage.create()
        stage.pay(name, hold=True)
        stage.run()
        stage.later(1)
        stage.later(1)

        assert [ask.state for ask in bank.asked] == [b"", b"1", b"2"]
        assert stage.payment(name).status is Status.AUTHORIZED


def test_many_payments_share_the_banks_moment_and_the_books(stage: Stage) -> None:
    names = [stage.create() for _ in range(40)]
    for name in names:
        stage.pay(name)
    banks, books = stage.bank_file.commits, stage.database.commits

    stage.run()

    assert all(stage.payment(name).status is Status.CAPTURED for name in names)
    assert stage.bank_file.commits == banks + 1
    assert stage.database.commits <= books + 4
    assert stage.balances() == {BANK: -40 * SUM, POS: 40 * SUM}


def test_a_repeated_failure_leaves_room_for_the_next_attempt(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name, "4000000000000002")
    stage.run()
    stage.pay(name)
    stage.run()

    assert stage.payment(name, "2").status is Status.CAPTURED
    assert stage.acts(name, "2") == [("authorize", SUM, "")]


def test_a_session_that_died_leads_to_no_money(stage: Stage) -> None:
    name = stage.create()
    stage.pay(name)
    stage.wallet.sessions.clear()

    stage.run()

    assert stage.payment(name).status is Status.FAILED
    assert stage.balances() == {}


def _next(ask: Ask) -> bytes:
    return b"1" if not ask.state else b"2"


def _before(stage: Stage, operation: str) -> str:
    """An intent for which a bank may be asked to do this."""
    name = stage.create()
    if operation != "authorize":
        stage.pay(name, hold=operation in ("capture", "cancel"))
        stage.run()
    return name


def _do(stage: Stage, name: str, operation: str) -> None:
    doing: dict[str, Any] = {
        "authorize": stage.pay, "capture": stage.capture, "cancel": stage.cancel, "refund": stage.refund,
    }  # fmt: skip
    doing[operation](name)
