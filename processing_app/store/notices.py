"""Receivers of notices and what they are told, as rows: each receiver has one line, numbered without a gap."""

from typing import Any

from sqlalchemy import MetaData, bindparam, delete, func, insert, literal_column, or_, select, update

from common.database import Connection, Row, Statement
from processing_app.store import notice_tables

ACTIVE, PAUSED, ENDED = "active", "paused", "ended"
"""A receiver's states: one that is paused is noted for, and is sent nothing."""
WAITING, SENT, DROPPED = "waiting", "sent", "dropped"
"""A notice's states."""
_DATA = MetaData()
_R_TABLE, _N_TABLE = notice_tables.receivers(_DATA), notice_tables.notices(_DATA)
_R, _N = _R_TABLE.c, _N_TABLE.c
_WAITS = _N.state == literal_column(f"'{WAITING}'")
"""As it stands in the partial index, which a parameter could not match."""
_DUE = _R.due > literal_column("0")
_CHANGING = ("url", "generation", "rotated", "since", "state", "reason", "due", "changed")
_RECEIVER = Statement(select(_R_TABLE).where(_R.receiver == bindparam("receiver")))
_LISTENING = Statement(select(_R_TABLE).where(_R.state != ENDED).order_by(_R.receiver))
_PAUSED = Statement(select(func.count().label("number")).where(_R.state == PAUSED))
_SINCE = Statement(select(func.min(_R.since).label("since")).where(_R.state != ENDED))
_ADD = Statement(insert(_R_TABLE))
_CHANGE = Statement(
    update(_R_TABLE).where(_R.receiver == bindparam("of")).values({name: bindparam(name) for name in _CHANGING})
)
_COUNT_ON = Statement(
    update(_R_TABLE).where(_R.receiver == bindparam("of")).values(sequence=bindparam("sequence"), due=bindparam("due"))
)
_PUT_OFF = Statement(update(_R_TABLE).where(_R.receiver == bindparam("of")).values(due=bindparam("due")))
_READY = Statement(
    select(_R_TABLE)
    .where(_DUE, _R.state == ACTIVE, or_(_R.due <= bindparam("now"), _R.due > bindparam("furthest")))
    .order_by(_R.due, _R.receiver)
    .limit(bindparam("limit"))
)
_NEXT = Statement(select(func.min(_R.due).label("due")).where(_DUE, _R.state == ACTIVE, _R.due > bindparam("now")))
_NOTE = Statement(insert(_N_TABLE))
_KNOWN = Statement(select(_N.id).where(_N.receiver == bindparam("receiver"), _N.position == bindparam("position")))
_ONE = Statement(select(_N_TABLE).where(_N.id == bindparam("id")))
_FIRST = Statement(select(_N_TABLE).where(_N.receiver == bindparam("receiver"), _WAITS).order_by(_N.sequence).limit(1))
_TRIED = Statement(
    update(_N_TABLE)
    .where(_N.id == bindparam("of"), _N.state == WAITING, _N.attempts == bindparam("before"))
    .values(
        state=bindparam("state"), attempts=_N.attempts + bindparam("counts"), tried=bindparam("tried"),
        outcome=bindparam("outcome"),
    )
)  # fmt: skip
_DROP = Statement(update(_N_TABLE).where(_N.receiver == bindparam("of"), _N.state == WAITING).values(state=DROPPED))
_AGAIN = Statement(update(_N_TABLE).where(_N.id == bindparam("of")).values(state=WAITING, made=bindparam("made")))
_ENDED = (
    select(_N.id).where(_N.made < bindparam("before"), _N.state != WAITING).order_by(_N.id).limit(bindparam("most"))
)
_FORGET = Statement(delete(_N_TABLE).where(_N.id.in_(_ENDED)))
_PAGE = Statement(
    select(_N_TABLE)
    .where(
        _N.receiver == bindparam("receiver"),
        or_(bindparam("before") == 0, _N.sequence < bindparam("before")),
        or_(bindparam("state") == "", _N.state == bindparam("state")),
    )
    .order_by(_N.sequence.desc())
    .limit(bindparam("limit"))
)
_WAITING = Statement(
    select(func.count().label("number")).select_from(_N_TABLE).where(_N.receiver == bindparam("receiver"), _WAITS)
)


