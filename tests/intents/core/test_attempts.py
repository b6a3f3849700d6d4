"""Attempts to pay: one at a time, each with its own lifetime; what a bank says, early, late or twice."""

from typing import Any

import pytest

from common.errors import Broken, Rejected
from common.status import Status
from processing_app.core import attempt, capture, failure, intent, opening
from processing_app.core.domain import Pos
from processing_app.core.intent import Intent, IntentStatus
from tests.intents.core.examples import (
    AMOUNT,
    CARD,
    DUE,
    HOLD,
    MINUTE,
    NOW,
    POS,
    VISA,
    after,
    authorized,
    money,
    names,
    paid,
    tried,
    unpaid,
)

REDIRECT = {"interactionType": "Redirect"}
NO_FUNDS = "authorization_failed:insufficient_funds"
HELD = "payment:1UgsXGlvcGW.1:hold"


def test_an_instant_payment_is_captured_as_soon_as_it_is_authorized() -> None:
    before = tried()
    events = attempt.authorize(before, "1", "ref", NOW, {"rrn": "123"})
    held = after(before, events)

    assert names(events) == ["BankAuthorized", "CaptureRequested"]
    assert money(events) == {"bank:simulated:settlement": -AMOUNT, HELD: AMOUNT}
    assert intent.wanted(held.payment("1")) == ["capture"]
    assert (held.status, held.pinned) == (IntentStatus.UNPAID, True)

    done = capture.capture(held, POS, "1")

    assert money(events, done) == {
        "bank:simulated:settlement": -AMOUNT, "pos:TEST:settlement": 24_735, "processing:commission": 765,
    }  # fmt: skip
    assert after(held, done).status is IntentStatus.PAID
    assert after(held, done).payment("1").info == {"rrn": "123"}


def test_a_bank_that_says_yes_twice_is_heard_once_and_another_yes_stops_everything() -> None:
    held, done = authorized(), paid()

    assert attempt.authorize(held, "1", "ref", NOW) == attempt.authorize(done, "1", "ref", NOW) == []
    with pytest.raises(Broken, match="invalid_transition"):
        attempt.authorize(held, "1", "another", NOW)
    with pytest.raises(Broken, match="invalid_transition"):
        attempt.authorize(held, "2", "ref", NOW)


def test_a_failed_attempt_lets_another_begin() -> None:
    before = tried()
    failed = after(before, attempt.fail(before, "1", NO_FUNDS, NOW, detail="51"))

    assert failed.payment("1").status is Status.FAILED
    assert (failed.payment("1").failure, failed.payment("1").detail) == (NO_FUNDS, "51")
    assert attempt.fail(failed, "1", NO_FUNDS, NOW) == []
    again = after(failed, attempt.start(failed, POS, CARD, NOW))
    assert (list(again.payments), again.open_id) == (["1", "2"], "2")


def test_a_failure_that_no_tree_knows_is_garbage() -> None:
    with pytest.raises(Broken, match="invalid_transition"):
        attempt.fail(tried(), "1", "authorization_failed:moon", NOW)


@pytest.mark.parametrize(
    ("before", "code"),
    [
        (tried(), "payment_pending: 1"),
        (authorized(), "payment_pending: 1"),
        (paid(), "invalid_intent_status: paid"),
        (after(unpaid(), opening.cancel(unpaid(), "x", NOW)), "invalid_intent_status: cancelled"),
        (after(unpaid(), opening.expire(unpaid(), DUE)), "invalid_intent_status: overdue"),
    ],
)
def test_nobody_begins_while_another_may_pay_or_when_it_is_too_late(before: Intent, code: str) -> None:
    with pytest.raises(Rejected) as refused:
        attempt.start(before, POS, CARD, NOW + 1)

    assert str(refused.value) == code


