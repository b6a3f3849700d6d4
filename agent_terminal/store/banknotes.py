"""Banknotes: a row a note that was let into the cassette, and what each encashment took out."""

from enum import StrEnum
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from agent_terminal.store import tables
from common.database import Connection, Row, Statement

_B = tables.banknotes
_E = tables.encashments


class NoteState(StrEnum):
    """`escrow` is an open STACK: the one note that an 81 may turn into money."""

    ESCROW = "escrow"
    STACKED = "stacked"
    RETURNED = "returned"
    LOST = "lost"


class Note(NamedTuple):
    """A banknote's row; `encashment` is 0 while it lies in the cassette."""

    id: int
    session_id: str
    type: int
    value: int
    currency: str
    state: NoteState
    decided: int
    ended: int
    encashment: int


class Count(msgspec.Struct, frozen=True):
    """Notes of one denomination."""

    value: int
    currency: str
    number: int


class Encashment(msgspec.Struct, frozen=True):
    """What was in the cassette when it was taken out: by the books, and as somebody counted it (None: nobody did).

    `in_doubt` are values of notes that may lie in it beside those of the books.
    """

    id: int
    at: int
    notes: int
    total: int
    counts: list[Count]
    counted: list[Count] | None = None
    in_doubt: list[int] = []
    reason: str = ""
    who: str = ""


_ADD = Statement(insert(_B))
_OPEN = Statement(select(_B).where(_B.c.state == NoteState.ESCROW.value).order_by(_B.c.id.desc()).limit(1))
_END = Statement(update(_B).where(_B.c.id == bindparam("of")).values(state=bindparam("state"), ended=bindparam("at")))
_IN_CASSETTE = (_B.c.state == NoteState.STACKED.value) & (_B.c.encashment == 0)
_COUNTS = Statement(
    select(_B.c.value, _B.c.currency, func.count().label("number"))
    .where(_IN_CASSETTE)
    .group_by(_B.c.value, _B.c.currency)
    .order_by(_B.c.value)
)
_TAKE = Statement(update(_B).where(_IN_CASSETTE).values(encashment=bindparam("number")))
_LOST = Statement(select(_B).where(_B.c.state == NoteState.LOST.value, _B.c.encashment == 0).order_by(_B.c.id))
_TAKE_LOST = Statement(
    update(_B).where(_B.c.state == NoteState.LOST.value, _B.c.encashment == 0).values(encashment=bindparam("number"))
)
_STACKED = Statement(
    select(func.coalesce(func.sum(_B.c.value), 0).label("total")).where(_B.c.state == NoteState.STACKED.value)
)
_OF_SESSION = Statement(select(_B).where(_B.c.session_id == bindparam("session_id")).order_by(_B.c.id))
_ADD_ENCASHMENT = Statement(insert(_E))
_ENCASHMENTS = Statement(select(_E).order_by(_E.c.id.desc()).limit(bindparam("limit")))
_NEWEST_INSIDE = Statement(select(func.coalesce(func.max(_B.c.id), 0).label("id")).where(_B.c.encashment == 0))


def open_note(db: Connection) -> Note | None:
    """The note for which STACK was decided and whose end nobody has told yet."""
    row = db.one(_OPEN)
    return None if row is None else _note(row)


def open_stack(db: Connection, session_id: str, type_number: int, value: int, currency: str, now: int) -> None:
    """Write a STACK down before it is said."""
    db.run(
        _ADD,
        session_id=session_id,
        type=type_number,
        value=value,
        currency=currency,
        state=NoteState.ESCROW.value,
        decided=now,
        ended=0,
        encashment=0,
    )


def end(db: Connection, note: Note, state: NoteState, now: int) -> None:
    """How it ended."""
    db.run(_END, of=note.id, state=state.value, at=now)


def of_session(db: Connection, session_id: str) -> list[Note]:
    """A session's notes in the order they came."""
    return [_note(row) for row in db.all(_OF_SESSION, session_id=session_id)]


def counts(db: Connection) -> list[Count]:
    """What lies in the cassette, by denomination."""
    return [Count(row["value"], row["currency"], row["number"]) for row in db.all(_COUNTS)]


def lost(db: Connection) -> list[Note]:
    """Notes whose end nobody knows, since the last encashment: staff looks for them in the cassette."""
    return [_note(row) for row in db.all(_LOST)]


def stacked_total(db: Connection) -> int:
    """All cash this terminal ever took, encashed or not."""
    row = db.one(_STACKED)
    assert row is not None
    return int(row["total"])


def newest_inside(db: Connection) -> int:
    """The last note that was let in since the last encashment; 0 when there is none."""
    row = db.one(_NEWEST_INSIDE)
    assert row is not None
    return int(row["id"])


def encash(
    db: Connection, now: int, *, counted: list[Count] | None = None, reason: str = "", who: str = ""
) -> Encashment:
    """The cassette is taken out with all that is in it."""
    found, doubtful = counts(db), [note.value for note in lost(db)]
    notes, total = sum(one.number for one in found), sum(one.value * one.number for one in found)
    db.run(
        _ADD_ENCASHMENT,
        at=now,
        notes=notes,
        total=total,
        counts=_packed(found),
        counted="" if counted is None else _packed(counted),
        in_doubt=msgspec.json.encode(doubtful).decode(),
        reason=reason,
        who=who,
    )
    made = encashments(db, 1)[0]
    db.run(_TAKE, number=made.id)
    db.run(_TAKE_LOST, number=made.id)
    return made


def encashments(db: Connection, limit: int) -> list[Encashment]:
    """The latest, newest first."""
    return [encashment_of(row) for row in db.all(_ENCASHMENTS, limit=limit)]


def _note(row: Row) -> Note:
    return Note._make(tuple(row))._replace(state=NoteState(row["state"]))


def _packed(counts: list[Count]) -> str:
    return msgspec.json.encode(counts).decode()


def _unpacked(text: str) -> list[Count]:
    return msgspec.json.decode(text, type=list[Count])


def encashment_of(row: Row) -> Encashment:
    """An encashment as its row has it."""
    return Encashment(
        id=row["id"],
        at=row["at"],
        notes=row["notes"],
        total=row["total"],
        counts=_unpacked(row["counts"]),
        counted=_unpacked(row["counted"]) if row["counted"] else None,
        in_doubt=msgspec.json.decode(row["in_doubt"], type=list[int]),
        reason=row["reason"],
        who=row["who"],
    )
