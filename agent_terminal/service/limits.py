"""How much of a list may be asked for at once."""

from common.errors import Rejected

MOST_ROWS = 1_000
LARGEST_OFFSET = 10**9


def sane(limit: int) -> int:
    """A number of rows; Rejected `wrong_value` for none or too many."""
    if not 1 <= limit <= MOST_ROWS:
        raise Rejected("wrong_value", f"limit: 1–{MOST_ROWS}")
    return limit


def within(offset: int, limit: int) -> tuple[int, int]:
    """Where a page begins and how long it is."""
    return max(0, min(offset, LARGEST_OFFSET)), max(1, min(limit, MOST_ROWS))
