"""How wallets are put together, on the centre's own database: contracts → payments → executor → doors."""

from common import spawn
from common.credentials import Gatekeeper
from common.database import Database
from common.http_server import Doors
from common.role import Place
from processing_app.backoffice import Backoffice, Round
from processing_app.platform import Platform
from processing_app.server import payments
from processing_app.service.wallets.parts import Parts


class Wallets:
    """What a centre needs to work for holders of wallets."""

    def __init__(self, place: Place, database: Database, gatekeeper: Gatekeeper, platform: Platform) -> None:
        """Build every part."""
        self.parts = Parts()
        self.backoffice = Backoffice(self._rounds(), place.log)

    def doors(self) -> Doors:
        """The doors of /payments."""
        return payments.table(self.parts)

    def lanes(self) -> list[tuple[str, int, bool, int]]:
        """Lanes of the executor: name, width, whether it is paused, furthest retry (ms)."""
        return []

    def start(self, stop: spawn.Signal) -> None:
        """Let time go on, until told to stop."""
        self.backoffice.start(stop)

    def close(self) -> None:
        """Let go of everything but the centre's database."""
        self.backoffice.close()

    def _rounds(self) -> list[Round]:
        """What is done behind the log, a thread each."""
        return []
