"""The trace id that goes through every hop, log line and event."""

from contextvars import ContextVar

current: ContextVar[str] = ContextVar("trace", default="")
"""The trace of what this thread or task is doing now; empty outside any exchange."""
LENGTH = 64


def acceptable(text: str) -> bool:
    """Whether a caller's id may be written into our lines: short, letters, digits, - and _."""
    return 0 < len(text) <= LENGTH and text.isascii() and text.replace("-", "").replace("_", "").isalnum()
