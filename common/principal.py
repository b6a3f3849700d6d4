"""Who asks: the authenticated side of a call, as every service function gets it."""

from typing import NamedTuple


class Principal(NamedTuple):
    """`kind` is operator, agent, processing, subscriber, provider, kiosk or system; `id` is whose login it is there."""

    kind: str
    id: str
    trace: str = ""
    scopes: frozenset[str] = frozenset()


SYSTEM = Principal("system", "worker")
"""What a role does unasked is done in this name."""
