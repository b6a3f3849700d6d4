"""Contracts with processing centres; fields and code tables are kept as JSON."""

from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, insert, select, update

from common.database import Connection, Row, Statement
from common.fields import Field
from common.protocol.dialects.osmp import CodeTable
from provider_app.store.tables import CONTRACTS

_T = CONTRACTS
_ALL = Statement(select(_T).order_by(_T.c.id))
_ONE = Statement(select(_T).where(_T.c.id == bindparam("id")))
_NAMED = Statement(select(_T).where(_T.c.name == bindparam("name")))
_ADD = Statement(insert(_T))
_CHANGE = Statement(
    update(_T)
    .where(_T.c.id == bindparam("of"))
    .values({name: bindparam(name) for name in ("name", "fields", "codes", "minimum", "maximum", "valid_until")})
)
_BLOCK = Statement(update(_T).where(_T.c.id == bindparam("of")).values(blocked=bindparam("blocked")))
_FIELDS = msgspec.json.Decoder(list[Field])
_CODES = msgspec.json.Decoder(CodeTable)


class Contract(NamedTuple):
    """A contract with a processing centre; `valid_until` is the first moment when it is no more."""

    id: int
    name: str
    dialect: str
    fields: list[Field]
    codes: CodeTable
    minimum: int
    maximum: int
    blocked: bool
    valid_until: int | None
    signed_at: int


def find(db: Connection, contract_id: int) -> Contract | None:
    """One contract."""
    row = db.one(_ONE, id=contract_id)
    return _contract(row) if row is not None else None


def named(db: Connection, name: str) -> Contract | None:
    """The contract with a centre of that name."""
    row = db.one(_NAMED, name=name)
    return _contract(row) if row is not None else None


def every(db: Connection) -> list[Contract]:
    """All contracts in the order they were signed."""
    return [_contract(row) for row in db.all(_ALL)]


def add(db: Connection, new: Contract) -> Contract:
    """A new contract; its id is the database's."""
    values = new._asdict() | {"fields": _json(new.fields), "codes": _json(new.codes), "blocked": int(new.blocked)}
    del values["id"]
    db.run(_ADD, **values)
    made = named(db, new.name)
    assert made is not None
    return made


def change(db: Connection, new: Contract) -> None:
    """Keep what may be edited."""
    db.run(
        _CHANGE,
        of=new.id,
        name=new.name,
        fields=_json(new.fields),
        codes=_json(new.codes),
        minimum=new.minimum,
        maximum=new.maximum,
        valid_until=new.valid_until,
    )


def set_blocked(db: Connection, contract_id: int, *, blocked: bool) -> None:
    """Block or unblock."""
    db.run(_BLOCK, of=contract_id, blocked=int(blocked))


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _contract(row: Row) -> Contract:
    return Contract(
        row["id"],
        row["name"],
        row["dialect"],
        _FIELDS.decode(row["fields"]),
        _CODES.decode(row["codes"]),
        row["minimum"],
        row["maximum"],
        bool(row["blocked"]),
        row["valid_until"],
        row["signed_at"],
    )
