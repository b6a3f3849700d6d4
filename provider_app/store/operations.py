"""The books: credits, voids and reversals, one row each, and the refusals that stay final."""

from typing import NamedTuple

from sqlalchemy import bindparam, insert, or_, select

from common.database import Connection, Row, Statement
from provider_app.core.payments import Booked, Kind
from provider_app.store.tables import OPERATIONS, REFUSALS

_T, _R = OPERATIONS, REFUSALS
_SHOWN = [_T.c[name] for name in Booked.__slots__]
_OF_PAYMENT = (_T.c.contract == bindparam("contract"), _T.c.payment_id == bindparam("payment_id"))
_OUTCOME = Statement(select(*_SHOWN).where(*_OF_PAYMENT, _T.c.kind != Kind.REVERSE.value))
_REVERSAL = Statement(select(*_SHOWN).where(*_OF_PAYMENT, _T.c.kind == Kind.REVERSE.value))
_BY_ID = Statement(
    select(*_SHOWN).where(
        _T.c.contract == bindparam("contract"),
        _T.c.kind == bindparam("kind"),
        _T.c.operation_id == bindparam("operation_id"),
    )
)
_NUMBERED = Statement(select(*_SHOWN).where(_T.c.id == bindparam("id")))
_ADD = Statement(insert(_T))
_OWN = Statement(
    select(*_SHOWN)
    .where(_T.c.contract == bindparam("contract"), _T.c.id > bindparam("after"))
    .order_by(_T.c.id)
    .limit(bindparam("limit"))
)
_LISTED = Statement(
    select(_T)
    .where(
        _T.c.id > bindparam("after"),
        or_(bindparam("any_contract") == 1, _T.c.contract == bindparam("contract")),
        or_(bindparam("any_account") == 1, _T.c.account == bindparam("account")),
        or_(bindparam("any_payment") == 1, _T.c.payment_id == bindparam("payment_id")),
    )
    .order_by(_T.c.id)
    .limit(bindparam("limit"))
)
_REFUSED = Statement(
    select(_R).where(
        _R.c.kind == bindparam("kind"),
        _R.c.owner == bindparam("owner"),
        _R.c.operation_id == bindparam("operation_id"),
    )
)
_REFUSE = Statement(insert(_R))


class Refusal(NamedTuple):
    """A «no» that was said once and is said again to the same id."""

    content: str
    code: str
    detail: str


def outcome(db: Connection, contract: int, payment_id: str) -> Booked | None:
    """The credit or the void of a payment id."""
    return _booked(db.one(_OUTCOME, contract=contract, payment_id=payment_id))


def reversal(db: Connection, contract: int, payment_id: str) -> Booked | None:
    """The reversal of a payment id."""
    return _booked(db.one(_REVERSAL, contract=contract, payment_id=payment_id))


def find(db: Connection, contract: int, kind: Kind, operation_id: str) -> Booked | None:
    """An operation by the id its centre gave it."""
    return _booked(db.one(_BY_ID, contract=contract, kind=kind.value, operation_id=operation_id))


def numbered(db: Connection, operation: int) -> Booked | None:
    """An operation by the provider's own number."""
    return _booked(db.one(_NUMBERED, id=operation))


def add(
    db: Connection,
    contract: int,
    kind: Kind,
    payment_id: str,
    operation_id: str,
    *,
    content: str,
    at: int,
    trace: str,
    account: str = "",
    amount: int = 0,
    currency: str = "RUB",
    balance: int = 0,
    payment_number: str = "",
    fields: str = "{}",
    reason: str = "",
    accepted_at: int | None = None,
) -> Booked:
    """Write an operation into the books."""
    db.run(
        _ADD,
        contract=contract,
        kind=kind.value,
        payment_id=payment_id,
        operation_id=operation_id,
        content=content,
        at=at,
        trace=trace,
        account=account,
        amount=amount,
        currency=currency,
        balance=balance,
        payment_number=payment_number,
        fields=fields,
        reason=reason,
        accepted_at=accepted_at,
    )
    made = find(db, contract, kind, operation_id)
    assert made is not None
    return made


def own(db: Connection, contract: int, *, after: int, limit: int) -> list[Booked]:
    """A contract's operations after a position."""
    rows = db.all(_OWN, contract=contract, after=after, limit=limit)
    return [made for row in rows if (made := _booked(row)) is not None]


def listed(db: Connection, *, after: int, limit: int, contract: int | None, account: str, payment_id: str) -> list[Row]:
    """Whole rows of the books for the operator, in order, narrowed by what is given."""
    return db.all(
        _LISTED,
        after=after,
        limit=limit,
        any_contract=int(contract is None),
        contract=contract or 0,
        any_account=int(not account),
        account=account,
        any_payment=int(not payment_id),
        payment_id=payment_id,
    )


def refusal(db: Connection, kind: str, owner: str, operation_id: str) -> Refusal | None:
    """The «no» that was said to an id, if there was one."""
    row = db.one(_REFUSED, kind=kind, owner=owner, operation_id=operation_id)
    return Refusal(row["content"], row["code"], row["detail"]) if row is not None else None


def refuse(db: Connection, kind: str, owner: str, operation_id: str, said: Refusal, *, at: int, trace: str) -> None:
    """Remember a «no»."""
    db.run(_REFUSE, kind=kind, owner=owner, operation_id=operation_id, at=at, trace=trace, **said._asdict())


def _booked(row: Row | None) -> Booked | None:
    if row is None:
        return None
    _, kind, *_ = values = tuple(row)
    return Booked(values[0], Kind(kind), *values[2:])
