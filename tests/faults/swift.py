"""A role's database for days in virtual time: the same units of work, without their thread and without the disk."""

from typing import Any

from common.database import Database
from common.database.connection import Job


class Swift(Database):
    """Each unit is committed where it is asked for; what a power cut leaves on a disk is shown in tests/common."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._writer.raw.execute("PRAGMA synchronous=OFF")

    def submit(self, job: Job) -> None:
        if self._closing:
            super().submit(job)
            return
        self._commit([job])
        job.done(job)
