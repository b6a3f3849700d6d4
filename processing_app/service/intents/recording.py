"""The one way in which anything happens to a shop's intent: its events, its rows and its tasks, all in one commit."""

from collections.abc import Iterator, Sequence

from common import queue
from common.database import Connection
from common.principal import Principal
from processing_app.core import intent, payment
from processing_app.core.events import Event
from processing_app.core.intent import Intent
from processing_app.core.intent_events import IntentStopped
from processing_app.store import contracts, intents

BANK = "bank-"
"""How the kinds of tasks begin that ask a bank: bank-authorize, bank-capture, bank-cancel, bank-refund:<refund_id>."""
WOKEN, ANEW = "worker", "worker anew"
"""Where the writer's memory keeps how to wake the worker: for a new task, and for older ones that wait once more."""


def record(
    db: Connection, before: Intent, events: Sequence[Event], who: Principal, now: int, *, shop_id: str = ""
) -> Intent:
    """Save what happens next to an intent, and the tasks of what banks are to do now; the intent after it.

    A unit of work. `shop_id` is whose it is, of a new one. That an intent is stopped calls a person.
    """
    if not events:
        return before
    after = intents.save(db, before, events, who, now, shop_id=shop_id)
    for payment_id, operation in _newly_wanted(before, after, events):
        put_task(db, after, payment_id, operation, now, who.trace)
    for event in events:
        if isinstance(event, IntentStopped):
            contracts.add_alarm(db, at=now, about=f"intent:{after.id}", code="intent_stopped", detail=event.reason)
    return after


def put_task(db: Connection, state: Intent, payment_id: str, operation: str, now: int, trace: str = "") -> None:
    """A task for a bank: about one payment, in the bank's lane; those of one payment are done in their order."""
    lane = f"bank:{state.payments[payment_id].attempt.bank}"
    queue.put(db, BANK + operation, key(state.id, payment_id), now=now, lane=lane, trace=trace)
    wake_worker(db)


def wake_worker(db: Connection, how: str = WOKEN) -> None:
    """Once this unit is durable: whoever pays waits for the bank, and not for a poll."""
    woken = db.memory.get(how)
    if woken is not None:
        db.then(woken)


def key(intent_id: str, payment_id: str) -> str:
    """A payment as banks and tasks know it."""
    return f"{intent_id}.{payment_id}"


def _newly_wanted(before: Intent, after: Intent, events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    touched = dict.fromkeys(name for event in events if (name := getattr(event, "payment_id", "")))
    for name in touched:
        already = intent.wanted(before.payments.get(name, payment.NEW))
        for operation in intent.wanted(after.payments[name]):
            if operation not in already:
                yield name, operation
