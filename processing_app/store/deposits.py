"""What moves through agents' deposits: how fast they are spent, since when they are empty, their top-ups."""

from sqlalchemy import bindparam, func, select

from common.database import Connection, Row, Statement
from processing_app.store.log import Stored, stored
from processing_app.store.tables import EVENTS, PAYMENTS

TOP_UPS = "top-up/"
AFTER_TOP_UPS = "top-up0"
"""The first text after all streams of top-ups: «0» follows «/»."""
_P, _E = PAYMENTS.c, EVENTS.c
_LAST_POSITION = Statement(select(func.max(_P.position).label("position")))
_NEXT = Statement(select(_P.position, _P.at).where(_P.position >= bindparam("place")).order_by(_P.position).limit(1))
_SPENT = Statement(
    select(_P.agent_id, func.sum(_P.amount + _P.processing_fee).label("spent"))
    .where(_P.position >= bindparam("place"), _P.at >= bindparam("since"))
    .group_by(_P.agent_id)
)
_LAST_OF_AGENT = Statement(
    select(_P.at).where(_P.agent_id == bindparam("agent_id")).order_by(_P.position.desc()).limit(1)
)
_TOP_UPS = Statement(
    select(EVENTS)
    .where(_E.stream >= TOP_UPS, _E.stream < AFTER_TOP_UPS, _E.position < bindparam("before"))
    .order_by(_E.position.desc())
    .limit(bindparam("limit"))
)


def spent_since(db: Connection, since: int) -> dict[int, int]:
    """What each agent's payments took from its deposit since a moment, minor units."""
    found = db.all(_SPENT, place=_place_of(db, since), since=since)
    return {row["agent_id"]: row["spent"] for row in found}


def last_payment_at(db: Connection, agent_id: int) -> int | None:
    """When an agent's deposit paid last."""
    row = db.one(_LAST_OF_AGENT, agent_id=agent_id)
    return None if row is None else row["at"]


def top_ups(db: Connection, before: int, limit: int) -> list[Stored]:
    """Top-ups of all agents before a position, newest first."""
    return [stored(row) for row in db.all(_TOP_UPS, before=before, limit=limit)]


def _place_of(db: Connection, since: int) -> int:
    """Where in the log a moment is, by halving: positions grow with time, and there is no index of times."""
    row = db.one(_LAST_POSITION)
    low, high = 0, (row["position"] or 0) + 1 if row is not None else 1
    while low < high:
        middle = (low + high) // 2
        found: Row | None = db.one(_NEXT, place=middle)
        if found is None or found["at"] >= since:
            high = middle
        else:
            low = found["position"] + 1
    return low
