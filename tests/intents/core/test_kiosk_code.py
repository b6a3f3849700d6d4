"""Cash for an intent: a code, a reservation, and the sum that a kiosk took."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from common.errors import Rejected
from common.status import Status
from processing_app.core import attempt, chargeback, intent, kiosk_code, opening, refund
from processing_app.core.domain import Pos
from processing_app.core.flows import Fixed, Flow, Role, Share
from processing_app.core.intent import Intent, IntentStatus
from tests.intents.core.examples import (
    AMOUNT,
    CARD,
    DUE,
    MINUTE,
    NOW,
    POS,
    after,
    authorized,
    money,
    names,
    tried,
    unpaid,
)

UNTIL = NOW + 10 * MINUTE


def coded() -> Intent:
    return after(unpaid(), kiosk_code.issue(unpaid(), POS, "12345678", NOW))


def reserved(until: int = UNTIL) -> Intent:
    return after(coded(), kiosk_code.reserve(coded(), "k", NOW, until))


def test_an_intent_has_one_code_while_it_is_open() -> None:
    assert coded().kiosk_code == "12345678"
    assert kiosk_code.issue(coded(), POS, "87654321", NOW) == []
    with pytest.raises(Rejected, match="method_not_allowed: kiosk"):
        kiosk_code.issue(unpaid(), Pos("TEST", "s", "o", "p", "n", methods=("card",)), "1", NOW)
    with pytest.raises(Rejected, match="payment_pending"):
        kiosk_code.issue(tried(), POS, "1", NOW)
    with pytest.raises(Rejected, match="invalid_intent_status"):
        kiosk_code.issue(unpaid(), POS, "1", DUE)


def test_a_reservation_keeps_everybody_else_off() -> None:
    before = reserved()

    assert kiosk_code.reserve(before, "k", NOW + 1, UNTIL + 1) == []
    refused: list[Callable[[], object]] = [
        lambda: kiosk_code.reserve(before, "another", NOW, UNTIL),
        lambda: attempt.start(before, POS, CARD, NOW),
        lambda: opening.cancel(before, "x", NOW),
        lambda: kiosk_code.pay(before, POS, "another", AMOUNT, NOW),
    ]
    for decide in refused:
        with pytest.raises(Rejected, match="payment_pending: kiosk"):
            decide()


def test_a_reservation_ends_by_its_kiosk_or_by_time() -> None:
    before = reserved()

    assert names(kiosk_code.release(before, "k")) == ["KioskReleased"]
    assert kiosk_code.release(before, "another") == kiosk_code.release(coded(), "k") == []
    assert intent.wake_at(before) == UNTIL
    assert opening.expire(before, UNTIL - 1) == []
    assert names(opening.expire(before, UNTIL)) == ["KioskReleased"]
    assert names(attempt.start(before, POS, CARD, UNTIL)) == ["PaymentStarted"]
    late = reserved(DUE + MINUTE)
    assert opening.expire(late, DUE) == []
    assert names(opening.expire(late, DUE + MINUTE)) == ["KioskReleased", "IntentOverdue"]


def test_cash_pays_an_intent_in_one_commit() -> None:
    before = reserved()
    events = kiosk_code.pay(before, POS, "k", AMOUNT, NOW)
    done = after(before, events)

    assert names(events) == ["PaymentStarted", "CashAuthorized", "PaymentCaptured"]
    assert money(events) == {
        "provider:0:settlement": -AMOUNT, "pos:TEST:settlement": 24_735, "processing:commission": 765,
    }  # fmt: skip
    assert (done.status, done.reservation, done.payment("1").status) == (IntentStatus.PAID, None, Status.CAPTURED)
    assert done.payment("1").attempt.deadline == 0
    assert kiosk_code.pay(done, POS, "k", AMOUNT, NOW) == []
    assert (kiosk_code.paid_by(done, "k"), kiosk_code.paid_by(done, "another")) == (True, False)
    assert intent.wanted(done.payment("1")) == []
    with pytest.raises(Rejected, match="invalid_intent_status: paid"):
        kiosk_code.pay(done, POS, "another", AMOUNT, NOW)


def test_no_bank_is_paid_for_cash_nor_pays_for_it() -> None:
    """Its fee would stay on the kiosks' account, where nobody ever collects it."""
    flows = (
        *POS.flows, Flow(Role.COMMISSION, Role.BANK, Share(1, 100)), Flow(Role.BANK, Role.POS, Fixed(50)),
        Flow(Role.POS, Role.BANK, Share(1, 100)),
    )  # fmt: skip

    by_cash = kiosk_code.pay(reserved(), replace(POS, flows=flows), "k", AMOUNT, NOW)

    assert money(by_cash) == {
        "provider:0:settlement": -AMOUNT, "pos:TEST:settlement": 24_735, "processing:commission": 765,
    }  # fmt: skip


def test_whoever_reserved_in_time_may_pay_after_the_due_date() -> None:
    assert names(kiosk_code.pay(reserved(), POS, "k", AMOUNT, DUE + MINUTE))[-1] == "PaymentCaptured"
    assert names(kiosk_code.pay(coded(), POS, "k", AMOUNT, DUE - 1))[-1] == "PaymentCaptured"
    with pytest.raises(Rejected, match="invalid_intent_status: overdue"):
        kiosk_code.pay(coded(), POS, "k", AMOUNT, DUE)


@pytest.mark.parametrize("amount", [AMOUNT - 1, AMOUNT + 1, 0])
def test_cash_is_the_whole_sum(amount: int) -> None:
    with pytest.raises(Rejected, match="wrong_amount"):
        kiosk_code.pay(reserved(), POS, "k", amount, NOW)


def test_cash_does_not_pay_what_is_being_paid() -> None:
    for before in (tried(), authorized()):
        with pytest.raises(Rejected, match="payment_pending: 1"):
            kiosk_code.pay(before, POS, "k", AMOUNT, NOW)


def test_cash_has_no_bank_that_could_take_it_back() -> None:
    done = after(reserved(), kiosk_code.pay(reserved(), POS, "k", AMOUNT, NOW))

    with pytest.raises(Rejected, match="cash_refund: k"):
        refund.start(done, "1", refund.Asked(1), AMOUNT)
    with pytest.raises(Rejected, match="not_supported"):
        chargeback.open_first(done, "1", levy=0, reason="x")