def receiver(db: Connection, name: str) -> Row | None:
    """A receiver, whatever its state."""
    return db.one(_RECEIVER, receiver=name)


def listening(db: Connection) -> list[Row]:
    """All receivers that want to be told, paused ones included."""
    return db.all(_LISTENING)


def since(db: Connection) -> int | None:
    """From which position on anybody wants to be told; None: nobody does."""
    row = db.one(_SINCE)
    return row["since"] if row is not None else None


def add(db: Connection, **values: Any) -> None:
    """A new receiver: nothing was told."""
    db.run(_ADD, **values, sequence=0, due=0)


def change(db: Connection, row: Row, **values: Any) -> None:
    """What is not given stays."""
    db.run(_CHANGE, of=row["receiver"], **{name: values.get(name, row[name]) for name in _CHANGING})


def note(db: Connection, row: Row, *, position: int, now: int, body: bytes, **values: Any) -> bool:
    """Write a notice down under the receiver's next number; False when the event was noted before.

    `row` is the receiver as it stands in this unit of work, whose last number the body holds already, one more.
    """
    name = row["receiver"]
    if db.one(_KNOWN, receiver=name, position=position) is not None:
        return False
    sequence = row["sequence"] + 1
    db.run(
        _NOTE, receiver=name, sequence=sequence, position=position, body=body, made=now, state=WAITING, attempts=0,
        tried=0, outcome="", **values,
    )  # fmt: skip
    db.run(_COUNT_ON, of=name, sequence=sequence, due=row["due"] or now)
    return True


def ready(db: Connection, now: int, furthest_ms: int, limit: int) -> list[Row]:
    """Receivers whose first notice may be tried now; one due too far ahead is of a clock that was set back."""
    return db.all(_READY, now=now, furthest=now + furthest_ms, limit=limit)


def next_due(db: Connection, now: int) -> int | None:
    """When the next one may be."""
    row = db.one(_NEXT, now=now)
    return row["due"] if row is not None else None


def one(db: Connection, notice_id: int) -> Row | None:
    """A notice by its row."""
    return db.one(_ONE, id=notice_id)


def first(db: Connection, name: str) -> Row | None:
    """The notice whose turn it is."""
    return db.one(_FIRST, receiver=name)


def tried(db: Connection, row: Row, *, state: str, now: int, outcome: str, counts: bool) -> bool:
    """What came of an attempt; False, and nothing is changed, when the notice is not as its sender saw it."""
    return (
        db.run(
            _TRIED, of=row["id"], before=row["attempts"], state=state, counts=int(counts), tried=now, outcome=outcome
        )
        == 1
    )


def go_on(db: Connection, name: str, due: int) -> None:
    """When the first of those that wait may be tried; whenever none waits, never."""
    db.run(_PUT_OFF, of=name, due=due if first(db, name) is not None else 0)


def again(db: Connection, row: Row, now: int) -> None:
    """It waits as if it were made now."""
    db.run(_AGAIN, of=row["id"], made=now)


def drop(db: Connection, name: str) -> None:
    """Nothing that waits is sent any more."""
    db.run(_DROP, of=name)
    db.run(_PUT_OFF, of=name, due=0)


def page(db: Connection, name: str, *, before: int, state: str, limit: int) -> list[Row]:
    """A receiver's notices before a number (0: from the newest)."""
    return db.all(_PAGE, receiver=name, before=before, state=state, limit=limit)


def forget(db: Connection, before: int, most: int) -> int:
    """Drop the oldest, at most so many, that were made before a moment and wait no more; how many they were."""
    return db.run(_FORGET, before=before, most=most)


def paused(db: Connection) -> int:
    """How many receivers are sent nothing until a person, or they themselves, set it right."""
    row = db.one(_PAUSED)
    return row["number"] if row is not None else 0


def waiting(db: Connection, name: str) -> int:
    """How many have not arrived."""
    row = db.one(_WAITING, receiver=name)
    return row["number"] if row is not None else 0