@pytest.mark.parametrize(
    ("changed", "asked", "now", "code"),
    [
        ({}, CARD, DUE, "invalid_intent_status: overdue"),
        ({"active": False}, CARD, NOW, "invalid_shop_status: TEST"),
        ({"methods": ("link",)}, CARD, NOW, "method_not_allowed: card"),
        ({"systems": ("mir",)}, CARD, NOW, "method_not_allowed: visa"),
        ({}, CARD._replace(lifetime_ms=59_999), NOW, "invalid_processing_deadline: 59999 ms"),
        ({}, CARD._replace(lifetime_ms=20 * MINUTE + 1), NOW, "invalid_processing_deadline: 1200001 ms"),
        ({}, HOLD._replace(held_until=NOW), NOW, "wrong_value: heldUntil: ≥ now + 900 s, ≤ now + 86400 s"),
        (
            {},
            HOLD._replace(held_until=NOW + 86_400_001),
            NOW,
            "wrong_value: heldUntil: ≥ now + 900 s, ≤ now + 86400 s",
        ),
    ],
)
def test_the_terms_of_the_pos_judge_an_attempt(
    changed: dict[str, Any], asked: attempt.Asked, now: int, code: str
) -> None:
    pos = Pos("TEST", "shop", "owner", "payee", "Кружки", **changed)

    with pytest.raises(Rejected) as refused:
        attempt.start(unpaid(), pos, asked, now)

    assert str(refused.value) == code


def test_times_of_an_attempt_are_the_askers_or_else_the_poss() -> None:
    usual = tried(HOLD).payment("1").attempt
    own = tried(HOLD._replace(held_until=NOW + 40 * MINUTE, lifetime_ms=5 * MINUTE)).payment("1").attempt

    assert (usual.deadline, usual.held_until) == (NOW + 15 * MINUTE, NOW + 24 * 60 * MINUTE)
    assert (own.deadline, own.held_until) == (NOW + 5 * MINUTE, NOW + 40 * MINUTE)
    assert tried(CARD).payment("1").attempt.held_until == 0


def test_an_attempt_that_is_asked_again_is_the_same_and_another_meaning_is_a_conflict() -> None:
    asked = CARD._replace(external_id="try-1")
    before = tried(asked)

    assert attempt.start(before, POS, asked, NOW + 1) == []
    assert attempt.start(before, POS, asked._replace(session="another", ip="10.0.0.2"), NOW + 1) == []
    assert attempt.repeat_of(before, asked) is before.payment("1")
    assert attempt.repeat_of(before, CARD) is attempt.repeat_of(before, CARD._replace(external_id="try-2")) is None
    with pytest.raises(Broken, match="external_id_conflict"):
        attempt.start(before, POS, asked._replace(hold=True), NOW + 1)


def test_the_end_of_its_lifetime_fails_an_attempt_and_the_bank_is_asked_to_void_it() -> None:
    before = tried()
    deadline = before.payment("1").attempt.deadline
    events = opening.expire(before, deadline)
    failed = after(before, events)

    assert opening.expire(before, deadline - 1) == []
    assert names(events) == ["PaymentFailed"]
    assert failed.payment("1").failure == failure.DEADLINE
    assert intent.wanted(failed.payment("1")) == ["cancel"]
    assert names(attempt.start(failed, POS, CARD, deadline)) == ["PaymentStarted"]

    voided = after(failed, attempt.voided(failed, "1", "v"))

    assert intent.wanted(voided.payment("1")) == []
    assert attempt.voided(voided, "1", "v") == []


@pytest.mark.parametrize("void", [True, False])
def test_a_yes_that_comes_after_the_end_is_given_back(void: bool) -> None:
    before = tried()
    failed = after(before, attempt.fail(before, "1", failure.UNKNOWN, NOW, void=void))
    late = attempt.authorize(failed, "1", "ref", NOW)
    again = after(failed, late)

    assert names(late) == ([] if void else ["CancelRequested"])
    assert money(late) == {}
    assert intent.wanted(again.payment("1")) == ["cancel"]
    assert again.payment("1").status is Status.FAILED
    assert names(attempt.voided(again, "1")) == ["PaymentVoided"]


def test_a_yes_after_the_deadline_is_too_late_though_the_clock_has_not_said_so() -> None:
    before = tried()
    events = attempt.authorize(before, "1", "ref", before.payment("1").attempt.deadline)

    assert names(events) == ["PaymentFailed"]
    assert after(before, events).payment("1").voiding


def test_a_yes_that_was_voided_is_voided_again_even_when_another_attempt_has_paid() -> None:
    before = tried()
    failed = after(before, attempt.fail(before, "1", failure.DEADLINE, NOW, void=True))
    second = after(failed, attempt.start(failed, POS, CARD, NOW))
    held = after(second, attempt.authorize(second, "2", "ref2", NOW))
    done = after(held, [*attempt.voided(held, "1"), *capture.capture(held, POS, "2")])

    again = after(done, attempt.authorize(done, "1", "ref", NOW))

    assert again.status is IntentStatus.PAID
    assert intent.wanted(again.payment("1")) == ["cancel"]
    assert intent.wanted(again.payment("2")) == []


