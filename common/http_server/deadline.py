"""X-Request-Deadline: until when an asker waits; work that nobody waits for any more is not begun."""

import re
from datetime import datetime

from common.errors import Broken

HEADER = b"x-request-deadline"
RELATIVE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?)(ms|s|m)")
MS = {"ms": 1, "s": 1_000, "m": 60_000}
SHOWN = 40


def left_ms(header: bytes, since_ms: int, now_ms: int) -> int:
    """Milliseconds that are left of an RFC 3339 moment or of `150000ms`, `540s`, `3.5m` since the request came.

    Broken `invalid_deadline` when it has passed or cannot be read. (The forms are those of swag-payments 2.0.)
    """
    text = header.decode("latin-1")
    until = _until(text, since_ms)
    if until is None or until <= now_ms:
        raise Broken("invalid_deadline", text[:SHOWN])
    return until - now_ms


def _until(text: str, since_ms: int) -> int | None:
    found = RELATIVE.fullmatch(text)
    if found is not None:
        whole, _, part = found[1].partition(".")
        return since_ms + (int(whole) * 1000 + int(part.ljust(3, "0"))) * MS[found[2]] // 1000
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is None or "T" not in text.upper():
        return None
    try:
        return int(moment.timestamp() * 1000)
    except (OverflowError, OSError):
        return None
