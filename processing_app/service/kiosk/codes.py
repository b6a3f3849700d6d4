"""Giving an intent its code."""

from collections.abc import Callable

from common import ids
from common.database import Connection
from common.errors import Rejected, Unavailable
from processing_app.core import order_code
from processing_app.store import kiosk_codes

LEAST, MOST = 100, 100_000_000
"""Sums that kiosks take for an order, minor units: 1 to 1,000,000 roubles."""
DRAWS = 100
"""So many in a row are taken only when nearly every code is: then somebody must make them longer."""


def demand_sum(amount: int) -> None:
    """Refuse what no kiosk would take: Rejected `amount_out_of_range`."""
    if not LEAST <= amount <= MOST:
        raise Rejected("amount_out_of_range", f"{LEAST}–{MOST}")


def issued(db: Connection, intent_id: str, below: Callable[[int], int] | None = None) -> str:
    """The intent's code: the one that it has, or a new one. Part of the unit of work that saves KioskCodeIssued.

    Unavailable `not_now` when no free one is found.
    """
    known = kiosk_codes.of_intent(db, intent_id)
    if known is not None:
        return known
    for _ in range(DRAWS):
        code = order_code.made(below or ids.below)
        if kiosk_codes.intent_of(db, code) is None:
            kiosk_codes.add(db, code, intent_id)
            return code
    raise Unavailable("not_now", "kiosk codes")
