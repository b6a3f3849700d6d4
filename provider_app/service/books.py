"""Reading the books: a centre's register, and for the operator operations, uses, checks and totals."""

from common.clock import moment
from common.database import Connection
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.protocol.provider import AskRegister, Register, RegisterRow
from provider_app.core.payments import Booked
from provider_app.service import rows
from provider_app.service.messages import (
    Apart,
    AskChecks,
    AskOperations,
    AskUses,
    Checks,
    ContractTotal,
    Operations,
    Totals,
    Uses,
)
from provider_app.service.part import Part, bounded, page, position
from provider_app.store import operations, totals, uses
from provider_app.store.names import Names

MOST_APART = 100


class BookPart(Part):
    """What was done."""

    def register(self, db: Connection, who: Principal, ask: AskRegister) -> Register:
        """The contract's own operations after a position, in either dialect."""
        limit, after = bounded(ask.limit), position(ask.after)
        own, more = page(operations.own(db, int(who.id), after=after, limit=limit + 1), limit)
        last = own[-1].id if own else after
        return Register(rows=[_row(one) for one in own], position=str(last), more=more)

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
        shown, more = page(found, limit)
        last, names = shown[-1]["id"] if shown else after, Names(db)
        return Operations(rows=[rows.operation(one, names) for one in shown], position=str(last), more=more)

    def uses(self, db: Connection, who: Principal, ask: AskUses) -> Uses:
        """Services that were provided."""
        limit, after = bounded(ask.limit), position(ask.after)
        shown, more = page(uses.listed(db, number=ask.number, after=after, limit=limit + 1), limit)
        last, names = shown[-1].id if shown else after, Names(db)
        return Uses(rows=[rows.use(one, names) for one in shown], position=str(last), more=more)

    def checks(self, db: Connection, who: Principal, ask: AskChecks) -> Checks:
        """Numbers that were checked, and what was answered."""
        limit, after = bounded(ask.limit), position(ask.after)
        shown, more = page(uses.checks(db, after=after, limit=limit + 1), limit)
        last, names = shown[-1]["id"] if shown else after, Names(db)
        return Checks(rows=[rows.check(one, names) for one in shown], position=str(last), more=more)

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
