"""What the terminal's journal lists of a period: payments, events, rejected notes, in order by pages."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import bindparam, func, or_, select, tuple_

from agent_terminal.core.payment import State
from agent_terminal.store import tables
from agent_terminal.store.papers import Entry
from agent_terminal.store.payments import Payment, payment_of
from agent_terminal.store.shift import Span
from common.database import Connection, Statement

PAGE = 2000
_P, _C, _J, _R = tables.payments.c, tables.claim_slips.c, tables.journal.c, tables.rejects.c
_T = tables.TABLES.tables["tasks"].c
_since: Any = bindparam("since")
_until: Any = bindparam("until")
_credited: Any = bindparam("credited")
ANY = -1
_PAYMENTS = Statement(
    select(tables.payments)
    .where(
        _P.accepted > 0,
        _P.accepted >= _since,
        _P.accepted < _until,
        or_(_credited == ANY, (_P.state == State.CAPTURED.value) == _credited),
        tuple_(_P.accepted, _P.payment_id) > tuple_(bindparam("after"), bindparam("after_id")),
    )
    .order_by(_P.accepted, _P.payment_id)
    .limit(bindparam("limit"))
)
_TASKS = Statement(select(_T.key, _T.attempts, _T.reason))
_SLIPS_OF_PAYMENTS = Statement(select(_C.payment_id, _C.state).where(_C.payment_id != ""))
_EVENTS = Statement(
    select(tables.journal)
    .where(_J.at >= _since, _J.at < _until, _J.id > bindparam("after"))
    .order_by(_J.id)
    .limit(bindparam("limit"))
)
_REJECTS = Statement(
    select(_R.reason, func.sum(_R.number).label("number"))
    .where(_R.slot >= _since, _R.slot < _until)
    .group_by(_R.reason)
    .order_by(func.sum(_R.number).desc(), _R.reason)
)


class Try(NamedTuple):
    """How often an unsent payment was tried, and what came of it last."""

    attempts: int
    reason: str


def payments(db: Connection, span: Span, *, credited: bool | None = None) -> Iterator[Payment]:
    """Payments that took cash, in the order they were accepted: credited ones, or all others, or (None) all."""
    place = {"after": 0, "after_id": ""}
    while page := db.all(
        _PAYMENTS, **span._asdict(), credited=ANY if credited is None else int(credited), limit=PAGE, **place
    ):
        yield from map(payment_of, page)
        place = {"after": page[-1]["accepted"], "after_id": page[-1]["payment_id"]}


def tries(db: Connection) -> dict[str, Try]:
    """Of payments that are not sent, or were set aside."""
    return {row["key"]: Try(row["attempts"], row["reason"]) for row in db.all(_TASKS)}


def slips_of_payments(db: Connection) -> dict[str, str]:
    """What became of rejected payments' claim slips."""
    return {row["payment_id"]: row["state"] for row in db.all(_SLIPS_OF_PAYMENTS)}


def events(db: Connection, span: Span) -> Iterator[Entry]:
    """Lines of the staff's journal, in order."""
    after = 0
    while page := db.all(_EVENTS, **span._asdict(), after=after, limit=PAGE):
        yield from (Entry._make(tuple(row)) for row in page)
        after = page[-1]["id"]


def rejects(db: Connection, span: Span) -> list[tuple[int, int]]:
    """Reasons of rejected notes with how often; those of a quarter of an hour belong to where it begins."""
    return [(row["reason"], row["number"]) for row in db.all(_REJECTS, **span._asdict())]
