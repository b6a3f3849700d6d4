"""What a bank's answer means to an intent as it stands when the answer is saved: the events, or that it cannot be."""

from typing import Any

import msgspec

from common.errors import Broken
from processing_app.bank.contract import Finish, Sleep, Step, Suspend
from processing_app.core import attempt, capture, failure, intent, refund
from processing_app.core.domain import Pos
from processing_app.core.events import Event
from processing_app.core.intent import AUTHORIZE, CANCEL, CAPTURE, REFUND, Intent
from processing_app.core.payment import Tried
from processing_app.service.intents.asking import Question

LARGEST = 64 * 1024
"""Bytes of an answer; more of it would be in every book for ever."""
LONGEST_MS = 31 * 24 * 3_600_000
"""A bank that wants to be asked again later than any hold ends does not mean it."""
_ENCODER = msgspec.json.Encoder()
_DECODERS = {kind: msgspec.json.Decoder(kind) for kind in (Finish, Sleep, Suspend)}


def demand_sound(step: Any, asked: Question) -> Step:
    """The answer, if a bank can have meant it: Broken `invalid_transition` for another sum, reason, tag or thing.

    One that could not be read again, once it is an event, raises whatever reading it raises.
    """
    ask = asked.ask
    decoder = _DECODERS.get(type(step))
    if decoder is None:
        raise Broken("invalid_transition", f"{ask.operation}: {type(step).__name__}")
    written = _ENCODER.encode(step)
    if len(written) > LARGEST:
        raise Broken("invalid_transition", f"{ask.operation}: {len(written)} B")
    decoder.decode(written)
    if isinstance(step, Finish):
        if step.failure:
            failure.demand(step.failure)
        elif step.amount not in (-1, ask.amount):
            raise Broken("invalid_transition", f"{ask.operation} {ask.amount}: {step.amount}")
        elif step.captured and asked.operation == AUTHORIZE and not ask.instant:
            raise Broken("invalid_transition", f"{ask.operation}: captured")
    elif _pause_ms(step) > LONGEST_MS:
        raise Broken("invalid_transition", f"{ask.operation}: {_pause_ms(step)} ms")
    elif isinstance(step, Suspend) and not step.tag.startswith(f"{ask.payment}."):
        raise Broken("invalid_transition", f"{ask.operation}: tag")
    known: Step = step
    return known


def events(before: Intent, asked: Question, step: Step, pos: Pos, now: int, tried: Tried) -> list[Event]:
    """What happened; nothing when it had happened before. `pos` is the POS at the payment's revision."""
    if isinstance(step, Finish):
        return _finished(before, asked, step, pos, now, tried)
    pause = _pause_ms(step)
    tag = step.tag if isinstance(step, Suspend) else ""
    stepped = attempt.stepped(
        before, asked.payment_id, asked.operation, state=step.state, ask_at=now + max(1, pause), tag=tag
    )
    if not stepped or asked.operation != AUTHORIZE:
        return stepped
    after = intent.fold(stepped, before, now)
    if step.interaction is None:
        return [*stepped, *attempt.payer_did(after, asked.payment_id)]
    return [*stepped, *attempt.ask_payer(after, asked.payment_id, msgspec.to_builtins(step.interaction))]


def _pause_ms(step: Sleep | Suspend) -> int:
    return step.timeout_ms if isinstance(step, Suspend) else step.pause_ms


def _finished(before: Intent, asked: Question, step: Finish, pos: Pos, now: int, tried: Tried) -> list[Event]:
    name, operation = asked.payment_id, asked.operation
    if operation == AUTHORIZE:
        if step.failure:
            return attempt.fail(before, name, step.failure, now)
        return _authorized(before, asked, step, pos, now, tried)
    if operation == CAPTURE:
        if step.failure:
            return capture.refuse_capture(before, name, step.failure)
        return capture.capture(before, pos, name, step.reference, tried=tried)
    if operation == CANCEL:
        if step.failure:
            raise Broken("invalid_transition", f"cancel: {step.failure}")
        if before.payment(name).voiding:
            return attempt.voided(before, name, step.reference)
        return capture.cancel(before, name, now, tried=tried)
    refund_id = operation.removeprefix(REFUND)
    if step.failure:
        return refund.fail(before, name, refund_id, step.failure)
    return refund.succeed(before, name, refund_id, step.reference)


def _authorized(before: Intent, asked: Question, step: Finish, pos: Pos, now: int, tried: Tried) -> list[Event]:
    """A bank that captured in the same step has ended the payment."""
    held = attempt.authorize(before, asked.payment_id, step.reference, now, dict(step.info))
    after = intent.fold(held, before, now)
    if not step.captured or not after.payment(asked.payment_id).to_capture:
        return held
    return [*held, *capture.capture(after, pos, asked.payment_id, step.reference, tried=tried)]
