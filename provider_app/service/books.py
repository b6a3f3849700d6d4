"""Reading the books: a centre's register, and for the operator operations, uses, checks and totals."""

from common.clock import moment
from common.database import Connection, Row
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.provider import AskRegister, Register, RegisterRow
from provider_app.core.payments import Booked
from provider_app.service.messages import (
    Apart,
    AskChecks,
    AskOperations,
    AskUses,
    Checks,
    CheckShown,
    ContractTotal,
    Operations,
    OperationShown,
    Totals,
    Uses,
    UseShown,
)
from provider_app.service.part import Part, bounded, page, position
from provider_app.store import operations, totals, uses

MOST_APART = 100


class BookPart(Part):
    """What was done."""

    def register(self, db: Connection, who: Principal, ask: AskRegister) -> Register:
        """The contract's own operations after a position, in either dialect."""
        limit, after = bounded(ask.limit), position(ask.after)
        rows, more = page(operations.own(db, int(who.id), after=after, limit=limit + 1), limit)
        last = rows[-1].id if rows else after
        return Register(rows=[_row(one) for one in rows], position=str(last), more=more)

    def operations(self, db: Connection, who: Principal, ask: AskOperations) -> Operations:
        """Credits, voids and reversals of all contracts."""
        limit, after = bounded(ask.limit), position(ask.after)
        found = operations.listed(
            db,
            after=after,
            limit=limit + 1,
            contract=ask.contract,
            account=ask.account,
            payment_id=ask.payment_id,
        )
        rows, more = page(found, limit)
        last = rows[-1]["id"] if rows else after
        return Operations(rows=[_operation(one) for one in rows], position=str(last), more=more)

    def uses(self, db: Connection, who: Principal, ask: AskUses) -> Uses:
        """Services that were provided."""
        limit, after = bounded(ask.limit), position(ask.after)
        rows, more = page(uses.listed(db, number=ask.number, after=after, limit=limit + 1), limit)
        last = rows[-1].id if rows else after
        return Uses(rows=[_use(one) for one in rows], position=str(last), more=more)

    def checks(self, db: Connection, who: Principal, ask: AskChecks) -> Checks:
        """Numbers that were checked, and what was answered."""
        limit, after = bounded(ask.limit), position(ask.after)
        rows, more = page(uses.checks(db, after=after, limit=limit + 1), limit)
        last = rows[-1]["id"] if rows else after
        return Checks(rows=[_check(one) for one in rows], position=str(last), more=more)

    def totals(self, db: Connection, who: Principal, ask: Nothing) -> Totals:
        """Whether credited - reversed - used = balances, over all and for each subscriber."""
        by_kind = [ContractTotal(contract=c, kind=k, number=n, amount=a) for c, k, n, a in totals.by_kind(db)]
        number, balances = totals.balances(db)
        credited = sum(one.amount for one in by_kind if one.kind == "credit")
        back = sum(one.amount for one in by_kind if one.kind == "reverse")
        used = totals.used(db)
        apart = [Apart(number=n, balance=b, booked=s) for n, b, s in totals.apart(db, MOST_APART)]
        return Totals(
            subscribers=number,
            balances=balances,
            credited=credited,
            reversed=back,
            used=used,
            agree=not apart and credited - back - used == balances,
            contracts=by_kind,
            apart=apart,
        )


def _row(one: Booked) -> RegisterRow:
    return RegisterRow(
        payment_id=one.payment_id,
        kind=one.kind.value,
        account=one.account,
        amount=one.amount,
        currency=one.currency,
        reference=one.reference,
        at=moment(one.at),
    )


def _operation(row: Row) -> OperationShown:
    return OperationShown(
        reference=str(row["id"]),
        contract=row["contract"],
        kind=row["kind"],
        payment_id=row["payment_id"],
        operation_id=row["operation_id"],
        account=row["account"],
        amount=row["amount"],
        currency=row["currency"],
        balance=row["balance"],
        reason=row["reason"],
        at=moment(row["at"]),
        trace=row["trace"],
    )


def _use(one: uses.Use) -> UseShown:
    return UseShown(
        use_id=one.use_id,
        number=one.number,
        service=one.service,
        quantity=one.quantity,
        price=one.price,
        cost=one.cost,
        balance=one.balance,
        currency=one.currency,
        at=moment(one.at),
    )


def _check(row: Row) -> CheckShown:
    return CheckShown(
        contract=row["contract"],
        payment_id=row["payment_id"],
        account=row["account"],
        result=row["result"],
        at=moment(row["at"]),
        trace=row["trace"],
    )
