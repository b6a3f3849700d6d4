"""What a shift's money is counted from: cash in and out of sessions, of claim slips, of the cassette, in a period."""

from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from agent_terminal.store import tables
from agent_terminal.store.banknotes import Encashment, NoteState, encashment_of
from agent_terminal.store.papers import SlipState
from agent_terminal.store.rejects import SLOT_MS
from common.database import Connection, Row, Statement

_P, _B, _E, _C, _S = (
    tables.payments.c,
    tables.banknotes.c,
    tables.encashments.c,
    tables.claim_slips.c,
    tables.sessions.c,
)
_since: Any = bindparam("since")
_until: Any = bindparam("until")
_at: Any = bindparam("at")
_STACKED = and_(_B.state == NoteState.STACKED.value, _B.ended >= _since, _B.ended < _until)
_PAID = and_(_P.accepted > 0, _P.accepted >= _since, _P.accepted < _until)
_INSERTED = Statement(select(func.coalesce(func.sum(_B.value), 0).label("amount")).where(_STACKED))
_TAKEN_BACK = Statement(
    select(func.coalesce(func.sum(_C.amount), 0).label("amount")).where(
        _C.state == SlipState.USED.value, _C.changed >= _since, _C.changed < _until
    )
)
_KEPT = Statement(
    select(func.coalesce(func.sum(_C.amount), 0).label("amount")).where(
        _C.payment_id == "", _C.made >= _since, _C.made < _until
    )
)
_STATES = Statement(
    select(
        _P.state, (_P.needs_review > 0).label("needs_review"), func.count().label("number"),
        func.sum(_P.inserted).label("inserted"), func.sum(_P.agent_fee).label("agent_fee"),
        func.sum(_P.amount).label("amount"),
    )
    .where(_PAID)
    .group_by(_P.state, "needs_review")
)  # fmt: skip
_HELD = Statement(select(func.coalesce(func.sum(_S.held), 0).label("amount")))
_SLIPS = Statement(
    select(_C.state, func.count().label("number"), func.sum(_C.amount).label("amount"))
    .where(_C.made >= _since, _C.made < _until)
    .group_by(_C.state)
)
_BY_QUARTER = Statement(
    select((_B.ended // SLOT_MS).label("slot"), func.sum(_B.value).label("amount"))
    .where(_STACKED)
    .group_by("slot")
    .order_by("slot")
)
_NOTES = Statement(select(_B.value, func.count().label("number")).where(_STACKED).group_by(_B.value).order_by(_B.value))
_DOUBTFUL = Statement(
    select(_B.value, func.count().label("number"))
    .where(_B.state == NoteState.LOST.value, _B.ended >= _since, _B.ended < _until)
    .group_by(_B.value)
)
_IN_CASSETTE = Statement(
    select(_B.value, func.count().label("number"))
    .select_from(tables.banknotes.outerjoin(tables.encashments, _E.id == _B.encashment))
    .where(
        _B.state == NoteState.STACKED.value, _B.ended < _at, or_(_B.encashment == 0, _E.at >= _at)
    )
    .group_by(_B.value)
)  # fmt: skip
_LAST = Statement(select(func.max(_E.at).label("at")).where(_E.at < _until))
_ENCASHMENTS = Statement(select(tables.encashments).where(_E.at >= _since, _E.at < _until).order_by(_E.id))


class Span(NamedTuple):
    """[since, until), milliseconds UTC."""

    since: int
    until: int


EVER = Span(0, 1 << 62)
"""A period that holds all there is."""


def inserted(db: Connection, span: Span) -> int:
    """All notes that came into the cassette."""
    return _amount(db.one(_INSERTED, **span._asdict()))


def taken_back(db: Connection, span: Span) -> int:
    """Cash of claim slips that came back into a session, for another number."""
    return _amount(db.one(_TAKEN_BACK, **span._asdict()))


def kept_for_payers(db: Connection, span: Span) -> int:
    """Cash that became a claim slip without having been a payment."""
    return _amount(db.one(_KEPT, **span._asdict()))


def by_state(db: Connection, span: Span) -> list[Row]:
    """Payments by state and by whether a person must decide: how many, and their sums."""
    return db.all(_STATES, **span._asdict())


def held_now(db: Connection) -> int:
    """Cash inside that no payment and no claim slip has taken, as the sessions say."""
    return _amount(db.one(_HELD))


def slips(db: Connection, span: Span) -> dict[SlipState, tuple[int, int]]:
    """Claim slips that were made: how many and how much, by what became of them."""
    return {SlipState(row["state"]): (row["number"], row["amount"]) for row in db.all(_SLIPS, **span._asdict())}


def inserted_by_quarter(db: Connection, span: Span) -> list[tuple[int, int]]:
    """The beginning of each quarter of an hour in which notes came, and what they were worth."""
    return [(row["slot"] * SLOT_MS, row["amount"]) for row in db.all(_BY_QUARTER, **span._asdict())]


def notes(db: Connection, span: Span) -> dict[int, int]:
    """How many notes of each value came into the cassette."""
    return {row["value"]: row["number"] for row in db.all(_NOTES, **span._asdict())}


def doubtful(db: Connection, span: Span) -> dict[int, int]:
    """How many notes of each value have an end that nobody knows."""
    return {row["value"]: row["number"] for row in db.all(_DOUBTFUL, **span._asdict())}


def in_cassette(db: Connection, at: int) -> dict[int, int]:
    """How many notes of each value lay in the cassette at a moment."""
    return {row["value"]: row["number"] for row in db.all(_IN_CASSETTE, at=at)}


def encashments(db: Connection, span: Span) -> list[Encashment]:
    """What was taken out, in order."""
    return [encashment_of(row) for row in db.all(_ENCASHMENTS, **span._asdict())]


def last_encashed(db: Connection, until: int) -> int | None:
    """When the cassette was emptied last before a moment, if it ever was."""
    row = db.one(_LAST, until=until)
    return None if row is None else row["at"]


def _amount(row: Row | None) -> int:
    assert row is not None
    return int(row["amount"])
