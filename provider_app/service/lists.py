"""The long lists of the window, a page at a time: operations, services provided, checks of numbers."""

from typing import Any

from common.clock import milliseconds
from common.database import Connection
from common.errors import Broken
from common.principal import Principal
from provider_app.core import search
from provider_app.service import rows
from provider_app.service.messages import (
    ChecksFound,
    FindChecks,
    FindOperations,
    FindUses,
    OperationsFound,
    OperationSum,
    Sheet,
    UsesFound,
)
from provider_app.service.part import Part, bounded
from provider_app.store import lists as store
from provider_app.store import uses
from provider_app.store.names import Names

LONGEST_TEXT = 200
OPERATIONS, USES, CHECKS = "operations", "uses", "checks"


class ListPart(Part):
    """Whatever is paged, searched and summed."""

    def find_operations(self, db: Connection, who: Principal, ask: FindOperations) -> OperationsFound:
        """Credits, voids and reversals of all contracts."""
        which = _which(db, ask, OPERATIONS)
        narrow = {"kind": ask.kind.value, "contract": ask.contract, "account": ask.account}
        found = store.operations(db, which, narrow, order=ask.order.value, **_page(ask))
        sums = [
            OperationSum(kind=row["kind"], count=row["count"], amount=row["amount"])
            for row in store.operation_sums(db, which, narrow)
        ]
        names = Names(db)
        shown = [rows.operation(row, names) for row in found]
        return OperationsFound(rows=shown, count=sum(one.count for one in sums), up_to=which.up_to, sums=sums)

    def find_uses(self, db: Connection, who: Principal, ask: FindUses) -> UsesFound:
        """Services that were provided."""
        which = _which(db, ask, USES)
        narrow = {"number": ask.number, "service": ask.service}
        found = store.uses(db, which, narrow, order=ask.order.value, **_page(ask))
        count, cost = store.use_sums(db, which, narrow)
        names = Names(db)
        shown = [rows.use(uses.use_in(row), names, row["tariff"] or "") for row in found]
        return UsesFound(rows=shown, count=count, up_to=which.up_to, cost=cost)

    def find_checks(self, db: Connection, who: Principal, ask: FindChecks) -> ChecksFound:
        """Numbers that were checked, and what was answered."""
        which = _which(db, ask, CHECKS)
        narrow = {"contract": ask.contract, "found": -1 if ask.found is None else int(ask.found)}
        found = store.checks(db, which, narrow, order=ask.order.value, **_page(ask))
        count, refused = store.check_sums(db, which, narrow)
        names = Names(db)
        shown = [rows.check(row, names) for row in found]
        return ChecksFound(rows=shown, count=count, up_to=which.up_to, refused=refused)


def _which(db: Connection, ask: Sheet, table: str) -> store.Which:
    text = ask.text.strip()
    if len(text) > LONGEST_TEXT:
        raise Broken("wrong_json", "text")
    return store.Which(
        text=text,
        pattern=search.number_pattern(text),
        id_pattern=search.like(text.lower()),
        code_pattern=search.code_pattern(text),
        since=milliseconds(ask.since) if ask.since is not None else 0,
        until=milliseconds(ask.until) if ask.until is not None else 0,
        up_to=ask.up_to or store.newest(db, table),
    )


def _page(ask: Sheet) -> dict[str, Any]:
    return {"descending": ask.descending, "offset": ask.offset, "limit": bounded(ask.limit)}
