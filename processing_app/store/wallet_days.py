"""What a wallet has spent on a Moscow day and how often in an hour; remembered beside the writer, written with a group.

Payments under way count; of those that failed or were given back the sum is given back, that they were tried is not.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import MetaData, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from common.database import Connection, Statement
from common.registers.line import day_of
from processing_app.store import log
from processing_app.store.wallet_tables import days, payments

HOUR_MS = 3_600_000
REMEMBERED = 20_000
COUNTED = 5_000
"""How many of a wallet's newest payments are looked at for those of the last hour; no limit is higher."""
_D = days(MetaData())
_P = payments(MetaData())
_SPENT = Statement(
    select(_D.c.spent).where(_D.c.wallet_id == bindparam("wallet_id"), _D.c.day == bindparam("day")), keyed=True
)
_new = insert(_D).values(wallet_id=bindparam("wallet_id"), day=bindparam("day"), spent=bindparam("spent"))
_ADD = Statement(
    _new.on_conflict_do_update(
        index_elements=[_D.c.wallet_id, _D.c.day], set_={"spent": _D.c.spent + _new.excluded.spent}
    )
)
_newest = (
    select(_P.c.at).where(_P.c.sender == bindparam("sender")).order_by(_P.c.position.desc()).limit(COUNTED).subquery()
)
_NEWEST = Statement(select(_newest.c.at).where(_newest.c.at > bindparam("since")), keyed=True)
_EVERY = Statement(select(_D))
_CLEAR = Statement(delete(_D))


@dataclass(slots=True)
class Spending:
    """Of one wallet: the newest day it was asked about and its sum; the moments of the last hour's payments."""

    day: str
    spent: int
    at: deque[int]


def of(db: Connection, wallet_id: str, now: int) -> Spending:
    """What a wallet has spent today, and when in the hour before now. In a unit of work."""
    log.trust(db)
    memory: dict[str, Spending] = db.memory.setdefault(log.SPENDING, {})
    day = _day(now)
    found = memory.get(wallet_id)
    if found is None or found.day != day:
        if len(memory) >= REMEMBERED:
            memory.clear()
        found = memory[wallet_id] = _read(db, wallet_id, day, now)
        db.undo(lambda: _forget(db, wallet_id))
    while found.at and found.at[0] <= now - HOUR_MS:
        found.at.popleft()
    return found


def spent_today(db: Connection, wallet_id: str, now: int) -> int:
    """The committed sum of a day, in a read."""
    row = db.one(_SPENT, wallet_id=wallet_id, day=_day(now))
    return row["spent"] if row is not None else 0


def spend(db: Connection, wallet_id: str, amount: int, now: int) -> None:
    """A payment of a wallet began."""
    found = of(db, wallet_id, now)
    db.undo(lambda: _forget(db, wallet_id))
    found.spent += amount
    found.at.append(now)
    _gather(db, wallet_id, found.day, amount)


def give_back(db: Connection, wallet_id: str, amount: int, at: int) -> None:
    """A payment that began at that moment came to nothing."""
    day = _day(at)
    found: Spending | None = db.memory.get(log.SPENDING, {}).get(wallet_id)
    if found is not None and found.day == day:
        db.undo(lambda: _forget(db, wallet_id))
        found.spent -= amount
    _gather(db, wallet_id, day, -amount)


def every(db: Connection) -> dict[tuple[str, str], int]:
    """All of them: (wallet, day) and the sum."""
    return {(row["wallet_id"], row["day"]): row["spent"] for row in db.all(_EVERY)}


def rewrite(db: Connection, sums: Mapping[tuple[str, str], int]) -> None:
    """Replace all of them by recomputed ones."""
    db.memory.pop(log.SPENDING, None)
    db.run(_CLEAR)
    for (wallet_id, day), amount in sums.items():
        db.run(_ADD, wallet_id=wallet_id, day=day, spent=amount)


def _read(db: Connection, wallet_id: str, day: str, now: int) -> Spending:
    db.settle((log.SPENDING, wallet_id))
    row = db.one(_SPENT, wallet_id=wallet_id, day=day)
    rows = db.all(_NEWEST, sender=f"wallet:{wallet_id}", since=now - HOUR_MS)
    return Spending(day, row["spent"] if row is not None else 0, deque(sorted(one["at"] for one in rows)))


def _gather(db: Connection, wallet_id: str, day: str, amount: int) -> None:
    db.gather(_ADD, (log.SPENDING, wallet_id), wallet_id=wallet_id, day=day, spent=amount)


def _forget(db: Connection, wallet_id: str) -> None:
    db.memory.get(log.SPENDING, {}).pop(wallet_id, None)


def _day(now: int) -> str:
    return day_of(now).isoformat()
