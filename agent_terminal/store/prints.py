"""Papers that are to be printed, are being printed, or were: a row a paper, the newest last."""

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import bindparam, func, insert, or_, select, update

from agent_terminal.store import tables
from common.database import Connection, Row, Statement

_P = tables.prints


class PrintKind(StrEnum):
    """What is written on it."""

    RECEIPT = "receipt"
    SLIP = "slip"
    TEST = "test"


class PrintState(StrEnum):
    """`doubtful`: it may have come out, whole or in part; of `failed` nothing did."""

    WAITING = "waiting"
    PRINTING = "printing"
    PRINTED = "printed"
    DOUBTFUL = "doubtful"
    FAILED = "failed"


class Print(NamedTuple):
    """A paper's row. `document` is a payment's id or a slip's number, `copy` 0 for the first paper of a document.

    `wanted_by` is empty where the terminal prints by itself; `reason` is why nobody holds it in hands.
    """

    id: int
    made: int
    changed: int
    kind: PrintKind
    document: str
    session_id: str
    wanted_by: str
    copy: int
    state: PrintState
    reason: str
    detail: str
    file: str


MAY_BE_OUT = (PrintState.PRINTING, PrintState.PRINTED, PrintState.DOUBTFUL)
_ADD = Statement(insert(_P))
_ONE = Statement(select(_P).where(_P.c.id == bindparam("id")))
_NEWEST = Statement(select(_P).order_by(_P.c.id.desc()).limit(1))
_FIRST = Statement(select(_P).where(_P.c.state == bindparam("state")).order_by(_P.c.id).limit(1))
_IN_STATE = Statement(select(_P).where(_P.c.state == bindparam("state")).order_by(_P.c.id))
_OF_SESSION = Statement(select(_P).where(_P.c.session_id == bindparam("session_id")).order_by(_P.c.id))
_LAST = Statement(select(_P).order_by(_P.c.id.desc()).limit(bindparam("limit")))
_OUT = Statement(
    select(func.count().label("number")).where(
        _P.c.document == bindparam("document"),
        _P.c.kind == bindparam("kind"),
        _P.c.id != bindparam("but"),
        or_(*(_P.c.state == state.value for state in MAY_BE_OUT)),
    )
)
_CHANGE = Statement(
    update(_P)
    .where(_P.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("changed", "copy", "state", "reason", "detail", "file")})
)


def add(db: Connection, kind: PrintKind, document: str, *, session_id: str, now: int, wanted_by: str = "") -> None:
    """A paper is to be printed."""
    db.run(
        _ADD,
        made=now,
        changed=now,
        kind=kind.value,
        document=document,
        session_id=session_id,
        wanted_by=wanted_by,
        copy=0,
        state=PrintState.WAITING.value,
        reason="",
        detail="",
        file="",
    )


def newest(db: Connection) -> Print:
    """The paper that was wanted last; there is one."""
    row = db.one(_NEWEST)
    assert row is not None
    return _print(row)


def find(db: Connection, print_id: int) -> Print | None:
    """One paper by its number here."""
    row = db.one(_ONE, id=print_id)
    return None if row is None else _print(row)


def next_waiting(db: Connection) -> Print | None:
    """The paper whose turn it is."""
    row = db.one(_FIRST, state=PrintState.WAITING.value)
    return None if row is None else _print(row)


def in_state(db: Connection, state: PrintState) -> list[Print]:
    """All papers in a state, the oldest first."""
    return [_print(row) for row in db.all(_IN_STATE, state=state.value)]


def of_session(db: Connection, session_id: str) -> list[Print]:
    """A session's papers in the order they were wanted."""
    return [_print(row) for row in db.all(_OF_SESSION, session_id=session_id)]


def last(db: Connection, limit: int) -> list[Print]:
    """The latest, newest first."""
    return [_print(row) for row in db.all(_LAST, limit=limit)]


def out(db: Connection, kind: PrintKind, document: str, *, but: int = 0) -> int:
    """How many papers of a document may be in somebody's hands, one left out of the count."""
    row = db.one(_OUT, kind=kind.value, document=document, but=but)
    assert row is not None
    return int(row["number"])


def save(db: Connection, paper: Print) -> None:
    """As it is now."""
    changed = db.run(
        _CHANGE,
        of=paper.id,
        changed=paper.changed,
        copy=paper.copy,
        state=paper.state.value,
        reason=paper.reason,
        detail=paper.detail,
        file=paper.file,
    )
    assert changed == 1, paper.id


def _print(row: Row) -> Print:
    return Print._make(tuple(row))._replace(kind=PrintKind(row["kind"]), state=PrintState(row["state"]))
