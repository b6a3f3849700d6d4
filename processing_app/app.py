"""How the centre is put together: database → service → doors and the delivery worker."""

from common import ids, spawn
from common.credentials import Gatekeeper
from common.database import Connection
from common.exchange_log import ExchangeLog
from common.http_client import Peer
from common.http_server import Doors
from common.reporting.parts import Reporting, ground_of
from common.role import Opening, Place, Role
from processing_app import server
from processing_app.platform import FOUR_EYES_ABOVE, Platform
from processing_app.reports.kinds import KINDS
from processing_app.service import Service, report_subjects
from processing_app.service.agent_contracts import Agents
from processing_app.service.books import Books
from processing_app.service.contracts import Contracts
from processing_app.service.delivery import Delivery
from processing_app.service.deposits import Deposits
from processing_app.service.dialects import ORDERS, WALLETS
from processing_app.service.directory import Directory
from processing_app.service.kiosk.adapter import OrderAdapter
from processing_app.service.kiosk.offered import Offered
from processing_app.service.kiosk.orders import Orders
from processing_app.service.overview import Overviews
from processing_app.service.payments import Payments
from processing_app.service.providers import Connect, Providers, policy_of
from processing_app.service.reconciliation import Reconciliation
from processing_app.service.registers import Registers
from processing_app.service.repair import Repair
from processing_app.service.settling import Settling
from processing_app.service.story import Stories
from processing_app.service.trial import Network, Reach, Trial
from processing_app.service.wallets import offered as wallets_offered
from processing_app.service.wallets.adapter import WalletAdapter
from processing_app.service.wallets.top_ups import TopUps
from processing_app.service.watchman import Watchman
from processing_app.store import contracts
from processing_app.store.tables import TABLES, UPGRADES, VERSION
from processing_app.wallets import BARCODES, Wallets
from processing_app.worker import Attempts, Worker


class Processing:
    """The processing centre of one instance."""

    def __init__(self, place: Place, connect: Connect | None = None, reach: Reach | None = None) -> None:
        """Open the database and build every part on it; `connect` and `reach` replace the network in a simulation."""
        self.database = place.database("processing.db", TABLES, version=VERSION, upgrades=UPGRADES)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        directory = Directory(place.clock)
        self.providers = providers = Providers(self.database, place.secrets, place.clock, connect or _over_http(place))
        delivery = Delivery(self.database, place.clock, providers, place.log, ids.chance().random)
        self.platform = Platform(place, self.database, self.gatekeeper)
        listed = wallets_offered.Offered(directory, providers, delivery, place.identity.uid)
        self.wallets = Wallets(place, self.database, self.gatekeeper, self.platform, providers, listed)
        self.clients = self.platform.clients
        orders = Orders(self.database, place.clock)
        providers.within[ORDERS] = OrderAdapter(self.database, place.clock, orders)
        providers.within[WALLETS] = WalletAdapter(self.database, place.clock)
        top_ups = TopUps(self.database, place.clock)
        delivery.ended += (orders.ended, top_ups.ended)
        self._offered = Offered(directory, providers, delivery)
        self.platform.parts.domain.changed = self._domain_changed
        self._watchman = Watchman(self.database, place.clock, place.log)
        ground = ground_of(
            place,
            self.database,
            module="processing_app.reports",
            kinds=KINDS,
            subjects=report_subjects.subjects,
            issuer=report_subjects.issuer,
        )
        self.reporting = Reporting(ground, server.AGENT)
        self.wallets.notifying.payer_letters.write = self.reporting.letters.write
        repair = Repair(place.clock, delivery)
        self.service = Service(
            directory=directory,
            contracts=Contracts(place.clock, place.secrets, directory, providers, delivery, place.own),
            agents=Agents(place.clock, self.gatekeeper, url=place.url, uid=place.identity.uid),
            deposits=Deposits(place.clock),
            trial=Trial(self.database, place.clock, place.secrets, providers, reach or Network(place.log, place.clock)),
            registers=Registers(place.clock),
            reconciliation=Reconciliation(self.database, place.clock, providers, place.log),
            payments=Payments(self.database, place.clock, directory, providers, orders, top_ups),
            orders=orders,
            delivery=delivery,
            repair=repair,
            settling=Settling(self.database, repair, self.wallets.bank_words),
            books=Books(place.log, {"statistics": self.platform.statistics, "wallets": self.wallets.parts.book}),
            stories=Stories(self.database, ExchangeLog(place.settings.logs, place.settings.log_name)),
            overviews=Overviews(place.clock),
            reports=self.reporting.reports,
            schedules=self.reporting.schedules,
            letters=self.reporting.letters,
            imports=self.reporting.imports,
            statistics=self.platform.statistics,
            platform=self.platform.parts,
            wallets=self.wallets.parts,
        )  # fmt: skip
        others: dict[str, Attempts] = {"bank": self.platform.driver, "wallet": self.wallets.executor}
        self.worker = Worker(self.database, delivery, place.log, place.clock, self._lanes, others)

    def doors(self) -> Doors:
        """The table of doors."""
        return {**server.table(self.service), **self.reporting.doors(), **self.platform.doors(), **self.wallets.doors()}

    def start(self, stop: spawn.Signal) -> None:
        """Deliver, and make reports, until told to stop."""
        self.worker.start(stop)
        self.platform.start(stop)
        self.wallets.start(stop)
        self.reporting.start(stop)

    def close(self) -> None:
        """Wait for the deliveries under way."""
        self.reporting.close()
        self.service.reconciliation.close()
        self.worker.close()
        self.wallets.close()
        self.platform.close()

    def _domain_changed(self, db: Connection) -> None:
        """Kiosks may take orders now, and there may be another bank to ask."""
        self._offered.follow(db)
        db.then(self.worker.look_again)

    def _lanes(self) -> list[tuple[str, int, bool, int]]:
        return [*self.database.read(_lanes), *self.platform.driver.lanes(), *self.wallets.lanes()]


def _over_http(place: Place) -> Connect:
    us = f"processing:{place.identity.uid}"
    return lambda url, login, password, them: Peer(url, login, password, place.log, place.clock, us=us, them=them)


def _lanes(db: Connection) -> list[tuple[str, int, bool, int]]:
    return [
        (f"provider:{row['provider_id']}", row["lanes"], bool(row["paused"]), policy_of(row).furthest_ms)
        for row in contracts.providers(db)
    ]


def _window(opening: Opening) -> int:
    """In a window; Qt is loaded only here, for a headless role has no use for it."""
    from common.qt import application
    from processing_app.ui.window import window

    return application.run(opening, window)


ROLE = Role("processing", Processing, server.OPERATIONS, _window, (FOUR_EYES_ABOVE, BARCODES))
