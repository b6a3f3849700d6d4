"""What everything about reports and letters works with, in any role."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from common.clock import Clock
from common.database import Connection, Database
from common.logs import Log
from common.reporting.kinds import Kind, Subjects
from common.secrets import Secrets
from common.words import Words


@dataclass(frozen=True, slots=True)
class Ground:
    """A role's own part of it: its database and folder, which reports it can make and about whom.

    `module` is run as the process apart that makes a report; `issuer` says whose reports these are; `uid` makes
    Message-IDs unique among instances; `draw()` is in [0, 1).
    """

    database: Database
    clock: Clock
    log: Log
    secrets: Secrets
    folder: Path
    module: str
    kinds: tuple[Kind, ...]
    subjects: Subjects
    issuer: Callable[[Connection], Words]
    uid: str
    draw: Callable[[], float]

    def kind(self, name: str) -> Kind | None:
        """A kind of report by its name."""
        return next((kind for kind in self.kinds if kind.name == name), None)

    def folder_of(self, report: int) -> Path:
        """Where a report's files are."""
        return self.folder / "reports" / str(report)
