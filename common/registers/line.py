"""A payment in a register; days and times in registers are Moscow's, whatever computer reads them."""

from datetime import date, timedelta
from typing import NamedTuple

from common.clock import EPOCH, MOSCOW, moment

DAY_MS = 86_400_000
SHIFT_MS = MOSCOW.utcoffset(None) // timedelta(milliseconds=1)
FIRST_DAY = EPOCH.date()


class Line(NamedTuple):
    """A payment as a register tells it: `key` is its number (txn_id), the sum is in minor units, the moment UTC."""

    key: str
    at_ms: int
    account: str
    amount: int
    payment_id: str = ""


def day_of(at_ms: int) -> date:
    """The day of a register that a payment of this moment belongs to."""
    return FIRST_DAY + timedelta(days=(at_ms + SHIFT_MS) // DAY_MS)


def day_bounds(day: date) -> tuple[int, int]:
    """The first millisecond of a day and the first after it."""
    since = (day - FIRST_DAY).days * DAY_MS - SHIFT_MS
    return since, since + DAY_MS


def day_and_time(at_ms: int) -> tuple[str, str]:
    """A moment as registers write it: «20.11.2026» and «21:40:03»."""
    at = moment(at_ms).astimezone(MOSCOW)
    return f"{at:%d.%m.%Y}", f"{at:%H:%M:%S}"
