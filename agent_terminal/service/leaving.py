"""The end of a payer's session: what is inside goes where the screen has said, and nothing of him stays."""

from agent_terminal.core.session import Session
from agent_terminal.core.stages import ONLY_TELL, Event
from agent_terminal.service import pay
from common.database import Connection


def gone(db: Connection, session: Session, now: int) -> tuple[Session, Event]:
    """The payer is gone: whatever is inside goes to the number confirmed before, or onto a claim slip."""
    pay.drop(db, session.draft, now)
    if not session.held or session.stage in ONLY_TELL:
        pay.drop(db, session.target, now)
        return session, Event.END
    first = pay.pay_part(db, session, now)
    if first is None:
        after = pay.claim(db, session, now)
        pay.drop(db, session.target, now)
        return after, Event.CLAIM
    return pay.pay_all(db, first, now), Event.LEAVE
