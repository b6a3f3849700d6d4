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

Mailed = Callable[[Connection, int], object]
"""`mailed(db, letter)`: in the unit of work that says of a letter with a report that it was sent."""


def tell_nobody(db: Connection, letter: int) -> None:
    """Most roles have nobody who wants to hear of a letter."""


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
    mailed: Mailed = tell_nobody

    def kind(self, name: str) -> Kind | None:
        """A kind of report by its name."""
        return next((kind for kind in self.kinds if kind.name == name), None)

    def folder_of(self, report: int) -> Path:
        """Where a report's files are."""
        return self.folder / "reports" / str(report)
