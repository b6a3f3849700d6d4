"""Payments, notes and claim slips as the operator reads them: each row with its words."""

from agent_terminal.core import payment_words
from agent_terminal.core.payment import CASH_RETURNED, State
from agent_terminal.service import messages
from agent_terminal.store import papers
from agent_terminal.store.banknotes import Note, NoteState
from agent_terminal.store.papers import Slip, SlipState
from agent_terminal.store.payments import Payment
from common import ids, queue
from common.clock import moment
from common.database import Connection
from common.queue import Task
from common.words import Words

MEANS: dict[State, Words] = {
    State.CREATED: Words("Создан", "Created"),
    State.DROPPED: Words("Отменён до приёма денег", "Cancelled before cash"),
    State.TO_SEND: Words("Принят, не отправлен", "Accepted, not sent"),
    State.SENT: Words("Отправлен", "Sent"),
    State.CAPTURED: Words("Зачислен", "Credited"),
    State.CANCELLED: Words("Отклонён, деньги за плательщиком", "Rejected, the cash is kept for the payer"),
    State.REFUSED: Words("Отклонён, деньги за плательщиком", "Rejected, the cash is kept for the payer"),
    State.REVIEW: Words("Требует разбора", "Needs review"),
}
REVIEW = Words("Отправлен, требует разбора в ПЦ", "Sent, needs review at the centre")
WITH_TASK = (State.TO_SEND, State.REVIEW)
NOTES = {
    NoteState.ESCROW: Words("в приёмнике", "in the acceptor"),
    NoteState.STACKED: Words("в кассете", "in the cassette"),
    NoteState.RETURNED: Words("возвращена плательщику", "returned to the payer"),
    NoteState.LOST: Words("под вопросом", "in doubt"),
}
TAKEN_OUT = Words("инкассирована, № {number}", "taken out, No. {number}")
SLIPS = {
    SlipState.OPEN: Words("Ждёт плательщика", "Waits for its payer"),
    SlipState.USED: Words("Ушла на другой номер", "Used for another number"),
    SlipState.SETTLED: Words("Выдана персоналом", "Paid out by staff"),
}


def payment_row(db: Connection, payment: Payment) -> messages.PaymentRow:
    """A payment with its next attempt, and where its cash is now."""
    task = _task(db, payment)
    attempts = 0 if task is None else task.attempts
    reason = payment.reason or ("" if task is None else task.reason)
    return messages.PaymentRow(
        code=ids.payment_code(payment.payment_id),
        payment_id=payment.payment_id,
        session_id=payment.session_id,
        state=payment.state.value,
        means=REVIEW if payment.needs_review else MEANS[payment.state],
        provider=Words(payment.provider_ru, payment.provider_en),
        account=payment.account,
        inserted=payment.inserted,
        agent_fee=payment.agent_fee,
        amount=payment.amount,
        at=moment(payment.accepted),
        number=payment.number,
        reason=reason,
        reference=payment.reference,
        attempts=attempts,
        next_attempt=None if task is None else moment(task.due),
        shown=payment_words.shown(payment.state, needs_review=bool(payment.needs_review), attempts=attempts),
        money=_where(db, payment),
        why=payment_words.reason(reason),
        provider_id=payment.provider_id,
        terminal=payment.terminal,
        changed=moment(payment.changed),
    )


def note_row(note: Note) -> messages.NoteRow:
    """A banknote, and where it is."""
    out = TAKEN_OUT.format(number=note.encashment)
    return messages.NoteRow(
        value=note.value,
        currency=note.currency,
        at=moment(note.ended or note.decided),
        state=note.state.value,
        means=out if note.encashment and note.state is NoteState.STACKED else NOTES[note.state],
    )


def slip_row(slip: Slip) -> messages.SlipRow:
    """A claim slip with its state and reason in words."""
    return messages.SlipRow(
        id=slip.id,
        code=slip.code,
        amount=slip.amount,
        reason=slip.reason,
        state=slip.state.value,
        at=moment(slip.made),
        means=SLIPS[slip.state],
        why=payment_words.reason(slip.reason),
        session_id=slip.session_id,
        payment_id=slip.payment_id,
        changed=moment(slip.changed),
    )


def _task(db: Connection, payment: Payment) -> Task | None:
    """Only what is not sent, or was set aside, has a task."""
    if payment.state not in WITH_TASK:
        return None
    tasks = queue.of_key(db, payment.payment_id)
    return tasks[0] if tasks else None


def _where(db: Connection, payment: Payment) -> Words:
    slip = papers.slip_of_payment(db, payment.payment_id) if payment.state in CASH_RETURNED else None
    return payment_words.where_money_is(payment.state, "" if slip is None else slip.state.value)
