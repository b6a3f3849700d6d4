"""The queue of reviews: what waits and why, tried again by hand, settled with a reason that stays in the story."""

from typing import Any

import pytest

from common.errors import Broken, ContractFault, Rejected, Unavailable
from common.principal import Principal
from common.retry import RetryPolicy, Strategy
from common.status import Status
from processing_app.service import asks
from processing_app.service.review import MOST
from tests.processing_app.standin import Centre, Provider

LONG = RetryPolicy(strategy=Strategy.FIXED, pause_ms=3_600_000, attempts=5)
MARIA = Principal("operator", "Мария", "T-9")


@pytest.fixture
def provider(centre: Centre) -> Provider:
    return centre.sign_provider("МегаФон", LONG)[1]


@pytest.fixture
def agent(centre: Centre, provider: Provider) -> Principal:
    return centre.sign_agent()


def review(centre: Centre, state: str = "") -> asks.Review:
    found: asks.Review = centre.look(centre.service.repair.review, asks.AskReview(state=state))
    return found


def story(centre: Centre, payment: str) -> asks.Story:
    found: asks.Story = centre.look(centre.service.stories.story, asks.PaymentId(payment=payment))
    return found


def pay(centre: Centre, provider: Provider, agent: Principal, *faults: Any, **changed: Any) -> str:
    provider.faults = list(faults)
    paid = centre.pay(agent, centre.ask(**changed))
    centre.run()
    return paid.payment_id


def test_what_waits_for_a_person_comes_before_what_waits_for_its_time(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    waiting = pay(centre, provider, agent, Unavailable("no_answer"))
    dead = pay(centre, provider, agent, Broken("wrong_json"), account="9000000001")

    found = review(centre)

    assert [(row.payment.payment_id, row.state) for row in found.rows] == [(dead, "dead"), (waiting, "waiting")]
    assert (found.dead, found.dead_amount, found.waiting, found.waiting_amount) == (1, 9_700, 1, 9_700)
    assert [row.payment.payment_id for row in review(centre, "waiting").rows] == [waiting]
    assert found.rows[0].last_at is not None
    assert all(row.reason_words.ru and row.target for row in found.rows)


def test_a_waiting_payment_is_tried_at_once_when_a_person_wants_it(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    payment_id = pay(centre, provider, agent, Unavailable("no_answer"))
    provider.calls.clear()

    centre.do(centre.service.repair.retry_now, asks.PaymentId(payment=payment_id), MARIA)
    centre.run()

    assert provider.calls == ["status", "credit"]
    assert centre.state(payment_id, agent).status is Status.CAPTURED
    assert [(one.kind, one.principal) for one in story(centre, payment_id).decisions] == [("retried", "operator:Мария")]


def test_a_try_by_hand_goes_out_to_a_silent_provider_before_all_others(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    ids = []
    for number in range(8):
        provider.faults = []
        provider.down = Unavailable("no_connection")
        ids.append(centre.pay(agent, centre.ask(account=f"900000000{number + 1}")).payment_id)
    centre.run(3)
    provider.down, calls = None, len(provider.seen)

    centre.do(centre.service.repair.retry_now, asks.PaymentId(payment=ids[-1]))
    centre.run()

    assert provider.seen[calls].payment_id == ids[-1]
    assert centre.state(ids[-1], agent).status is Status.CAPTURED


def test_nothing_is_left_to_retry_of_a_finished_payment(centre: Centre, provider: Provider, agent: Principal) -> None:
    payment_id = pay(centre, provider, agent)

    with pytest.raises(Rejected, match="unknown_task"):
        centre.do(centre.service.repair.retry_now, asks.PaymentId(payment=payment_id))
    assert {one.action: one.allowed for one in story(centre, payment_id).possible} == {
        "retry": False, "settle_credited": False, "settle_returned": False, "reverse": True, "note": False,
    }  # fmt: skip


def test_many_are_tried_again_after_their_sum_was_read(centre: Centre, provider: Provider, agent: Principal) -> None:
    made = [
        pay(centre, provider, agent, Broken("wrong_json"), account=f"900000000{number}", inserted=48_500, amount=48_200)
        for number in range(1, 4)
    ]
    task_ids = [row.task_id for row in review(centre).rows]

    weighed = centre.look(centre.service.repair.weigh_tasks, asks.TaskIds(task_ids=[*task_ids, 999]))
    retried = centre.do(centre.service.repair.retry_tasks, asks.TaskIds(task_ids=[*task_ids, 999]))
    centre.run()

    assert weighed.words.ru == "Повторить 3 платежа на 1\u00a0446,00 ₽"
    assert weighed.words.en == "Retry 3 payments for 1,446.00 ₽"
    assert (retried.tasks, retried.amount, retried.passed_over) == (3, 144_600, 1)
    assert {centre.state(one, agent).status for one in made} == {Status.CAPTURED}


def test_what_came_back_again_says_how_often_a_person_tried_it(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    pay(centre, provider, agent, Broken("wrong_json"))
    for _ in range(2):
        provider.faults = [Broken("wrong_json")]
        centre.do(centre.service.repair.retry_task, asks.TaskId(task_id=review(centre).rows[0].task_id))
        centre.run()

    assert review(centre).rows[0].returned == 2


def test_a_note_stays_with_the_task_and_in_the_story(centre: Centre, provider: Provider, agent: Principal) -> None:
    payment_id = pay(centre, provider, agent, Broken("wrong_json"))
    task_id = review(centre).rows[0].task_id

    for note in ("звонил поставщику", "ждём ответа до среды"):
        centre.do(centre.service.repair.note_task, asks.NoteTask(task_id=task_id, note=note), MARIA)

    assert review(centre).rows[0].note == "ждём ответа до среды"
    assert [one.reason for one in story(centre, payment_id).decisions] == ["звонил поставщику", "ждём ответа до среды"]
    assert centre.state(payment_id, agent).needs_review


@pytest.mark.parametrize("outcome", ["credited", "returned"])
def test_a_decision_by_hand_keeps_its_reason_and_its_operator(
    centre: Centre, provider: Provider, agent: Principal, outcome: str
) -> None:
    payment_id = pay(centre, provider, agent, Broken("wrong_json"))
    task_id = review(centre).rows[0].task_id

    with pytest.raises(Rejected, match="reason_required"):
        centre.do(centre.service.repair.settle_task, settled(task_id, outcome, "  "))
    centre.do(centre.service.repair.settle_task, settled(task_id, outcome, "письмо поставщика № 5"), MARIA)

    told = story(centre, payment_id)
    assert [(one.kind, one.reason, one.principal) for one in told.decisions] == [
        (f"settled_{outcome}", "письмо поставщика № 5", "operator:Мария")
    ]
    assert told.events[-1].principal == "operator:Мария"
    assert review(centre).rows == []
    assert centre.balances()["holds"] == 0


def test_a_reversal_needs_a_reason_and_is_asked_for_once(centre: Centre, provider: Provider, agent: Principal) -> None:
    payment_id = pay(centre, provider, agent)
    provider.silent = {"reverse"}

    with pytest.raises(Rejected, match="reason_required"):
        centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason=""))
    centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=payment_id, reason="не тот номер"))

    reverse = next(one for one in story(centre, payment_id).possible if one.action == "reverse")
    assert not reverse.allowed
    assert "уже запрошено" in reverse.why_not.ru


