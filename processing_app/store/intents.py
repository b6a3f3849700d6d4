"""Shops' intents: the state that their events make, and the saving of what happens to them next.

A state is read from its newest snapshot and the events after it. Those that were changed last are remembered beside
the writer, for as long as nobody else has written to the log.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from hashlib import blake2b

import msgspec
from sqlalchemy import MetaData, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Statement
from common.principal import Principal
from processing_app.core import intent
from processing_app.core.events import Event
from processing_app.core.intent import Intent, IntentStatus
from processing_app.store import intent_rows, log
from processing_app.store.intent_tables import snapshots

EVERY = 100
"""How many events are folded at the most when a state is read."""
REMEMBERED = 4000
_S = snapshots(MetaData())
_SNAPSHOT = Statement(select(_S).where(_S.c.intent_id == bindparam("intent_id")), keyed=True)
_new = insert(_S).values(intent_id=bindparam("intent_id"), version=bindparam("version"), data=bindparam("data"))
_TAKE = Statement(
    _new.on_conflict_do_update(
        index_elements=[_S.c.intent_id], set_={"version": _new.excluded.version, "data": _new.excluded.data}
    )
)
_CLEAR = Statement(delete(_S))
_SNAPSHOTS = Statement(select(_S))
_SHAPE = blake2b(msgspec.json.encode(msgspec.json.schema(Intent)), digest_size=8).digest()
"""How a snapshot begins: one of a program with other states is worth nothing, and the log is read instead."""
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Intent)
Memory = OrderedDict[str, Intent]


def load(db: Connection, intent_id: str) -> Intent | None:
    """A shop's intent in a unit of work, with what its group has changed; None when there is no such intent."""
    memory = _memory(db)
    found = memory.get(intent_id)
    if found is None:
        found = look(db, intent_id)
        if found is not None:
            _remember(db, memory, intent_id, found)
    return found


def look(db: Connection, intent_id: str) -> Intent | None:
    """A shop's intent as committed, in a read; None when there is no such intent."""
    stream = log.intent(intent_id)
    db.settle(stream)
    row = db.one(_SNAPSHOT, intent_id=intent_id)
    since = decoded(row["data"]) if row is not None else intent.NEW
    return _of_a_shop(intent.replay(log.load(db, stream, after=since.version), since))


def at(db: Connection, intent_id: str, version: int) -> Intent | None:
    """A shop's intent as it was after one of its events; None when it has no such event."""
    then = _of_a_shop(intent.replay(log.load(db, log.intent(intent_id), until=version)))
    return then if then is not None and then.version == version else None


def save(
    db: Connection, before: Intent, events: Sequence[Event], who: Principal, now: int, *, shop_id: str = ""
) -> Intent:
    """Append what happens to an intent, move its money and change its rows; the intent after it. A unit of work.

    `shop_id` is whose it is, of a new one.
    """
    after = intent.fold(events, before, now)
    first = log.save(db, log.intent(after.id), before.version, events, who, now)
    put(db, after, first, now, shop_id=shop_id)
    for payment_id, position in _touched(events, first):
        put_payment(db, after, payment_id, position, now)
    if after.version // EVERY > before.version // EVERY:
        take(db, after)
    _remember(db, _memory(db), after.id, after)
    return after


def put(db: Connection, state: Intent, position: int, changed: int, *, shop_id: str = "") -> None:
    """The row of an intent as it is now; `position` and `shop_id` count for a new one only."""
    made, is_new = state.asked, bool(shop_id)
    external_id = made.external_id if is_new else ""
    intent_rows.put(
        db, intent_rows.external(shop_id, external_id) if external_id else None,
        position=position, intent_id=state.id, pos_id=made.pos_id, shop_id=shop_id, product=made.product,
        amount=made.amount, currency=made.currency, external_id=external_id, at=state.at, due=made.due_at,
        changed=changed, **now(state),
    )  # fmt: skip


def now(state: Intent) -> dict[str, int | str]:
    """What of an intent's row changes with its events."""
    open_still = state.status is IntentStatus.UNPAID
    return {
        "status": state.status.value if state.status else "", "version": state.version, "stopped": state.stopped,
        "wake_at": intent.wake_at(state), "kiosk_code": state.kiosk_code if open_still else "",
    }  # fmt: skip


def put_payment(db: Connection, state: Intent, payment_id: str, position: int, changed: int) -> None:
    """The row of an attempt as it is now; `position` counts for a new one only."""
    payment = state.payments[payment_id]
    started = payment.attempt
    intent_rows.put_payment(
        db, position=position, intent_id=state.id, n=int(payment_id), external_id=started.external_id,
        means=started.means, bank=started.bank, amount=started.amount, currency=started.currency, at=payment.at,
        changed=changed, **payment_now(state, payment_id),
    )  # fmt: skip


def payment_now(state: Intent, payment_id: str) -> dict[str, int | str]:
    """What of an attempt's row changes with its events."""
    payment = state.payments[payment_id]
    return {
        "status": payment.status.value, "failure": payment.failure, "reference": payment.reference,
        "held": payment.held, "captured": payment.captured, "refunded": payment.refunded,
        "refund_held": payment.refund_held, "chargeback_held": payment.chargeback_held,
    }  # fmt: skip


def take(db: Connection, state: Intent) -> None:
    """A snapshot of an intent; it joins the group's rows."""
    stream = log.intent(state.id)
    db.gather(_TAKE, stream, intent_id=state.id, version=state.version, data=encoded(state))


def encoded(state: Intent) -> bytes:
    """A state as a snapshot keeps it: the same state is the same bytes."""
    return _SHAPE + _ENCODER.encode(state)


def decoded(data: bytes) -> Intent:
    """The state of a snapshot; nothing yet where another program has made it."""
    return _DECODER.decode(data[len(_SHAPE) :]) if data.startswith(_SHAPE) else intent.NEW


def taken(db: Connection) -> dict[str, tuple[int, bytes]]:
    """All snapshots of this program: of each intent its version and its bytes."""
    found = [row for row in db.all(_SNAPSHOTS) if row["data"].startswith(_SHAPE)]
    return {row["intent_id"]: (row["version"], row["data"]) for row in found}


def clear(db: Connection) -> None:
    """Drop all that is made from the log: rows and snapshots, and what is remembered of it."""
    db.memory.pop(log.INTENTS, None)
    intent_rows.clear(db)
    db.run(_CLEAR)


def _of_a_shop(state: Intent) -> Intent | None:
    return state if state.created is not None else None


def _touched(events: Sequence[Event], first: int) -> Iterator[tuple[str, int]]:
    """The payments that events are about, each with the position of its first among them."""
    seen = set()
    for position, event in enumerate(events, first):
        payment_id = getattr(event, "payment_id", "")
        if payment_id and payment_id not in seen:
            seen.add(payment_id)
            yield payment_id, position


def _memory(db: Connection) -> Memory:
    """The states remembered beside the writer; none when somebody else has written to the log."""
    log.trust(db)
    found: Memory = db.memory.setdefault(log.INTENTS, OrderedDict())
    return found


def _remember(db: Connection, memory: Memory, intent_id: str, state: Intent) -> None:
    """Until the writer's group fails: then it is read anew."""
    db.undo(lambda: memory.pop(intent_id, None))
    memory[intent_id] = state
    memory.move_to_end(intent_id)
    if len(memory) > REMEMBERED:
        memory.popitem(last=False)
