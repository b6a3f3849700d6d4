"""A provider that lies is found by the next reconciliation, each lie with its reason; our books stay as they are."""

from collections.abc import Callable

import msgspec
import pytest

from common.clock import moment
from common.errors import Rejected
from common.principal import Principal
from common.protocol.processing import ToldRow, ToldState
from common.protocol.provider import Outcome, PaymentVoided, RegisterRow
from common.retry import RetryPolicy, Strategy
from common.status import Status
from processing_app.service import asks
from tests.processing_app.standin import Centre, Provider
from tests.processing_app.test_registers import paid, reasons, reconciled, tell

BRIEF = RetryPolicy(strategy=Strategy.FIXED, pause_ms=1000, attempts=2, age_ms=3_600_000)
OTHER = "9120000000"
STATES = {
    Status.AUTHORIZED: ToldState.SENT, Status.CAPTURED: ToldState.CAPTURED, Status.CANCELLED: ToldState.CANCELLED,
    Status.REFUNDED: ToldState.CAPTURED,
}  # fmt: skip
"""What an honest terminal tells of a payment that came to this end; it hears of no refund."""


class Liar(Provider):
    """Answers one thing and writes down another; what it writes is what its subscribers have."""

    def __init__(self, honest: Provider) -> None:
        self.__dict__ = honest.__dict__

    def only(self, place: int = -1, **changed: object) -> None:
        """A row of its register is another one than it said."""
        self.booked[place] = msgspec.structs.replace(self.booked[place], **changed)

    def copy(self, **changed: object) -> RegisterRow:
        """A row like its last one."""
        return msgspec.structs.replace(self.booked[-1], **changed)


Lie = Callable[[Centre, Liar, Principal, pytest.MonkeyPatch], object]


def says_yes_and_credits_nothing(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    liar.booked.pop()


def credits_and_never_says_so(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    liar.faults = [Provider.lost]
    liar.silent = {"status"}
    paid(centre, agent)


def credits_another_sum(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    liar.only(amount=9_600)


def credits_another_account(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    liar.only(account=OTHER)


def credits_twice(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    liar.booked.append(liar.copy(reference="R-again"))


def says_no_and_credits(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    credit = liar._credit

    def no(ask: object) -> None:
        credit(ask)  # type: ignore[arg-type]
        raise Rejected("unknown_account", "x")

    patch.setattr(liar, "_credit", no)
    paid(centre, agent)


def promises_never_to_credit_and_has_done_it(
    centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch
) -> None:
    liar.faults = [Provider.lost]
    liar.silent = {"status"}
    ask = paid(centre, agent)
    liar.silent = {"status", "credit"}
    promise = PaymentVoided(payment_id=ask.payment_id, status=Outcome.VOIDED)
    patch.setattr(liar, "_void", lambda _: promise)
    centre.run_for(20)


def takes_it_back_by_itself(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    liar.booked.append(liar.copy(kind="reverse", reference="R-back"))


def says_that_it_took_it_back(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    ask = paid(centre, agent)
    back = asks.ReversePayment(payment=ask.payment_id, reason="по заявлению")
    centre.do(centre.service.repair.reverse_payment, back)
    centre.run()
    liar.booked.pop()


def credits_what_nobody_paid(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    liar.booked.append(liar.copy(payment_id=centre.ask().payment_id, reference="R-more"))


def swaps_two_payments(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    paid(centre, agent)
    paid(centre, agent, account=OTHER)
    first, second = (one.payment_id for one in liar.booked[-2:])
    liar.only(-2, payment_id=second)
    liar.only(-1, payment_id=first)


def answers_about_another_payment(centre: Centre, liar: Liar, agent: Principal, patch: pytest.MonkeyPatch) -> None:
    credit = liar._credit
    other = centre.ask().payment_id
    patch.setattr(liar, "_credit", lambda ask: msgspec.structs.replace(credit(ask), payment_id=other))
    paid(centre, agent)


LIES: dict[Lie, list[str]] = {
    says_yes_and_credits_nothing: ["not_credited"],
    credits_and_never_says_so: ["answer_lost"],
    credits_another_sum: ["other_sum_there"],
    credits_another_account: ["other_account_there"],
    credits_twice: ["other_sum_there"],
    says_no_and_credits: ["credited_after_no"],
    promises_never_to_credit_and_has_done_it: ["credited_after_no"],
    takes_it_back_by_itself: ["reversed_there"],
    says_that_it_took_it_back: ["not_reversed"],
    credits_what_nobody_paid: ["credited_unknown"],
    swaps_two_payments: ["other_account_there", "other_account_there"],
    answers_about_another_payment: ["answer_lost_review"],
}


@pytest.mark.parametrize(("lie", "expected"), LIES.items(), ids=lambda one: getattr(one, "__name__", None))
def test_row_43_a_lie_is_reported_once_by_the_next_reconciliation(
    centre: Centre, monkeypatch: pytest.MonkeyPatch, lie: Lie, expected: list[str]
) -> None:
    agent, liar = lied_to(centre)
    honest = [paid(centre, agent) for _ in range(3)]

    lie(centre, liar, agent, monkeypatch)
    tell_all(centre, agent)
    found = reconciled(centre)

    assert reasons(found) == expected
    assert {one.payment_id for one in found.rows}.isdisjoint(one.payment_id for one in honest)
    assert found.summary.agreed >= len(honest)
    assert [one.about for one in alarms(centre)] == ["reconciliation:1"]
    centre.balances()


def test_row_43_a_provider_that_tells_the_truth_is_accused_of_nothing(centre: Centre) -> None:
    agent, liar = lied_to(centre)
    for _ in range(5):
        paid(centre, agent)
    liar.booked.append(liar.booked[-1])

    tell_all(centre, agent)

    assert (reasons(reconciled(centre)), alarms(centre)) == ([], [])


def lied_to(centre: Centre) -> tuple[Principal, Liar]:
    """An agent, and a provider whose register is its own affair."""
    provider_id, honest = centre.sign_provider(retry=BRIEF)
    liar = Liar(honest)
    url = next(url for url, one in centre.providers.items() if one is honest)
    centre.providers[url] = liar
    centre.do(centre.service.contracts.resume_provider, asks.ProviderId(provider_id=provider_id))
    return centre.sign_agent(), liar


def tell_all(centre: Centre, agent: Principal) -> None:
    """The terminal tells the truth, and some time passes."""
    centre.clock.advance(120)
    states = {one.payment_id: centre.state(one.payment_id, agent).status for one in accepted(centre)}
    tell(centre, agent, *(told(one, STATES[states[one.payment_id]], centre) for one in accepted(centre)))


def told(one: asks.PaymentRow, state: ToldState, centre: Centre) -> ToldRow:
    """A payment as its terminal tells of it."""
    return ToldRow(
        payment_id=one.payment_id, provider_id=one.provider_id, account=one.account, inserted=one.inserted,
        agent_fee=one.agent_fee, amount=one.amount, state=state, at=one.accepted_at,
        changed=moment(centre.clock.now_ms()),
    )  # fmt: skip


def accepted(centre: Centre) -> list[asks.PaymentRow]:
    """Every payment at the centre."""
    page: asks.PaymentRows = centre.look(centre.service.books.payments, asks.FindPayments())
    return page.payments


def alarms(centre: Centre) -> list[asks.Alarm]:
    """Of the whole centre, not of single payments."""
    found: asks.Alarms = centre.look(centre.service.repair.alarms, asks.AskTasks())
    return [one for one in found.alarms if not one.about.startswith("payment:")]
