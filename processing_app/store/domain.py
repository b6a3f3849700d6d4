"""The domain by revision, as rows: nothing is ever changed or deleted, so what a revision says it says for ever."""

from sqlalchemy import MetaData, and_, bindparam, func, insert, select

from common.database import Connection, Row, Statement
from processing_app.store.domain_tables import tables

_REVISIONS, _OBJECTS, _ = tables(MetaData())
_R, _O = _REVISIONS.c, _OBJECTS.c
_NEWEST = Statement(select(func.max(_R.revision).label("revision")))
_PAGE = Statement(
    select(_REVISIONS).where(_R.revision < bindparam("before")).order_by(_R.revision.desc()).limit(bindparam("limit"))
)
_ONE = Statement(
    select(_OBJECTS)
    .where(_O.kind == bindparam("kind"), _O.id == bindparam("id"), _O.revision <= bindparam("revision"))
    .order_by(_O.revision.desc())
    .limit(1)
)
_LAST = (
    select(_O.kind, _O.id, func.max(_O.revision).label("revision"))
    .where(_O.revision <= bindparam("revision"))
    .group_by(_O.kind, _O.id)
    .subquery()
)
_ALL = Statement(
    select(_OBJECTS)
    .join(_LAST, and_(_LAST.c.kind == _O.kind, _LAST.c.id == _O.id, _LAST.c.revision == _O.revision))
    .order_by(_O.kind, _O.id)
)
_TOUCHED = Statement(
    select(_O.kind, _O.id)
    .where(_O.revision > bindparam("after"), _O.revision <= bindparam("up_to"))
    .group_by(_O.kind, _O.id)
    .order_by(_O.kind, _O.id)
)
_CHANGES = Statement(select(func.count().label("number")).where(_O.revision == bindparam("revision")))
_ADD_REVISION = Statement(insert(_REVISIONS).values({column.name: bindparam(column.name) for column in _R}))
_ADD_OBJECT = Statement(insert(_OBJECTS).values({column.name: bindparam(column.name) for column in _O}))


def newest(db: Connection) -> int:
    """The revision in force; 0 while the domain is empty."""
    row = db.one(_NEWEST)
    return (row["revision"] or 0) if row is not None else 0


def revisions(db: Connection, before: int, limit: int) -> list[Row]:
    """Revisions below a number, the newest first."""
    return db.all(_PAGE, before=before, limit=limit)


def changes(db: Connection, revision: int) -> int:
    """How many objects a revision changed."""
    row = db.one(_CHANGES, revision=revision)
    assert row is not None
    number: int = row["number"]
    return number


def body(db: Connection, kind: str, object_id: str, revision: int) -> bytes | None:
    """An object as a revision has it; None when it was not there yet."""
    row = db.one(_ONE, kind=kind, id=object_id, revision=revision)
    return row["body"] if row is not None else None


def bodies(db: Connection, revision: int) -> list[bytes]:
    """Every object as a revision has it, by kind and id."""
    return [row["body"] for row in db.all(_ALL, revision=revision)]


def touched(db: Connection, after: int, up_to: int) -> list[tuple[str, str]]:
    """Kind and id of every object that was changed after one revision up to another."""
    return [(row["kind"], row["id"]) for row in db.all(_TOUCHED, after=after, up_to=up_to)]


def add_revision(db: Connection, *, revision: int, at: int, principal: str, on_behalf_of: str, reason: str) -> None:
    """A new revision: when, by whom, why."""
    db.run(_ADD_REVISION, revision=revision, at=at, principal=principal, on_behalf_of=on_behalf_of, reason=reason)


def add_object(db: Connection, kind: str, object_id: str, revision: int, body: bytes) -> None:
    """An object as a new revision has it."""
    db.run(_ADD_OBJECT, kind=kind, id=object_id, revision=revision, body=body)
