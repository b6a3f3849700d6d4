"""Everything about reports put together for one role: the parts of its service, its doors, its worker."""

from common import spawn
from common.http_server import Doors
from common.reporting.desk import Reports
from common.reporting.doors import Counter
from common.reporting.ground import Ground
from common.reporting.imports import Imports
from common.reporting.letters import Letters
from common.reporting.maker import Maker
from common.reporting.schedules import Timetable
from common.reporting.worker import Worker


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
