"""Uses of services: stored before they are sent, and what became of them."""

from typing import NamedTuple

from sqlalchemy import bindparam, case, func, insert, or_, select, update

from common.database import Connection, Row, Statement
from common.words import Words
from consumer_app.core import UseState, outweighs
from consumer_app.store.tables import USES


class UseRow(NamedTuple):
    """A use with the request it is sent by; a namesake of its row."""

    use_id: str
    contract: str
    number: str
    service: str
    quantity: int
    path: str
    body_kind: str
    body: bytes
    made_at: int
    state: UseState
    attempts: int
    code: str
    ru: str
    en: str
    cost: int | None
    balance: int | None
    currency: str


class Ending(NamedTuple):
    """What a sending has brought."""

    state: UseState
    code: str = ""
    words: Words = Words("", "")
    cost: int | None = None
    balance: int | None = None


_OPEN = or_(USES.c.state == UseState.SENDING.value, USES.c.state == UseState.UNKNOWN.value)
_ADD = Statement(insert(USES))
_ONE = Statement(select(USES).where(USES.c.use_id == bindparam("use_id")))
_NEWEST = Statement(select(USES).order_by(USES.c.made_at.desc(), USES.c.use_id.desc()).limit(bindparam("limit")))
_OF = Statement(
    select(USES)
    .where(USES.c.contract == bindparam("contract"))
    .order_by(USES.c.made_at.desc(), USES.c.use_id.desc())
    .limit(bindparam("limit"))
)
_UNFINISHED = Statement(select(USES).where(_OPEN).order_by(USES.c.made_at))
_DONE = USES.c.state == UseState.DONE.value
_SPENT = Statement(
    select(
        func.coalesce(func.sum(case((_DONE, USES.c.cost), else_=0)), 0).label("spent"),
        func.coalesce(func.sum(case((_DONE, 1), else_=0)), 0).label("done"),
    ).where(
        USES.c.contract == bindparam("contract"),
        USES.c.made_at >= bindparam("since"),
        USES.c.made_at < bindparam("until"),
    )
)
_STILL_OPEN = Statement(
    select(func.count().label("count")).select_from(USES).where(USES.c.contract == bindparam("contract"), _OPEN)
)
_BALANCES = Statement(
    select(USES.c.made_at, USES.c.balance)
    .where(USES.c.contract == bindparam("contract"), _DONE, USES.c.balance.is_not(None))
    .order_by(USES.c.made_at.desc(), USES.c.use_id.desc())
    .limit(bindparam("limit"))
)
_REOPEN = Statement(
    update(USES)
    .where(USES.c.use_id == bindparam("of"), USES.c.state == UseState.REFUSED.value)
    .values(state=UseState.SENDING.value)
)
_END = Statement(
    update(USES)
    .where(USES.c.use_id == bindparam("of"))
    .values(
        state=bindparam("state"),
        attempts=USES.c.attempts + 1,
        code=bindparam("code"),
        ru=bindparam("ru"),
        en=bindparam("en"),
        cost=bindparam("cost"),
        balance=bindparam("balance"),
    )
)
_INTERRUPTED = Statement(
    update(USES).where(USES.c.state == UseState.SENDING.value).values(state=UseState.UNKNOWN.value)
)


def add(db: Connection, use: UseRow) -> None:
    """Write a use down, before anything is sent."""
    db.run(_ADD, **use._asdict())


def find(db: Connection, use_id: str) -> UseRow | None:
    """A use by its id."""
    row = db.one(_ONE, use_id=use_id)
    return _use(row) if row is not None else None


def newest(db: Connection, contract: str, limit: int) -> list[UseRow]:
    """The newest uses, of one contract or of all."""
    rows = db.all(_OF, contract=contract, limit=limit) if contract else db.all(_NEWEST, limit=limit)
    return [_use(row) for row in rows]


def unfinished(db: Connection) -> list[UseRow]:
    """The uses whose outcome nobody here knows, and those that are or were being sent, oldest first."""
    return [_use(row) for row in db.all(_UNFINISHED)]


def spent(db: Connection, contract: str, since: int, until: int) -> tuple[int, int]:
    """Of a period: what was paid, and for how many uses."""
    row = db.one(_SPENT, contract=contract, since=since, until=until)
    assert row is not None
    return row["spent"], row["done"]


def open_ones(db: Connection, contract: str) -> int:
    """How many uses have an outcome that nobody knows yet, however old they are."""
    row = db.one(_STILL_OPEN, contract=contract)
    return row["count"] if row is not None else 0


def balances(db: Connection, contract: str, limit: int) -> list[tuple[int, int]]:
    """The latest moments and the balances that uses left, newest first."""
    return [(row["made_at"], row["balance"]) for row in db.all(_BALANCES, contract=contract, limit=limit)]


def end(db: Connection, use_id: str, ending: Ending) -> None:
    """Write down what a sending has brought; where more is known already, from this try or another, it stays."""
    before = find(db, use_id)
    if before is None or not outweighs(ending.state, ending.code, before.state, before.code):
        return
    db.run(
        _END,
        of=use_id,
        state=ending.state.value,
        code=ending.code,
        ru=ending.words.ru,
        en=ending.words.en,
        cost=ending.cost,
        balance=ending.balance,
    )


def reopen(db: Connection, use_id: str) -> bool:
    """What was never sent is to be sent after all; False when somebody else is sending it by now."""
    return db.run(_REOPEN, of=use_id) == 1


def give_up_interrupted(db: Connection) -> int:
    """What was being sent when the program died has an unknown outcome; how many these are."""
    return db.run(_INTERRUPTED)


def _use(row: Row) -> UseRow:
    return UseRow._make(tuple(row))._replace(state=UseState(row["state"]))
