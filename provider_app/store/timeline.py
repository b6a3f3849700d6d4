"""One subscriber's story: the signing, the uses and the operations as rows of one list, newest first."""

from typing import Any

from sqlalchemy import Select, bindparam, case, func, literal, null, select, tuple_, union_all

from common.database import Connection, Row, Statement
from provider_app.store.sheets import either
from provider_app.store.tables import CHECKS, OPERATIONS, SUBSCRIBERS, USES

_O, _U, _S, _C = OPERATIONS.c, USES.c, SUBSCRIBERS.c, CHECKS.c
_signed: Select[Any] = select(
    literal("signed").label("kind"),
    literal(0).label("rank"),
    _S.contract.label("id"),
    _S.signed_at.label("at"),
    literal(0).label("amount"),
    literal(0).label("balance"),
    literal("").label("service"),
    literal("").label("unit_ru"),
    literal("").label("unit_en"),
    literal(0).label("quantity"),
    literal(0).label("price"),
    literal(0).label("contract"),
    literal("").label("payment_id"),
    literal("").label("reason"),
).where(_S.number == bindparam("number"))
_used: Select[Any] = select(
    literal("use"), literal(2), _U.id, _U.at, -_U.cost, _U.balance, _U.service, _U.unit_ru, _U.unit_en, _U.quantity,
    _U.price, literal(0), literal(""), literal(""),
).where(_U.number == bindparam("number"))  # fmt: skip
_of_operation = (
    _O.kind, literal(1), _O.id, _O.at, case((_O.kind == "reverse", -_O.amount), else_=_O.amount),
    case((_O.kind == "void", null()), else_=_O.balance), literal(""), literal(""), literal(""), literal(0), literal(0),
    _O.contract, _O.payment_id, _O.reason,
)  # fmt: skip
_moved: Select[Any] = select(*_of_operation).where(_O.account == bindparam("number"))
_asked = select(_C.contract, _C.payment_id).where(_C.account == bindparam("number"))
_was_asked = tuple_(_O.contract, _O.payment_id).in_(_asked)
_fenced: Select[Any] = select(*_of_operation).where(_O.kind == "void", _was_asked)
"""A fence names no number: it is this subscriber's where its payment's number was checked before."""
_story = union_all(_signed, _used, _moved, _fenced).subquery("story")
_R = _story.c
_ONE_KIND = either("kind", "", _R.kind == bindparam("kind"))
_PAGE = Statement(
    select(_story)
    .where(_ONE_KIND)
    .order_by(_R.at.desc(), _R.rank.desc(), _R.id.desc())
    .limit(bindparam("limit"))
    .offset(bindparam("offset"))
)
_COUNT = Statement(select(func.count().label("count")).select_from(_story).where(_ONE_KIND))


def page(db: Connection, number: str, kind: str, *, offset: int, limit: int) -> list[Row]:
    """A page of the story."""
    return db.all(_PAGE, number=number, kind=kind, offset=offset, limit=limit)


def count(db: Connection, number: str, kind: str) -> int:
    """How many rows there are on all pages."""
    row = db.one(_COUNT, number=number, kind=kind)
    return row["count"] if row is not None else 0
