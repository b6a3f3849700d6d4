"""Receivers and their notifications, as rows; of one intent the next notification waits for the one before."""

from typing import Any

from sqlalchemy import MetaData, bindparam, func, insert, or_, select, update

from common.database import Connection, Row, Statement
from processing_app.store import webhook_tables

ACTIVE, DISABLED, ENDED = "active", "disabled", "ended"
"""A receiver's states."""
BEHIND, WAITING, SENT, DROPPED = "behind", "waiting", "sent", "dropped"
"""A notification's states."""
_DATA = MetaData()
_W_TABLE, _N_TABLE = webhook_tables.webhooks(_DATA), webhook_tables.notifications(_DATA)
_W, _N = _W_TABLE.c, _N_TABLE.c
_OF_INTENT = (_N.webhook_id == bindparam("webhook_id"), _N.intent_id == bindparam("intent_id"))
_ADD = Statement(insert(_W_TABLE))
_ONE = Statement(select(_W_TABLE).where(_W.webhook_id == bindparam("webhook_id")))
_OF_SHOP = Statement(
    select(_W_TABLE).where(_W.shop_id == bindparam("shop_id"), _W.state != ENDED).order_by(_W.made, _W.webhook_id)
)
_EVERY = Statement(select(_W_TABLE).where(_W.state != ENDED).order_by(_W.made, _W.webhook_id))
_STATE = Statement(
    update(_W_TABLE)
    .where(_W.webhook_id == bindparam("of"))
    .values(state=bindparam("state"), reason=bindparam("reason"), changed=bindparam("changed"))
)
_ROTATE = Statement(
    update(_W_TABLE)
    .where(_W.webhook_id == bindparam("of"))
    .values(generation=_W.generation + 1, rotated=bindparam("rotated"))
)
_NOTE = Statement(insert(_N_TABLE))
_KNOWN = Statement(
    select(_N.id).where(*_OF_INTENT, _N.version == bindparam("version"), _N.event_type == bindparam("event_type"))
)
_LAST = Statement(select(func.max(_N.sequence).label("sequence")).where(*_OF_INTENT))
_OPEN = Statement(select(_N.id).where(*_OF_INTENT, or_(_N.state == WAITING, _N.state == BEHIND)).limit(1))
_NOTIFICATION = Statement(select(_N_TABLE).where(_N.id == bindparam("id")))
_BY_NAME = Statement(select(_N_TABLE).where(_N.notification_id == bindparam("notification_id")))
_DUE = Statement(
    select(_N_TABLE)
    .where(
        _N.state == WAITING,
        _N.webhook_id == bindparam("webhook_id"),
        or_(_N.due <= bindparam("now"), _N.due > bindparam("furthest")),
    )
    .order_by(_N.attempts.desc(), _N.due, _N.id)
    .limit(bindparam("limit"))
)
_NEXT_DUE = Statement(
    select(func.min(_N.due).label("due")).where(
        _N.state == WAITING, _N.webhook_id == bindparam("webhook_id"), _N.due > bindparam("now")
    )
)
_TRIED = Statement(
    update(_N_TABLE)
    .where(_N.id == bindparam("of"), _N.state == WAITING, _N.attempts == bindparam("before"))
    .values(
        state=bindparam("state"), due=bindparam("due"), attempts=_N.attempts + 1, tried=bindparam("tried"),
        outcome=bindparam("outcome"),
    )
)  # fmt: skip
_LATER = Statement(update(_N_TABLE).where(_N.id == bindparam("of"), _N.state == WAITING).values(due=bindparam("due")))
_FOLLOWING = select(func.min(_N.sequence)).where(*_OF_INTENT, _N.state == BEHIND).scalar_subquery()
_RELEASE = Statement(
    update(_N_TABLE).where(*_OF_INTENT, _N.sequence == _FOLLOWING).values(state=WAITING, due=bindparam("now"))
)
_AGAIN = Statement(
    update(_N_TABLE).where(_N.id == bindparam("of")).values(state=WAITING, due=bindparam("now"), attempts=0)
)
_ALL_AGAIN = Statement(
    update(_N_TABLE)
    .where(_N.webhook_id == bindparam("of"), _N.state == WAITING)
    .values(due=bindparam("now"), attempts=0)
)
_DROP = Statement(
    update(_N_TABLE)
    .where(_N.webhook_id == bindparam("of"), or_(_N.state == WAITING, _N.state == BEHIND))
    .values(state=DROPPED)
)
_COUNT = Statement(
    select(_N.webhook_id, _N.state, func.count().label("number"), func.min(_N.at).label("oldest")).group_by(
        _N.webhook_id, _N.state
    )
)
_PAGE = Statement(
    select(_N_TABLE)
    .where(
        or_(bindparam("webhook_id") == "", _N.webhook_id == bindparam("webhook_id")),
        or_(bindparam("intent_id") == "", _N.intent_id == bindparam("intent_id")),
        or_(bindparam("state") == "", _N.state == bindparam("state")),
        or_(bindparam("before") == 0, _N.id < bindparam("before")),
    )
    .order_by(_N.id.desc())
    .limit(bindparam("limit"))
)


