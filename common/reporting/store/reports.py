"""Reports and what comparisons found, as rows."""

from collections.abc import Iterable

from sqlalchemy import MetaData, and_, bindparam, delete, func, insert, or_, select, update

from common.database import Connection, Row, Statement
from common.reporting.tables import tables

_METADATA = MetaData()
tables(_METADATA)
REPORTS, FINDINGS, LETTERS, SCHEDULES = (
    _METADATA.tables[name] for name in ("reports", "findings", "letters", "schedules")
)
_R, _F = REPORTS.c, FINDINGS.c
_ADD = Statement(insert(REPORTS).returning(_R.id))
_ONE = Statement(select(REPORTS).where(_R.id == bindparam("id")))
_ALL = Statement(select(REPORTS).order_by(_R.id.desc()))
_IDS = Statement(select(_R.id).where(_R.state == bindparam("state")))
_UNFINISHED = Statement(
    select(func.count().label("number"))
    .select_from(REPORTS)
    .where(_R.state == bindparam("state"), _R.owner == bindparam("owner"))
)
_END = Statement(
    update(REPORTS)
    .where(_R.id == bindparam("of"))
    .values(
        state=bindparam("state"), started=bindparam("started"), ended=bindparam("ended"), outcome=bindparam("outcome")
    )
)
_OLD = Statement(
    select(_R.id)
    .where(
        _R.ended.is_not(None),
        or_(and_(_R.owner == bindparam("owner"), _R.id <= bindparam("up_to")), _R.ended < bindparam("before")),
    )
    .order_by(_R.id)
)
_PLACE = Statement(
    select(_R.id).where(_R.owner == bindparam("owner")).order_by(_R.id.desc()).limit(1).offset(bindparam("kept"))
)
_OF_SCHEDULE = Statement(select(_R.id).where(_R.schedule == bindparam("schedule"), _R.since == bindparam("since")))
_LETTERS = Statement(
    select(LETTERS.c.report, func.count().label("number"))
    .where(LETTERS.c.report.is_not(None))
    .group_by(LETTERS.c.report)
)
_FORGET = Statement(delete(REPORTS).where(_R.id == bindparam("id")))
_FORGET_FINDINGS = Statement(delete(FINDINGS).where(_F.report == bindparam("report")))
_ADD_FINDING = Statement(insert(FINDINGS).values({column.name: bindparam(column.name) for column in FINDINGS.columns}))
_OF_KIND = or_(bindparam("kind") == "", _F.kind == bindparam("kind"))
_FINDINGS = Statement(
    select(FINDINGS)
    .where(_F.report == bindparam("report"), _OF_KIND)
    .order_by(_F.number)
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_COUNT_FINDINGS = Statement(
    select(func.count().label("number")).select_from(FINDINGS).where(_F.report == bindparam("report"), _OF_KIND)
)


def add(db: Connection, **values: object) -> int:
    """A report is ordered; its number."""
    row = db.one(_ADD, **values)
    assert row is not None
    number: int = row["id"]
    return number


def find(db: Connection, number: int) -> Row | None:
    """One report."""
    return db.one(_ONE, id=number)


def newest_first(db: Connection) -> list[Row]:
    """All of them; no more than are kept."""
    return db.all(_ALL)


def in_state(db: Connection, state: str) -> list[int]:
    """The numbers of reports in a state."""
    return [row["id"] for row in db.all(_IDS, state=state)]


def count_unfinished(db: Connection, owner: str) -> int:
    """How many reports of an owner wait or are being made."""
    row = db.one(_UNFINISHED, state="waiting", owner=owner)
    return row["number"] if row is not None else 0


def end(db: Connection, number: int, *, state: str, started: int | None, ended: int, outcome: bytes) -> None:
    """How it ended."""
    db.run(_END, of=number, state=state, started=started, ended=ended, outcome=outcome)


def old(db: Connection, owner: str, *, kept: int, before: int) -> list[int]:
    """Ended reports beyond the newest `kept` of an owner, and those that ended before a moment; the oldest first."""
    last = db.one(_PLACE, owner=owner, kept=kept)
    up_to = last["id"] if last is not None else 0
    return [row["id"] for row in db.all(_OLD, owner=owner, up_to=up_to, before=before)]


def of_schedule(db: Connection, schedule: int, since: int) -> int | None:
    """The report that a schedule ordered for a period."""
    row = db.one(_OF_SCHEDULE, schedule=schedule, since=since)
    return row["id"] if row is not None else None


def letters(db: Connection) -> dict[int, int]:
    """How many letters there are with each report."""
    return {row["report"]: row["number"] for row in db.all(_LETTERS)}


def forget(db: Connection, number: int) -> None:
    """A report and what it found."""
    forget_findings(db, number)
    db.run(_FORGET, id=number)


def forget_findings(db: Connection, number: int) -> None:
    """What a report found."""
    db.run(_FORGET_FINDINGS, report=number)


def add_findings(db: Connection, number: int, first: int, found: Iterable[tuple[str, bytes]]) -> None:
    """A part of what a comparison found."""
    for place, (kind, data) in enumerate(found, first):
        db.run(_ADD_FINDING, report=number, number=place, kind=kind, data=data)


def findings(db: Connection, number: int, kind: str, *, offset: int, limit: int) -> list[Row]:
    """A page of what a comparison found, of one kind or (empty) of all."""
    return db.all(_FINDINGS, report=number, kind=kind, offset=offset, limit=limit)


def count_findings(db: Connection, number: int, kind: str) -> int:
    """How many of a kind are kept."""
    row = db.one(_COUNT_FINDINGS, report=number, kind=kind)
    return row["number"] if row is not None else 0
