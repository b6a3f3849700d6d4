"""An act of repair as the events it makes: the bank's word is said by a person, the postings are the centre's."""

from collections.abc import Callable
from typing import Any

from common.database import Connection
from common.errors import Broken, Rejected
from common.queue import TaskState
from processing_app.bank.contract import Finish
from processing_app.core import attempt, capture, chargeback, failure, intent, kiosk_code, opening, refund, repairing
from processing_app.core.domain import Pos
from processing_app.core.events import Event
from processing_app.core.intent import AUTHORIZE, Intent
from processing_app.core.payment import NOT_TRIED
from processing_app.core.repairing import Act
from processing_app.service.asks import repairs as asks
from processing_app.service.domain import Domain
from processing_app.service.intents import concluding
from processing_app.service.intents.asking import question
from processing_app.service.intents.recording import BANK, key
from processing_app.store import bank_tasks

LONGEST_REFERENCE = 100
MOST_EVENTS = 20
REFUND_FAILED = "refund_failed:unknown"


def aim(state: Intent, ask: asks.Repair) -> tuple[str, str]:
    """(payment, operation) that an act is about: what it names, else what the stop is about, else nothing."""
    open_work = repairing.under_way(state)
    fitting = [
        (name, operation)
        for name, operation in open_work
        if ask.payment_id in ("", name) and ask.operation in ("", operation)
    ]
    if fitting:
        return fitting[0]
    if ask.payment_id or ask.operation:
        known = ", ".join(f"{name} {operation}" for name, operation in open_work)
        raise Rejected("wrong_value", f"payment_id, operation: {known or '—'}")
    return "", ""


def is_given_up(db: Connection, state: Intent, payment_id: str, operation: str) -> bool:
    """Whether the bank was asked for this until it was too late: it is a dead letter, and a person's to decide."""
    return any(
        task.kind == BANK + operation and task.state is TaskState.DEAD
        for task in bank_tasks.of_payment(db, key(state.id, payment_id))
    )


def demand_whole(ask: asks.Repair) -> None:
    """Refuse an act that lacks what it cannot be without: a bank's reference, events."""
    if ask.act is Act.FULFIL:
        demand_reference(ask.reference)
    if ask.failure:
        _demand_failure(ask.failure)
    if ask.act is Act.ADD:
        if not 0 < len(ask.events) <= MOST_EVENTS:
            raise Rejected("wrong_value", f"events: 1–{MOST_EVENTS}")
        for one in ask.events:
            if hasattr(one, "reference"):
                demand_reference(one.reference)
            if hasattr(one, "failure"):
                _demand_failure(one.failure)


def demand_reference(reference: str) -> None:
    """Whoever speaks for a bank says where the bank's books say so."""
    if not 0 < len(reference.strip()) <= LONGEST_REFERENCE or not reference.isprintable():
        raise Rejected("wrong_value", "reference")


def events(
    db: Connection, domain: Domain, before: Intent, ask: asks.Repair, now: int, by: str, approved_by: str
) -> list[Event]:
    """What an act makes of a stopped intent, the beginning of its motion first; or of one whose bank is silent.

    Rejected `not_legal_now`, `wrong_value`; Broken `invalid_transition` when the automaton does not allow an event.
    """
    act = ask.act
    payment_id, operation = aim(before, ask)
    repairing.demand(before, operation, act, given_up=is_given_up(db, before, payment_id, operation))
    moving, revived = repairing.revived(before, act, by, ask.reason, approved_by)
    if act is Act.REVIVE:
        return revived
    if act is Act.SKIP:
        return [*revived, *repairing.begin_again(moving, payment_id, operation, now)]
    if act is Act.ADD:
        return [*revived, *_added(db, domain, moving, ask, now)]
    return [*revived, *_decided(db, domain, moving, ask, payment_id, operation, now)]


