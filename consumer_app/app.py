"""How the consumer is put together."""

from functools import partial

from common import spawn
from common.credentials import Gatekeeper
from common.http_client import Peer
from common.http_server import Doors
from common.principal import Principal
from common.protocol import codes
from common.role import Opening, Place, Role
from consumer_app import server
from consumer_app.service import Means, Service
from consumer_app.store.contracts import ContractsFile
from consumer_app.store.tables import METADATA, UPGRADES, VERSION
from consumer_app.store.wallets import WalletsFile
from consumer_app.wallet_worker import WalletWorker
from consumer_app.worker import Worker

STOP_SECONDS = 10.0


class Program:
    """A built consumer."""

    def __init__(self, place: Place) -> None:
        """Read the files of contracts and of wallets, open the database."""
        file, wallets = ContractsFile(place.folder), WalletsFile(place.folder)
        self.database = place.database("consumer.db", METADATA, version=VERSION, upgrades=UPGRADES)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        self._peers = Peers(place)
        means = Means(
            self.database,
            file,
            place.secrets,
            self.gatekeeper,
            self._peers.peer,
            place.clock,
            place.log,
            place.url,
            wallets,
        )
        self.service = Service(means)
        self._workers: dict[str, Worker | WalletWorker] = {
            "consumer worker": Worker(self.service, place.clock, place.log),
            "consumer wallets": WalletWorker(self.service, place.clock, place.log),
        }
        self._log = place.log
        self._ended: list[spawn.Signal] = []
        for trouble, name in ((file.trouble, file.path.name), (wallets.trouble, wallets.path.name)):
            if trouble:
                place.log.error(codes.words(trouble, name).ru, code=trouble)
        self.service.settle_interrupted()
        self.service.wallet_payments.settle_interrupted()

    def doors(self) -> Doors:
        """The table of doors."""
        return server.doors(self.service)

    def seals(self, who: Principal) -> list[str]:
        """The secrets by which a centre's notices are signed."""
        return self.service.notices.seals(who)

    def start(self, stop: spawn.Signal) -> None:
        """Start the workers."""
        for name, worker in self._workers.items():
            ended = spawn.Signal()
            self._ended.append(ended)
            spawn.thread(name, partial(_work, worker, stop, ended))

    def close(self) -> None:
        """Wait for the workers, close the connections."""
        for ended in self._ended:
            ended.wait(STOP_SECONDS)
        self._peers.close()


class Peers:
    """One peer for each address and login, kept with its connections."""

    def __init__(self, place: Place) -> None:
        """None is made before it is needed."""
        self._place = place
        self._made: dict[tuple[str, str, str], Peer] = {}

    def peer(self, url: str, login: str, password: str, them: str) -> Peer:
        """The provider or the centre at a URL."""
        key = (url, login, password)
        made = self._made.get(key)
        if made is None:
            us = f"consumer:{self._place.settings.profile}"
            made = Peer(url, login, password, self._place.log, self._place.clock, us=us, them=them)
            made = self._made.setdefault(key, made)
        return made

    def close(self) -> None:
        """Let the connections go."""
        for peer in self._made.values():
            peer.close()


def _work(worker: Worker | WalletWorker, stop: spawn.Signal, ended: spawn.Signal) -> None:
    try:
        worker.run(stop)
    finally:
        ended.set()


def _window(opening: Opening) -> int:
    """Qt is loaded here and not before: a headless role does without it."""
    from common.qt import application
    from consumer_app.ui.window import window

    return application.run(opening, window)


ROLE = Role("consumer", Program, server.OPERATIONS, _window)
