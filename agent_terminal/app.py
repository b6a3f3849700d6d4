"""How a terminal is put together: settings → database → service → doors, workers, acceptor."""

import contextlib
from collections.abc import Callable, Iterable

from agent_terminal import server
from agent_terminal.ccnet.timing import Timing
from agent_terminal.reports.kinds import KINDS
from agent_terminal.service import Ground, Service, kept, report_subjects
from agent_terminal.service.centre import Connect
from agent_terminal.store import TABLES, UPGRADES, VERSION
from agent_terminal.ui.options import OPTIONS
from agent_terminal.worker import Workers
from agent_terminal.worker.acceptor import AcceptorLine
from common import spawn
from common.credentials import Gatekeeper
from common.errors import OplataError
from common.http_client import Caller, Peer
from common.http_server import Doors
from common.reporting.parts import Reporting, ground_of
from common.role import Opening, Place, Role

LANES = 8
CHECKS = 4
JOIN_SECONDS = 3.0


class Terminal:
    """A built terminal; commands may use its service without starting anything."""

    def __init__(self, place: Place, connect: Connect | None = None, timing: Timing | None = None) -> None:
        """Open the database; the threads begin with `start`. A simulation brings its own centre and a faster line."""
        self._place = place
        self.database = place.database("terminal.db", TABLES, version=VERSION, upgrades=UPGRADES)
        self.gatekeeper = Gatekeeper(self.database, place.secrets.own_key(), place.clock)
        self._ground = Ground(
            self.database,
            self.gatekeeper,
            place.secrets,
            place.clock,
            place.log,
            connect or self._peer,
            place.url,
        )
        self.service = Service(self._ground)
        ground = ground_of(
            place,
            self.database,
            module="agent_terminal.reports",
            kinds=KINDS,
            subjects=report_subjects.subjects,
            issuer=report_subjects.issuer,
        )
        self.reporting = Reporting(ground)
        self.service.reports = self.reporting.reports
        self.service.schedules = self.reporting.schedules
        self.service.letters = self.reporting.letters
        self._line = AcceptorLine(self._ground, self.service.cash, place.clock, place.log, timing, place.folder)
        self._threads: list[spawn.Thread] = []
        self._pools: list[spawn.ThreadPoolExecutor] = []

    def doors(self) -> Doors:
        """The table of doors, the page's files among them."""
        return {**server.table(self.service), **server.page_files(), **self.reporting.doors()}

    def start(self, stop: spawn.Signal) -> None:
        """The acceptor, the payer's clock, the line to the centre."""
        self._ground.stopping = stop
        checks, lanes = spawn.pool("checks", CHECKS), spawn.pool("send", LANES)
        self._pools = [checks, lanes]
        self._ground.in_background = lambda work: self._beside(checks, work)
        self.service.sending.run_all = lambda works: _beside_each_other(lanes, works)
        self.service.agreement.acceptor_changed = self._line.use
        self._line.use(self.database.read(kept.acceptor))
        self._threads = Workers(self.service, self._place.log).start(stop)
        self.reporting.start(stop)

    def close(self) -> None:
        """The mouth first: no note may come to a terminal that is going."""
        self._line.close()
        self._ground.to_send.set()
        self.reporting.close()
        for thread in self._threads:
            thread.join(JOIN_SECONDS)
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)
        with contextlib.suppress(OplataError):  # a full disk keeps nobody from closing
            self._ground.rejected.store(self._ground.write)

    def _peer(self, url: str, login: str, password: str, them: str) -> Caller:
        us = f"terminal:{self._place.settings.profile}"
        return Peer(url, login, password, self._place.log, self._place.clock, us=us, them=them)

    def _beside(self, pool: spawn.ThreadPoolExecutor, work: Callable[[], None]) -> None:
        def logged() -> None:
            try:
                work()
            except OplataError as error:
                self._place.log.error("the check's answer was not kept", code=error.code, detail=error.detail)
            except Exception as bug:  # noqa: BLE001 - a thread's end: the payer's clock ends the wait
                self._place.log.error("a bug in a check", error=f"{type(bug).__name__}: {bug}")

        pool.submit(logged)


def _beside_each_other(pool: spawn.ThreadPoolExecutor, works: Iterable[Callable[[], None]]) -> None:
    for future in [pool.submit(work) for work in works]:
        future.result()


def build(place: Place) -> Terminal:
    """A terminal at its place."""
    return Terminal(place)


def _window(opening: Opening) -> int:
    """The terminal in its windows; a headless one loads nothing of them."""
    from agent_terminal.ui.window import prepare, window
    from common.qt import application

    prepare()
    return application.run(opening, window(opening.settings))


ROLE = Role("terminal", build, server.OPERATIONS, _window, OPTIONS)
