"""Who asks: the authenticated side of a call, as every service function gets it."""

from typing import NamedTuple


class Principal(NamedTuple):
    """`kind` is operator, agent, processing, subscriber, provider, kiosk, shop, intent, account or system.

    `id` is whose login it is there: of a shop its POS, of an intent's token the intent. `scopes` are what a token may;
    `on_behalf_of` is in whose name an impersonator acts, as kind:id.
    """

    kind: str
    id: str
    trace: str = ""
    scopes: frozenset[str] = frozenset()
    on_behalf_of: str = ""


SYSTEM = Principal("system", "worker")
"""What a role does unasked is done in this name."""
