"""Uses of services, and checks of numbers: one row each."""

from typing import NamedTuple

from sqlalchemy import bindparam, insert, or_, select

from common.database import Connection, Row, Statement
from common.words import Words
from provider_app.store.tables import CHECKS, USES

_U, _C = USES, CHECKS
_ONE = Statement(select(_U).where(_U.c.number == bindparam("number"), _U.c.use_id == bindparam("use_id")))
_ADD = Statement(insert(_U))
_LISTED = Statement(
    select(_U)
    .where(_U.c.id > bindparam("after"), or_(bindparam("anybody") == 1, _U.c.number == bindparam("number")))
    .order_by(_U.c.id)
    .limit(bindparam("limit"))
)
_CHECK = Statement(insert(_C))
_CHECKS = Statement(select(_C).where(_C.c.id > bindparam("after")).order_by(_C.c.id).limit(bindparam("limit")))


class Use(NamedTuple):
    """A service that was provided and paid from the balance."""

    id: int
    number: str
    use_id: str
    service: str
    unit: Words
    quantity: int
    price: int
    cost: int
    balance: int
    currency: str
    at: int


def find(db: Connection, number: str, use_id: str) -> Use | None:
    """A subscriber's use by the id the consumer gave it."""
    row = db.one(_ONE, number=number, use_id=use_id)
    return use_in(row) if row is not None else None


def add(db: Connection, new: Use, *, trace: str) -> None:
    """Write a use down; its id is the database's."""
    values = new._asdict() | {"unit_ru": new.unit.ru, "unit_en": new.unit.en, "trace": trace}
    del values["id"], values["unit"]
    db.run(_ADD, **values)


def listed(db: Connection, *, number: str, after: int, limit: int) -> list[Use]:
    """Uses in order, of one subscriber or of all."""
    rows = db.all(_LISTED, number=number, anybody=int(not number), after=after, limit=limit)
    return [use_in(row) for row in rows]


def add_check(
    db: Connection, contract: int, payment_id: str, account: str, result: str, *, at: int, trace: str
) -> None:
    """Write a check of a number down, with what was answered."""
    db.gather(_CHECK, contract=contract, payment_id=payment_id, account=account, result=result, at=at, trace=trace)


def checks(db: Connection, *, after: int, limit: int) -> list[Row]:
    """Checks in order."""
    return db.all(_CHECKS, after=after, limit=limit)


def use_in(row: Row) -> Use:
    """The use that a row holds."""
    return Use(
        row["id"],
        row["number"],
        row["use_id"],
        row["service"],
        Words(row["unit_ru"], row["unit_en"]),
        row["quantity"],
        row["price"],
        row["cost"],
        row["balance"],
        row["currency"],
        row["at"],
    )
