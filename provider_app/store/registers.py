"""What the books have of a contract's payments, as centres' registers are compared with it."""

from collections.abc import Iterator

import msgspec
from sqlalchemy import Select, and_, bindparam, func, or_, select

from common.database import Connection, Row, Statement
from provider_app.store.tables import OPERATIONS, REFUSALS

PAGE = 5_000
CENTRE = "processing"
"""The kind of caller that has contracts: its refusals are kept under «processing:3»."""
_O, _R = OPERATIONS, REFUSALS
_BACK = OPERATIONS.alias("back")


def _listed(name: str) -> Select[tuple[str]]:
    return select(func.json_each(bindparam(name)).table_valued("value").c.value)


_COLUMNS = (
    _O.c.id, _O.c.contract, _O.c.kind, _O.c.payment_id, _O.c.payment_number, _O.c.account, _O.c.amount,
    _O.c.accepted_at, _O.c.at, _BACK.c.at.label("reversed"),
)  # fmt: skip
_OUTCOMES = (
    select(*_COLUMNS)
    .select_from(
        _O.outerjoin(
            _BACK,
            and_(
                _BACK.c.contract == _O.c.contract, _BACK.c.payment_id == _O.c.payment_id, _BACK.c.kind == "reverse"
            ),
        )
    )
    .where(_O.c.kind != "reverse")
)  # fmt: skip
_BETWEEN = Statement(
    _OUTCOMES.where(
        _O.c.id > bindparam("after"),
        _O.c.contract == bindparam("contract"),
        _O.c.at >= bindparam("since"),
        _O.c.at < bindparam("until"),
    )
    .order_by(_O.c.id)
    .limit(PAGE)
)
_NAMED = Statement(_OUTCOMES.where(or_(_O.c.payment_number.in_(_listed("keys")), _O.c.payment_id.in_(_listed("keys")))))
_REFUSED = Statement(
    select(_R.c.operation_id, _R.c.at).where(
        _R.c.kind == "credit", _R.c.owner == bindparam("owner"), _R.c.operation_id.in_(_listed("keys"))
    )
)


def between(db: Connection, contract: int, since: int, until: int) -> Iterator[Row]:
    """Credits and voids of a contract that were booked in a period, with when each was reversed."""
    after = 0
    while page := db.all(_BETWEEN, after=after, contract=contract, since=since, until=until):
        yield from page
        after = page[-1]["id"]


def named(db: Connection, keys: list[str]) -> list[Row]:
    """Credits and voids of any contract by their numbers or ids, in one pass through the books."""
    return db.all(_NAMED, keys=msgspec.json.encode(keys).decode())


def refused(db: Connection, contract: int, keys: list[str]) -> list[Row]:
    """Which of these ids a contract's centre was refused a credit for, and when."""
    return db.all(_REFUSED, owner=f"{CENTRE}:{contract}", keys=msgspec.json.encode(keys).decode())
