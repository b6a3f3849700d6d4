"""Following the log: what was made of a page of events and the new position are kept in one commit, or neither is."""

from collections.abc import Callable
from typing import Generic, TypeVar

from common.database import Connection, Database
from processing_app.store import behind
from processing_app.store.behind import Page

Made = TypeVar("Made")
Look = Callable[[Connection, str], tuple[Page, Made]]
"""Reads on after a position, and makes something of what it has read; of a snapshot, so that no writer waits."""
Keep = Callable[[Connection, Made], None]
"""Writes down what was made. A part of the unit of work that moves the position."""


class Follower(Generic[Made]):
    """One reader behind the log, by its name there. A repeat after a crash reads from where the last commit was."""

    def __init__(self, database: Database, name: str, look: Look[Made], keep: Keep[Made]) -> None:
        """Where it is stands in the database."""
        self._database = database
        self._name = name
        self._look = look
        self._keep = keep
        self._seen = -1

    def turn(self) -> int:
        """Make something of what was committed since; how many events it were."""
        commits = self._database.commits
        if commits == self._seen:
            return 0
        before, page, made = self._database.read(self._next)
        if page.position == before:
            self._seen = commits
            return 0
        self._database.write(lambda db: self._move(db, before, page.position, made), self._name)
        return len(page.events)

    def rebuild(self, db: Connection, look: Look[Made]) -> None:
        """Read the log from the beginning, into what has just been emptied. A unit of work.

        `look` remembers nothing of the one that turns: both may be reading at once.
        """
        behind.forget(db, self._name)
        at = behind.BEGINNING
        while (found := look(db, at))[0].position != at:
            page, made = found
            self._move(db, at, page.position, made)
            at = page.position

    def behind(self, db: Connection) -> int:
        """How many events it has yet to read."""
        return behind.ahead(db, behind.at(db, self._name))

    def _next(self, db: Connection) -> tuple[str, Page, Made]:
        before = behind.at(db, self._name)
        return (before, *self._look(db, before))

    def _move(self, db: Connection, before: str, to: str, made: Made) -> None:
        """Nothing is kept when somebody began anew meanwhile."""
        if behind.move(db, self._name, before, to):
            self._keep(db, made)
