"""E5: the terminal's journal of a shift or a period."""

from common.database import Connection
from common.reporting.order import Order, Outcome, Tell


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The journal of this terminal."""
    raise NotImplementedError
