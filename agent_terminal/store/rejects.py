"""Notes that the acceptor itself gave back, counted by quarter of an hour and reason."""

from sqlalchemy import bindparam, insert, update

from agent_terminal.store import tables
from common.database import Connection, Statement

_T = tables.rejects
SLOT_MS = 15 * 60 * 1000
"""Short enough for the bounds of a day in any zone to lie between two."""
_ADD = Statement(insert(_T))
_MORE = Statement(
    update(_T)
    .where(_T.c.slot == bindparam("of"), _T.c.reason == bindparam("why"))
    .values(number=_T.c.number + bindparam("more"))
)


def slot_of(at: int) -> int:
    """The beginning of the quarter of an hour that a moment is in."""
    return at - at % SLOT_MS


def add(db: Connection, slot: int, reason: int, number: int) -> None:
    """So many more notes were rejected for this reason."""
    if not db.run(_MORE, of=slot, why=reason, more=number):
        db.run(_ADD, slot=slot, reason=reason, number=number)
