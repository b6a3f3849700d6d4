"""Where a POS may want its notifications: out in the world, or at a place here that its terms name; never at a role."""

from collections.abc import Iterable

import msgspec

from common import receivers
from common.database import Connection
from common.protocol.card import Card
from common.receivers import Places
from common.settings import LOOPBACK, PORTS
from processing_app.core.domain import Pos
from processing_app.store import contracts

ROLES = tuple(f"http://{LOOPBACK}:{port}" for port in PORTS.values())
"""Where roles of this computer are found unless they were asked to be elsewhere."""


class Neighbourhood:
    """Knows our own addresses: this role's, those of providers under contract, the usual ports of all roles."""

    def __init__(self, own: Iterable[str]) -> None:
        """`own` are this role's addresses."""
        self._own = tuple(own)

    def places(self, db: Connection, pos: Pos) -> Places:
        """The pages and return addresses of a POS are registered places: its operator has written them down."""
        providers = [msgspec.json.decode(row["card"], type=Card).url for row in contracts.providers(db)]
        return receivers.places((*pos.origins, *pos.return_urls), (*self._own, *ROLES, *providers))
