"""The codes by which orders are paid at kiosks, as rows."""

from collections.abc import Mapping

from sqlalchemy import MetaData, bindparam, delete, insert, select

from common.database import Connection, Statement
from processing_app.store.kiosk_tables import tables

_CODES = tables(MetaData())
_ADD = Statement(insert(_CODES))
_BY_CODE = Statement(select(_CODES.c.intent_id).where(_CODES.c.code == bindparam("code")))
_EVERY = Statement(select(_CODES))
_CLEAR = Statement(delete(_CODES))
_OF_INTENT = Statement(select(_CODES.c.code).where(_CODES.c.intent_id == bindparam("intent_id")))


def add(db: Connection, code: str, intent_id: str) -> None:
    """An intent has this code from now on."""
    db.run(_ADD, code=code, intent_id=intent_id)


def intent_of(db: Connection, code: str) -> str | None:
    """Whose code it is, or was."""
    row = db.one(_BY_CODE, code=code)
    return None if row is None else str(row["intent_id"])


def of_intent(db: Connection, intent_id: str) -> str | None:
    """The code of an intent that was given one."""
    row = db.one(_OF_INTENT, intent_id=intent_id)
    return None if row is None else str(row["code"])


def every(db: Connection) -> dict[str, str]:
    """All codes that were ever given out, each with its intent."""
    return {row["code"]: row["intent_id"] for row in db.all(_EVERY)}


def rewrite(db: Connection, codes: Mapping[str, str]) -> None:
    """Replace all of them by what the log says."""
    db.run(_CLEAR)
    for code, intent_id in codes.items():
        add(db, code, intent_id)
