"""Delivery: credited once whatever is lost, never guessed, given up only with the provider's promise."""

import pytest

from common.errors import Broken, ContractFault, OplataError, Rejected, Unavailable
from common.retry import RetryPolicy, Strategy
from common.status import Status
from processing_app.service import asks
from tests.processing_app.standin import Centre

NO_CONNECTION = Unavailable("no_connection")
DAY = RetryPolicy(strategy=Strategy.EXPONENTIAL, pause_ms=1000, longest_ms=30_000, attempts=3)
PATIENT = RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000, attempts=3, age_ms=3_600_000)


def test_a_delivered_payment_is_captured_and_its_hold_is_given_away(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent(deposit=20_000)
    paid = centre.pay(agent, centre.ask())

    centre.run()

    state = centre.state(paid.payment_id, agent)
    assert (state.status, state.reference) == (Status.CAPTURED, f"R-{paid.payment_id[-4:]}")
    assert provider.credited == {paid.payment_id: 9_700}
    assert centre.balances() == {
        "agent:1:deposit": 10_203, "outside:bank": -20_000, "processing:commission": 97,
        "provider:1:settlement": 9_700, "holds": 0,
    }  # fmt: skip
    assert centre.tasks() == 0


@pytest.mark.parametrize("times", range(1, 9))
def test_a_lost_reply_credits_once(centre: Centre, times: int) -> None:
    _, provider = centre.sign_provider(retry=RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000, attempts=50))
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.faults = [provider.lost] * times

    centre.run_for(600, step=20)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED
    assert provider.times_credited == {paid.payment_id: 1}
    assert centre.tasks() == 0


