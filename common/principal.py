"""Who asks: the authenticated side of a call, as every service function gets it."""

from typing import NamedTuple


class Principal(NamedTuple):
    """`kind` is operator, agent, processing, subscriber, provider, kiosk, shop, intent, account or system.

    `id` is whose login it is there: of a shop the shop in the domain, of an intent's token the intent.
    `scopes` are what a token may; `on_behalf_of` is in whose name an impersonator acts, as kind:id; `address` is where
    a client's connection comes from.
    """

    kind: str
    id: str
    trace: str = ""
    scopes: frozenset[str] = frozenset()
    on_behalf_of: str = ""
    address: str = ""

    @property
    def acts_as(self) -> tuple[str, str]:
        """Whose rights count: kind and id of whom an impersonator acts for, else of the asker."""
        if not self.on_behalf_of:
            return self.kind, self.id
        kind, _, name = self.on_behalf_of.partition(":")
        return kind, name


SYSTEM = Principal("system", "worker")
"""What a role does unasked is done in this name."""
