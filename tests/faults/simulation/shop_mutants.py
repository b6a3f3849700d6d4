"""Bugs put in on purpose into what the centre does for shops."""

from base64 import b64decode, urlsafe_b64decode
from typing import Any

import msgspec

from common import queue
from common.errors import Rejected, Unavailable
from common.principal import SYSTEM
from processing_app.core import attempt, capture, failure, refund
from processing_app.core.intent_events import PaymentFailed
from processing_app.service.delivery import Attempt, Health
from processing_app.service.intents import asking
from processing_app.service.intents.driver import Driver
from processing_app.service.intents.recording import record
from processing_app.service.intents.saving import Saved, Saving
from processing_app.service.intents.waking import Waking
from processing_app.service.tokens import Tokens
from processing_app.store import intents
from processing_app.vault.tokens import Signer
from tests.faults.simulation.mutant import Mutant, replaced
from tests.faults.simulation.threads import world

NO = "authorization_failed:unknown"


def _by_the_payers_clock(real: Any) -> Any:
    """That one stands still a moment before the due date."""

    def demand_free(before: Any, now: int, **named: Any) -> None:
        real(before, min(now, before.asked.due_at - 1), **named)

    return demand_free


def _without_voiding(real: Any) -> Any:
    def out_of_time(before: Any, now: int) -> Any:
        return [
            msgspec.structs.replace(one, void=False) if isinstance(one, PaymentFailed) else one
            for one in real(before, now)
        ]

    return out_of_time


def _failed(self: Any, db: Any, task: Any, asked: Any) -> Saved:
    """The attempt is over, and nobody asks the bank to void it."""
    now = self._clock.now_ms()
    before = intents.load(db, asked.state.id)
    assert before is not None
    after = record(db, before, attempt.fail(before, asked.payment_id, failure.demand(NO), now), SYSTEM, now)
    queue.close(db, task.id)
    return Saved(Attempt(Health.ANSWERS), after)


def _silence_is_a_no(real: Any) -> Any:
    def unknown(self: Any, db: Any, task: Any, asked: Any, before: Any, silence: Any, now: int) -> Any:
        if task is None or asked.operation != "authorize" or not isinstance(silence, Unavailable):
            return real(self, db, task, asked, before, silence, now)
        return _failed(self, db, task, asked)

    return unknown


def _garbage_is_a_no(real: Any) -> Any:
    def stop(self: Any, db: Any, task: Any, asked: Any, garbage: Any) -> Any:
        if task is None or asked.operation != "authorize":
            return real(self, db, task, asked, garbage)
        return _failed(self, db, task, asked)

    return stop


def _another_refund(real: Any) -> Any:
    return lambda *given: f"{real(*given)}.{world().chance.getrandbits(32):08x}"


def _never_seen(_: Any) -> Any:
    return lambda *given: None


def _without_the_rest(real: Any) -> Any:
    def postings(before: Any, pos: Any, payment_id: str, amount: int) -> Any:
        return tuple(leg for leg in real(before, pos, payment_id, amount) if not leg.destination.startswith("bank:"))

    return postings


def _hold_stays(real: Any) -> Any:
    return lambda *given: [msgspec.structs.replace(one, postings=()) for one in real(*given)]


def _nothing(_: Any) -> Any:
    return lambda *given: None


def _nobody(_: Any) -> Any:
    return lambda *given: []


def _of_any_intent(decode: Any) -> Any:
    def make(real: Any) -> Any:
        def read(self: Any, token: str, intent_id: str) -> Any:
            try:
                return real(self, token, intent_id)
            except Rejected:
                said = msgspec.json.decode(decode(token + "=" * (-len(token) % 4)))
                return real(self, token, said["intent"])

        return read

    return make


def _token_of_any_intent() -> Mutant:
    tool = replaced("", "", Signer, "tool_of", _of_any_intent(b64decode))
    session = replaced("", "", Signer, "session_of", _of_any_intent(urlsafe_b64decode))

    def change(stack: Any) -> None:
        tool.change(stack)
        session.change(stack)

    return Mutant("token_of_any_intent", "a card's token pays any order", change)


SHOP_MUTANTS: tuple[Mutant, ...] = (
    replaced("overdue_by_payers_clock", "the due date by the payer's clock", attempt, "demand_free",
             _by_the_payers_clock),
    replaced("late_yes_not_voided", "out of time, and no void", attempt, "out_of_time", _without_voiding),
    replaced("banks_silence_is_a_no", "no answer is a no", Saving, "_unknown", _silence_is_a_no),
    replaced("garbage_is_a_no", "what cannot be read is a no", Saving, "stop", _garbage_is_a_no),
    replaced("refund_new_key", "another id at each try of a refund", asking, "refund_bank_id", _another_refund),
    replaced("refund_ignores_key", "a repeated refund is another one", refund, "repeat_of", _never_seen),
    replaced("rest_dropped", "a partial capture keeps the rest held", capture, "captured_postings", _without_the_rest),
    replaced("refund_hold_stays", "a refused refund keeps its hold", refund, "fail", _hold_stays),
    replaced("session_kept", "a code lives on after its payment", Driver, "_forget", _nothing),
    replaced("revoked_token_works", "a revoked token is let in", Tokens, "revoke_all", _nothing),
    replaced("clock_stands", "holds and due dates never end", Waking, "due", _nobody),
    _token_of_any_intent(),
)  # fmt: skip
