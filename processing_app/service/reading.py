"""Rows and events as operators are shown them."""

import msgspec

from common import ids
from common.clock import moment
from common.database import Connection, Row
from common.errors import Rejected
from common.queue import Task
from common.shown_status import ShownStatus, where_money_is
from common.status import Status
from processing_app.service.asks import EventRow, PaymentRow, TaskRow
from processing_app.store import log, payment_list
from processing_app.store import payments as rows
from processing_app.store.names import Names, names
from processing_app.wording import reason, stopped

CODE_LENGTH = 8
FOUND = 500
CREDIT = "credit"


def find_payment(db: Connection, text: str) -> PaymentRow:
    """The one payment of an id or a code; a code that several share is refused with their ids."""
    text = text.strip()
    if ids.is_uuid(text):
        row = rows.of_stream(db, log.intent(text))
        found = [row] if row is not None else []
    else:
        ending = id_ending(text)
        found = rows.by_ending(db, ending, FOUND) if ending else []
    if len(found) > 1:
        raise Rejected("wrong_value", ", ".join(row["payment_id"] for row in found))
    if not found:
        raise Rejected("unknown_payment", text)
    listed = payment_list.one(db, found[0]["position"])
    assert listed is not None
    return payment_row(listed, names(db))


def code(payment_id: str) -> str:
    """What people search a payment by: a kiosk's by its code, a shop's by its own id."""
    return ids.payment_code(payment_id) if ids.is_uuid(payment_id) else payment_id


def id_ending(text: str) -> str:
    """A payment code as the last ten hexadecimal digits of the ids it may mean; empty for any other text."""
    letters = text.upper().replace("-", "").replace(" ", "")
    if len(letters) != CODE_LENGTH or any(letter not in ids.CROCKFORD for letter in letters):
        return ""
    bits = 0
    for letter in letters:
        bits = bits << 5 | ids.CROCKFORD.index(letter)
    return f"{bits:010x}"


def payment_row(row: Row, known: Names) -> PaymentRow:
    """A payment as `payment_list` found it, with the names of those concerned."""
    provider, agent = known.provider(row["provider_id"]), known.agent(row["agent_id"])
    shown = ShownStatus(row["shown"])
    waits = row["task_id"] is not None
    return PaymentRow(
        position=row["position"], code=ids.payment_code(row["payment_id"]), payment_id=row["payment_id"],
        number=row["number"], agent_id=row["agent_id"], agent_name=agent.name, agent_number=agent.number,
        terminal=row["terminal"], provider_id=row["provider_id"], provider_name=provider.words,
        account=row["account"], inserted=row["inserted"], agent_fee=row["agent_fee"], amount=row["amount"],
        processing_fee=row["processing_fee"], currency=row["currency"], status=row["status"], shown=shown,
        money=where_money_is(shown, captured=row["status"] == Status.CAPTURED.value),
        reason=row["reason"], reason_words=reason(row["reason"] or row["task_reason"] or ""),
        reference=row["reference"], accepted_at=moment(row["at"]), changed_at=moment(row["changed"]),
        attempts=row["attempts"] or 0, most_attempts=provider.attempts if waits else 0,
        due=moment(row["due"]) if waits else None,
        reversing=waits and row["task_kind"] != CREDIT, stopped=stopped(provider.stopped) if waits else None,
    )  # fmt: skip


def event_row(stored: log.Stored) -> EventRow:
    """An event with its postings apart from the rest of its data."""
    data = msgspec.to_builtins(stored.event)
    data.pop("postings")
    return EventRow(
        position=stored.position, stream=stored.stream, version=stored.version, kind=type(stored.event).__name__,
        at=moment(stored.at), principal=stored.principal, trace=stored.trace,
        postings=[(p.source, p.destination, p.amount) for p in stored.event.postings], data=data,
        on_behalf_of=stored.on_behalf_of,
    )  # fmt: skip


def task_row(task: Task) -> TaskRow:
    """A task as a list shows it."""
    return TaskRow(
        task_id=task.id, kind=task.kind, payment=task.key, code=code(task.key), lane=task.lane,
        state=task.state.value, attempts=task.attempts, due=moment(task.due), reason=task.reason,
    )  # fmt: skip
