"""How the day goes: counts and sums of what was asked of us, for the first page and for each contract."""

from typing import Any, NamedTuple

from sqlalchemy import BindParameter, Table, bindparam, case, exists, func, literal, not_, select, union_all

from common.database import Connection, Row, Statement
from provider_app.store.tables import CHECKS, CONTRACTS, OPERATIONS, REFUSALS, SUBSCRIBERS, TARIFFS, USES

OWN_TEST = "connection-test"
"""The trace of our own tests of a contract: no centre has asked."""
_O, _U, _C, _R, _S = OPERATIONS.c, USES.c, CHECKS.c, REFUSALS.c, SUBSCRIBERS.c
_BY_A_CENTRE = not_(_C.trace.startswith(OWN_TEST))
_SINCE: BindParameter[int] = bindparam("since")
_UNTIL: BindParameter[int] = bindparam("until")


def _number(table: Table, *where: Any) -> Any:
    return select(func.count()).select_from(table).where(*where).scalar_subquery()


def _sum(column: Any, *where: Any) -> Any:
    return select(func.coalesce(func.sum(column), 0)).where(*where).scalar_subquery()


_ASKED = ("calls", "refused", "credits", "amount")
_CREDITED = (_O.kind == "credit", _O.at >= _SINCE, _O.at < _UNTIL)
_USED = (_U.at >= _SINCE, _U.at < _UNTIL)
_DAY = Statement(
    select(
        _number(TARIFFS).label("tariffs"),
        _number(SUBSCRIBERS).label("subscribers"),
        _number(SUBSCRIBERS, _S.blocked == 1).label("blocked"),
        _number(CONTRACTS).label("contracts"),
        exists().where(_BY_A_CENTRE).label("checked"),
        exists().where(_O.kind == "credit").label("credited"),
        _number(OPERATIONS, *_CREDITED).label("credits"),
        _sum(_O.amount, *_CREDITED).label("credits_amount"),
        _number(USES, *_USED).label("uses"),
        _sum(_U.cost, *_USED).label("uses_amount"),
        _number(REFUSALS, _R.at >= _SINCE, _R.at < _UNTIL).label("refused"),
        _number(CHECKS, _C.at >= _SINCE, _C.at < _UNTIL, _C.result != "found", _BY_A_CENTRE).label("checks_refused"),
    )
)
_IS_CREDIT = case((_O.kind == "credit", 1), else_=0)
_IS_NO = case((_C.result != "found", 1), else_=0)
_OWNER = literal("processing:").concat(CONTRACTS.c.id)


def _since(at: Any, what: Any = 1) -> Any:
    """The sum of something over all that came since the moment."""
    return func.sum(case((at >= _SINCE, what), else_=0))


def _of_contract(contract: Any, at: Any, refused: Any, number: Any, amount: Any) -> Any:
    """One table's part of what a contract's centre asked."""
    return select(
        contract.label("contract"), func.max(at).label("last_call"), _since(at).label("calls"),
        _since(at, refused).label("refused"), _since(at, number).label("credits"),
        _since(at, amount).label("amount"),
    ).group_by(contract)  # fmt: skip


_asked = union_all(
    _of_contract(_C.contract, _C.at, _IS_NO, 0, 0).where(_BY_A_CENTRE),
    _of_contract(_O.contract, _O.at, 0, _IS_CREDIT, _O.amount * _IS_CREDIT),
    _of_contract(CONTRACTS.c.id, _R.at, 1, 0, 0).where(_R.owner == _OWNER),
).subquery("asked")
_A = _asked.c
_CONTRACTS = Statement(
    select(_A.contract, func.max(_A.last_call), *(func.sum(_A[name]) for name in _ASKED)).group_by(_A.contract)
)


class ContractDay(NamedTuple):
    """What a centre asked; `last_call` is None where it never did."""

    last_call: int | None = None
    calls: int = 0
    refused: int = 0
    credits: int = 0
    amount: int = 0


def day(db: Connection, since: int, until: int) -> Row:
    """The first page's counts and sums of a day."""
    row = db.one(_DAY, since=since, until=until)
    assert row is not None
    return row


def contracts(db: Connection, since: int) -> dict[int, ContractDay]:
    """What each contract's centre has asked since a moment; those that never asked are left out."""
    rows = db.all(_CONTRACTS, since=since)
    return {row["contract"]: ContractDay(*tuple(row)[1:]) for row in rows}
