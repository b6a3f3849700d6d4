"""What became of a payment, told to its payer while the session still waits for it."""

from agent_terminal.core.payment import CASH_RETURNED, State
from agent_terminal.core.session import moved
from agent_terminal.core.stages import AWAITS_OUTCOME, Event
from agent_terminal.store import papers, payments, sessions
from agent_terminal.store.papers import SlipState
from agent_terminal.store.payments import Payment
from common.database import Connection


def tell_payer(db: Connection, payment: Payment, now: int, stretch: int) -> None:
    """Move the session on when all its payments are credited, or one of them never will be."""
    session = sessions.find(db, payment.session_id)
    if session is None or session.stage not in AWAITS_OUTCOME:
        return
    event = _outcome(db, session.id)
    if event is not None:
        sessions.save(db, moved(session, event, now=now, stretch=stretch))


def _outcome(db: Connection, session_id: str) -> Event | None:
    slips = papers.slips_of(db, session_id)
    if any(slip.payment_id and slip.state is SlipState.OPEN for slip in slips):
        return Event.REFUSED
    made = [one.state for one in payments.of_session(db, session_id) if one.accepted]
    if all(state is State.CAPTURED or state in CASH_RETURNED for state in made):
        return Event.CAPTURED
    return None
