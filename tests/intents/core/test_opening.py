"""An intent itself: made of a cart, asked again, cancelled, overdue, stopped and revived."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from fractions import Fraction
from typing import Any

import msgspec
import pytest

from common.errors import Broken, Rejected
from processing_app.core import attempt, capture, cart, chargeback, external, intent, kiosk_code, opening, refund
from processing_app.core.domain import Pos
from processing_app.core.intent import IntentStatus
from tests.intents.core.examples import (
    AMOUNT,
    CARD,
    CART,
    DUE,
    MINUTE,
    NOW,
    POS,
    QUESTION,
    after,
    authorized,
    names,
    paid,
    tried,
    unpaid,
)

YEAR = 366 * 86_400_000


def test_the_cart_fixes_the_sum() -> None:
    made = unpaid()

    assert (made.status, made.asked.amount, made.asked.domain_revision) == (IntentStatus.UNPAID, AMOUNT, 3)
    assert [line.cost for line in made.asked.cart] == [25_000, 500]
    assert intent.wake_at(made) == DUE


@pytest.mark.parametrize(
    ("changed", "asked", "code"),
    [
        ({"active": False}, {}, "invalid_shop_status: TEST"),
        ({}, {"currency": "USD"}, "wrong_currency: USD"),
        ({"minimum": AMOUNT + 1}, {}, f"amount_out_of_range: {AMOUNT + 1}–100000000"),
        ({"maximum": AMOUNT - 1}, {}, f"amount_out_of_range: 1–{AMOUNT - 1}"),
        ({}, {"amount": AMOUNT + 1}, "invalid_cart: amount: 25501 ≠ 25500"),
        ({}, {"due_at": NOW}, "wrong_value: dueDate: > now, ≤ now + 366 d"),
        ({}, {"due_at": NOW + YEAR + 1}, "wrong_value: dueDate: > now, ≤ now + 366 d"),
        ({}, {"product": "заказ\x1b[2J"}, "wrong_value: product: U+001B"),
        ({}, {"description": "заказ\u2066"}, "wrong_value: description: U+2066"),
    ],
)
def test_the_terms_of_the_pos_judge_an_intent(changed: dict[str, Any], asked: dict[str, Any], code: str) -> None:
    pos = Pos("TEST", "shop", "owner", "payee", "Кружки", **changed)

    with pytest.raises(Rejected) as refused:
        opening.create(pos, "i", QUESTION._replace(**asked), NOW)

    assert str(refused.value) == code


SAME: list[dict[str, Any]] = [
    {},
    {"amount": AMOUNT},
    {"lines": tuple(line._replace(p=line.p * 7, q=7) for line in CART)},
    {"lines": tuple(line._replace(cost=cost) for line, cost in zip(CART, (25_000, 500), strict=True))},
    {"metadata": {}},
]
OTHER: list[dict[str, Any]] = [
    {"amount": AMOUNT + 1},
    {"product": "another"},
    {"due_at": DUE + 1},
    {"lines": CART[:1]},
    {"lines": CART[::-1]},
    {"lines": (CART[0], CART[1]._replace(q=0))},
    {"lines": (CART[0]._replace(cost=1), CART[1])},
    {"lines": (CART[0]._replace(rate="10%"), CART[1])},
    {"metadata": {"a": 1}},
    {"description": "x"},
    {"currency": "USD"},
]


@pytest.mark.parametrize("asked", SAME)
def test_a_repeat_is_known_by_its_meaning_even_when_it_would_be_refused_by_now(asked: dict[str, Any]) -> None:
    opening.repeated(unpaid(), "TEST", QUESTION._replace(**asked))


@pytest.mark.parametrize("asked", OTHER)
def test_another_meaning_under_the_same_number_is_a_conflict(asked: dict[str, Any]) -> None:
    with pytest.raises(Broken, match="external_id_conflict: order-1"):
        opening.repeated(unpaid(), "TEST", QUESTION._replace(**asked))
    with pytest.raises(Broken, match="external_id_conflict"):
        opening.repeated(unpaid(), "ANOTHER", QUESTION)


def test_the_form_of_a_question_does_not_matter() -> None:
    moscow = timezone(timedelta(hours=3))
    at = datetime(2026, 11, 28, 12, 30, 0, 250_000, tzinfo=UTC)

    one = external.fingerprint(when=at, part=Fraction(1, 30), sums={"a": 1, "b": [1, {"x": True}]}, empty="")
    two = external.fingerprint(
        sums=msgspec.json.decode('{"b": [1.0, {"x": true}], "a": 1}'),
        part=Fraction(2, 60),
        when=at.astimezone(moscow),
        none=None,
    )

    assert one == two
    assert (
        len(
            {external.fingerprint(a=value) for value in msgspec.json.decode('[true, 1, 1.5, "1", [1], {"a": 1}, null]')}
        )
        == 7
    )


def test_an_intent_is_cancelled_once_and_never_while_somebody_may_be_paying() -> None:
    gone = after(unpaid(), opening.cancel(unpaid(), "changed my mind", NOW))

    assert (gone.status, gone.reason) == (IntentStatus.CANCELLED, "changed my mind")
    assert opening.cancel(gone, "again", NOW) == []
    assert intent.wake_at(gone) == 0
    with pytest.raises(Rejected, match="payment_pending: 1"):
        opening.cancel(tried(), "x", NOW)
    with pytest.raises(Rejected, match="invalid_intent_status: overdue"):
        opening.cancel(after(unpaid(), opening.expire(unpaid(), DUE)), "x", DUE)


def test_an_intent_is_overdue_from_its_due_date_on() -> None:
    assert opening.expire(unpaid(), DUE - 1) == []
    assert names(opening.expire(unpaid(), DUE)) == ["IntentOverdue"]
    overdue = after(unpaid(), opening.expire(unpaid(), DUE))
    assert overdue.status is IntentStatus.OVERDUE
    assert opening.expire(overdue, DUE + 1) == []


def test_a_void_goes_on_after_the_intent_is_over() -> None:
    before = tried()
    failed = after(before, opening.expire(before, NOW + 15 * MINUTE))
    over = after(failed, opening.expire(failed, DUE))
    slept = after(over, attempt.stepped(over, "1", "cancel", state=b"1", ask_at=DUE + 5))

    assert over.status is IntentStatus.OVERDUE
    assert intent.wake_at(slept) == DUE + 5
    assert intent.wanted(after(slept, attempt.voided(slept, "1")).payment("1")) == []


def test_nothing_moves_in_a_stopped_intent_until_a_person_revives_it() -> None:
    held, done = authorized(), paid()
    stopped = after(held, opening.stop(held, "garbage", "amount 7 ≠ 25500"))
    also = after(done, opening.stop(done, "garbage"))

    assert (stopped.stopped, stopped.stopped_detail) == ("garbage", "amount 7 ≠ 25500")
    assert opening.stop(stopped, "again") == opening.expire(stopped, DUE * 2) == []
    assert intent.wake_at(stopped) == 0
    refused: list[Callable[[], object]] = [
        lambda: opening.cancel(stopped, "x", NOW),
        lambda: attempt.start(stopped, POS, CARD, NOW),
        lambda: attempt.authorize(stopped, "1", "ref", NOW),
        lambda: attempt.fail(stopped, "1", "authorization_failed", NOW),
        lambda: attempt.voided(stopped, "1"),
        lambda: attempt.stepped(stopped, "1", "capture", state=b"", ask_at=NOW),
        lambda: attempt.ask_payer(stopped, "1", {}),
        lambda: attempt.payer_did(stopped, "1"),
        lambda: attempt.fix_receipt(also, "1", 1),
        lambda: capture.request_capture(stopped, "1", "x"),
        lambda: capture.capture(stopped, POS, "1"),
        lambda: capture.refuse_capture(stopped, "1", "x"),
        lambda: capture.request_cancel(stopped, "1", "x"),
        lambda: capture.cancel(stopped, "1", NOW),
        lambda: refund.start(also, "1", refund.Asked(), AMOUNT),
        lambda: refund.succeed(also, "1", "1", "r"),
        lambda: refund.fail(also, "1", "1", "refund_failed"),
        lambda: chargeback.open_first(also, "1", levy=0, reason="x"),
        lambda: chargeback.reopen(also, "1", "1", levy=0),
        lambda: chargeback.accept(also, "1", "1"),
        lambda: kiosk_code.issue(stopped, POS, "1", NOW),
        lambda: kiosk_code.reserve(stopped, "k", NOW, NOW),
        lambda: kiosk_code.release(stopped, "k"),
        lambda: kiosk_code.pay(stopped, POS, "k", AMOUNT, NOW),
    ]
    for decide in refused:
        with pytest.raises(Broken, match="intent_stopped: 1UgsXGlvcGW"):
            decide()
    for event in (*opening.stop(held, "x"), *capture.request_cancel(held, "1", "x")):
        with pytest.raises(Broken, match="intent_stopped"):
            intent.evolve(stopped, event)


def test_a_revived_intent_goes_on_with_its_story_kept() -> None:
    held = authorized()
    stopped = after(held, opening.stop(held, "garbage"))
    back = opening.revive(stopped, "revive", "operator:1", "the bank explained", "operator:2")
    alive = after(stopped, back)

    assert names(back) == ["IntentRevived"]
    assert alive.version == held.version + 2
    assert (alive.stopped, alive.payments) == ("", held.payments)
    assert opening.revive(alive, "revive", "operator:1", "x") == []
    assert names(capture.request_capture(alive, "1", "x")) == ["CaptureRequested"]


def test_a_cart_line_may_be_asked_for_with_its_cost() -> None:
    assert cart.meaning(CART[1]) == cart.meaning(CART[1]._replace(cost=500, p=4, q=2))
