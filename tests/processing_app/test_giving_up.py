"""Giving up: bounded by attempts and age whichever door is silent, and only by a promise about this very payment."""

import pytest

from common.errors import Broken, ContractFault, Rejected, Unavailable
from common.protocol.provider import Outcome, PaymentKnown, PaymentReversed, PaymentVoided
from common.retry import RetryPolicy, Strategy
from common.status import Status
from processing_app.service import asks
from tests.processing_app.standin import Centre, Provider

PATIENT = RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000, attempts=3, age_ms=3_600_000)


@pytest.fixture
def provider(centre: Centre) -> Provider:
    """A provider whose payments are given up after three answers or an hour."""
    return centre.sign_provider(retry=PATIENT)[1]


def test_a_silent_status_does_not_keep_a_payment_from_being_given_up(centre: Centre, provider: Provider) -> None:
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.silent = {"credit", "status"}

    centre.run_for(120)

    assert provider.voided == {paid.payment_id}
    assert centre.state(paid.payment_id, agent).status is Status.CANCELLED


@pytest.mark.parametrize("silence", ["no_connection", "no_answer"])
def test_a_provider_that_is_gone_for_too_long_leaves_a_dead_letter_and_its_hold(
    centre: Centre, provider: Provider, silence: str
) -> None:
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.down = Unavailable(silence)

    centre.run_for(3500, step=10)
    assert centre.dead() == []
    centre.run_for(300, step=10)

    assert [(task.payment, task.reason) for task in centre.dead()] == [
        (paid.payment_id, f"invalid_transition: gave_up: {silence}")
    ]
    assert centre.balances()["holds"] == 9_797
    calls = len(provider.calls)
    centre.run_for(600, step=10)
    assert len(provider.calls) == calls


