"""One intent of a payer on its way through a unit of work."""

from dataclasses import dataclass

from agent_terminal.core.session import Session, moved
from agent_terminal.core.stages import Event
from agent_terminal.service import messages
from common.database import Connection


@dataclass(frozen=True, slots=True)
class Turn:
    """The unit of work's view, the session it found, the moment."""

    db: Connection
    session: Session
    ask: messages.Intent
    now: int
    stretch: int

    def to(self, event: Event, session: Session | None = None) -> Session:
        """The session, moved by an event."""
        return moved(session or self.session, event, now=self.now, stretch=self.stretch)
