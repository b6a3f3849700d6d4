"""The payment automaton: every step of the table is allowed, every other is not, and money goes where it must."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import cashflow, ledger, payment
from processing_app.core.events import (
    Event,
    PaymentAuthorized,
    PaymentCancelled,
    PaymentCaptured,
    PaymentRefunded,
    RefundRefused,
    RefundRequested,
)
from processing_app.core.payment import Payment

AUTHORIZED = PaymentAuthorized(
    payment_id="p", number=1, agent_id=7, terminal="T", session_id="s", provider_id=3, account="9", fields={},
    inserted=10_300, agent_fee=300, amount=10_000, processing_fee=100, currency="RUB", directory_version=1,
    terms_revision=1, accepted_at=0, postings=cashflow.authorized("p", 7, 10_000, 100, "RUB"),
)  # fmt: skip
EVENTS: list[Event] = [
    AUTHORIZED,
    PaymentCaptured(payment_id="p", reference="r"),
    PaymentCancelled(payment_id="p", reason="x"),
    RefundRequested(payment_id="p", reversal_id="v", reason="x"),
    RefundRefused(payment_id="p", reversal_id="v", reason="spent"),
    PaymentRefunded(payment_id="p", reversal_id="v", reference="r"),
]
ALLOWED = {
    ("created", "PaymentAuthorized"): "authorized",
    ("authorized", "PaymentCaptured"): "captured",
    ("authorized", "PaymentCancelled"): "cancelled",
    ("captured", "RefundRequested"): "captured",
    ("captured", "RefundRefused"): "captured",
    ("captured", "PaymentRefunded"): "refunded",
}


@pytest.mark.parametrize(
    ("status", "event"), list(itertools.product(Status, EVENTS)), ids=lambda part: type(part).__name__
)
def test_the_automaton_allows_what_the_drawing_shows_and_nothing_else(status: Status, event: Event) -> None:
    after = ALLOWED.get((status.value, type(event).__name__))
    before = Payment(status, 1, AUTHORIZED)

    if after is None:
        with pytest.raises(Broken, match="invalid_transition"):
            payment.evolve(before, event)
    else:
        assert payment.evolve(before, event).status.value == after


def test_deciding_twice_decides_nothing_the_second_time() -> None:
    authorized = payment.fold([AUTHORIZED])
    captured = payment.fold([AUTHORIZED, *payment.capture(authorized, "r")])
    cancelled = payment.fold([AUTHORIZED, *payment.cancel(authorized, "x")])

    assert payment.capture(captured, "r") == []
    assert payment.cancel(cancelled, "x") == []
    with pytest.raises(Broken):
        payment.cancel(captured, "x")
    with pytest.raises(Broken):
        payment.capture(cancelled, "r")
    with pytest.raises(Rejected, match="too_early"):
        payment.request_refund(authorized, "v", "x")


def test_a_refund_can_be_asked_again_after_it_was_refused() -> None:
    captured = payment.fold([AUTHORIZED, *payment.capture(payment.fold([AUTHORIZED]), "r")])
    asked = payment.evolve(captured, payment.request_refund(captured, "v1", "x")[0])
    refused = payment.evolve(asked, payment.refuse_refund(asked, "spent")[0])

    again = payment.evolve(refused, payment.request_refund(refused, "v2", "x")[0])

    assert again.reversal_id == "v2"
    assert payment.fold([AUTHORIZED, *payment.capture(payment.fold([AUTHORIZED]), "r")]).status is Status.CAPTURED


@given(st.integers(1, 10**9), st.integers(0, 10**6))
def test_whatever_becomes_of_a_payment_its_hold_is_empty_and_nothing_is_lost(amount: int, fee: int) -> None:
    held = cashflow.authorized("p", 7, amount, fee, "RUB")
    for end in (
        cashflow.captured("p", 3, amount, fee, "RUB"),
        cashflow.cancelled("p", 7, amount, fee, "RUB"),
        (*cashflow.captured("p", 3, amount, fee, "RUB"), *cashflow.refunded(3, 7, amount, fee, "RUB")),
    ):
        balances = ledger.apply({}, (*held, *end))
        assert sum(balances.values()) == 0
        assert balances[ledger.hold("p")] == 0


@pytest.mark.parametrize("amount", [0, -1])
def test_a_posting_moves_something_between_two_accounts(amount: int) -> None:
    with pytest.raises(Broken, match="books_do_not_balance"):
        ledger.apply({}, [ledger.Posting("a", "b", amount, "RUB")])
    with pytest.raises(Broken, match="books_do_not_balance"):
        ledger.apply({}, [ledger.Posting("a", "a", 5, "RUB")])
