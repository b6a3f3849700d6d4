"""Payments of wallets as operators are shown them in the lists that kiosks' payments stand in."""

from common import ids
from common.clock import moment
from common.database import Connection
from common.errors import Rejected
from common.protocol.wallets.parties import side_name
from common.queue import TaskState
from common.shown_status import ShownStatus, shown
from common.status import Status
from common.words import Words
from processing_app.service import reading
from processing_app.service.asks import PaymentRow
from processing_app.service.wallets.naming import masked
from processing_app.store import log, payments, wallet_payments, wallet_work
from processing_app.store.wallet_work import Working
from processing_app.wording import reason

MONEY = {
    Status.CREATED: Words("в кошельке плательщика", "in the payer's wallet"),
    Status.AUTHORIZED: Words("удержаны в кошельке плательщика", "held in the payer's wallet"),
    Status.CAPTURED: Words("у получателя", "with the recipient"),
    Status.FAILED: Words("остались в кошельке плательщика", "stayed in the payer's wallet"),
    Status.CANCELLED: Words("вернулись в кошелёк плательщика", "back in the payer's wallet"),
}
"""Where a payment's money is."""


def find_any(db: Connection, text: str) -> PaymentRow:
    """The one payment, a kiosk's or a wallet's, of an id or a code; one that several share is refused."""
    wanted = text.strip()
    if ids.is_uuid(wanted):
        found = find(db, wanted) if payments.of_stream(db, log.intent(wanted)) is None else None
        return found or reading.find_payment(db, wanted)
    ending = reading.id_ending(wanted)
    mine = wallet_payments.by_ending(db, ending, reading.FOUND) if ending else []
    if not mine:
        return reading.find_payment(db, wanted)
    theirs = payments.by_ending(db, ending, reading.FOUND)
    every = [row["payment_id"] for row in (*theirs, *mine)]
    if len(every) > 1:
        raise Rejected("wrong_value", ", ".join(every))
    found = find(db, every[0])
    assert found is not None
    return found


def find(db: Connection, payment_id: str) -> PaymentRow | None:
    """A wallet's payment by its id."""
    working = wallet_work.one(db, payment_id)
    return payment_row(working) if working is not None else None


def payment_row(working: Working) -> PaymentRow:
    """A payment as the lists have it: its payer in the place of the agent, its recipient in that of the provider."""
    row, began = working
    status = Status(row["status"])
    kind, _, name = began.recipient.partition(":")
    waits = row["task_id"] is not None
    return PaymentRow(
        position=row["position"], code=ids.payment_code(row["payment_id"]), payment_id=row["payment_id"],
        number=row["number"], agent_id=0, agent_name=began.sender_name,
        agent_number=masked(began.sender.partition(":")[2]), terminal="",
        provider_id=int(name) if kind == "provider" else 0,
        provider_name=side_name(began.recipient_name),
        account=_account(kind, name, began.account) or began.order, inserted=row["amount"], agent_fee=0,
        amount=row["amount"], processing_fee=0, currency=row["currency"], status=row["status"],
        shown=_shown(working), money=MONEY[status], reason=row["reason"],
        reason_words=reason(row["reason"] or row["task_reason"] or ""), reference=row["reference"],
        accepted_at=moment(row["at"]), changed_at=moment(row["changed"]), attempts=row["attempts"] or 0,
        due=moment(row["due"]) if waits else None, way=row["way"],
    )  # fmt: skip


def _account(kind: str, name: str, account: str) -> str:
    return masked(name) if kind == "wallet" else masked(account) if account else ""


def _shown(working: Working) -> ShownStatus:
    row = working.row
    dead = row["task_state"] == TaskState.DEAD.value
    tried = bool(row["task_reason"] or row["attempts"])
    status = Status(row["status"])
    if status is Status.CREATED and tried and not dead:
        return ShownStatus.WAITING
    if status is Status.FAILED and not dead:
        return ShownStatus.REJECTED
    return shown(status, put_off=tried, needs_review=dead)
