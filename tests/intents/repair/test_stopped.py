"""What a stop means to everybody else: no decision is made, no event follows, no clock runs, until a person acts."""

from collections.abc import Callable
from typing import Any

import pytest

from common.errors import Broken, Rejected
from processing_app.core import attempt, capture, chargeback, intent, kiosk_code, opening, refund, repairing
from processing_app.core.events import Event
from processing_app.core.intent import Intent
from processing_app.core.intent_events import IntentRevived
from processing_app.core.repairing import Act
from tests.intents.core import examples
from tests.intents.core.examples import CARD, NOW, OF_INTENTS, OF_PAYMENTS, POS

YEAR = 365 * 86_400_000
FRESH = CARD._replace(external_id="another")
DECISIONS: dict[str, Callable[[Intent], list[Event]]] = {
    "cancel the intent": lambda state: opening.cancel(state, "gone", NOW),
    "start a payment": lambda state: attempt.start(state, POS, FRESH, NOW),
    "a bank's step": lambda state: attempt.stepped(state, "1", "authorize", state=b"1", ask_at=NOW),
    "ask the payer": lambda state: attempt.ask_payer(state, "1", {}),
    "the payer did it": lambda state: attempt.payer_did(state, "1"),
    "authorize": lambda state: attempt.authorize(state, "1", "r", NOW),
    "fail": lambda state: attempt.fail(state, "1", "authorization_failed", NOW),
    "void": lambda state: attempt.voided(state, "1", "r"),
    "fix the receipt": lambda state: attempt.fix_receipt(state, "1", 1),
    "want a capture": lambda state: capture.request_capture(state, "1", "sent"),
    "capture": lambda state: capture.capture(state, POS, "1", "r"),
    "refuse a capture": lambda state: capture.refuse_capture(state, "1", "x"),
    "want a cancellation": lambda state: capture.request_cancel(state, "1", "gone"),
    "cancel": lambda state: capture.cancel(state, "1", NOW),
    "refund": lambda state: refund.start(state, "1", refund.Asked(100), 10**6),
    "succeed to refund": lambda state: refund.succeed(state, "1", "1", "r"),
    "fail to refund": lambda state: refund.fail(state, "1", "1", "refund_failed"),
    "dispute": lambda state: chargeback.open_first(state, "1", levy=1, reason="10.4"),
    "dispute again": lambda state: chargeback.reopen(state, "1", "1", levy=1),
    "win a dispute": lambda state: chargeback.reject(state, "1", "1"),
    "lose a dispute": lambda state: chargeback.accept(state, "1", "1"),
    "issue a kiosk's code": lambda state: kiosk_code.issue(state, POS, "123456789", NOW),
    "reserve for a kiosk": lambda state: kiosk_code.reserve(state, "k", NOW, NOW + 1),
    "release from a kiosk": lambda state: kiosk_code.release(state, "k"),
    "pay at a kiosk": lambda state: kiosk_code.pay(state, POS, "k", examples.AMOUNT, NOW),
}


def stopped() -> Intent:
    """With an attempt in flight."""
    before = examples.tried()
    return intent.fold(opening.stop(before, "simulated authorize: garbage", "<html>"), before, NOW)


@pytest.mark.parametrize("decision", DECISIONS)
def test_no_decision_is_made_about_an_intent_that_was_stopped(decision: str) -> None:
    with pytest.raises(Broken, match="intent_stopped"):
        DECISIONS[decision](stopped())


@pytest.mark.parametrize("event", [*OF_PAYMENTS, *OF_INTENTS], ids=lambda event: type(event).__name__)
def test_no_event_but_its_revival_follows_a_stop(event: Any) -> None:
    state = stopped()

    if isinstance(event, IntentRevived):
        after = intent.evolve(state, event, NOW)
        assert (after.stopped, after.payments) == ("", state.payments)
    else:
        with pytest.raises(Broken, match="intent_stopped"):
            intent.evolve(state, event, NOW)


def test_no_clock_runs_while_it_stands() -> None:
    state = stopped()

    assert intent.wake_at(state) == 0
    assert opening.expire(state, NOW + YEAR) == []
    assert kiosk_code.keep(state, "k", NOW) == []
    assert opening.stop(state, "again") == []


@pytest.mark.parametrize("act", Act)
def test_nothing_but_going_on_is_legal_when_no_bank_does_anything(act: Act) -> None:
    before = examples.unpaid()
    state = intent.fold(opening.stop(before, "a person wanted it"), before, NOW)
    assert repairing.under_way(state) == []

    if act in (Act.REVIVE, Act.ADD):
        repairing.demand(state, "", act)
    else:
        with pytest.raises(Rejected, match="not_legal_now") as refused:
            repairing.demand(state, "", act)
        assert refused.value.heard is repairing.NOTHING_UNDER_WAY


def test_a_stop_is_about_what_its_bank_was_asked() -> None:
    """Another operation may wait beside it: the one that failed comes first."""
    before = examples.tried()
    failed = intent.fold(attempt.fail(before, "1", "authorization_failed", NOW, void=True), before, NOW)
    both = intent.fold(attempt.start(failed, POS, FRESH, NOW), failed, NOW)
    for operation, expected in (("cancel", ("1", "cancel")), ("authorize", ("2", "authorize"))):
        state = intent.fold(opening.stop(both, f"simulated {operation}: garbage"), both, NOW)

        assert repairing.under_way(state)[0] == expected
