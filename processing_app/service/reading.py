"""Rows and events as operators are shown them."""

import msgspec

from common import ids
from common.clock import moment
from common.database import Connection, Row
from common.errors import Rejected
from processing_app.service.asks import EventRow, PaymentRow
from processing_app.store import log
from processing_app.store import payments as rows

CODE_LENGTH = 8
FOUND = 500


def find_payment(db: Connection, text: str) -> PaymentRow:
    """The one payment of an id or a code; a code that several share is refused with their ids."""
    text = text.strip()
    if ids.is_uuid(text):
        row = rows.of_stream(db, log.intent(text))
        found = [payment_row(row)] if row is not None else []
    else:
        ending = id_ending(text)
        found = [one for one in search(db, text, FOUND) if one.payment_id[-12:].endswith(ending)] if ending else []
    if len(found) > 1:
        raise Rejected("wrong_value", ", ".join(row.payment_id for row in found))
    if not found:
        raise Rejected("unknown_payment", text)
    return found[0]


def search(db: Connection, text: str, limit: int) -> list[PaymentRow]:
    """Payments by id, account or code."""
    text = text.strip()
    return [payment_row(row) for row in rows.search(db, text, id_ending(text), max(1, min(limit, FOUND)))]


def id_ending(text: str) -> str:
    """A payment code as the last ten hexadecimal digits of the ids it may mean; empty for any other text."""
    letters = text.upper().replace("-", "").replace(" ", "")
    if len(letters) != CODE_LENGTH or any(letter not in ids.CROCKFORD for letter in letters):
        return ""
    bits = 0
    for letter in letters:
        bits = bits << 5 | ids.CROCKFORD.index(letter)
    return f"{bits:010x}"


def payment_row(row: Row) -> PaymentRow:
    """A payment's row of the projection."""
    return PaymentRow(
        code=ids.payment_code(row["payment_id"]), payment_id=row["payment_id"], number=row["number"],
        agent_id=row["agent_id"], terminal=row["terminal"], provider_id=row["provider_id"], account=row["account"],
        inserted=row["inserted"], agent_fee=row["agent_fee"], amount=row["amount"],
        processing_fee=row["processing_fee"], status=row["status"], reason=row["reason"],
        reference=row["reference"], accepted_at=moment(row["at"]),
    )  # fmt: skip


def event_row(stored: log.Stored) -> EventRow:
    """An event with its postings apart from the rest of its data."""
    data = msgspec.to_builtins(stored.event)
    data.pop("postings")
    return EventRow(
        position=stored.position, stream=stored.stream, version=stored.version, kind=type(stored.event).__name__,
        at=moment(stored.at), principal=stored.principal, trace=stored.trace,
        postings=[(p.source, p.destination, p.amount) for p in stored.event.postings], data=data,
    )  # fmt: skip
