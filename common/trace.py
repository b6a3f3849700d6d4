"""The trace id that goes through every hop, log line and event."""

from contextvars import ContextVar

current: ContextVar[str] = ContextVar("trace", default="")
"""The trace of what this thread or task is doing now; empty outside any exchange."""
span: ContextVar[str] = ContextVar("span", default="")
"""The exchange that this thread or task answers now: the parent of whatever it asks others meanwhile."""
attempt: ContextVar[int] = ContextVar("attempt", default=0)
"""Which try of a task this is, from 1; 0 where nothing is counted."""
LENGTH = 64
ATTEMPT_DIGITS = 6


def counted(header: bytes) -> int:
    """A caller's X-Attempt as a number; 0 for whatever is none."""
    return int(header) if header.isdigit() and len(header) <= ATTEMPT_DIGITS else 0


def acceptable(text: str) -> bool:
    """Whether a caller's id may be written into our lines: short, letters, digits, - and _."""
    return 0 < len(text) <= LENGTH and text.isascii() and text.replace("-", "").replace("_", "").isalnum()
