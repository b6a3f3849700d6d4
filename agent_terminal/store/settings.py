"""Settings by name and the directory by version, both as the texts that the service made of them."""

from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select, update

from agent_terminal.store import tables
from common.database import Connection, Statement

_S = tables.settings
_ONE = Statement(select(_S).where(_S.c.name == bindparam("name")))
_ADD = Statement(insert(_S))
_CHANGE = Statement(update(_S).where(_S.c.name == bindparam("of")).values(value=bindparam("value")))
_REMOVE = Statement(delete(_S).where(_S.c.name == bindparam("name")))

_D = tables.directory
_NEWEST = Statement(select(_D).order_by(_D.c.version.desc()).limit(1))
_VERSION = Statement(select(_D).where(_D.c.version == bindparam("version")))
_ADD_DIRECTORY = Statement(insert(_D))
_TAKEN = Statement(update(_D).where(_D.c.version == bindparam("of")).values(taken=bindparam("taken")))
_FORGET = Statement(delete(_D).where(_D.c.version <= bindparam("up_to")))
_FORGET_ALL = Statement(delete(_D))


class Kept(NamedTuple):
    """A directory as it came, and when it was confirmed last."""

    version: int
    taken: int
    body: str


def value(db: Connection, name: str) -> str | None:
    """A setting's text, if it was ever set."""
    row = db.one(_ONE, name=name)
    return None if row is None else str(row["value"])


def put(db: Connection, name: str, text: str) -> None:
    """Set it."""
    if not db.run(_CHANGE, of=name, value=text):
        db.run(_ADD, name=name, value=text)


def remove(db: Connection, name: str) -> None:
    """As if it had never been set."""
    db.run(_REMOVE, name=name)


def newest(db: Connection) -> Kept | None:
    """The directory in force."""
    return _kept(db.one(_NEWEST))


def version(db: Connection, number: int) -> Kept | None:
    """The directory a payer saw."""
    return _kept(db.one(_VERSION, version=number))


def keep(db: Connection, kept: Kept, *, forget_up_to: int) -> None:
    """A new directory; versions too old for any session go."""
    db.run(_FORGET, up_to=forget_up_to)
    if db.one(_VERSION, version=kept.version) is None:
        db.run(_ADD_DIRECTORY, version=kept.version, taken=kept.taken, body=kept.body)


def confirm(db: Connection, number: int, taken: int) -> None:
    """The centre says that this version is still the newest."""
    db.run(_TAKEN, of=number, taken=taken)


def forget_directories(db: Connection) -> None:
    """Another centre counts its versions by itself."""
    db.run(_FORGET_ALL)


def _kept(row: object) -> Kept | None:
    return None if row is None else Kept._make(tuple(row))  # type: ignore[arg-type]
