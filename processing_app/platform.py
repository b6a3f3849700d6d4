"""How the payment platform is put together, on the centre's own database: domain → vault → intents → doors."""

from common.database import Connection, Database
from common.errors import Unavailable
from common.http_server import Doors
from common.role import Place
from processing_app.server import shop
from processing_app.service.domain import Domain
from processing_app.service.intents.feed import Feed
from processing_app.service.intents.ground import Ground
from processing_app.service.intents.intents import Intents
from processing_app.service.platform import Parts
from processing_app.service.shops import Shops
from processing_app.vault.service import Vault


class Platform:
    """What a centre needs to work for shops."""

    def __init__(self, place: Place, database: Database) -> None:
        """Build every part; the vault opens a database of its own."""
        self.vault = Vault(place)
        domain = Domain(place.clock)
        ground = Ground(place.clock, domain, self.vault, _token)
        self.parts = Parts(domain=domain, shops=Shops(domain), intents=Intents(ground), feed=Feed(ground))

    def doors(self) -> Doors:
        """The doors of /v2."""
        return shop.table(self.parts)

    def close(self) -> None:
        """Let go of everything but the centre's database."""
        self.vault.close()


def _token(db: Connection, intent_id: str) -> str:
    raise Unavailable("not_now", "tokens")
