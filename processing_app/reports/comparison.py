"""A provider's registers, as they came in files, against what the centre has credited at it."""

from collections.abc import Iterator

from common.database import Connection, Row
from common.registers import workbook
from common.registers.compared import Ours, State
from common.registers.comparison import compare
from common.registers.line import day_bounds
from common.registers.reasons import PROVIDER
from common.registers.sources import days_of_period, files_of, shown
from common.reporting.order import Order, Outcome, Tell
from common.status import Status
from processing_app.store import registers

LARGEST_NUMBER = 2**63 - 1
STATES = {
    Status.CAPTURED: State.CREDITED,
    Status.REFUNDED: State.REVERSED,
    Status.AUTHORIZED: State.HELD,
    Status.CANCELLED: State.REFUSED,
}


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """Compare whole days of Moscow: payments by their acceptance; the provider has booked them until our capture."""
    provider_id, days = int(order.subject), days_of_period(order.since, order.until)
    since, until = day_bounds(days[0])[0], day_bounds(days[-1])[1]
    ours = (_ours(row, provider_id) for row in registers.ours_between(db, since, until, provider_id))
    files = files_of(order.sources, tell)
    compared = compare(ours, files, days, lambda keys: _known(db, keys, provider_id), order.now)
    tell(70)
    return workbook.write(order, compared, shown(files, days), PROVIDER)


def _known(db: Connection, keys: list[str], provider_id: int) -> dict[str, Ours]:
    numbers = [number for key in keys if key.isdecimal() and (number := int(key)) <= LARGEST_NUMBER]
    return dict(_by_key(registers.named(db, numbers, [key for key in keys if not key.isdecimal()]), provider_id))


def _by_key(rows: list[Row], provider_id: int) -> Iterator[tuple[str, Ours]]:
    for row in rows:
        one = _ours(row, provider_id)
        yield one.key, one
        yield one.payment_id, one


def _ours(row: Row, provider_id: int) -> Ours:
    state = STATES.get(Status(row["status"]), State.REFUSED) if row["provider_id"] == provider_id else State.FOREIGN
    return Ours(
        str(row["number"]), row["at"], row["account"], row["amount"], state, row["payment_id"], row["changed"],
        row["inserted"], last=row["changed"] if state is State.CREDITED else 0,
    )  # fmt: skip
