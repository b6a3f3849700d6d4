"""What people hold on to: receipts, claim slips, and the journal for staff."""

from enum import StrEnum
from typing import NamedTuple

import msgspec
from sqlalchemy import bindparam, func, insert, select, update

from agent_terminal.store import tables
from common.database import Connection, Row, Statement
from common.words import Words

_R, _C, _J = tables.receipts, tables.claim_slips, tables.journal


class SlipState(StrEnum):
    """`used`: the payer had the cash put to another number; `settled`: staff gave it back."""

    OPEN = "open"
    USED = "used"
    SETTLED = "settled"


class Slip(NamedTuple):
    """Cash kept for a payer. `payment_id` is empty where it never became a payment."""

    id: int
    code: str
    session_id: str
    payment_id: str
    amount: int
    currency: str
    reason: str
    state: SlipState
    made: int
    changed: int


class Entry(NamedTuple):
    """A line of the journal."""

    id: int
    at: int
    kind: str
    session_id: str
    detail: str


class Receipt(NamedTuple):
    """What was printed or shown, as text of the service's making."""

    number: int
    payment_id: str
    at: int
    body: str


_ADD_RECEIPT = Statement(insert(_R))
_RECEIPT = Statement(select(_R).where(_R.c.payment_id == bindparam("payment_id")).order_by(_R.c.number).limit(1))
_RECEIPTS_LIKE = Statement(
    select(_R.c.payment_id).where(_R.c.payment_id.op("GLOB")(bindparam("pattern"))).order_by(_R.c.number)
)
_ADD_SLIP = Statement(insert(_C))
_NEWEST_SLIP = Statement(select(_C.c.id).order_by(_C.c.id.desc()).limit(1))
_SLIPS_BY_CODE = Statement(select(_C).where(_C.c.code == bindparam("code")).order_by(_C.c.id))
_SLIPS = Statement(select(_C).order_by(_C.c.id.desc()).limit(bindparam("limit")))
_OPEN_SLIPS = Statement(select(_C).where(_C.c.state == SlipState.OPEN.value).order_by(_C.c.id.desc()))
_SLIPS_OF = Statement(select(_C).where(_C.c.session_id == bindparam("session_id")).order_by(_C.c.id))
_SLIP = Statement(select(_C).where(_C.c.id == bindparam("id")))
_SLIP_OF_PAYMENT = Statement(select(_C).where(_C.c.payment_id == bindparam("payment_id")).limit(1))
_CHANGE_SLIP = Statement(
    update(_C).where(_C.c.id == bindparam("of")).values(state=bindparam("state"), changed=bindparam("changed"))
)
_SUMS = Statement(select(_C.c.state, func.sum(_C.c.amount).label("amount")).group_by(_C.c.state))
_NOTE = Statement(insert(_J))
_JOURNAL = Statement(select(_J).order_by(_J.c.id.desc()).limit(bindparam("limit")))


def add_receipt(db: Connection, payment_id: str, at: int, body: str) -> None:
    """A receipt is written in the unit of work that takes the cash; its number counts up by itself."""
    db.run(_ADD_RECEIPT, payment_id=payment_id, at=at, body=body)


def receipt(db: Connection, payment_id: str) -> Receipt | None:
    """A payment's receipt."""
    row = db.one(_RECEIPT, payment_id=payment_id)
    return None if row is None else Receipt._make(tuple(row))


def paid_like(db: Connection, pattern: str) -> list[str]:
    """The ids of payments with a receipt that a GLOB pattern finds."""
    return [row["payment_id"] for row in db.all(_RECEIPTS_LIKE, pattern=pattern)]


def slips_by_code(db: Connection, code: str) -> list[Slip]:
    """All slips that go by this code, the oldest first."""
    return [_slip(row) for row in db.all(_SLIPS_BY_CODE, code=code)]


def add_slip(
    db: Connection, *, code: str, session_id: str, payment_id: str, amount: int, currency: str, reason: str, now: int
) -> int:
    """Cash is kept for a payer; the slip's number here."""
    db.run(
        _ADD_SLIP,
        code=code,
        session_id=session_id,
        payment_id=payment_id,
        amount=amount,
        currency=currency,
        reason=reason,
        state=SlipState.OPEN.value,
        made=now,
        changed=now,
    )
    row = db.one(_NEWEST_SLIP)
    assert row is not None
    return int(row["id"])


def slips(db: Connection, limit: int) -> list[Slip]:
    """The latest, newest first."""
    return [_slip(row) for row in db.all(_SLIPS, limit=limit)]


def open_slips(db: Connection) -> list[Slip]:
    """Every slip whose payer has not come yet, newest first."""
    return [_slip(row) for row in db.all(_OPEN_SLIPS)]


def slips_of(db: Connection, session_id: str) -> list[Slip]:
    """A session's slips."""
    return [_slip(row) for row in db.all(_SLIPS_OF, session_id=session_id)]


def slip(db: Connection, slip_id: int) -> Slip | None:
    """One slip by its number here."""
    row = db.one(_SLIP, id=slip_id)
    return None if row is None else _slip(row)


def slip_of_payment(db: Connection, payment_id: str) -> Slip | None:
    """The slip for a payment's cash; there is never more than one."""
    row = db.one(_SLIP_OF_PAYMENT, payment_id=payment_id)
    return None if row is None else _slip(row)


def change_slip(db: Connection, slip: Slip, state: SlipState, now: int) -> None:
    """Its cash was used or given back."""
    db.run(_CHANGE_SLIP, of=slip.id, state=state.value, changed=now)


def slip_sums(db: Connection) -> dict[SlipState, int]:
    """How much cash is on slips, by state."""
    return {SlipState(row["state"]): int(row["amount"]) for row in db.all(_SUMS)}


def note(db: Connection, at: int, kind: str, detail: str | Words = "", session_id: str = "") -> None:
    """A line for staff; a detail in both languages is kept in both."""
    text = detail if isinstance(detail, str) else msgspec.json.encode(detail).decode()
    db.run(_NOTE, at=at, kind=kind, session_id=session_id, detail=text)


def journal(db: Connection, limit: int) -> list[Entry]:
    """The latest lines, newest first."""
    return [Entry._make(tuple(row)) for row in db.all(_JOURNAL, limit=limit)]


def _slip(row: Row) -> Slip:
    return Slip._make(tuple(row))._replace(state=SlipState(row["state"]))