def test_a_promise_about_another_payment_returns_no_hold(
    centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.silent = {"credit"}
    other = PaymentVoided(payment_id="another", status=Outcome.VOIDED)
    monkeypatch.setattr(provider, "_void", lambda ask: other)

    centre.run_for(600, step=5)

    assert centre.state(paid.payment_id, agent).status is Status.AUTHORIZED
    assert centre.balances()["holds"] == 9_797


def test_a_status_of_another_payment_concludes_nothing(
    centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.faults = [Unavailable("no_answer")]
    other = PaymentKnown(payment_id="another", status=Outcome.CREDITED, reference="theirs")
    monkeypatch.setattr(provider, "_status", lambda ask: other)

    centre.run_for(1)

    assert provider.calls == ["credit", "status"]
    assert centre.state(paid.payment_id, agent).status is Status.AUTHORIZED


def test_where_there_is_no_status_the_credit_is_repeated_with_the_same_id(
    centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.faults = [provider.lost]
    monkeypatch.setattr(provider, "_status", _missing)

    centre.run_for(5)

    assert centre.state(paid.payment_id, agent).status is Status.CAPTURED
    assert provider.times_credited == {paid.payment_id: 1}


def test_where_there_is_no_void_a_person_decides_and_the_lane_goes_on(
    centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = centre.sign_agent()
    paid = centre.pay(agent, centre.ask())
    provider.silent = {"credit"}
    monkeypatch.setattr(provider, "_void", _missing)
    centre.run_for(60)
    provider.silent = set()

    other = centre.pay(agent, centre.ask(account="9990000000"))
    centre.run_for(60)

    assert [task.payment for task in centre.dead()] == [paid.payment_id]
    assert centre.state(other.payment_id, agent).status is Status.CAPTURED


def test_what_an_adapter_stumbles_over_stops_this_payment_and_no_other(
    centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = centre.sign_agent()
    for number in range(6):
        centre.pay(agent, centre.ask(account=f"912345678{number}"))
    whole = provider._credit

    def stumble(ask: object) -> object:
        if getattr(ask, "account", "").startswith("91"):
            raise ValueError("year 0 is out of range")
        return whole(ask)  # type: ignore[arg-type]

    monkeypatch.setattr(provider, "_credit", stumble)
    good = centre.pay(agent, centre.ask(account="9990000000"))
    centre.run()

    assert centre.state(good.payment_id, agent).status is Status.CAPTURED
    assert len(centre.dead()) == 6
    assert centre.balances()["holds"] == 6 * 9_797


def test_a_reversal_that_nobody_answers_ends_with_a_person_and_lets_later_payments_by(
    centre: Centre, provider: Provider
) -> None:
    agent = centre.sign_agent()
    paid = _captured_and_reversed(centre, agent_payment=centre.pay(agent, centre.ask()).payment_id)
    provider.silent = {"reverse"}
    later = centre.pay(agent, centre.ask())

    centre.run_for(120)

    assert [(task.kind, task.payment) for task in centre.dead()] == [("reverse", paid)]
    assert centre.state(later.payment_id, agent).status is Status.CAPTURED


def test_a_provider_without_reversals_stops_no_payment(
    centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    agent = centre.sign_agent()
    _captured_and_reversed(centre, agent_payment=centre.pay(agent, centre.ask()).payment_id)
    monkeypatch.setattr(provider, "_reverse", _missing)
    later = centre.pay(agent, centre.ask())

    centre.run_for(10)

    assert [task.kind for task in centre.dead()] == ["reverse"]
    assert centre.state(later.payment_id, agent).status is Status.CAPTURED


def test_a_part_taken_back_is_no_reversal(centre: Centre, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    agent = centre.sign_agent()
    paid = _captured_and_reversed(centre, agent_payment=centre.pay(agent, centre.ask()).payment_id)
    whole = provider._reverse

    def part(ask: object) -> PaymentReversed:
        answer = whole(ask)  # type: ignore[arg-type]
        return PaymentReversed(
            payment_id=answer.payment_id, reversal_id=answer.reversal_id, reference="part", amount=1, currency="RUB",
            reversed_at=answer.reversed_at,
        )  # fmt: skip

    monkeypatch.setattr(provider, "_reverse", part)
    centre.run()

    assert centre.state(paid, agent).status is Status.CAPTURED
    assert len(centre.dead()) == 1
    assert centre.balances()["provider:1:settlement"] == 9_700


@pytest.mark.parametrize(
    ("outcome", "reference", "status", "settlement"),
    [("returned", "their-78", Status.REFUNDED, 0), ("credited", "", Status.CAPTURED, 9_700)],
)
def test_a_dead_reversal_can_be_settled_by_hand(
    centre: Centre, provider: Provider, outcome: str, reference: str, status: Status, settlement: int
) -> None:
    agent = centre.sign_agent()
    provider.faults = []
    paid = _captured_and_reversed(centre, agent_payment=centre.pay(agent, centre.ask()).payment_id)
    provider.faults = [Broken("wrong_json")]
    centre.run()
    task_id = centre.dead()[0].task_id

    ask = asks.SettleTask(task_id=task_id, outcome=outcome, reason="by telephone", reference=reference)
    centre.do(centre.service.repair.settle_task, ask)

    assert centre.state(paid, agent).status is status
    assert centre.balances()["provider:1:settlement"] == settlement
    assert centre.tasks() == 0


def test_a_reversal_taken_back_by_hand_names_the_providers_reference(centre: Centre, provider: Provider) -> None:
    agent = centre.sign_agent()
    _captured_and_reversed(centre, agent_payment=centre.pay(agent, centre.ask()).payment_id)
    provider.faults = [Broken("wrong_json")]
    centre.run()

    with pytest.raises(Rejected, match="wrong_value"):
        centre.do(
            centre.service.repair.settle_task,
            asks.SettleTask(task_id=centre.dead()[0].task_id, outcome="returned", reason="by telephone"),
        )


@pytest.mark.parametrize("text", [" ", "", "9123456789"])
def test_a_reversal_names_its_payment_by_id_or_code_and_by_nothing_else(
    centre: Centre, provider: Provider, text: str
) -> None:
    centre.pay(centre.sign_agent(), centre.ask())
    centre.run()

    with pytest.raises(Rejected, match="unknown_payment"):
        centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=text, reason="x"))


def _captured_and_reversed(centre: Centre, *, agent_payment: str) -> str:
    """The payment is credited, and an operator asks for it back."""
    centre.run()
    centre.do(centre.service.repair.reverse_payment, asks.ReversePayment(payment=agent_payment, reason="x"))
    return agent_payment


def _missing(_: object) -> object:
    raise ContractFault("no_such_door")
