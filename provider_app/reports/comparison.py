"""A centre's registers, as they came by mail, against what the provider has credited under its contract."""

from common.database import Connection, Row
from common.registers import workbook
from common.registers.compared import Ours, State
from common.registers.comparison import compare
from common.registers.line import day_bounds
from common.registers.reasons import CENTRE
from common.registers.sources import days_of_period, files_of, shown
from common.reporting.order import Order, Outcome, Tell
from provider_app.core.payments import Kind
from provider_app.store import registers

NO_NUMBER = ("", "0")


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """Compare whole days of Moscow: the centre has accepted a payment after the terminal did, before it was booked."""
    contract, days = int(order.subject), days_of_period(order.since, order.until)
    since, until = day_bounds(days[0])[0], day_bounds(days[-1])[1]
    ours = (_ours(row, contract) for row in registers.between(db, contract, since, until))
    files = files_of(order.sources, tell)
    compared = compare(ours, files, days, lambda keys: _known(db, keys, contract), order.now)
    tell(70)
    return workbook.write(order, compared, shown(files, days), CENTRE)


def _known(db: Connection, keys: list[str], contract: int) -> dict[str, Ours]:
    """What the books know of these; a refusal tells only when it was said, its other content is the register's.

    Two centres may have numbered payments alike: the contract's own one is meant.
    """
    found = {
        row["operation_id"]: Ours(
            row["operation_id"], row["at"], "", 0, State.REFUSED, row["operation_id"], row["at"]
        )
        for row in registers.refused(db, contract, keys)
    }  # fmt: skip
    for row in sorted(registers.named(db, keys), key=lambda row: row["contract"] == contract):
        one = _ours(row, contract)
        found[one.key] = found[one.payment_id] = one
    return found


def _ours(row: Row, contract: int) -> Ours:
    number, payment_id = row["payment_number"], row["payment_id"]
    return Ours(
        payment_id if number in NO_NUMBER else number, row["at"], row["account"], row["amount"],
        _state(row, contract), payment_id, row["reversed"] or row["at"], first=row["accepted_at"] or 0,
    )  # fmt: skip


def _state(row: Row, contract: int) -> State:
    if row["contract"] != contract:
        return State.FOREIGN
    if row["kind"] == Kind.VOID:
        return State.REFUSED
    return State.CREDITED if row["reversed"] is None else State.REVERSED
