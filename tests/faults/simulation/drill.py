"""Registers compared by the centre itself at the end of a schedule: no false alarm, no blind spot (D8)."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, NamedTuple

from common.clock import moment
from common.protocol.endpoint import Nothing
from processing_app.core.differences import Reason
from processing_app.service.asks.registers import AskReconciliation, Reconcile
from tests.faults.simulation.invariants import Books
from tests.faults.simulation.network import NOBODYS
from tests.faults.simulation.nodes import OPERATOR, Node
from tests.faults.simulation.world import World

AROUND = timedelta(days=150)
OLD_MS = 180_000
"""What has happened within the last minutes may still be on its way: nothing is said of it yet."""
Found = set[tuple[str, str]]
"""Payments and what is said of them."""


class Tampering(NamedTuple):
    """A discrepancy put into one role's books behind its back, and what has to be said of it."""

    where: str
    sql: str
    reason: Reason
    of_stranger: bool = False


OF_CREDIT = "payment_id = ? AND kind = 'credit'"
OF_ID = "payment_id = ?"
TAMPERINGS = (
    Tampering("provider", f"DELETE FROM operations WHERE {OF_CREDIT}", Reason.NOT_CREDITED),
    Tampering("provider", f"UPDATE operations SET amount = amount + 100 WHERE {OF_CREDIT}", Reason.OTHER_SUM_THERE),
    Tampering("provider", f"UPDATE operations SET account = '9000000000' WHERE {OF_CREDIT}",
              Reason.OTHER_ACCOUNT_THERE),
    Tampering("provider", f"UPDATE operations SET kind = 'void', amount = 0 WHERE {OF_CREDIT}",
              Reason.VOIDED_BUT_CREDITED),
    Tampering("provider", f"UPDATE operations SET kind = 'reverse' WHERE {OF_CREDIT}", Reason.REVERSED_THERE),
    Tampering("provider", f"UPDATE operations SET payment_id = '{NOBODYS}' WHERE {OF_CREDIT}",
              Reason.CREDITED_UNKNOWN, of_stranger=True),
    Tampering("centre", f"UPDATE payments SET status = 'cancelled' WHERE {OF_ID}", Reason.CREDITED_AFTER_NO),
    Tampering("centre", f"UPDATE payments SET status = 'refunded' WHERE {OF_ID}", Reason.NOT_REVERSED),
    Tampering("centre", f"UPDATE payments SET status = 'authorized' WHERE {OF_ID}", Reason.ANSWER_LOST),
    Tampering("centre", f"DELETE FROM told WHERE {OF_ID}", Reason.NOT_TOLD),
    Tampering("centre", f"UPDATE told SET amount = amount + 100, inserted = inserted + 100 WHERE {OF_ID}",
              Reason.OTHER_SUM_AGENT),
    Tampering("centre", f"UPDATE told SET account = '9000000000' WHERE {OF_ID}", Reason.OTHER_ACCOUNT_AGENT),
    Tampering("centre", f"UPDATE told SET state = 'cancelled' WHERE {OF_ID}", Reason.SLIP_BUT_CREDITED),
    Tampering("centre", f"UPDATE told SET state = 'sent' WHERE {OF_ID}", Reason.AGENT_BEHIND),
    Tampering("centre", f"UPDATE told SET payment_id = '{NOBODYS}' WHERE {OF_ID}",
              Reason.AGENT_HAS_MORE, of_stranger=True),
)  # fmt: skip
"""Every kind of difference that one wrong row can make of a payment that was credited."""


def compared(books: Books) -> Iterator[str]:
    """Every difference is one that there is; a tampered row is told, with the payment's id, once and nothing else."""
    world = books.world
    told = {row["payment_id"]: row["state"] for row in books.sent}
    expected: Found = {
        (row["payment_id"], Reason.REVERSED_LATER.value)
        for row in books.payments
        if row["status"] == "refunded" and told.get(row["payment_id"]) == "captured"
    }
    if world.plan.osmp:
        expected.add(("", Reason.NO_REGISTER.value))
    first = _reconciled(world)
    if first != expected:
        yield f"D8: a false alarm {sorted(first - expected)}, unseen {sorted(expected - first)}"
        return
    old = world.centre.clock.now_ms() - OLD_MS
    at_provider = {row["payment_id"]: row["at"] for row in books.operations if row["kind"] == "credit"}
    credited = [
        row["payment_id"]
        for row in books.payments
        if row["payment_id"] in at_provider
        and row["status"] == "captured"
        and max(row["at"], row["changed"], at_provider[row["payment_id"]]) < old
    ]
    if credited and not world.plan.osmp:
        yield from _tampered(world, credited, expected)


def _tampered(world: World, credited: list[str], expected: Found) -> Iterator[str]:
    one = world.scheduler.chance.choice(TAMPERINGS)
    payment_id = world.scheduler.chance.choice(credited)
    disk = _node(world, one.where).disk
    disk.settled()
    disk.begin()
    disk.change(one.sql, (payment_id,))
    disk.commit()
    wanted = expected | {(NOBODYS if one.of_stranger else payment_id, one.reason.value)}
    if one.of_stranger:
        missing = Reason.NOT_CREDITED if one.where == "provider" else Reason.NOT_TOLD
        wanted |= {(payment_id, missing.value)}
    found = _reconciled(world)
    world.tampered[one.reason.value] += 1
    if found != wanted:
        yield f"D8: {one.reason.value}: told {sorted(found - wanted)}, untold {sorted(wanted - found)}"


def _reconciled(world: World) -> Found:
    """The terminal tells its register; the centre reads the provider's and compares all three."""
    _until_answered(world, lambda: world.terminal.ask(lambda p: p.service.tell_register(OPERATOR, Nothing())))
    day = moment(world.centre.clock.now_ms())
    ask = Reconcile(since=day - AROUND, until=day + AROUND)
    row = world.centre.ask(lambda p: p.service.reconciliation.reconcile(OPERATOR, ask))
    look = AskReconciliation(id=row.id)
    found = world.centre.ask(
        lambda p: p.database.read(lambda db: p.service.reconciliation.reconciliation(db, OPERATOR, look))
    )
    return {(one.payment_id, one.reason) for one in found.rows}


def _until_answered(world: World, ask: Callable[[], Any]) -> None:
    while ask() is None:
        world.scheduler.sleep(1.0)


def _node(world: World, name: str) -> Node:
    return next(one for one in world.nodes if one.name == name)
