"""How the centre is put together: database → service → doors and the delivery worker."""

from common import ids, spawn
from common.credentials import Gatekeeper
from common.database import Connection, Database
from common.http_client import Peer
from common.http_server import Doors
from common.role import Place, Role
from processing_app import server
from processing_app.service import Service
from processing_app.service.books import Books
from processing_app.service.contracts import Contracts
from processing_app.service.delivery import Delivery
from processing_app.service.directory import Directory
from processing_app.service.payments import Payments
from processing_app.service.providers import Connect, Providers
from processing_app.service.repair import Repair
from processing_app.store import contracts
from processing_app.store.tables import TABLES, VERSION
from processing_app.worker import Worker


class Processing:
    """The processing centre of one instance."""

    def __init__(self, place: Place, connect: Connect | None = None) -> None:
        """Open the database and build every part on it; `connect` replaces the network in a simulation."""
        self.database = Database(place.folder / "processing.db", TABLES, version=VERSION, watch=place.watch)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        directory = Directory(place.clock)
        providers = Providers(self.database, place.secrets, place.clock, connect or _over_http(place))
        delivery = Delivery(self.database, place.clock, providers, place.log, ids.chance().random)
        self.service = Service(
            directory=directory,
            contracts=Contracts(
                place.clock, self.gatekeeper, place.secrets, directory, providers, delivery,
                url=place.url, uid=place.identity.uid,
            ),
            payments=Payments(self.database, place.clock, directory, providers),
            delivery=delivery,
            repair=Repair(place.clock, delivery),
            books=Books(),
        )  # fmt: skip
        self.worker = Worker(self.database, delivery, place.log, place.clock, self._lanes)

    def doors(self) -> Doors:
        """The table of doors."""
        return server.table(self.service)

    def start(self, stop: spawn.Signal) -> None:
        """Deliver until told to stop."""
        self.worker.start(stop)

    def close(self) -> None:
        """Wait for the deliveries under way."""
        self.worker.close()

    def _lanes(self) -> list[tuple[str, int, bool]]:
        return self.database.read(_lanes)


def _over_http(place: Place) -> Connect:
    us = f"processing:{place.identity.uid}"
    return lambda url, login, password, them: Peer(url, login, password, place.log, place.clock, us=us, them=them)


def _lanes(db: Connection) -> list[tuple[str, int, bool]]:
    return [(f"provider:{row['provider_id']}", row["lanes"], bool(row["paused"])) for row in contracts.providers(db)]


ROLE = Role("processing", Processing, server.OPERATIONS)
