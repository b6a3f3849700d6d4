"""How a provider is put together: database, service, doors, worker."""

from common import ids, spawn
from common.credentials import Gatekeeper
from common.http_client import Peer
from common.http_server import Doors
from common.principal import Principal
from common.reporting.parts import Reporting, ground_of
from common.role import Opening, Place, Role
from provider_app import server
from provider_app.reports.kinds import KINDS
from provider_app.service import Consumer, Means, Service, report_subjects, statement_news
from provider_app.store.tables import METADATA, UPGRADES, VERSION
from provider_app.worker import AcceptingWorker, NewsWorker

DATABASE = "provider.db"


class ProviderProgram:
    """A built provider."""

    def __init__(self, place: Place) -> None:
        """Open the database and connect the parts."""
        self.database = place.database(DATABASE, METADATA, version=VERSION, upgrades=UPGRADES)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        us = place.settings.log_name

        def connect(url: str, login: str, password: str, them: str) -> Consumer:
            return Peer(url, login, password, place.log, place.clock, us=us, them=them)

        means = Means(
            database=self.database,
            gatekeeper=self.gatekeeper,
            secrets=place.secrets,
            log=place.log,
            clock=place.clock,
            draw=ids.chance().random,
            connect=connect,
            url=place.url,
            uid=place.identity.uid,
            profile=place.settings.profile,
        )
        self.service = Service(means)
        ground = ground_of(
            place,
            self.database,
            module="provider_app.reports",
            kinds=KINDS,
            subjects=report_subjects.subjects,
            issuer=report_subjects.issuer,
            mailed=statement_news.put,
        )
        self.reporting = Reporting(ground, server.SUBSCRIBER)
        self.service.reports = self.reporting.reports
        self.service.schedules = self.reporting.schedules
        self.service.letters = self.reporting.letters
        self.service.imports = self.reporting.imports
        self._worker = NewsWorker(self.service, place.log)
        self._accepting = AcceptingWorker(self.service, place.log)

    def doors(self) -> Doors:
        """For centres, subscribers and the operator."""
        return {**server.doors(self.service), **self.reporting.doors()}

    def seals(self, who: Principal) -> list[str]:
        """The secrets that what this asker says may be signed with."""
        return self.service.accepting.seals(who)

    def start(self, stop: spawn.Signal) -> None:
        """Begin to tell the news, to ask about payments and to make reports."""
        self._worker.start(stop)
        self._accepting.start(stop)
        self.reporting.start(stop)

    def close(self) -> None:
        """Finish what is being told."""
        self.reporting.close()
        self._accepting.close()
        self.service.accepting.close()
        self._worker.close()


def _window(opening: Opening) -> int:
    """The provider in its window; a headless one loads nothing of it."""
    from common.qt import application
    from provider_app.ui.window import window

    return application.run(opening, window)


ROLE = Role("provider", ProviderProgram, server.OPERATIONS, _window)