def test_a_stopped_provider_says_so_where_a_retry_is_wanted(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    payment_id = pay(centre, provider, agent, ContractFault("wrong_password"))

    retry = story(centre, payment_id).possible[0]

    assert (retry.action, retry.allowed) == ("retry", False)
    assert "Возобновите" in retry.why_not.ru


def settled(task_id: int, outcome: str, reason: str) -> asks.SettleTask:
    return asks.SettleTask(task_id=task_id, outcome=outcome, reason=reason, reference="их-77")


def test_many_retried_say_how_many_are_reversals_and_how_many_are_stopped(
    centre: Centre, provider: Provider, agent: Principal
) -> None:
    held = pay(centre, provider, agent, Broken("wrong_json"))
    credited = pay(centre, provider, agent, account="9000000001")
    ask = asks.ReversePayment(payment=credited, reason="ошибка плательщика")
    centre.do(centre.service.repair.reverse_payment, ask)
    provider.faults = [Broken("wrong_json")]
    centre.run()
    centre.do(centre.service.contracts.pause_provider, asks.ProviderId(provider_id=1))
    task_ids = [row.task_id for row in review(centre).rows]

    done: asks.Retried = centre.do(centre.service.repair.retry_tasks, asks.TaskIds(task_ids=task_ids))

    assert {row.payment.payment_id for row in review(centre).rows} == {held, credited}
    assert (done.tasks, done.reversals, done.stopped) == (2, 1, 2)


def test_more_than_a_list_shows_is_not_retried_at_once(centre: Centre, agent: Principal) -> None:
    ask = asks.TaskIds(task_ids=list(range(1, MOST + 2)))

    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(centre.service.repair.retry_tasks, ask)
    with pytest.raises(Rejected, match="wrong_value"):
        centre.look(centre.service.repair.weigh_tasks, ask)
