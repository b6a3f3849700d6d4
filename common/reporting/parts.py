"""Everything about reports put together for one role: the parts of its service, its doors, its worker."""

from collections.abc import Callable

from common import ids, spawn
from common.database import Connection, Database
from common.http_server import Doors
from common.reporting.desk import Reports
from common.reporting.doors import Counter
from common.reporting.ground import Ground, Mailed, tell_nobody
from common.reporting.imports import Imports
from common.reporting.kinds import Kind, Subjects
from common.reporting.letters import Letters
from common.reporting.maker import Maker
from common.reporting.schedules import Timetable
from common.reporting.worker import Worker
from common.role import Place
from common.words import Words


def ground_of(
    place: Place,
    database: Database,
    *,
    module: str,
    kinds: tuple[Kind, ...],
    subjects: Subjects,
    issuer: Callable[[Connection], Words],
    mailed: Mailed = tell_nobody,
) -> Ground:
    """The ground of a role at its place: what it brings of its own is named, the rest every role has alike."""
    return Ground(
        database=database,
        clock=place.clock,
        log=place.log,
        secrets=place.secrets,
        folder=place.folder,
        module=module,
        kinds=kinds,
        subjects=subjects,
        issuer=issuer,
        uid=place.identity.uid,
        draw=ids.chance().random,
        mailed=mailed,
    )


class Reporting:
    """Built with the role's program; commands use its parts without anything being started."""

    def __init__(self, ground: Ground, *owners: str) -> None:
        """`owners` are the kinds of principals that fetch reports about themselves with a login of their own."""
        self._owners = owners
        self.letters = Letters(ground)
        self.imports = Imports(ground)
        maker = Maker(ground, self.letters, self.imports.sources)
        self.reports = Reports(ground, maker, self.letters)
        self.schedules = Timetable(ground)
        self._counter = Counter(ground, self.reports)
        self._worker = Worker(maker, self.schedules, self.letters, ground.log)

    def doors(self) -> Doors:
        """The owners' doors, and where the operator's windows fetch files."""
        return self._counter.doors(*self._owners)

    def start(self, stop: spawn.Signal) -> None:
        """Make, order by schedule and send until told to stop."""
        self._worker.start(stop)

    def close(self) -> None:
        """Leave the rest to the next start."""
        self._worker.close()
