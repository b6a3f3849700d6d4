"""Keys that sign static QR codes, as rows: their names and public halves. Times in ms UTC."""

from sqlalchemy import MetaData, bindparam, insert, select, update

from common.database import Connection, Row, Statement
from processing_app.store.qr_key_tables import tables

_KEYS = tables(MetaData())
_C = _KEYS.c
_ALL = Statement(select(_KEYS).order_by(_C.made, _C.replaced.is_(None), _C.key_id))
_KEY = Statement(select(_KEYS).where(_C.key_id == bindparam("key_id")))
_CURRENT = Statement(select(_KEYS).where(_C.replaced.is_(None), _C.retired.is_(None)))
_ADD = Statement(
    insert(_KEYS).values(
        key_id=bindparam("key_id"), public=bindparam("public"), made=bindparam("made"), replaced=None, retired=None,
        principal=bindparam("principal"),
    )
)  # fmt: skip
_REPLACE = Statement(
    update(_KEYS)
    .where(_C.key_id == bindparam("of"), _C.replaced.is_(None))
    .values(replaced=bindparam("now"), principal=bindparam("principal"))
)
_RETIRE = Statement(
    update(_KEYS)
    .where(_C.key_id == bindparam("of"), _C.retired.is_(None))
    .values(retired=bindparam("now"), principal=bindparam("principal"))
)


def keys(db: Connection) -> list[Row]:
    """All that there ever were, the oldest first."""
    return db.all(_ALL)


def key(db: Connection, key_id: str) -> Row | None:
    """One of them."""
    return db.one(_KEY, key_id=key_id)


def current(db: Connection) -> Row | None:
    """The one that signs."""
    return db.one(_CURRENT)


def add(db: Connection, key_id: str, public: bytes, made: int, principal: str) -> None:
    """A key signs from now on; whoever was before must be replaced."""
    db.run(_ADD, key_id=key_id, public=public.hex(), made=made, principal=principal)


def replace(db: Connection, key_id: str, now: int, principal: str) -> None:
    """It signs nothing any more; what it signed is good."""
    db.run(_REPLACE, of=key_id, now=now, principal=principal)


def retire(db: Connection, key_id: str, now: int, principal: str) -> None:
    """Nothing that it signed is good any more."""
    db.run(_RETIRE, of=key_id, now=now, principal=principal)
