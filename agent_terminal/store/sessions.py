"""Sessions as rows: at most one is not over, and one that is over may still hold cash that came late."""

from typing import TypeVar

import msgspec
from sqlalchemy import Select, bindparam, func, insert, select, update

from agent_terminal.core.session import Scanned, Session, Target
from agent_terminal.core.stages import Stage
from agent_terminal.store import tables
from common.database import Connection, Row, Statement

T = TypeVar("T")
_S = tables.sessions
_NAMES = [column.name for column in _S.columns if column.name != "id"]
_ADD = Statement(insert(_S))
_CHANGE = Statement(update(_S).where(_S.c.id == bindparam("of")).values({n: bindparam(n) for n in _NAMES}))
_ONE = Statement(select(_S).where(_S.c.id == bindparam("id")))


def _where_over(over: bool) -> Select[tuple[object, ...]]:
    ended = _S.c.stage == Stage.ENDED.value
    return select(_S).where(ended if over else ~ended)


_ACTIVE = Statement(_where_over(False).order_by(_S.c.started.desc()).limit(1))
_LEFTOVER = Statement(_where_over(True).where(_S.c.held > 0).order_by(_S.c.started).limit(1))
_LAST = Statement(select(_S).order_by(_S.c.started.desc()).limit(bindparam("limit")))
_HELD = Statement(select(func.coalesce(func.sum(_S.c.held), 0).label("held")))


def active(db: Connection) -> Session | None:
    """The payer who is at the terminal now."""
    row = db.one(_ACTIVE)
    return None if row is None else _session(row)


def find(db: Connection, session_id: str) -> Session | None:
    """One session by its id."""
    row = db.one(_ONE, id=session_id)
    return None if row is None else _session(row)


def with_leftover(db: Connection) -> Session | None:
    """A session that is over, with cash inside that came after its end."""
    row = db.one(_LEFTOVER)
    return None if row is None else _session(row)


def last(db: Connection, limit: int) -> list[Session]:
    """The latest sessions, newest first."""
    return [_session(row) for row in db.all(_LAST, limit=limit)]


def held(db: Connection) -> int:
    """Cash inside that no payment and no claim slip has taken."""
    row = db.one(_HELD)
    assert row is not None
    return int(row["held"])


def add(db: Connection, session: Session) -> None:
    """A payer begins."""
    db.run(_ADD, id=session.id, **_values(session))


def save(db: Connection, session: Session) -> None:
    """The session as it is now."""
    changed = db.run(_CHANGE, of=session.id, **_values(session))
    assert changed == 1, session.id


def _values(session: Session) -> dict[str, object]:
    return {
        "stage": session.stage.value,
        "language": session.language,
        "roof": session.roof,
        "started": session.started,
        "changed": session.changed,
        "deadline": session.deadline,
        "held": session.held,
        "warned": int(session.warned),
        "chosen_group": session.group,
        "searched_from": session.searched_from,
        "scanned": _packed(session.scanned),
        "draft": _packed(session.draft),
        "target": _packed(session.target),
        "notice": session.notice,
        "refusal": session.refusal,
        "refusal_detail": session.refusal_detail,
    }


def _session(row: Row) -> Session:
    return Session(
        id=row["id"],
        stage=Stage(row["stage"]),
        language=row["language"],
        roof=row["roof"],
        started=row["started"],
        changed=row["changed"],
        deadline=row["deadline"],
        held=row["held"],
        warned=bool(row["warned"]),
        group=row["chosen_group"],
        searched_from=row["searched_from"],
        scanned=_unpacked(row["scanned"], Scanned),
        draft=_unpacked(row["draft"], Target),
        target=_unpacked(row["target"], Target),
        notice=row["notice"],
        refusal=row["refusal"],
        refusal_detail=row["refusal_detail"],
    )


def _packed(value: Target | Scanned | None) -> str:
    return "" if value is None else msgspec.json.encode(value).decode()


def _unpacked(text: str, kind: type[T]) -> T | None:
    return msgspec.json.decode(text, type=kind) if text else None