def test_a_bank_that_is_not_done_is_asked_again_at_its_own_time() -> None:
    before = tried()
    first = after(before, attempt.stepped(before, "1", "authorize", state=b"1", ask_at=NOW + 5, tag="t"))

    assert intent.wake_at(before) == before.payment("1").attempt.deadline
    assert intent.wake_at(first) == NOW + 5
    assert intent.wake_at(first, NOW + 5) == before.payment("1").attempt.deadline
    assert (intent.asks(first, NOW + 4), intent.asks(first, NOW + 5)) == ([], [("1", "authorize")])
    assert intent.by_tag(first, "t") == ("1", "authorize")
    assert intent.by_tag(first, "") is intent.by_tag(first, "u") is None
    assert attempt.stepped(first, "1", "authorize", state=b"1", ask_at=NOW + 5, tag="t") == []
    assert attempt.stepped(first, "1", "capture", state=b"1", ask_at=NOW + 5) == []


def test_a_step_of_an_ended_operation_is_forgotten() -> None:
    before = tried()
    slept = after(before, attempt.stepped(before, "1", "authorize", state=b"1", ask_at=NOW + 5, tag="t"))
    failed = after(slept, attempt.fail(slept, "1", failure.UNKNOWN, NOW))
    held = after(slept, attempt.authorize(slept, "1", "ref", NOW))

    for ended in (failed, held):
        assert ended.payment("1").steps == {}
        assert intent.by_tag(ended, "t") is None
        assert attempt.stepped(ended, "1", "authorize", state=b"2", ask_at=NOW + 9) == []


def test_the_payer_is_asked_once_and_the_question_ends_with_the_attempt() -> None:
    before = tried()
    asked = after(before, attempt.ask_payer(before, "1", REDIRECT))

    assert asked.payment("1").interaction == REDIRECT
    assert attempt.ask_payer(asked, "1", REDIRECT) == []
    assert names(attempt.payer_did(asked, "1")) == ["InteractionCompleted"]
    assert attempt.payer_did(before, "1") == []
    assert names(attempt.authorize(asked, "1", "ref", NOW))[0] == "InteractionCompleted"
    assert names(attempt.fail(asked, "1", NO_FUNDS, NOW)) == ["InteractionCompleted", "PaymentFailed"]
    assert names(opening.expire(asked, NOW + 15 * MINUTE)) == ["InteractionCompleted", "PaymentFailed"]
    failed = after(asked, attempt.fail(asked, "1", NO_FUNDS, NOW))
    assert attempt.ask_payer(failed, "1", {"another": 1}) == []


def test_an_attempt_in_flight_at_the_due_date_may_still_pay_and_its_failure_makes_it_overdue() -> None:
    start = DUE - MINUTE
    before = unpaid()
    late = after(before, attempt.start(before, POS, CARD, start), start)

    assert opening.expire(late, DUE) == []
    held = after(late, attempt.authorize(late, "1", "ref", DUE + 1))
    assert after(held, capture.capture(held, POS, "1")).status is IntentStatus.PAID
    assert names(attempt.fail(late, "1", NO_FUNDS, DUE + 1)) == ["PaymentFailed", "IntentOverdue"]
    assert names(opening.expire(late, start + 15 * MINUTE)) == ["PaymentFailed", "IntentOverdue"]


def test_the_receipt_of_captured_money_changes_no_status() -> None:
    before = paid()
    events = attempt.fix_receipt(before, "1", 123, "1234", 7)
    fixed = after(before, events)

    assert names(events) == ["ReceiptFixed"]
    assert fixed.payment("1").status is Status.CAPTURED
    assert attempt.fix_receipt(fixed, "1", 123, "1234", 7) == []
    with pytest.raises(Rejected, match="invalid_payment_status"):
        attempt.fix_receipt(authorized(), "1", 123)


def test_a_link_needs_no_card() -> None:
    before = unpaid()
    begun = after(before, attempt.start(before, POS, attempt.Asked("link", bank="sbp"), NOW))

    assert (begun.payment("1").attempt.bank, begun.payment("1").attempt.card) == ("sbp", None)
    assert tried().payment("1").attempt.bank == "simulated"
    assert tried().payment("1").attempt.card == VISA
