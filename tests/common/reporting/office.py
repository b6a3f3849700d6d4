"""A role that only makes reports: as a program of its own, or its parts in this process."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from common import operation, role, spawn
from common.clock import Clock, SystemClock
from common.credentials import Gatekeeper
from common.database import Connection, Database, Watch
from common.http_server import Doors
from common.logs import Log
from common.operation import Operation
from common.principal import Principal
from common.protocol.endpoint import Nothing
from common.reporting import operations
from common.reporting.asks import AskReports, OrderReport, ReportId, ReportRow, Said
from common.reporting.ground import Ground
from common.reporting.kinds import Kind, Subject
from common.reporting.parts import Reporting
from common.role import Place, Role
from common.secrets import Secrets
from common.words import Words, same
from tests.common.reporting import making, notes

OPERATOR = Principal("operator", "operator")
AGENTS = {"7": "Ромашка", "8": "=1+1"}
MODULE = "tests.common.reporting.making"
QUICK = Kind("quick", Words("Заметки", "Notes"), same("notes"), "notes", about="agent", by="agent")
KINDS = (
    QUICK,
    *(
        Kind(
            name,
            same(name.title()),
            same(name),
            name,
            csv=name != "comparing",
            compares=name == "comparing",
            moscow=name == "comparing",
        )
        for name in making.BUILDERS
        if name != QUICK.name
    ),
)
SINCE, UNTIL = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)
PATIENCE_SECONDS = 30
ISSUER = Words("ПЦ «Учебный»", "PC “Training”")


def subjects(db: Connection, kind: Kind, text: str) -> list[Subject]:
    """Two agents."""
    return [Subject(key, name, f"agent{key}@example.org") for key, name in AGENTS.items() if text in (key, name, "")]


class Service:
    """What the role can do."""

    def __init__(self, reporting: Reporting) -> None:
        self.reports, self.schedules, self.letters = reporting.reports, reporting.schedules, reporting.letters

    def note(self, db: Connection, who: Principal, ask: Nothing) -> Said:
        """Write a note down, so that there is something to report on."""
        notes.add(db, "заметка")
        return Said(words=same("ok"))


OPERATIONS = (
    Operation("note", "write", Nothing, Said, same("note")),
    *operations.REPORTS,
    *operations.SCHEDULES,
    *operations.LETTERS,
)


class Office:
    """The program; with `place` it is a role's."""

    def __init__(self, folder: Path, clock: Clock, log: Log, secrets: Secrets, watch: Watch | None = None) -> None:
        self.folder, self.log = folder, log
        self.database = Database(folder / "office.db", notes.METADATA, watch=watch)
        self.gatekeeper = Gatekeeper(self.database, secrets.own_key(), clock)
        self.ground = Ground(
            database=self.database, clock=clock, log=log, secrets=secrets, folder=folder, module=MODULE, kinds=KINDS,
            subjects=subjects, issuer=lambda db: ISSUER, uid="office", draw=lambda: 0.5,
        )  # fmt: skip
        self.reporting = Reporting(self.ground, "agent")
        self.service = Service(self.reporting)

    def doors(self) -> Doors:
        """The operator's and the agents'."""
        return {**operation.doors(OPERATIONS, self.service), **self.reporting.doors()}

    def start(self, stop: spawn.Signal) -> None:
        """Make reports."""
        self.reporting.start(stop)

    def close(self) -> None:
        """Stop."""
        self.reporting.close()

    def note(self, text: str) -> None:
        """One more in the books."""
        self.database.write(lambda db: notes.add(db, text))

    def order(self, kind: str = "slow", who: Principal = OPERATOR, **more: object) -> ReportRow:
        """A report of a month, not waited for."""
        values = {"kind": kind, "since": SINCE, "until": UNTIL, "wait": False, **more}
        return self.service.reports.report(who, OrderReport(**values))  # type: ignore[arg-type]

    def shown(self, number: int) -> ReportRow:
        """A report as the operator sees it now."""
        return self.database.read(lambda db: self.service.reports.show_report(db, OPERATOR, ReportId(id=number)))

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Until it is so, or too late."""
        clock = SystemClock()
        deadline = clock.monotonic() + PATIENCE_SECONDS
        while not true():
            assert clock.monotonic() < deadline
            clock.sleep(0.01)

    def ended(self, number: int) -> ReportRow:
        """A report once it has ended."""
        self.wait_until(lambda: self.shown(number).ended is not None)
        return self.shown(number)

    def listed(self, who: Principal = OPERATOR, **more: object) -> list[ReportRow]:
        """The list as somebody sees it."""
        ask = AskReports(**more)  # type: ignore[arg-type]
        return self.database.read(lambda db: self.service.reports.reports(db, who, ask)).reports

    def go(self) -> None:
        """Let the slow ones end."""
        (self.folder / "go").touch()


@contextmanager
def office(
    folder: Path, clock: Clock | None = None, *, works: bool = False, watch: Watch | None = None
) -> Iterator[Office]:
    """The parts in this process; `works`: its worker makes what is ordered."""
    clock = clock or SystemClock()
    folder.mkdir(exist_ok=True)
    log = Log(folder, "office", clock, console=False)
    made = Office(folder, clock, log, Secrets(folder / "secrets"), watch)
    if works:
        made.start(spawn.Signal())
    try:
        yield made
    finally:
        made.close()
        made.database.close()
        log.close()


def build(place: Place) -> Office:
    """As a role's program; DIE=moment:name ends it at a commit."""
    return Office(place.folder, place.clock, place.log, place.secrets, _death())


def _death() -> Watch | None:
    moment, _, name = os.environ.get("DIE", "").partition(":")

    def watch(now: str, names: object) -> None:
        if now == moment and name in names:  # type: ignore[operator]
            os._exit(9)

    return watch if moment else None


ROLE = Role("processing", build, OPERATIONS)

if __name__ == "__main__":
    sys.exit(role.main(ROLE))
