"""Turning cash inside into payments and claim slips, always in the unit of work of whoever asks."""

from dataclasses import replace

import msgspec

from agent_terminal.core.payment import Fact, State, after
from agent_terminal.core.session import Session, Target, paid
from agent_terminal.core.sums import Split
from agent_terminal.service import kept, printing, receipt
from agent_terminal.store import papers, payments, sessions
from agent_terminal.store.papers import SlipState
from agent_terminal.store.payments import Payment
from common import ids, queue
from common.database import Connection

SEND = "send"
BELOW_MINIMUM = "amount_out_of_range"
"""Why cash that is too little for any payment lies on a claim slip."""


def register(db: Connection, session: Session, target: Target, payment_id: str, now: int) -> Payment:
    """Store a payment id, before the number is checked under it or cash is paid under it."""
    contract = kept.contract(db)
    payment = Payment(
        payment_id=payment_id,
        session_id=session.id,
        terminal="" if contract is None else contract.terminal,
        state=State.CREATED,
        provider_id=target.provider_id,
        provider_ru=target.name_ru,
        provider_en=target.name_en,
        account=target.account,
        fields=target.fields,
        directory_version=target.directory_version,
        currency=target.currency,
        made=now,
        changed=now,
    )
    payments.add(db, payment)
    return payment


def drop(db: Connection, target: Target | None, now: int) -> None:
    """A number that was checked and never paid to."""
    if target is None or not target.payment_id:
        return
    payment = payments.find(db, target.payment_id)
    if payment is not None and payment.state is State.CREATED:
        payments.save(db, msgspec.structs.replace(payment, state=after(payment.state, Fact.DROPPED), changed=now))


def pay_part(db: Connection, session: Session, now: int) -> Session | None:
    """Commit 3: the largest payable part becomes a payment to send, with its task and its receipt. None: too little."""
    target, part = session.target, session.part
    if target is None or part is None:
        return None
    payment = payments.find(db, target.payment_id)
    if payment is None or payment.state is not State.CREATED:
        payment = register(db, session, target, ids.uuid7(now), now)
    payment = _with_cash(payment, part, now)
    payment_id = payment.payment_id
    payments.save(db, payment)
    line = f"{payment.provider_id}:{payment.account}"
    queue.put(db, SEND, payment_id, now=now, line=line, trace=ids.payment_code(payment_id))
    papers.add_receipt(db, payment_id, now, receipt.body(db, payment))
    printing.queue_receipt(db, session, payment_id, now)
    return paid(session, part)


def pay_all(db: Connection, session: Session, now: int) -> Session:
    """The payer is gone: all goes to the confirmed number, what is too little for a payment onto a claim slip."""
    while session.held:
        rest = pay_part(db, session, now)
        session = rest if rest is not None else claim(db, session, now)
    return session


def claim(db: Connection, session: Session, now: int) -> Session:
    """Keep the cash inside for the payer, under the code of an earlier slip if one was shown."""
    target = session.target or session.draft
    earlier = papers.slips_of(db, session.id)
    fresh = target.payment_id if target is not None and target.payment_id else ids.uuid7(now)
    code = earlier[-1].code if earlier else ids.payment_code(fresh)
    slip = papers.add_slip(
        db,
        code=code,
        session_id=session.id,
        payment_id="",
        amount=session.held,
        currency="RUB" if target is None else target.currency,
        reason=BELOW_MINIMUM,
        now=now,
    )
    printing.queue_slip(db, session, slip, now)
    return replace(session, held=0)


def claim_payment(db: Connection, payment: Payment, reason: str, now: int) -> None:
    """A payment that will never be credited: its cash is kept for the payer, once."""
    if papers.slip_of_payment(db, payment.payment_id) is not None:
        return
    slip = papers.add_slip(
        db,
        code=ids.payment_code(payment.payment_id),
        session_id=payment.session_id,
        payment_id=payment.payment_id,
        amount=payment.inserted,
        currency=payment.currency,
        reason=reason,
        now=now,
    )
    session = sessions.find(db, payment.session_id)
    if session is not None:
        printing.queue_slip(db, session, slip, now)


def take_back(db: Connection, session: Session, now: int) -> Session:
    """The payer is still here and wants another number: the cash of open slips is inside again."""
    found = [slip for slip in papers.slips_of(db, session.id) if slip.state is SlipState.OPEN]
    for slip in found:
        papers.change_slip(db, slip, SlipState.USED, now)
    return replace(session, held=session.held + sum(slip.amount for slip in found))


def _with_cash(payment: Payment, part: Split, now: int) -> Payment:
    return msgspec.structs.replace(
        payment,
        state=after(payment.state, Fact.PAID),
        inserted=part.inserted,
        agent_fee=part.fee,
        amount=part.amount,
        accepted=now,
        changed=now,
    )