def _decided(
    db: Connection, domain: Domain, moving: Intent, ask: asks.Repair, payment_id: str, operation: str, now: int
) -> list[Event]:
    """A person says what the bank did: it is judged as the bank's own word would be.

    A payer was in time when the intent stopped, and time stood still since: his deadline is no reason to refuse.
    """
    one = moving.payment(payment_id)
    if ask.act is Act.FAIL and operation == AUTHORIZE:
        path = ask.failure or failure.UNKNOWN
        return attempt.fail(moving, payment_id, path, now, detail=ask.reason, void=True)
    asked = question(db, domain, moving, payment_id, operation)
    assert asked is not None, "what is under way can be asked"
    wrong = (ask.failure or REFUND_FAILED) if ask.act is Act.FAIL else ""
    answer = Finish(wrong, ask.reference.strip(), captured=ask.captured)
    then = min(now, one.attempt.deadline - 1) if operation == AUTHORIZE and one.attempt.deadline else now
    return concluding.events(moving, asked, answer, _pos(db, domain, moving, payment_id), then, NOT_TRIED)


def _added(db: Connection, domain: Domain, moving: Intent, ask: asks.Repair, now: int) -> list[Event]:
    made: list[Event] = []
    for place, one in enumerate(ask.events):
        follow = _MADE[type(one)](db, domain, moving, one, now)
        if not follow:
            raise Rejected("wrong_value", f"events.{place}")
        made += follow
        moving = intent.fold(follow, moving, now)
    return made


def _pos(db: Connection, domain: Domain, state: Intent, payment_id: str) -> Pos:
    return domain.pos(db, state.asked.pos_id, state.payment(payment_id).attempt.domain_revision)


def _demand_failure(path: str) -> None:
    try:
        failure.demand(path)
    except Broken as unknown:
        raise Rejected("wrong_value", f"failure: {path[:80]}") from unknown


Make = Callable[[Connection, Domain, Intent, Any, int], list[Event]]
_MADE: dict[type[asks.Added], Make] = {
    asks.PayerDid: lambda db, domain, state, one, now: attempt.payer_did(state, one.payment_id),
    asks.Authorized: lambda db, domain, state, one, now: attempt.authorize(
        state, one.payment_id, one.reference.strip(), now
    ),
    asks.Failed: lambda db, domain, state, one, now: attempt.fail(
        state, one.payment_id, one.failure, now, detail=one.detail, void=True
    ),
    asks.Voided: lambda db, domain, state, one, now: attempt.voided(state, one.payment_id, one.reference.strip()),
    asks.CaptureWanted: lambda db, domain, state, one, now: capture.request_capture(
        state, one.payment_id, "by_hand", one.amount or None
    ),
    asks.CancelWanted: lambda db, domain, state, one, now: capture.request_cancel(state, one.payment_id, "by_hand"),
    asks.Captured: lambda db, domain, state, one, now: capture.capture(
        state, _pos(db, domain, state, one.payment_id), one.payment_id, one.reference.strip()
    ),
    asks.Cancelled: lambda db, domain, state, one, now: capture.cancel(state, one.payment_id, now),
    asks.ReceiptPrinted: lambda db, domain, state, one, now: attempt.fix_receipt(
        state, one.payment_id, one.fiscal_number, one.ofd_external_id, one.shift
    ),
    asks.Refunded: lambda db, domain, state, one, now: refund.succeed(
        state, one.payment_id, one.refund_id, one.reference.strip()
    ),
    asks.RefundLost: lambda db, domain, state, one, now: refund.fail(
        state, one.payment_id, one.refund_id, one.failure
    ),
    asks.DisputeWon: lambda db, domain, state, one, now: chargeback.reject(state, one.payment_id, one.chargeback_id),
    asks.DisputeLost: lambda db, domain, state, one, now: chargeback.accept(state, one.payment_id, one.chargeback_id),
    asks.CodeReleased: lambda db, domain, state, one, now: kiosk_code.release(
        state, state.reservation.kiosk_payment if state.reservation else ""
    ),
    asks.Withdrawn: lambda db, domain, state, one, now: opening.cancel(state, "by_hand", now),
}  # fmt: skip
"""The decision behind each event: it checks what comes before and finds the postings."""
