"""E1: a subscriber's statement of services, credits and the balance."""

from common.database import Connection
from common.reporting.order import Order, Outcome, Tell


def build(db: Connection, order: Order, tell: Tell) -> Outcome:
    """The statement of one subscriber."""
    raise NotImplementedError
