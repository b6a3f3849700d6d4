"""Payments of this terminal, by id, by state, by session."""

import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from agent_terminal.core.payment import State
from agent_terminal.store import tables
from common.database import Connection, Row, Statement

_P = tables.payments


class Payment(msgspec.Struct, frozen=True, kw_only=True):
    """A row. `accepted` is when the payer paid (0: not yet), `asked` when the centre was last asked about its fate.

    `told` is the state that the centre was last told of for reconciliation.
    """

    payment_id: str
    session_id: str
    terminal: str
    state: State
    provider_id: int
    provider_ru: str
    provider_en: str
    account: str
    fields: dict[str, str]
    directory_version: int
    currency: str
    inserted: int = 0
    agent_fee: int = 0
    amount: int = 0
    made: int
    accepted: int = 0
    changed: int
    asked: int = 0
    number: str = ""
    reason: str = ""
    reference: str = ""
    needs_review: int = 0
    told: str = ""


_NAMES = [column.name for column in _P.columns if column.name != "payment_id"]
_ADD = Statement(insert(_P))
_CHANGE = Statement(update(_P).where(_P.c.payment_id == bindparam("of")).values({n: bindparam(n) for n in _NAMES}))
_ONE = Statement(select(_P).where(_P.c.payment_id == bindparam("payment_id")))
_OF_SESSION = Statement(select(_P).where(_P.c.session_id == bindparam("session_id")).order_by(_P.c.payment_id))
_IN_STATE = Statement(
    select(_P).where(_P.c.state == bindparam("state")).order_by(_P.c.asked, _P.c.payment_id).limit(bindparam("limit"))
)
_LAST = Statement(select(_P).where(_P.c.accepted > 0).order_by(_P.c.accepted.desc()).limit(bindparam("limit")))
_ASKED = Statement(update(_P).where(_P.c.payment_id == bindparam("of")).values(asked=bindparam("asked")))
_TO_TELL = Statement(select(_P).where(tables.TO_TELL).order_by(_P.c.accepted).limit(bindparam("limit")))
_TOLD = Statement(update(_P).where(_P.c.payment_id == bindparam("of")).values(told=bindparam("state")))
_TOTALS = Statement(
    select(
        _P.c.state,
        func.count().label("number"),
        func.sum(_P.c.inserted).label("inserted"),
        func.sum(_P.c.agent_fee).label("agent_fee"),
        func.sum(_P.c.amount).label("amount"),
    )
    .where(_P.c.accepted > 0)
    .group_by(_P.c.state)
)


class Total(msgspec.Struct, frozen=True):
    """All payments of one state together."""

    number: int = 0
    inserted: int = 0
    agent_fee: int = 0
    amount: int = 0


def find(db: Connection, payment_id: str) -> Payment | None:
    """One payment by its id."""
    row = db.one(_ONE, payment_id=payment_id)
    return None if row is None else payment_of(row)


def of_session(db: Connection, session_id: str) -> list[Payment]:
    """A session's payments, oldest first."""
    return [payment_of(row) for row in db.all(_OF_SESSION, session_id=session_id)]


def in_state(db: Connection, state: State, limit: int) -> list[Payment]:
    """Payments in one state, those first that were asked about longest ago."""
    return [payment_of(row) for row in db.all(_IN_STATE, state=state.value, limit=limit)]


def last(db: Connection, limit: int) -> list[Payment]:
    """The latest payments with cash, newest first."""
    return [payment_of(row) for row in db.all(_LAST, limit=limit)]


def totals(db: Connection) -> dict[State, Total]:
    """Sums by state, of payments that took cash."""
    return {
        State(row["state"]): Total(row["number"], row["inserted"], row["agent_fee"], row["amount"])
        for row in db.all(_TOTALS)
    }


def add(db: Connection, payment: Payment) -> None:
    """A payment id is stored before anybody else hears of it."""
    db.run(_ADD, payment_id=payment.payment_id, **_values(payment))


def save(db: Connection, payment: Payment) -> None:
    """The payment as it is now."""
    changed = db.run(_CHANGE, of=payment.payment_id, **_values(payment))
    assert changed == 1, payment.payment_id


def was_asked(db: Connection, payment_id: str, at: int) -> None:
    """The centre was asked about its fate."""
    db.run(_ASKED, of=payment_id, asked=at)


def to_tell(db: Connection, limit: int) -> list[Payment]:
    """Payments whose state the centre was not told of, the oldest first."""
    return [payment_of(row) for row in db.all(_TO_TELL, limit=limit)]


def was_told(db: Connection, payment_id: str, state: State) -> None:
    """The centre has been told of this state; another one since is told next."""
    db.run(_TOLD, of=payment_id, state=state.value)


def _values(payment: Payment) -> dict[str, object]:
    values = msgspec.structs.asdict(payment)
    values.pop("payment_id")
    return values | {"state": payment.state.value, "fields": msgspec.json.encode(payment.fields).decode()}


def payment_of(row: Row) -> Payment:
    """A payment as its row has it."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - a Row iterates over its values
    return Payment(**values | {"state": State(row["state"]), "fields": msgspec.json.decode(row["fields"])})
