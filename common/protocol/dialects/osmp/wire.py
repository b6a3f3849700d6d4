"""How OSMP writes sums, moments and ids, and the words it keeps for itself."""

import re
from datetime import UTC, datetime

from common.clock import MOSCOW

DATE = "%Y%m%d%H%M%S"
RESERVED = frozenset(
    {
        "command",
        "txn_id",
        "txn_date",
        "account",
        "sum",
        "ccy",
        "prv_id",
        "prv_txn",
        "pay_type",
        "trm_id",
        "osmp_txn_id",
        "result",
        "comment",
    }
)
"""Names that no other field of a contract may have."""
LONGEST_ACCOUNT = 200
SUM = re.compile(r"([0-9]{1,13})\.([0-9]{2})")
DIGITS = re.compile(r"[0-9]{1,20}")
NUMBER = re.compile(r"-?[0-9]{1,6}")
_DATE = re.compile(r"[0-9]{14}")
_BALANCE = re.compile(r"(-?)([0-9]{1,13})(?:[.,]([0-9]{1,2}))?")


def roubles(amount: int) -> str:
    """Minor units as «d+.dd»."""
    major, minor = divmod(abs(amount), 100)
    return f"{'-' if amount < 0 else ''}{major}.{minor:02d}"


def kopecks(text: str) -> int | None:
    """«d+.dd» as minor units, exactly; None for anything else."""
    found = SUM.fullmatch(text)
    return int(found[1]) * 100 + int(found[2]) if found else None


def balance(text: str) -> int | None:
    """A balance as providers write it, «-12,5» among them, as minor units; None when it is no sum."""
    found = _BALANCE.fullmatch(text)
    if found is None:
        return None
    amount = int(found[2]) * 100 + int((found[3] or "").ljust(2, "0"))
    return -amount if found[1] else amount


def written(at: datetime) -> str:
    """A moment as `txn_date`."""
    return at.astimezone(MOSCOW).strftime(DATE)


def moment(text: str) -> datetime:
    """A `txn_date` as a moment; ValueError for anything else."""
    if not _DATE.fullmatch(text):
        raise ValueError(text)
    return datetime.strptime(text, DATE).replace(tzinfo=MOSCOW).astimezone(UTC)
