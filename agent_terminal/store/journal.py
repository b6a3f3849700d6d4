"""The staff's journal as the office pages through it."""

from functools import cache
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, and_, bindparam, func, or_, select

from agent_terminal.store import tables
from agent_terminal.store.papers import Entry
from common.database import Connection, Statement

_J = tables.journal.c


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines; what is empty or 0 does not matter. `kinds` and `like` are JSON lists of kinds.

    `kinds`: only these; `like`: those whose words hold the text, which `pattern` looks for in the details.
    """

    kinds: str = ""
    since: int = 0
    until: int = 0
    up_to: int = 0
    text: str = ""
    pattern: str = ""
    like: str = "[]"


def _either(name: str, nothing: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """True of everything when the parameter is empty."""
    return or_(bindparam(name) == nothing, condition)


def _listed(name: str) -> Any:
    """Texts in a JSON list, read once."""
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


_WHERE = and_(
    _either("up_to", 0, _J.id <= bindparam("up_to")),
    _either("since", 0, _J.at >= bindparam("since")),
    _either("until", 0, _J.at < bindparam("until")),
    or_(bindparam("kinds") == "", _J.kind.in_(_listed("only"))),
    _either(
        "text",
        "",
        or_(
            _J.detail.op("GLOB")(bindparam("pattern")),
            _J.session_id == bindparam("text"),
            _J.kind.in_(_listed("like")),
        ),
    ),
)
_NEWEST = Statement(select(func.coalesce(func.max(_J.id), 0).label("id")))
_COUNT = Statement(select(func.count().label("number")).select_from(tables.journal).where(_WHERE))


def newest(db: Connection) -> int:
    """The last line there is: what the pages of one list are bounded by."""
    row = db.one(_NEWEST)
    assert row is not None
    return int(row["id"])


def page(db: Connection, which: Filter, *, descending: bool, offset: int, limit: int) -> list[Entry]:
    """A page of lines, in the order in which they were written, or backwards."""
    rows = db.all(_page(descending), offset=offset, limit=limit, **_values(which))
    return [Entry._make(tuple(row)) for row in rows]


def count(db: Connection, which: Filter) -> int:
    """How many there are."""
    row = db.one(_COUNT, **_values(which))
    assert row is not None
    return int(row["number"])


def _values(which: Filter) -> dict[str, Any]:
    return {**msgspec.structs.asdict(which), "only": which.kinds or "[]"}


@cache
def _page(descending: bool) -> Statement:
    found = select(tables.journal).where(_WHERE).order_by(_J.id.desc() if descending else _J.id.asc())
    return Statement(found.limit(bindparam("limit")).offset(bindparam("offset")))
