"""Which terms of a contract make its edition: an edit made over an older one is refused."""

from common.database import Row
from common.edition import edition


def of_agent(row: Row) -> str:
    """The edition of an agent's terms."""
    return edition(row["name"], row["credit_limit"], row["expires"], row["threshold"], row["checks_per_minute"])


def of_provider(row: Row) -> str:
    """The edition of a provider's terms."""
    return edition(row["card"], row["retry"], row["timeout_ms"], row["lanes"], row["code_table"])
