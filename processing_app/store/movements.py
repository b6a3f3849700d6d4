"""What events moved on ledger accounts: postings of one account by pages, turnover of all in a period."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select

from common.database import Connection, Row, Statement
from processing_app.core.ledger import HOLDS, WALLET, Posting
from processing_app.store.tables import EVENTS

PAGE = 5000
FOREVER = 2**62
TOGETHER = {"payment:*:hold": HOLDS, "wallet:*:main": (WALLET,)}
"""What stands for many accounts at once, by how their names begin: all that is held, and the money of all wallets."""
_E = EVENTS.c
_IN_PERIOD = and_(_E.at >= bindparam("since"), _E.at < bindparam("until"))
_DATA = Statement(
    select(_E.position, _E.data)
    .where(_E.position > bindparam("after"), _IN_PERIOD)
    .order_by(_E.position)
    .limit(bindparam("limit"))
)
_ONE = 1
"""How many names an account has; many together have as many as beginnings."""


def _touches(names: int) -> Any:
    """Whether an event moved something from or to an account of so many names."""
    sides: list[Any] = [
        bindparam(f"{side}{number}") for side in ("as_source", "as_destination") for number in range(names)
    ]
    return or_(*(func.instr(_E.data, side) > 0 for side in sides))


def _of_account(names: int) -> Statement:
    return Statement(
        select(_E.position, _E.stream, _E.at, _E.kind, _E.principal, _E.data)
        .where(_touches(names), _IN_PERIOD)
        .order_by(_E.position.desc())
        .limit(bindparam("limit"))
        .offset(bindparam("offset"))
    )


_OF_ACCOUNT = {names: _of_account(names) for names in {_ONE, *map(len, TOGETHER.values())}}
_HOW_MANY = Statement(select(func.count().label("number")).select_from(EVENTS).where(_touches(_ONE), _IN_PERIOD))
_IN_ORDER = Statement(
    select(_E.position, _E.stream, _E.at, _E.kind, _E.principal, _E.data)
    .where(_E.position > bindparam("after"), _touches(_ONE), _E.at < bindparam("until"))
    .order_by(_E.position)
    .limit(bindparam("limit"))
)


class _Moved(msgspec.Struct, frozen=True):
    """What of a stored event is of interest here; the rest is passed over undecoded."""

    postings: tuple[Posting, ...] = ()
    payment_id: str = ""
    note: str = ""


_DECODER = msgspec.json.Decoder(_Moved)


class Movement(NamedTuple):
    """What one event moved; `at` in milliseconds UTC."""

    position: int
    at: int
    kind: str
    principal: str
    payment_id: str
    """Of a shop's payment `<intent>.<n>`."""
    postings: tuple[Posting, ...]
    note: str = ""


def in_period(db: Connection, since: int, until: int, after: int) -> Iterator[tuple[int, tuple[Posting, ...]]]:
    """What every event of a period moved, after a position, in order."""
    while rows := db.all(_DATA, after=after, since=since, until=until, limit=PAGE):
        for row in rows:
            yield row["position"], _DECODER.decode(row["data"]).postings
        after = rows[-1]["position"]


def of_account(db: Connection, account: str, since: int, until: int, *, offset: int, limit: int) -> list[Movement]:
    """What events moved on an account, the newest first."""
    several = [b'"' + name.encode() for name in TOGETHER.get(account, ())]
    names = several or [msgspec.json.encode(account) + b","]
    where = _where(names) | {"since": since, "until": until}
    return [_movement(row) for row in db.all(_OF_ACCOUNT[len(names)], **where, offset=offset, limit=limit)]


def how_many(db: Connection, account: str, since: int, until: int) -> int:
    """How many events moved something on one account."""
    row = db.one(_HOW_MANY, **_where([msgspec.json.encode(account) + b","]), since=since, until=until)
    assert row is not None
    return int(row["number"])


def in_order(db: Connection, account: str, until: int) -> Iterator[Movement]:
    """What every event before a moment moved on an account, from the beginning, in order."""
    where = _where([msgspec.json.encode(account) + b","]) | {"until": until}
    after = 0
    while rows := db.all(_IN_ORDER, after=after, limit=PAGE, **where):
        for row in rows:
            yield _movement(row)
        after = rows[-1]["position"]


def _where(names: list[bytes]) -> dict[str, Any]:
    """An account as it stands in a stored posting: first of the row, or second."""
    sources = {f"as_source{number}": b"[" + name for number, name in enumerate(names)}
    return sources | {f"as_destination{number}": b'",' + name for number, name in enumerate(names)}


def _movement(row: Row) -> Movement:
    moved = _DECODER.decode(row["data"])
    of, payment_id = row["stream"].partition("/")[2], moved.payment_id
    whose = f"{of}.{payment_id}" if payment_id and payment_id != of else payment_id
    return Movement(row["position"], row["at"], row["kind"], row["principal"], whose, moved.postings, moved.note)
