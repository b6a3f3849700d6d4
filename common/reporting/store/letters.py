"""Letters as rows of the outbox, each with its errand while it waits; and how letters leave."""

from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, func, insert, literal, or_, select, update
from sqlalchemy.dialects.sqlite import insert as put_or_change

from common.database import Connection, Row, Statement
from common.queue import Queue, Task, TaskState
from common.reporting.asks import LetterState
from common.reporting.store.reports import REPORTS
from common.reporting.tables import ERRANDS
from common.searching import anywhere
from common.words import Language

LANE = "letters"
QUEUE = Queue(ERRANDS)
_METADATA = REPORTS.metadata
LETTERS, _MAIL, _ERRANDS = (_METADATA.tables[name] for name in ("letters", "mail", ERRANDS))
_L, _E = LETTERS.c, _ERRANDS.c
_OURS = (_E.lane == LANE, _E.state == TaskState.WAITING.value)
_PUT = Statement(insert(LETTERS).values({column.name: bindparam(column.name) for column in LETTERS.columns}))
_LAST = Statement(select(func.max(_L.id).label("id")))
_ONE = Statement(select(LETTERS).where(_L.id == bindparam("id")))
_FITS = (
    or_(bindparam("state") == "", _L.state == bindparam("state")),
    or_(bindparam("report") == 0, _L.report == bindparam("report")),
    or_(*(column.op("GLOB")(bindparam("pattern")) for column in (_L.recipient, _L.subject, _L.message_id))),
)
_PAGE = Statement(
    select(LETTERS).where(*_FITS).order_by(_L.id.desc()).limit(bindparam("limit")).offset(bindparam("offset"))
)
_COUNT = Statement(select(func.count().label("number")).select_from(LETTERS).where(*_FITS))
_BY_STATE = Statement(select(_L.state, func.count().label("number")).group_by(_L.state))
_OPEN = Statement(
    select(func.count().label("number"))
    .select_from(LETTERS)
    .where(_L.report == bindparam("report"), _L.state == bindparam("state"))
)
_SAME = Statement(
    select(_L.id).where(
        _L.report == bindparam("report"), _L.recipient == bindparam("recipient"), _L.state == bindparam("state")
    )
)
_CHANGE = Statement(
    update(LETTERS)
    .where(_L.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("state", "attempts", "reason", "way", "ended")})
)
_DUE = Statement(
    select(_E.id)
    .where(*_OURS, or_(_E.due <= bindparam("now"), _E.due > bindparam("beyond")))
    .order_by(_E.id)
    .limit(bindparam("limit"))
)
_DUES = Statement(select(_E.key, _E.due).where(*_OURS))
_NOW = Statement(update(_ERRANDS).where(*_OURS, _E.key == bindparam("of")).values(due=bindparam("due")))
_SETTINGS = Statement(select(_MAIL.c.settings).where(_MAIL.c.id == literal(1)))
_SET = Statement(
    put_or_change(_MAIL)
    .values(id=1, settings=bindparam("settings"))
    .on_conflict_do_update(index_elements=["id"], set_={"settings": bindparam("settings")})
)


class Body(msgspec.Struct, frozen=True):
    """What a letter says and who says it; `trial`: it goes with no report. `why` it came, unless for a report."""

    issuer: str
    lines: list[str]
    trial: bool = False
    why: str = ""


class Letter(NamedTuple):
    """A row of the outbox."""

    id: int
    message_id: str
    recipient: str
    subject: str
    language: Language
    body: Body
    report: int | None
    state: LetterState
    attempts: int
    reason: str
    way: str
    made: int
    ended: int | None


def next_number(db: Connection) -> int:
    """The number of the letter that is put next in this unit of work."""
    row = db.one(_LAST)
    return (row["id"] or 0) + 1 if row is not None else 1


def put(db: Connection, letter: Letter) -> None:
    """A unit of work: a letter and its errand."""
    values = letter._asdict() | {"body": msgspec.json.encode(letter.body), "state": letter.state.value}
    db.run(_PUT, **values)
    put_errand(db, letter.id, letter.made)


def put_errand(db: Connection, number: int, now: int) -> None:
    """It is to be sent."""
    QUEUE.put(db, "letter", key(number), now=now, lane=LANE)


def key(number: int) -> str:
    """What a letter's errand is about; reports have errands, too."""
    return f"letter/{number}"


def number_of(task: Task) -> int:
    """The letter that an errand is about."""
    return int(task.key.partition("/")[2])


def find(db: Connection, number: int) -> Letter | None:
    """One letter."""
    row = db.one(_ONE, id=number)
    return _letter(row) if row is not None else None


def waits(db: Connection, report: int, recipient: str) -> bool:
    """Whether a letter with this report to this person has yet to leave."""
    return db.one(_SAME, report=report, recipient=recipient, state=LetterState.WAITING.value) is not None


def page(db: Connection, *, text: str, state: str, report: int, offset: int, limit: int) -> tuple[list[Letter], int]:
    """Letters that fit, newest first, and how many there are."""
    fits = {"pattern": anywhere(text.strip()), "state": state, "report": report}
    rows = db.all(_PAGE, **fits, offset=offset, limit=limit)
    counted = db.one(_COUNT, **fits)
    return [_letter(row) for row in rows], counted["number"] if counted is not None else 0


def by_state(db: Connection) -> dict[str, int]:
    """How many letters there are in each state."""
    return {row["state"]: row["number"] for row in db.all(_BY_STATE)}


def open_of(db: Connection, report: int) -> int:
    """How many letters with a report have yet to leave."""
    row = db.one(_OPEN, report=report, state=LetterState.WAITING.value)
    return row["number"] if row is not None else 0


def change(db: Connection, letter: Letter) -> None:
    """What came of it."""
    db.run(
        _CHANGE, of=letter.id, state=letter.state.value, attempts=letter.attempts, reason=letter.reason,
        way=letter.way, ended=letter.ended,
    )  # fmt: skip


def due(db: Connection, *, now: int, beyond: int, limit: int) -> list[Task]:
    """Errands whose time has come, in order; and those of a time beyond every pause: a clock went wrong there."""
    found = (QUEUE.find(db, row["id"]) for row in db.all(_DUE, now=now, beyond=beyond, limit=limit))
    return [task for task in found if task is not None]


def dues(db: Connection) -> dict[str, int]:
    """When each waiting letter is tried next, by its errand's key."""
    return {row["key"]: row["due"] for row in db.all(_DUES)}


def errand(db: Connection, number: int) -> Task | None:
    """The errand of a letter that waits or was set aside."""
    tasks = QUEUE.of_key(db, key(number))
    return tasks[0] if tasks else None


def hurry(db: Connection, number: int, now: int) -> None:
    """Its time has come."""
    db.run(_NOW, of=key(number), due=now)


def settings(db: Connection) -> bytes | None:
    """How letters leave, as it was set; None while nobody has."""
    row = db.one(_SETTINGS)
    found: bytes | None = row["settings"] if row is not None else None
    return found


def set_settings(db: Connection, encoded: bytes) -> None:
    """Set how letters leave."""
    db.run(_SET, settings=encoded)


def _letter(row: Row) -> Letter:
    body = msgspec.json.decode(row["body"], type=Body)
    return Letter._make(tuple(row))._replace(body=body, state=LetterState(row["state"]))
