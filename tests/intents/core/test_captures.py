"""Holds: captured whole or in part, given back by hand or by their end; what pins an intent and what frees it."""

import pytest

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import attempt, capture, intent, opening, payment
from processing_app.core.intent import Intent, IntentStatus
from tests.intents.core.examples import (
    AMOUNT,
    DUE,
    HOLD,
    KIOSK,
    NOW,
    POS,
    after,
    authorized,
    money,
    names,
    paid,
    tried,
    unpaid,
)

DAY = 86_400_000
BANK, SHOP, FEES = "bank:simulated:settlement", "pos:TEST:settlement", "processing:commission"


def test_a_part_is_captured_and_the_rest_goes_back_at_once() -> None:
    before = authorized()
    asked = after(before, capture.request_capture(before, "1", "shipped", 10_000))
    events = capture.capture(asked, POS, "1", "c")
    done = after(asked, events)

    assert money(attempt.authorize(tried(HOLD), "1", "ref", NOW), events) == {BANK: -10_000, SHOP: 9_700, FEES: 300}
    assert done.status is IntentStatus.PAID
    assert (done.payment("1").captured, done.payment("1").reference) == (10_000, "c")


def test_a_capture_is_asked_once_and_only_within_what_is_held() -> None:
    before = authorized()
    asked = after(before, capture.request_capture(before, "1", "shipped"))

    assert capture.request_capture(asked, "1", "shipped", AMOUNT) == []
    assert capture.request_capture(paid(), "1", "shipped", AMOUNT, "RUB") == []
    for amount in (0, -1, AMOUNT + 1):
        with pytest.raises(Rejected, match="amount_out_of_range"):
            capture.request_capture(before, "1", "x", amount)
    with pytest.raises(Rejected, match="wrong_currency"):
        capture.request_capture(before, "1", "x", 1, "USD")
    for other in (asked, tried(), paid()):
        with pytest.raises(Rejected, match="invalid_payment_status"):
            capture.request_capture(other, "1", "x", 5)


def test_money_is_captured_once() -> None:
    assert capture.capture(paid(), POS, "1") == []
    with pytest.raises(Broken, match="invalid_transition"):
        capture.capture(authorized(), POS, "1")
    with pytest.raises(Broken, match="invalid_transition"):
        capture.cancel(authorized(), "1", NOW)


def test_a_hold_that_is_given_back_leaves_the_intent_unpaid_with_its_money_home() -> None:
    before = authorized()
    asked = after(before, capture.request_cancel(before, "1", "no stock"))
    events = capture.cancel(asked, "1", NOW)
    home = after(asked, events)

    assert intent.wanted(asked.payment("1")) == ["cancel"]
    assert money(attempt.authorize(tried(HOLD), "1", "ref", NOW), events) == {}
    assert (home.status, home.pinned, home.payment("1").reason) == (IntentStatus.UNPAID, False, "no stock")
    assert capture.cancel(home, "1", NOW) == capture.request_cancel(home, "1", "x") == []
    assert names(attempt.start(home, POS, HOLD, NOW)) == ["PaymentStarted"]


def test_a_hold_that_is_given_back_after_the_due_date_leaves_the_intent_overdue() -> None:
    before = authorized()
    asked = after(before, capture.request_cancel(before, "1", "no stock"))

    assert names(capture.cancel(asked, "1", DUE)) == ["PaymentCancelled", "IntentOverdue"]
    assert names(capture.cancel(asked, "1", DUE - 1)) == ["PaymentCancelled"]


def test_what_is_being_captured_is_not_given_back_and_the_other_way_round() -> None:
    before = authorized()
    capturing = after(before, capture.request_capture(before, "1", "x"))
    cancelling = after(before, capture.request_cancel(before, "1", "x"))

    with pytest.raises(Rejected, match="invalid_payment_status: authorized capturing"):
        capture.request_cancel(capturing, "1", "x")
    with pytest.raises(Rejected, match="invalid_payment_status: authorized cancelling"):
        capture.request_capture(cancelling, "1", "x")
    for other in (tried(), paid()):
        with pytest.raises(Rejected, match="invalid_payment_status"):
            capture.request_cancel(other, "1", "x")


def test_a_bank_that_will_not_capture_gives_the_hold_back() -> None:
    before = authorized()
    asked = after(before, capture.request_capture(before, "1", "x"))
    refused = after(asked, capture.refuse_capture(asked, "1", "authorization_failed"))

    assert intent.wanted(refused.payment("1")) == ["cancel"]
    assert capture.refuse_capture(refused, "1", "authorization_failed") == []
    assert names(capture.cancel(refused, "1", NOW)) == ["PaymentCancelled"]
    for other in (before, tried(), paid()):
        with pytest.raises(Broken, match="invalid_transition"):
            capture.refuse_capture(other, "1", "x")


@pytest.mark.parametrize(("agreed", "event"), [("cancel", "CancelRequested"), ("capture", "CaptureRequested")])
def test_the_end_of_a_hold_does_what_was_agreed(agreed: str, event: str) -> None:
    before = authorized(HOLD._replace(on_expiration=agreed))

    assert intent.wake_at(before) == NOW + DAY
    assert opening.expire(before, NOW + DAY - 1) == []
    events = opening.expire(before, NOW + DAY)
    assert names(events) == [event]
    assert opening.expire(after(before, events), NOW + DAY) == []


def test_a_pinned_intent_is_neither_cancelled_nor_overdue_nor_paid_again() -> None:
    before = authorized()

    assert opening.expire(before, DUE + 1) == []
    with pytest.raises(Rejected, match="invalid_intent_status: unpaid, 1: authorized"):
        opening.cancel(before, "x", NOW)
    with pytest.raises(Rejected, match="payment_pending"):
        attempt.start(before, POS, HOLD, NOW)
    with pytest.raises(Rejected, match="invalid_intent_status: paid"):
        opening.cancel(paid(), "x", NOW)
    assert opening.expire(paid(), DUE * 2) == []
    assert intent.wake_at(paid()) == 0


@pytest.mark.parametrize("before", [tried(), authorized()], ids=["in flight", "authorized"])
def test_the_fold_itself_refuses_what_would_unpin(before: Intent) -> None:
    cancelled, overdue = opening.cancel(unpaid(), "x", NOW), opening.expire(unpaid(), DUE)

    for event in (*cancelled, *overdue, *attempt.start(unpaid(), POS, HOLD, NOW)):
        with pytest.raises(Broken, match="invalid_transition"):
            intent.evolve(before, event)


def test_a_kiosks_stream_is_an_intent_with_one_payment() -> None:
    before = intent.fold([KIOSK], at=NOW)
    done = after(before, payment.capture(before.payment("1"), "r"))

    assert (before.id, before.status, before.pinned) == ("k", IntentStatus.UNPAID, True)
    assert (done.status, done.payment("1").status) == (IntentStatus.PAID, Status.CAPTURED)
    assert done.payment("1").captured == 10_000
    assert (intent.wake_at(done), opening.expire(before, DUE * 2)) == (0, [])
    back = payment.request_refund(done.payment("1"), "v", "x")
    gone = after(done, back)
    assert after(gone, payment.refund(gone.payment("1"), "r")).payment("1").status is Status.REFUNDED
