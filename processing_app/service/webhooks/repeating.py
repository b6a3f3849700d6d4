"""When a notification that did not arrive is sent again: 28 attempts within a day, as rbkmoney's hooker paces them."""

SECOND_MS, MINUTE_MS, HOUR_MS = 1_000, 60_000, 3_600_000
PAUSES_MS = (30 * SECOND_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, *([HOUR_MS] * 24))
MOST_ATTEMPTS = 1 + len(PAUSES_MS)
FURTHEST_MS = max(PAUSES_MS)
SILENCES = 3
REST_MS = 30 * SECOND_MS
"""After so many failures in a row a receiver is left alone for so long, and then asked by one notification at a time:
a dead receiver of a thousand intents hears of one, not of all of them."""


def pause_ms(attempts: int) -> int | None:
    """How long to wait after so many attempts (1, 2, …); None when there were enough."""
    return PAUSES_MS[attempts - 1] if attempts < MOST_ATTEMPTS else None
