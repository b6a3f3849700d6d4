"""Receipts on paper: what waits to be printed, what was, and what the payer is told of it."""

from agent_terminal.service.ground import Ground
from agent_terminal.service.messages.printing import PrintShown
from common.database import Connection
from common.errors import Rejected


def queue_receipt(db: Connection, payment_id: str, now: int) -> None:
    """A receipt is to be printed; in the unit of work that takes the cash."""


def queue_slip(db: Connection, slip_id: int, now: int) -> None:
    """A claim slip is to be printed; in the unit of work that makes it."""


def about(ground: Ground, db: Connection, session_id: str) -> PrintShown:
    """What this session's payer is told of paper."""
    return PrintShown(copies_left=0, printed="none", paper=False)


def copy(ground: Ground, db: Connection, session_id: str) -> None:
    """Print the last receipt or slip of the session once more, marked as a copy; Rejected `too_early`."""
    raise Rejected("too_early", "printer")
