"""Hops of one payment as a lesson brings them about: a check inside a check, a lost reply, a repeat, a person's own."""

from typing import Any

from launcher_app.feed.hop import Hop

BEGAN = 1_796_000_000_000
TRACE = "7F3K-92QD"


def hop(number: int, at: int, sender: str, receiver: str, path: str, **told: Any) -> Hop:
    """A hop `at` milliseconds after the beginning; by default answered with 200 at once."""
    usual: dict[str, Any] = {"status": 200, "answered": told.get("status", 200), "ms": 10, "trace": TRACE}
    usual |= {"verb": path.rpartition("/")[2], "method": "POST", "span": f"s{number}", "path": path}
    return Hop(number=number, at_ms=BEGAN + at, sender=sender, receiver=receiver, **(usual | told))


def payment() -> list[Hop]:
    """From the check to the credit, whose first reply is lost."""
    terminal, centre, provider = "terminal", "processing", "provider"
    return [
        hop(1, 0, terminal, centre, "/v1/check", ms=84),
        hop(2, 20, centre, provider, "/v1/check", ms=40, parent="s1"),
        hop(3, 38_000, terminal, centre, "/v1/payments", ms=30, amount=48_500, reply='{"status":"authorized"}'),
        hop(4, 38_035, centre, provider, "/v1/credit", ms=10_000, amount=48_500, parent="s3", status=0, answered=200,
            error="no_answer", fault="lost_reply", attempt=1),
        hop(5, 50_000, centre, provider, "/v1/status", status=500, attempt=2, fault="server_error",
            reply='{"code":"internal_error"}'),
        hop(6, 52_000, centre, provider, "/v1/status", status=0, answered=0, error="no_connection",
            attempt=3),
        hop(7, 56_000, centre, provider, "/v1/credit", ms=18, amount=48_500, attempt=3, reply='{"reference":"1"}'),
        hop(8, 56_010, provider, "consumer", "/v1/notify", ms=4, status=422, reply='{"code":"refused"}'),
        hop(9, 57_000, centre, provider, "/v1/credit", amount=48_500, by_hand=True, status=0, answered=0, ended=False),
    ]  # fmt: skip