def add(db: Connection, **values: Any) -> None:
    """A new receiver."""
    db.run(_ADD, **values)


def one(db: Connection, webhook_id: str) -> Row | None:
    """A receiver, whatever its state."""
    return db.one(_ONE, webhook_id=webhook_id)


def of_shop(db: Connection, shop_id: str) -> list[Row]:
    """A shop's receivers, in the order they were made; without those that were ended."""
    return db.all(_OF_SHOP, shop_id=shop_id)


def every(db: Connection) -> list[Row]:
    """All receivers that were not ended."""
    return db.all(_EVERY)


def set_state(db: Connection, webhook_id: str, state: str, reason: str, now: int) -> None:
    """Active, disabled or ended, and why."""
    db.run(_STATE, of=webhook_id, state=state, reason=reason, changed=now)


def rotate(db: Connection, webhook_id: str, now: int) -> None:
    """The next generation of its secret begins."""
    db.run(_ROTATE, of=webhook_id, rotated=now)


def note(
    db: Connection, *, notification_id: str, webhook_id: str, intent_id: str, version: int, event_type: str, at: int,
    now: int,
) -> bool:  # fmt: skip
    """Write a notification down, after those of the same receiver and intent; False when it is there already."""
    whose = {"webhook_id": webhook_id, "intent_id": intent_id}
    if db.one(_KNOWN, **whose, version=version, event_type=event_type) is not None:
        return False
    last = db.one(_LAST, **whose)
    db.run(
        _NOTE, notification_id=notification_id, **whose, version=version, event_type=event_type, at=at, made=now,
        sequence=((last["sequence"] if last is not None else None) or 0) + 1, due=now, attempts=0, tried=0, outcome="",
        state=WAITING if db.one(_OPEN, **whose) is None else BEHIND,
    )  # fmt: skip
    return True


def notification(db: Connection, row_id: int) -> Row | None:
    """One notification."""
    return db.one(_NOTIFICATION, id=row_id)


def by_name(db: Connection, notification_id: str) -> Row | None:
    """One notification by the id that its receiver knows."""
    return db.one(_BY_NAME, notification_id=notification_id)


def due(db: Connection, webhook_id: str, now: int, furthest_ms: int, limit: int) -> list[Row]:
    """A receiver's notifications to send now: those tried most often first, for they decide whether it is disabled.

    One that is due later than it can have been put off was put off under a clock that has been set back since.
    """
    return db.all(_DUE, webhook_id=webhook_id, now=now, furthest=now + furthest_ms, limit=limit)


def next_due(db: Connection, webhook_id: str, now: int) -> int | None:
    """When its next one is due after now."""
    row = db.one(_NEXT_DUE, webhook_id=webhook_id, now=now)
    return row["due"] if row is not None else None


def sent(db: Connection, row: Row, now: int, outcome: str) -> bool:
    """It has arrived: the next of its intent may go. False when it is no longer what the caller saw."""
    if db.run(_TRIED, of=row["id"], before=row["attempts"], state=SENT, due=0, tried=now, outcome=outcome) == 0:
        return False
    db.run(_RELEASE, webhook_id=row["webhook_id"], intent_id=row["intent_id"], now=now)
    return True


def put_off(db: Connection, row: Row, now: int, due_at: int, outcome: str) -> bool:
    """It has not arrived: try again later. False when it is no longer what the caller saw."""
    before = row["attempts"]
    return db.run(_TRIED, of=row["id"], before=before, state=WAITING, due=due_at, tried=now, outcome=outcome) == 1


def later(db: Connection, row_id: int, due_at: int) -> None:
    """Nobody has tried to send it, and it waits all the same."""
    db.run(_LATER, of=row_id, due=due_at)


def again(db: Connection, row_id: int, now: int) -> None:
    """Send it now, as if it had never been tried."""
    db.run(_AGAIN, of=row_id, now=now)


def all_again(db: Connection, webhook_id: str, now: int) -> None:
    """The same for all of a receiver that wait."""
    db.run(_ALL_AGAIN, of=webhook_id, now=now)


def drop(db: Connection, webhook_id: str) -> None:
    """Nothing more is sent to it."""
    db.run(_DROP, of=webhook_id)


def counts(db: Connection) -> dict[str, dict[str, Row]]:
    """How many notifications of each receiver are in each state, and of when the oldest is."""
    found: dict[str, dict[str, Row]] = {}
    for row in db.all(_COUNT):
        found.setdefault(row["webhook_id"], {})[row["state"]] = row
    return found


def page(db: Connection, *, webhook_id: str, intent_id: str, state: str, before: int, limit: int) -> list[Row]:
    """Notifications before a row (0: from the newest), the newest first; what is empty does not matter."""
    return db.all(_PAGE, webhook_id=webhook_id, intent_id=intent_id, state=state, before=before, limit=limit)