def test_after_a_lost_reply_the_outcome_is_asked_before_it_is_repeated(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    centre.pay(agent, centre.ask())
    provider.faults = [provider.lost]

    centre.run_for(3)

    assert provider.calls == ["credit", "status"]


def test_every_repeat_asks_for_the_same_credit(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    centre.pay(agent, centre.ask())
    provider.faults = [Unavailable("no_answer"), Unavailable("no_answer"), Unavailable("no_answer")]

    centre.run_for(30)

    asked = [ask for verb, ask in zip(provider.calls, provider.seen, strict=True) if verb == "credit"]
    assert len(asked) == 2
    assert asked[0] == asked[1]


@pytest.mark.parametrize("code", ["unknown_account", "account_blocked", "amount_out_of_range", "refused"])
def test_a_fatal_answer_gives_the_hold_back(centre: Centre, code: str) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent(deposit=20_000)
    paid = centre.pay(agent, centre.ask())
    provider.faults = [Rejected(code, "9123456789")]

    centre.run()

    state = centre.state(paid.payment_id, agent)
    assert (state.status, state.reason) == (Status.CANCELLED, code)
    assert centre.balances()["agent:1:deposit"] == 20_000
    assert centre.tasks() == 0


def test_a_provider_that_is_down_for_an_hour_is_paid_afterwards_and_spends_no_attempt(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=DAY)
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.down = NO_CONNECTION

    centre.run_for(3600, step=5)
    assert centre.state(paid.payment_id, agent).status is Status.AUTHORIZED
    assert centre.balances()["holds"] == 9_797
    provider.down = None
    centre.run_for(120, step=5)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED
    assert provider.times_credited[paid.payment_id] == 1


def test_a_silent_provider_is_asked_ever_more_rarely_and_by_one_probe(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=DAY)
    agent = centre.sign_agent()
    for number in range(20):
        centre.pay(agent, centre.ask(account=f"91234567{number:02d}"))
    provider.down = NO_CONNECTION

    centre.run_for(600, step=1)

    assert 5 <= len(provider.calls) < 45, len(provider.calls)
    provider.down = None
    centre.run_for(180, step=1)
    assert len(provider.credited) == 20


def test_a_wrong_password_at_the_provider_pauses_the_lane_and_fails_no_payment(centre: Centre) -> None:
    provider_id, provider = centre.sign_provider(retry=PATIENT)
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.down = ContractFault("wrong_password")

    centre.run_for(7200, step=60)
    assert provider.calls == ["credit"]
    assert centre.state(paid.payment_id, agent).status is Status.AUTHORIZED
    alarms = centre.look(centre.service.repair.alarms, asks.AskTasks()).alarms
    assert [alarm.code for alarm in alarms] == ["wrong_password"]
    provider.down = None
    edit = asks.EditProvider(provider_id=provider_id, password="a-new-password")
    centre.do(centre.service.contracts.edit_provider, edit)
    centre.run(2)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED


def test_giving_up_returns_the_hold_only_after_a_confirmed_void(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=PATIENT)
    agent = centre.sign_agent(deposit=20_000)
    paid = centre.pay(agent, centre.ask())
    provider.silent = {"credit", "void"}

    centre.run_for(1800, step=2)
    assert centre.state(paid.payment_id, agent).status is Status.AUTHORIZED
    assert centre.balances()["holds"] == 9_797
    provider.silent = {"credit"}
    centre.run_for(180)

    assert provider.voided == {paid.payment_id}
    assert provider.credited == {}
    state = centre.state(paid.payment_id, agent)
    assert (state.status, state.reason) == (Status.CANCELLED, "gave_up")
    assert centre.balances()["agent:1:deposit"] == 20_000


def test_giving_up_too_late_captures_what_was_credited_after_all(centre: Centre) -> None:
    _, provider = centre.sign_provider(retry=PATIENT)
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    lost = [provider.lost] + [Unavailable("no_answer")] * 5
    provider.faults = list(lost)

    centre.run_for(600, step=5)

    assert provider.times_credited == {paid.payment_id: 1}
    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED


@pytest.mark.parametrize(
    "trouble", [Broken("payment_id_reused", "x"), Broken("wrong_json"), Broken("invalid_transition")]
)
def test_what_cannot_be_is_set_aside_for_a_person_with_its_hold_kept(centre: Centre, trouble: OplataError) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.faults = [trouble]

    centre.run_for(60)

    assert [task.payment for task in centre.dead()] == [paid.payment_id]
    state = centre.state(paid.payment_id, agent)
    assert (state.status, state.needs_review) == (Status.AUTHORIZED, True)
    assert centre.balances()["holds"] == 9_797


def test_a_lie_about_the_sum_is_for_a_person(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.credited[paid.payment_id] = 1

    centre.run()

    assert len(centre.dead()) == 1
    assert centre.balances()["holds"] == 9_797


def test_a_dead_letter_can_be_retried(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.faults = [Broken("wrong_json")]
    centre.run()

    centre.do(centre.service.repair.retry_task, asks.TaskId(task_id=centre.dead()[0].task_id))
    centre.run(2)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED
    assert centre.tasks() == 0


@pytest.mark.parametrize(
    ("outcome", "reference", "status"),
    [("credited", "their-77", Status.CAPTURED), ("returned", "", Status.CANCELLED)],
)
def test_a_dead_letter_can_be_settled_by_hand_in_the_operators_name(
    centre: Centre, outcome: str, reference: str, status: Status
) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.faults = [Broken("wrong_json")]
    centre.run()

    ask = asks.SettleTask(task_id=centre.dead()[0].task_id, outcome=outcome, reason="by telephone", reference=reference)
    centre.do(centre.service.repair.settle_task, ask)

    assert centre.state(paid.payment_id, agent).status is status
    story = centre.look(centre.service.stories.story, asks.PaymentId(payment=paid.payment_id))
    assert story.events[-1].principal == "operator:operator"
    assert centre.tasks() == 0
    assert centre.balances()["holds"] == 0


def test_settling_demands_a_reason_and_a_reference(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    centre.pay(agent, centre.ask())
    provider.faults = [Broken("wrong_json")]
    centre.run()
    task_id = centre.dead()[0].task_id

    for ask in (
        asks.SettleTask(task_id=task_id, outcome="credited", reason="x"),
        asks.SettleTask(task_id=task_id, outcome="returned", reason=""),
        asks.SettleTask(task_id=task_id, outcome="maybe", reason="x"),
        asks.SettleTask(task_id=task_id + 1, outcome="returned", reason="x"),
    ):
        with pytest.raises(Rejected):
            centre.do(centre.service.repair.settle_task, ask)

    assert centre.balances()["holds"] == 9_797


def test_a_reversal_takes_the_whole_sum_back(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent(deposit=20_000)
    paid = centre.pay(agent, centre.ask())
    centre.run()

    ask = asks.ReversePayment(payment=paid.payment_id, reason="wrong number")
    centre.do(centre.service.repair.reverse_payment, ask)
    with pytest.raises(Rejected, match="too_early"):
        centre.do(centre.service.repair.reverse_payment, ask)
    provider.faults = [provider.lost]
    centre.run_for(5)

    assert centre.state(paid.payment_id, agent).status is Status.REFUNDED
    assert provider.reversed == {paid.payment_id}
    assert centre.balances()["agent:1:deposit"] == 20_000
    assert centre.tasks() == 0


def test_a_reversal_of_spent_money_changes_nothing(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    centre.run()
    before = centre.balances()
    provider.spent = True

    centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=paid.payment_id, reason="x"))
    centre.run()

    state = centre.state(paid.payment_id, agent)
    assert (state.status, state.reason) == (Status.CAPTURED, "spent")
    assert centre.balances() == before


def test_payments_to_one_account_go_in_order_and_others_do_not_wait(centre: Centre) -> None:
    _, provider = centre.sign_provider()
    agent = centre.sign_agent()
    first = centre.pay(agent, centre.ask())
    second = centre.pay(agent, centre.ask())
    other = centre.pay(agent, centre.ask(account="9990000000"))
    provider.faults = [Unavailable("no_answer")]

    centre.run()
    assert list(provider.credited) == [other.payment_id]
    centre.run_for(5)

    assert list(provider.credited) == [other.payment_id, first.payment_id, second.payment_id]


def test_one_silent_provider_holds_up_no_other(centre: Centre) -> None:
    _, silent = centre.sign_provider("silent")
    _, quick = centre.sign_provider("quick")
    agent = centre.sign_agent()
    silent.down = NO_CONNECTION
    for number in range(10):
        centre.pay(agent, centre.ask(1, account=f"91234567{number:02d}"))
        centre.pay(agent, centre.ask(2, account=f"91234567{number:02d}"))

    centre.run()

    assert len(quick.credited) == 10


def test_a_paused_provider_is_not_called_until_resumed(centre: Centre) -> None:
    provider_id, provider = centre.sign_provider()
    agent = centre.sign_agent()
    centre.do(centre.service.contracts.pause_provider, asks.ProviderId(provider_id=provider_id))
    centre.pay(agent, centre.ask())

    centre.run_for(60)
    assert provider.calls == []
    centre.do(centre.service.contracts.resume_provider, asks.ProviderId(provider_id=provider_id))
    centre.run()

    assert provider.calls == ["credit"]


def test_tasks_survive_a_restart(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("centre")
    with Centre(folder) as before:
        _, provider = before.sign_provider()
        agent = before.sign_agent()
        paid = before.pay(agent, before.ask())
        kept = before.providers

    with Centre(folder) as after:
        after.providers = kept
        after.run()

        assert after.state(paid.payment_id, agent).status is Status.CAPTURED
        assert provider.times_credited == {paid.payment_id: 1}
        after.balances()
