"""What events moved on ledger accounts: postings of one account by pages, turnover of all in a period."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from sqlalchemy import and_, bindparam, func, or_, select

from common.database import Connection, Statement
from processing_app.core.ledger import Posting
from processing_app.store.tables import EVENTS

PAGE = 5000
FOREVER = 2**62
HELD = "payment:"
"""Stands for the holds of all payments: how each of their names begins."""
_E = EVENTS.c
_IN_PERIOD = and_(_E.at >= bindparam("since"), _E.at < bindparam("until"))
_TOUCHES = or_(*(func.instr(_E.data, bindparam(name)) > 0 for name in ("as_source", "as_destination")))
_DATA = Statement(
    select(_E.position, _E.data)
    .where(_E.position > bindparam("after"), _IN_PERIOD)
    .order_by(_E.position)
    .limit(bindparam("limit"))
)
_OF_ACCOUNT = Statement(
    select(_E.position, _E.at, _E.kind, _E.principal, _E.data)
    .where(_TOUCHES, _IN_PERIOD)
    .order_by(_E.position.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_IN_ORDER = Statement(
    select(_E.position, _E.at, _E.kind, _E.principal, _E.data)
    .where(_E.position > bindparam("after"), _TOUCHES, _E.at < bindparam("until"))
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
    found = db.all(_OF_ACCOUNT, **_where(account, since, until), offset=offset, limit=limit)
    return [_movement(row["position"], row["at"], row["kind"], row["principal"], row["data"]) for row in found]


def in_order(db: Connection, account: str, until: int) -> Iterator[Movement]:
    """What every event before a moment moved on an account, from the beginning, in order."""
    where = _where(account, 0, until)
    del where["since"]
    after = 0
    while rows := db.all(_IN_ORDER, after=after, limit=PAGE, **where):
        for row in rows:
            yield _movement(row["position"], row["at"], row["kind"], row["principal"], row["data"])
        after = rows[-1]["position"]


def _where(account: str, since: int, until: int) -> dict[str, object]:
    """The account as it stands in a stored posting: first of the row, or second."""
    name = b'"' + account.encode() if account == HELD else msgspec.json.encode(account) + b","
    return {"as_source": b"[" + name, "as_destination": b'",' + name, "since": since, "until": until}


def _movement(position: int, at: int, kind: str, principal: str, data: bytes) -> Movement:
    moved = _DECODER.decode(data)
    return Movement(position, at, kind, principal, moved.payment_id, moved.postings, moved.note)
