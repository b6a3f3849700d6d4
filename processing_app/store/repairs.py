"""Operators by name, and acts of repair that wait for a second person, as rows."""

from sqlalchemy import MetaData, bindparam, delete, insert, literal_column, select, update

from common.database import Connection, Row, Statement
from processing_app.store.intent_tables import intents
from processing_app.store.repair_tables import tables

WAITING, APPROVED, REFUSED, EXPIRED = "waiting", "approved", "refused", "expired"
_OPERATORS, _PROPOSALS = tables(MetaData())
_I = intents(MetaData())
_P = _PROPOSALS.c
_STOPPED = Statement(
    select(_I).where(_I.c.stopped != literal_column("''")).order_by(_I.c.changed.desc()).limit(bindparam("limit"))
)
_ALL_OPERATORS = Statement(select(_OPERATORS).order_by(_OPERATORS.c.at, _OPERATORS.c.login))
_OPERATOR = Statement(select(_OPERATORS).where(_OPERATORS.c.login == bindparam("login")))
_ADD_OPERATOR = Statement(insert(_OPERATORS).values({one.name: bindparam(one.name) for one in _OPERATORS.c}))
_REMOVE_OPERATOR = Statement(delete(_OPERATORS).where(_OPERATORS.c.login == bindparam("login")))
_PROPOSE = Statement(insert(_PROPOSALS).returning(_P.id))
_PROPOSAL = Statement(select(_PROPOSALS).where(_P.id == bindparam("id")))
_OF_INTENT = Statement(select(_PROPOSALS).where(_P.intent_id == bindparam("intent_id")).order_by(_P.id))
_LATEST = Statement(select(_PROPOSALS).order_by(_P.id.desc()).limit(bindparam("limit")))
_DECIDE = Statement(
    update(_PROPOSALS)
    .where(_P.id == bindparam("of"), _P.state == WAITING)
    .values(
        state=bindparam("state"), decided_by=bindparam("decided_by"), decided_at=bindparam("decided_at"),
        note=bindparam("note"),
    )
)  # fmt: skip


def stopped(db: Connection, limit: int) -> list[Row]:
    """Intents in which nothing moves, those that were stopped last first."""
    return db.all(_STOPPED, limit=limit)


def operators(db: Connection) -> list[Row]:
    """Every operator that was added, in order."""
    return db.all(_ALL_OPERATORS)


def operator(db: Connection, login: str) -> Row | None:
    """One operator that was added."""
    return db.one(_OPERATOR, login=login)


def add_operator(db: Connection, *, login: str, name: str, at: int, added_by: str) -> None:
    """Who a login is."""
    db.run(_ADD_OPERATOR, login=login, name=name, at=at, added_by=added_by)


def remove_operator(db: Connection, login: str) -> None:
    """The login is nobody's any more."""
    db.run(_REMOVE_OPERATOR, login=login)


def propose(
    db: Connection, *, at: int, intent_id: str, version: int, amount: int, ask: bytes, proposer: str
) -> int:  # fmt: skip
    """An act that waits for another person; its number."""
    row = db.one(
        _PROPOSE, at=at, intent_id=intent_id, version=version, amount=amount, ask=ask, proposer=proposer,
        state=WAITING, decided_by="", decided_at=None, note="",
    )  # fmt: skip
    assert row is not None
    number: int = row["id"]
    return number


def proposal(db: Connection, proposal_id: int) -> Row | None:
    """One of them."""
    return db.one(_PROPOSAL, id=proposal_id)


def proposals_of(db: Connection, intent_id: str) -> list[Row]:
    """What was proposed about an intent, in order."""
    return db.all(_OF_INTENT, intent_id=intent_id)


def latest(db: Connection, limit: int) -> list[Row]:
    """The latest of all, newest first."""
    return db.all(_LATEST, limit=limit)


def decide(db: Connection, proposal_id: int, state: str, *, by: str, at: int, note: str) -> bool:
    """It waits no longer; False when it did not wait."""
    return db.run(_DECIDE, of=proposal_id, state=state, decided_by=by, decided_at=at, note=note) == 1
