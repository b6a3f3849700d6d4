"""How the consumer is put together."""

from common import spawn
from common.credentials import Gatekeeper
from common.http_client import Peer
from common.http_server import Doors
from common.protocol import codes
from common.role import Opening, Place, Role
from consumer_app import server
from consumer_app.service import Means, Service
from consumer_app.store.contracts import ContractsFile
from consumer_app.store.tables import METADATA
from consumer_app.worker import Worker

STOP_SECONDS = 10.0


class Program:
    """A built consumer."""

    def __init__(self, place: Place) -> None:
        """Read the file of contracts, open the database."""
        file = ContractsFile(place.folder)
        self.database = place.database("consumer.db", METADATA)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        self._peers = Peers(place)
        means = Means(
            self.database, file, place.secrets, self.gatekeeper, self._peers.peer, place.clock, place.log, place.url
        )
        self.service = Service(means)
        self._worker = Worker(self.service, place.clock, place.log)
        self._log = place.log
        self._ended: list[spawn.Signal] = []
        if file.trouble:
            place.log.error(codes.words(file.trouble, file.path.name).ru, code=file.trouble)
        self.service.settle_interrupted()

    def doors(self) -> Doors:
        """The table of doors."""
        return server.doors(self.service)

    def start(self, stop: spawn.Signal) -> None:
        """Start the worker."""
        ended = spawn.Signal()
        self._ended.append(ended)
        spawn.thread("consumer worker", lambda: self._work(stop, ended))

    def close(self) -> None:
        """Wait for the worker, close the connections."""
        for ended in self._ended:
            ended.wait(STOP_SECONDS)
        self._peers.close()

    def _work(self, stop: spawn.Signal, ended: spawn.Signal) -> None:
        try:
            self._worker.run(stop)
        finally:
            ended.set()


class Peers:
    """One peer for each address and login, kept with its connections."""

    def __init__(self, place: Place) -> None:
        """None is made before it is needed."""
        self._place = place
        self._made: dict[tuple[str, str, str], Peer] = {}

    def peer(self, url: str, login: str, password: str, them: str) -> Peer:
        """The provider at a URL."""
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


def _window(opening: Opening) -> int:
    """Qt is loaded here and not before: a headless role does without it."""
    from common.qt import application
    from consumer_app.ui.window import window

    return application.run(opening, window)


ROLE = Role("consumer", Program, server.OPERATIONS, _window)
